// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { routeApp } from '../../../test/support/route-app.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/test-databases.ts'
import { loadShippedLaw } from '../../instruments/index.ts'
import type { App } from '../../kernel/index.ts'
import { takeRecordTime } from '../../organisations/index.ts'
import { loadReference } from '../../register/index.ts'
import { lawShelf } from '../answers/load-law.ts'
import { searchPage } from './search-names.page.tsx'
import { searchRoute } from './search-names.route.ts'
import { searchShelf } from './search-shelf.ts'

const root = join(import.meta.dirname, '..', '..', '..')

let database: TestDatabase
let app: App

before(async () => {
  database = await testDatabase()
  const { db } = database
  await loadReference(db, join(root, 'reference'))
  await loadShippedLaw(db, join(root, 'law'))
  // An imported classification has names in more languages than the shipped register.
  await sql`
    insert into classifications (id, family, version, subject, names, coverage, origin, recorded_at)
    values ('esco-test', 'esco', 'test', 'occupation', '{"en": "ESCO", "zh-CN": "ESCO"}', 'partial', 'test', now())
  `.execute(db)
  await sql`
    insert into classification_entries (classification, code, level, origin, recorded_at)
    values ('esco-test', '7212.2', 5, 'test', now()), ('esco-test', '7212.3', 5, 'test', now())
  `.execute(db)
  await sql`
    insert into classification_names (classification, code, lang, name, alternatives, origin, recorded_at)
    values ('esco-test', '7212.3', 'en', 'welder', array['fusion welder'], 'test', now()),
      ('esco-test', '7212.2', 'en', 'laser operator', array['welder'], 'test', now()),
      ('esco-test', '7212.3', 'de', 'Schweißer/Schweißerin', array[]::text[], 'test', now()),
      ('esco-test', '7212.3', 'ru', 'сварщик', array[]::text[], 'test', now()),
      ('esco-test', '7212.3', 'ja', '溶接工', array[]::text[], 'test', now())
  `.execute(db)
  const search = searchShelf(db, lawShelf(db))
  app = routeApp((to) => {
    searchRoute(to, { search })
    searchPage(to, { search, settings: { baseUrl: 'http://127.0.0.1' } })
  })
})

after(async () => {
  await app.close()
  await database.close()
})

interface Item {
  kind: string
  id: string
  name: string
  matched: { name: string; language: string | null } | null
  address: string
  page: string | null
  finder: string | null
}

async function items(query: Record<string, string>): Promise<Item[]> {
  const response = await app.inject({ url: '/api/v1/search', query })
  assert.equal(response.statusCode, 200, response.body)
  return (response.json() as { items: Item[] }).items
}

test('a qualification is found by part of its name with a slip, and leads to the finder', async () => {
  const [first] = await items({ q: 'toxicolgy board', lang: 'zh-CN' })
  assert.deepEqual(
    { ...first, score: undefined, name: undefined },
    {
      kind: 'qualification',
      id: 'us-abt-diplomate',
      name: undefined,
      nameLanguage: 'zh-CN',
      matched: { name: 'Certificate of the American Board of Toxicology (ABT)', language: 'en' },
      score: undefined,
      address: '/api/v1/qualifications/us-abt-diplomate',
      page: null,
      finder: '/?hold=us-abt-diplomate',
    },
  )
})

test('what people write, and what is found first', async () => {
  const known: [query: string, kind: string, id: string][] = [
    ['高级技师', 'level', 'cn-skill/1'],
    ['香港建筑师', 'qualification', 'hk-architect'],
    ['suzohu', 'place', 'CN-3205'],
    ['苏州', 'place', 'CN-3205'],
    ['苏州国际职业资格比照', 'instrument', 'cn-3205-international-comparison'],
    ['CN-320585', 'place', 'CN-320585'],
    ['fusion weldr', 'occupation', 'esco-test/7212.3'],
    ['welder', 'occupation', 'esco-test/7212.3'],
    ['schweisser', 'occupation', 'esco-test/7212.3'],
    ['сваршик', 'occupation', 'esco-test/7212.3'],
    ['溶接', 'occupation', 'esco-test/7212.3'],
  ]
  for (const [q, kind, id] of known) {
    const [first] = await items({ q, kind, limit: '1' })
    assert.deepEqual([first?.kind, first?.id], [kind, id], q)
  }
})

test('a thing is found once, by whichever of its names, and named in the language asked for', async () => {
  const found = (await items({ q: 'welder', lang: 'de' })).filter(({ id }) => id === 'esco-test/7212.3')
  assert.deepEqual(
    found.map(({ name, matched }) => ({ name, matched })),
    [{ name: 'Schweißer/Schweißerin', matched: { name: 'welder', language: 'en' } }],
  )
})

test('what cannot be asked is refused, what is not there is an empty list', async () => {
  for (const query of [{}, { q: '' }, { q: 'x'.repeat(10_000) }, { q: 'x', kind: 'person' }, { q: 'x', limit: '51' }]) {
    assert.equal((await app.inject({ url: '/api/v1/search', query })).statusCode, 400)
  }
  assert.deepEqual(await items({ q: 'zzzzqqqq' }), [])
})

test('the page: nothing asked, nothing found, too much written, and markup that stays text', async () => {
  const page = async (query: Record<string, string>) => {
    const response = await app.inject({ url: '/search', query: { lang: 'en', ...query } })
    assert.equal(response.statusCode, 200)
    return response.body
  }
  assert.match(await page({}), /For example/)
  assert.match(await page({ q: 'zzzzqqqq' }), /Nothing found for “zzzzqqqq”/)
  assert.match(await page({ q: '技师' }), /href="\/\?hold=cn-skill\/2"/)
  assert.match(await page({ q: `Registered architect ${'x'.repeat(5000)}` }), /Only the first 160 characters/)
  assert.match(await page({ q: 'suzhou', kind: 'place' }), /href="\/\?in=CN-3205&amp;change=1"/)
  assert.ok(!(await page({ q: '<script>alert(1)</script>' })).includes('<script>alert'))
})

test('every result leads to something that is there', async () => {
  for (const q of ['engineer', '技师', 'architect', 'Shanghai', 'European', '职称']) {
    for (const { finder } of await items({ q, limit: '50' })) {
      if (finder !== null) assert.match(finder, /^\/\?(hold|in)=[^ ]+$/)
    }
  }
})

test('a name that comes into the register is found without a new start', async () => {
  const { db } = database
  const asked = { q: 'Plattformbrückenbauer', kind: 'occupation' }
  assert.deepEqual(
    (await items(asked)).filter(({ id }) => id === 'esco-test/7212.4'),
    [],
  )
  await db.transaction().execute(async (transaction) => {
    const at = await takeRecordTime(transaction)
    await sql`
      insert into classification_names (classification, code, lang, name, origin, recorded_at)
      values ('esco-test', '7212.4', 'de', 'Plattformbrückenbauer', 'test', ${at})
    `.execute(transaction)
  })
  // The clock is read once a second; whoever asks after that waits a moment for the new search rather than have the one before.
  await setTimeout(1_100)
  const found = await items(asked)
  assert.deepEqual(found[0]?.id, 'esco-test/7212.4')
})
