// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import '../../../test/support/database.ts'
import { infoOf, inkIn, linksOf, noPoppler, pictureOf, tagsOf, textOf, wordsOf } from '../../../test/support/poppler.ts'
import { routeApp } from '../../../test/support/route-app.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/test-databases.ts'
import { loadShippedLaw } from '../../instruments/index.ts'
import { type App, fixedClock } from '../../kernel/index.ts'
import { loadReference } from '../../register/index.ts'
import { lawShelf } from '../answers/load-law.ts'
import { bundleShelf } from '../private/bundle-shelf.ts'
import { downloadAnswerPage } from './download-answer.page.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const drawn = { skip: noPoppler }

let database: TestDatabase
let app: App
let version: string

before(async () => {
  database = await testDatabase()
  await loadReference(database.db, join(root, 'reference'))
  await loadShippedLaw(database.db, join(root, 'law'))
  const shelf = lawShelf(database.db)
  const clock = fixedClock('2026-11-22T03:00:00Z')
  const settings = { baseUrl: 'https://pass.example' }
  const { default: formbody } = await import('@fastify/formbody')
  app = routeApp((to) => {
    to.register(formbody)
    downloadAnswerPage(to, { shelf, clock, settings })
  })
  version = /[0-9a-f]{16}/.exec((await bundleShelf(shelf).index())['CN'] ?? '')?.[0] ?? ''
})

after(async () => {
  await app.close()
  await database.close()
})

const toxicologist = {
  hold: 'us-abt-diplomate',
  issued: '2019-03-17',
  in: 'CN-3205',
  purpose: 'title',
  since: '2018-06-05',
  workPlace: 'CN-3205',
  'q.credential:c1:stated:relevant-work': 'true',
  'q.work-place': 'CN-3205',
  'q.employed-in-capacity': 'technical',
}

async function ask(fields: Record<string, string>, more: readonly [string, string][] = []) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const payload = new URLSearchParams([...more, ...Object.entries(fields)]).toString()
  return app.inject({ method: 'POST', url: '/answer.pdf', headers, payload })
}

/** That the parts stand in the text in this order. */
function inOrder(text: string, parts: readonly string[]): void {
  const bare = parts.map((part) => part.replaceAll(/\s/g, ''))
  const found = bare.map((part, index) => text.indexOf(part, index === 0 ? 0 : text.indexOf(bare[index - 1] ?? '')))
  assert.deepEqual(
    found.map((at, index) => [bare[index], at >= 0 && at >= (found[index - 1] ?? 0)]),
    bare.map((part) => [part, true]),
  )
}

test('a met answer in Chinese: question, kinds, conditions, basis, and that it is no decision', drawn, async () => {
  const response = await ask({ ...toxicologist, lang: 'zh-CN' })
  const pdf = response.rawPayload
  assert.deepEqual(
    [response.statusCode, response.headers['content-type'], response.headers['cache-control']],
    [200, 'application/pdf', 'no-store'],
  )
  assert.equal(response.headers['content-disposition'], 'attachment; filename="passerelle-answer.pdf"')
  inOrder(textOf(pdf), [
    '美国毒理学委员会毒理学专业人员职业资格证书，在苏州市',
    '用途：评定职称·以2026年11月22日（苏州市当日）为准',
    `版本${version}`,
    '本文件不是决定。',
    '现在算什么',
    '认定为：医药工程专业工程师',
    '可享受：可用于申报姑苏领军人才',
    '满足：持有“苏州国际职业资格比照认定目录',
    '如何办理',
    '依据',
    '报道',
    'https://english.jschina.com.cn/',
    '再次提出同一问题',
    'https://pass.example/?hold=us-abt-diplomate&in=CN-3205&purpose=title',
  ])
  const info = infoOf(pdf)
  assert.match(info, /Title: +美国毒理学委员会毒理学专业人员职业资格证书，在苏州市 · Passerelle/)
  assert.match(info, /Tagged: +yes/)
  assert.match(pdf.toString('latin1'), /\/Lang \(zh-CN\)/)
  const tags = tagsOf(pdf)
  for (const tag of ['H1', 'H2', 'H3', 'H4', 'L', 'LI', 'Note', 'Link']) assert.ok(tags.includes(tag), tag)
})

test('the address on it holds none of the dates and answers', drawn, async () => {
  const { rawPayload } = await ask({ ...toxicologist, lang: 'en' })
  const own = linksOf(rawPayload).filter((link) => link.startsWith('https://pass.example'))
  assert.deepEqual(own, ['https://pass.example/?hold=us-abt-diplomate&in=CN-3205&purpose=title'])
  assert.doesNotMatch(textOf(rawPayload), /2019|17March|2018-06-05/)
})

test('what is drawn is what is read: every word has ink where it stands', drawn, async () => {
  for (const lang of ['zh-CN', 'en']) {
    const { rawPayload } = await ask({ hold: 'cn-skill/2', in: 'CN-SX', purpose: 'title', lang })
    const words = wordsOf(rawPayload).filter(({ text }) => /[\p{L}\d]{2}/u.test(text))
    const pages = new Map(
      [...new Set(words.map(({ page }) => page))].map((page) => [page, pictureOf(rawPayload, page)]),
    )
    assert.ok(words.length > 100)
    const empty = words.filter(({ page, box }) => {
      const picture = pages.get(page)
      const ink = picture === undefined ? 0 : inkIn(picture, box)
      return ink < 0.03 || ink > 0.6
    })
    assert.deepEqual(empty, [])
  }
})

test('what is missing stands with how far and from when', drawn, async () => {
  const fields = { hold: 'degree/bachelor', in: 'CN-SH', since: '2022-11-22', workPlace: 'CN-SH', purpose: 'title' }
  const answers = {
    'q.credential:c1:listed:cn-sh-overseas-2': 'C',
    'q.credential:c1:stated:assessed-before': 'false',
    'q.credential:c1:stated:listed-title-series': 'other',
  }
  const { rawPayload } = await ask({ ...fields, ...answers, lang: 'en' }, [['hold', 'other']])
  const text = textOf(rawPayload)
  assert.match(text, /Notmet:.*4yearssofar,5yearsneeded:from2[12]November2027/)
  assert.match(text, /From2[12]November2027,ifnothingelsechanges/)
})

test('a question that cannot be read is refused as everywhere', async () => {
  const response = await ask({ hold: 'cn-skill/99', in: 'CN-SX', lang: 'en' })
  assert.equal(response.statusCode, 400)
  assert.deepEqual(response.json(), {
    code: 'invalid-input',
    message: 'cn-skill/99 is not in the list. Pick an entry of the list.',
    errors: [{ path: 'hold-0', message: 'cn-skill/99 is not in the list. Pick an entry of the list.' }],
  })
})

test('an address alone may ask for the file, and its answers are not read', drawn, async () => {
  const query = new URLSearchParams({ ...toxicologist, lang: 'en' })
  const response = await app.inject({ url: `/answer.pdf?${query}` })
  assert.match(textOf(response.rawPayload), /Onerulemaystillspeakforyou/)
})
