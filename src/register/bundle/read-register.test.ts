// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { routeApp } from '../../../test/support/route-app.ts'
import type { App } from '../../kernel/index.ts'
import { frameworksRoute } from '../frameworks/read-frameworks.route.ts'
import { occupationsRoute } from '../occupations/read-occupations.route.ts'
import { qualificationsRoute } from '../qualifications/read-qualifications.route.ts'
import { loadReference } from '../reference/load-reference.ts'
import { titleSeriesRoute } from '../titles/read-title-series.route.ts'

const shipped = fileURLToPath(new URL('../../../reference', import.meta.url))

let database: TestDatabase
let app: App

before(async () => {
  database = await testDatabase()
  const { db } = database
  await loadReference(db, shipped)
  app = routeApp((routes) => {
    frameworksRoute(routes, { db })
    qualificationsRoute(routes, { db })
    occupationsRoute(routes, { db })
    titleSeriesRoute(routes, { db })
  })
})

after(async () => {
  await app.close()
  await database.close()
})

interface Item {
  [member: string]: unknown
}

async function get(
  url: string,
  language = 'en',
): Promise<{ status: number; items: Item[]; next: string | null; body: Item }> {
  const response = await app.inject({ url: `/api/v1/${url}`, headers: { 'accept-language': language } })
  const body: Item = response.json()
  return { status: response.statusCode, items: [], next: null, ...body, body }
}

async function all(url: string): Promise<Item[]> {
  const items: Item[] = []
  for (let next: string | null = ''; next !== null; ) {
    const page = await get(`${url}${url.includes('?') ? '&' : '?'}limit=200${next === '' ? '' : `&cursor=${next}`}`)
    assert.equal(page.status, 200, JSON.stringify(page.body))
    items.push(...page.items)
    next = page.next
  }
  return items
}

test('every list can be read to its end, in answers as their schemas say', async () => {
  const counts: Record<string, number> = {}
  for (const list of [
    'frameworks',
    'qualifications?country=JP',
    'title-series',
    'classifications',
    'occupations?scheme=isco-08',
    'occupations?scheme=cn-2022',
    'occupations?scheme=cn-new-occupations',
    'fields?scheme=isced-f',
    'fields?scheme=cn-series',
    'industries?scheme=nace',
  ]) {
    counts[list] = (await all(list)).length
  }
  assert.deepEqual(counts, {
    frameworks: 69,
    'qualifications?country=JP': 6,
    'title-series': 69,
    classifications: 7,
    'occupations?scheme=isco-08': 619,
    'occupations?scheme=cn-2022': 2176,
    'occupations?scheme=cn-new-occupations': 107,
    'fields?scheme=isced-f': 120,
    'fields?scheme=cn-series': 13,
    'industries?scheme=nace': 996,
  })
})

test('a framework gives its levels in order and only references that a source states', async () => {
  const { body } = await get('frameworks/sqf')
  const levels = body.levels as Item[]
  const references = body.references as Item[]
  assert.deepEqual(
    levels.map((level) => level.id),
    ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'],
  )
  assert.deepEqual(
    references.map(({ from, to, status }) => [from, to, status]),
    [
      ['sqf/1', 'eqf/1', 'sourced'],
      ['sqf/2', 'eqf/2', 'sourced'],
    ],
  )
  const skill = await get('frameworks/cn-skill', 'zh-CN')
  assert.deepEqual(
    (skill.body.levels as Item[]).map((level) => level.name),
    ['学徒工', '五级/初级工', '四级/中级工', '三级/高级工', '二级/技师', '一级/高级技师', '特级技师', '首席技师'],
  )
  const none = await get('frameworks?status=none')
  assert.deepEqual(
    none.items.map(({ id }) => id),
    ['none-jp', 'none-ru', 'none-us'],
  )
  assert.equal((await get('frameworks/none')).status, 404)
})

test('notes are there in English and Chinese, and a place may be named by an alias', async () => {
  const { body } = await get('frameworks/none-us')
  assert.deepEqual(body.note, {
    en: 'only a draft of an advisory council since 2022, not official',
    'zh-CN': '仅有咨询委员会2022年起的草案，非官方',
  })
  const ids = async (place: string) => (await get(`frameworks?jurisdiction=${place}`)).items.map(({ id }) => id)
  assert.deepEqual([await ids('HK'), await ids('CN-HK')], [['hkqf'], ['hkqf']])
})

test('sub-levels have no rank where no source orders them', async () => {
  const { body } = await get('frameworks/cyqf')
  const unranked = (body.levels as Item[]).filter((level) => level.rank === null).map((level) => level.id)
  assert.deepEqual(unranked, ['5a', '5b', '5c', '7a', '7b', '7c'])
})

test('one occupation under the codes of two vintages', async () => {
  const { body } = await get('occupations/cn-2022/2-02-38-01')
  const relations = body.relations as Item[]
  assert.deepEqual(
    [body.ref, body.name, body.nameLanguage, body.parent, body.level],
    ['cn-2022/2-02-38-01', '人工智能工程技术人员', 'zh-CN', '2-02-38', 4],
  )
  assert.deepEqual(
    relations.map(({ scheme, code, kind }) => [scheme, code, kind]),
    [
      ['cn-2015', '2-02-10-09', 'same'],
      ['cn-new-occupations', '1-01', 'same'],
    ],
  )
})

test('codes are found by their beginning, their parent and the beginning of a name', async () => {
  const codes = async (query: string) => (await get(`occupations?${query}`)).items.map((item) => item.code)
  assert.deepEqual(await codes('scheme=isco-08&parent=top'), ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
  assert.deepEqual(await codes('scheme=isco-08&parent=721'), ['7211', '7212', '7213', '7214', '7215'])
  assert.deepEqual(await codes('scheme=isco-08&q=WELDERS'), ['7212'])
  assert.deepEqual(await codes('scheme=cn-2022&code=2-02-38&limit=2'), ['2-02-38', '2-02-38-01'])
  assert.deepEqual(await codes('scheme=isco-08&q=%25'), [])
})

test('an unknown scheme or code is a problem that says what there is', async () => {
  const scheme = await get('occupations?scheme=esco')
  assert.deepEqual(
    [scheme.status, scheme.body.message],
    [404, "there is no scheme 'esco' of occupations here; there are cn-2015, cn-2022, cn-new-occupations, isco-08"],
  )
  assert.equal((await get('occupations/isco-08/9999')).status, 404)
  assert.equal((await get('occupations')).status, 400)
  assert.equal((await get('occupations?scheme=isco-08&lang=__proto__')).status, 400)
})
