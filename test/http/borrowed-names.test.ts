// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ApiDocument, operationsOf } from '../../src/http/reference/describe-api.ts'
import { withServer } from './program.ts'

/** Names that every object of JavaScript answers to; as ids they are as unknown as any other. */
const borrowed = ['constructor', 'toString', '__proto__']

/** An unknown name of the same make. */
const unknownLike = (name: string) => (name.startsWith('__') ? '__nosuch__' : 'noSuchName')

interface Asked {
  url: string
  body?: string
}

/** A request with a name in one place. */
type Slot = (name: string) => Asked

const pages = [
  '/places/V',
  '/law/V',
  '/catalogues/V',
  '/bodies/V',
  '/frameworks/V',
  '/problems/V',
  '/?hold=V&in=CN-SX',
  '/?hold=cn-skill/2&in=V',
  '/?hold=cn-skill/2&in=CN-SX&purpose=V',
  '/?hold=cn-skill/2&in=CN-SX&V=1',
  '/?hold=cn-skill/2&in=CN-SX&honours=V',
  '/?hold=cn-skill/2&in=CN-SX&nationality=V',
  '/?hold=cn-skill/2&in=CN-SX&credential:c1:V=x',
  '/?hold=cn-skill/2&in=CN-SX&credential:c1:stated:V=true',
  '/?hold=cn-skill/2&in=CN-SX&credential:c1:listed:V=x',
  '/mutuality?a=V&b=CN',
  '/mutuality?a=CN&b=V',
  '/reverse?to=V&in=CN',
  '/reverse?to=cn-title/intermediate&in=V',
  '/pathway?hold=cn-skill/2&in=V&to=cn-title/intermediate',
  '/pathway?hold=cn-skill/2&in=CN-SX&to=V',
  '/compare?hold=cn-skill/2&in=V',
  '/compare?hold=cn-skill/2&in=CN-SX&place=V',
  '/report?rule=V&in=CN-SX',
  '/report?rule=cn-sx-2024-5%23technician-intermediate&in=V',
  '/answer.json?hold=cn-skill/2&in=V',
  '/answer.pdf?hold=V&in=CN-SX',
  '/search?q=x&kind=V',
  '/law?place=V',
  '/?lang=V',
  '/?theme=V',
]

/** Bodies as text: a member named `__proto__` would not survive as an object. */
const bodies: [path: string, body: string][] = [
  ['assessments', '{"person":{"credentials":[{"id":"c1","level":"cn-skill/2"}]},"in":"V"}'],
  ['assessments', '{"person":{"credentials":[{"id":"c1","level":"cn-skill/V"}]},"in":"CN-SX"}'],
  ['assessments', '{"person":{"credentials":[{"id":"c1","level":"V/1"}]},"in":"CN-SX"}'],
  ['assessments', '{"person":{"credentials":[{"id":"c1","qualification":"V"}]},"in":"CN-SX"}'],
  ['assessments', '{"person":{"credentials":[{"id":"V","level":"cn-skill/2"}]},"in":"CN-SX"}'],
  ['assessments', '{"person":{"credentials":[{"id":"c1","country":"V"}]},"in":"CN-SX"}'],
  ['assessments', '{"person":{"credentials":[{"id":"c1","field":["isced-f/V"]}]},"in":"CN-SX"}'],
  ['assessments', '{"person":{"credentials":[{"id":"c1","listed":{"cn-gs-2022-132":"V"}}]},"in":"CN-GS"}'],
  ['assessments', '{"person":{"credentials":[{"id":"c1","stated":{"V":true}}]},"in":"CN-SX"}'],
  ['assessments', '{"person":{"credentials":[],"facts":{"V":true}},"in":"CN-SX"}'],
  ['assessments', '{"person":{"credentials":[],"facts":{"honours":["V"]}},"in":"CN-SX"}'],
  ['assessments', '{"person":{"credentials":[],"facts":{"honours:V":true}},"in":"CN-SX"}'],
  ['assessments', '{"person":{"credentials":[],"facts":{"nationality":"V"}},"in":"CN-SX"}'],
  ['assessments', '{"person":{"credentials":[{"id":"c1"}],"facts":{"credential:c1:V":true}},"in":"CN-SX"}'],
  ['assessments', '{"person":{"credentials":[{"id":"c1"}],"facts":{"credential:V:issued":"2020-01-01"}},"in":"CN-SX"}'],
  ['assessments', '{"person":{"credentials":[],"experience":[{"place":"V"}]},"in":"CN-SX"}'],
  ['assessments', '{"person":{"credentials":[]},"in":"CN-SX","V":1}'],
  ['pathways', '{"person":{"credentials":[{"id":"c1","level":"cn-skill/2"}]},"in":"V","to":"cn-title/intermediate"}'],
  ['pathways', '{"person":{"credentials":[{"id":"c1","level":"cn-skill/2"}]},"in":"CN-SX","to":"V"}'],
  [
    'pathways',
    '{"person":{"credentials":[{"id":"c1","qualification":"V"}]},"in":"CN-SX","to":"cn-title/intermediate"}',
  ],
]

const examples: Record<string, string> = {
  a: 'CN',
  b: 'HK',
  code: 'CN',
  edition: '2021',
  id: 'cn-sx-2024-5',
  in: 'CN-SX',
  q: '技师',
  scheme: 'isco-08',
  series: '05',
  to: 'cn-title/intermediate',
}

/** Every parameter of every address that is read. */
function parametersOf(document: ApiDocument): Slot[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) => {
    const [, read] = operationsOf(item).find(([method]) => method === 'get') ?? []
    const parameters = (read?.parameters ?? []).flatMap((one) => ('name' in one ? [one] : []))
    // What is searched for may well be found.
    return parameters
      .filter(({ name }) => name !== 'q')
      .map(({ name }): Slot => {
        return (value) => {
          const of = (other: string) => (other === name ? value : (examples[other] ?? 'x'))
          const query = new URLSearchParams(
            parameters
              .filter((one) => one.in === 'query' && (one.required === true || one.name === name))
              .map((one) => [one.name, of(one.name)]),
          )
          return { url: `${path.replace(/\{(\w+)\}/g, (_whole, other: string) => of(other))}?${query}` }
        }
      })
  })
}

test('a name that every object has is unknown wherever an id can be said', () =>
  withServer(
    async ({ address }) => {
      const document: ApiDocument = await (await fetch(`${address}/api/openapi.json`)).json()
      const slots: Slot[] = [
        ...parametersOf(document),
        ...pages.map(
          (page): Slot =>
            (name) => ({ url: page.replaceAll('V', name) }),
        ),
        ...bodies.map(
          ([path, body]): Slot =>
            (name) => ({ url: `/api/v1/${path}`, body: body.replaceAll('V', name) }),
        ),
      ]
      const status = async ({ url, body }: Asked): Promise<number> => {
        const headers = { 'content-type': 'application/json' }
        const response = await fetch(address + url, body === undefined ? {} : { method: 'POST', headers, body })
        await response.arrayBuffer()
        return response.status
      }
      const wrong: unknown[] = []
      for (const slot of slots) {
        const unheard = new Map<string, number>()
        for (const name of borrowed) {
          const like = unknownLike(name)
          const expected = unheard.get(like) ?? (await status(slot(like)))
          unheard.set(like, expected)
          const found = await status(slot(name))
          if (found !== expected || found >= 500) wrong.push({ ...slot(name), found, expected })
        }
      }
      assert.ok(slots.length > 150)
      assert.deepEqual(wrong, [])
    },
    { PASSERELLE_RATE_LIMIT: '0', PASSERELLE_LOG_LEVEL: 'info' },
  ))
