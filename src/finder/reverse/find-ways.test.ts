// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import '../../../test/support/database.ts'
import { routeApp } from '../../../test/support/route-app.ts'
import { terminal } from '../../../test/support/terminal.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/test-databases.ts'
import { loadShippedLaw } from '../../instruments/index.ts'
import { type App, fixedClock } from '../../kernel/index.ts'
import { loadReference } from '../../register/index.ts'
import { lawShelf } from '../answers/load-law.ts'
import { reverseCommand } from './find-ways.command.ts'
import { findWaysRoute } from './find-ways.route.ts'
import type { ReverseView } from './reverse-words.model.ts'

// Everything that leads to a title, level, qualification or right, on the shipped law.
const root = join(import.meta.dirname, '..', '..', '..')
const clock = fixedClock('2026-11-22T03:00:00Z')

let database: TestDatabase
let app: App

before(async () => {
  database = await testDatabase()
  await loadReference(database.db, join(root, 'reference'))
  await loadShippedLaw(database.db, join(root, 'law'))
  app = routeApp((to) => findWaysRoute(to, { shelf: lawShelf(database.db), clock }))
})

after(async () => {
  await app.close()
  await database.close()
})

async function reverse(query: Record<string, string>): Promise<{ status: number; body: ReverseView }> {
  const response = await app.inject({ method: 'GET', url: '/api/v1/reverse', query: { lang: 'en', ...query } })
  return { status: response.statusCode, body: response.json() }
}

/** What leads there, by kind and rule. */
const ways = (view: ReverseView) => view.groups.map(({ kind, rules }) => [kind, rules.map(({ rule }) => rule)])

test('what counts as engineer in Suzhou, in full', async () => {
  const { body } = await reverse({ to: 'cn-title/intermediate', in: 'CN-3205' })
  assert.deepEqual(
    { title: body.title, asOf: body.asOf, summary: body.summary, ways: ways(body) },
    {
      title: 'What counts as “Intermediate title (Professional titles of China)” in Suzhou?',
      asOf: '2026-11-22',
      summary: '3 rules that hold in Suzhou lead there. What is not carried here is not known.',
      ways: [
        [
          'recognised-as',
          ['cn-3205-international-comparison#engineer', 'cn-3205-international-comparison#medical-engineer'],
        ],
        ['may-apply', ['cn-2018-engineering-titles#technician-engineer']],
      ],
    },
  )
  const medical = body.groups[0]?.rules[1]
  assert.deepEqual(
    { ...medical, basis: medical?.basis?.signWord },
    {
      rule: 'cn-3205-international-comparison#medical-engineer',
      title: 'Listed certificate to engineer in medical engineering',
      places: ['Suzhou'],
      except: [],
      reach: 'Holds in: Suzhou',
      subject:
        'a certificate on the list “Suzhou list of compared international qualifications (five batches)” in class “engineer in medical engineering”, not a level of Vocational skill levels of China (eight levels), Professional titles of China, Classes of technical schools of China or Degrees and school-leaving levels',
      outcomes: [
        {
          kind: 'recognised-as',
          phrase: 'Would be recognised as',
          label: 'engineer in medical engineering',
          manner: 'On application',
          means: 'Recognition itself, not only a right to apply.',
          benefits: [],
        },
        {
          kind: 'entitled-to',
          phrase: 'Would be entitled to',
          label: "support for an application to the city's talent programme",
          manner: 'On application',
          means: 'A benefit, not a title.',
          benefits: [],
        },
      ],
      asks: [
        { text: 'Place of work: in Suzhou', children: [] },
        { text: 'Kind of work: Technical work or Management', children: [] },
        { text: 'Work that fits the certificate', children: [] },
      ],
      notes: [
        'This list is known here only in part: one entry of this class; the whole list has 344. What is not shown may still be on it.',
        'Known entry: Certificate of the American Board of Toxicology (ABT).',
      ],
      basis: 'Reported',
    },
  )
})

test('a credential that a rule leaves out by its framework is left out in words too, in Chinese', async () => {
  const { body } = await reverse({ to: 'cn-title/intermediate', in: 'CN-3205', lang: 'zh-CN' })
  assert.match(body.groups[0]?.rules[1]?.subject ?? '', /，不属于.*职称.*或.*学历/)
})

test('a qualification, a right, a field and a place where nothing is known', async () => {
  const asked = [
    ['fr-maitre-artisan', 'FR'],
    ['registration-for-equivalent-occupation', 'NZ'],
    ['cn-series/05', 'CN-31'],
    ['cn-title/intermediate', 'JP'],
  ] as const
  const found = await Promise.all(asked.map(([to, place]) => reverse({ to, in: place })))
  assert.deepEqual(
    found.map(({ body }) => [body.wanted.kind, body.place.code, ways(body)]),
    [
      ['qualification', 'FR', [['may-apply', ['fr-artisan-compensation#master-craftsman-title']]]],
      ['benefit', 'NZ', [['entitled-to', ['nz-trans-tasman-act#entitlement-to-registration']]]],
      [
        'code',
        'CN-SH',
        [
          [
            'may-apply',
            [
              'cn-2018-engineering-titles#senior-technician-senior-engineer',
              'cn-2018-engineering-titles#senior-worker-assistant-engineer',
              'cn-2018-engineering-titles#technician-engineer',
            ],
          ],
        ],
      ],
      ['level', 'JP', []],
    ],
  )
  const nowhere = found[3]?.body
  assert.match(nowhere?.summary ?? '', /^No rule loaded here leads there in Japan\. That is not a refusal/)
  assert.deepEqual(
    nowhere?.elsewhere.filter(({ code }) => code === 'CN-SX'),
    [{ code: 'CN-SX', name: 'Shanxi', rules: 1 }],
  )
})

test('a day before the instrument has none of its rules', async () => {
  const { body } = await reverse({ to: 'cn-title/intermediate', in: 'CN-3205', asOf: '2016-12-31' })
  assert.deepEqual(ways(body), [])
})

test('what is not known is refused with both paths', async () => {
  const { status, body } = await reverse({ to: 'cn-title/emperor', in: 'QQ' })
  const errors = Reflect.get(body, 'errors') as { path: string; message: string }[]
  assert.deepEqual(
    [status, errors.map(({ path, message }) => [path, message])],
    [
      400,
      [
        ['to', "found 'cn-title/emperor'"],
        ['in', "found 'QQ'"],
      ],
    ],
  )
})

test('the command says the same as the API, in both forms', async () => {
  const { context, output } = terminal(database.db, { clock })
  const values = { in: 'CN-SX', lang: 'zh-CN' }
  const target = ['cn-title/intermediate']
  assert.equal(await reverseCommand.run(context, { positionals: target, values: { ...values, json: true } }), 0)
  const { body } = await reverse({ to: 'cn-title/intermediate', in: 'CN-SX', lang: 'zh-CN' })
  assert.deepEqual(JSON.parse(output.stdout), body)
  output.stdout = ''
  await reverseCommand.run(context, { positionals: target, values })
  assert.match(output.stdout, /^在山西省，什么可以算作“中级（职称层级）”？/)
  assert.match(output.stdout, /§ .*晋人社厅发〔2024〕5号, 第三条/)
  assert.equal(await reverseCommand.run(context, { positionals: target, values: { ...values, in: 'JP' } }), 1)
  assert.equal(await reverseCommand.run(context, { positionals: [], values }), 2)
})
