// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withTestDatabase } from '../../../test/support/database.ts'
import { putRecords } from '../../../test/support/put-records.ts'
import { routeApp } from '../../../test/support/route-app.ts'
import type { Db } from '../../db/index.ts'
import type { App } from '../../kernel/index.ts'
import type { RecordRow } from '../records/write-records.store.ts'
import { jurisdictionAliasTable, jurisdictionParentTable, jurisdictionTable } from './jurisdictions.store.ts'
import { jurisdictionsRoute } from './read-jurisdictions.route.ts'

const place = (code: string, kind: string, en: string): RecordRow => ({
  code,
  kind,
  names: { en, 'zh-CN': `演示${code}` },
  demonstration: true,
  note: null,
})

const places = [
  place('XA', 'country', 'Demonstration A'),
  place('XU', 'union', 'Demonstration union'),
  place('ZZ', 'country', 'Demonstration Z'),
  place('ZZ-1', 'subdivision', 'First province'),
]

async function withPlaces(fn: (app: App, db: Db) => Promise<void>): Promise<void> {
  await withTestDatabase(async (db) => {
    await putRecords(db, jurisdictionTable, places)
    await putRecords(db, jurisdictionAliasTable, [{ alias: 'ZZ-ONE', code: 'ZZ-1' }])
    await putRecords(db, jurisdictionParentTable, [
      { code: 'ZZ-1', parent: 'ZZ', note: null },
      { code: 'XA', parent: 'XU', note: null, valid_from: '2004-05-01', valid_until: '2020-02-01' },
    ])
    const app = routeApp((routes) => jurisdictionsRoute(routes, { db }))
    await fn(app, db)
    await app.close()
  })
}

interface Answer {
  status: number
  items: Record<string, unknown>[]
  next: string | null
  body: Record<string, unknown>
}

async function get(app: App, url: string, language = 'en'): Promise<Answer> {
  const response = await app.inject({ url, headers: { 'accept-language': language } })
  const body: Record<string, unknown> = response.json()
  return { status: response.statusCode, items: [], next: null, ...body, body }
}

const codes = ({ items }: Answer) => items.map((item) => item.code)

test('jurisdictions come by pages that neither repeat nor skip', async () => {
  await withPlaces(async (app) => {
    const first = await get(app, '/api/v1/jurisdictions?limit=3')
    assert.deepEqual(codes(first), ['XA', 'XU', 'ZZ'])
    const second = await get(app, `/api/v1/jurisdictions?limit=3&cursor=${first.next}`)
    assert.deepEqual([codes(second), second.next], [['ZZ-1'], null])
    assert.equal((await get(app, '/api/v1/jurisdictions?cursor=bogus!')).status, 400)
    assert.equal((await get(app, '/api/v1/jurisdictions?limit=0')).status, 400)
  })
})

test('one jurisdiction, by code or alias, in the language asked for', async () => {
  await withPlaces(async (app) => {
    const { status, body } = await get(app, '/api/v1/jurisdictions/ZZ-ONE', 'zh-CN,en;q=0.5')
    const { recordedAt, ...rest } = body
    assert.match(String(recordedAt), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
    assert.deepEqual(
      [status, rest],
      [
        200,
        {
          code: 'ZZ-1',
          kind: 'subdivision',
          name: '演示ZZ-1',
          names: { en: 'First province', 'zh-CN': '演示ZZ-1' },
          demonstration: true,
          note: null,
          aliases: ['ZZ-ONE'],
          parents: [{ code: 'ZZ', from: null, until: null, note: null }],
          validFrom: null,
          validUntil: null,
        },
      ],
    )
    assert.equal((await get(app, '/api/v1/jurisdictions/ZZ-ONE?lang=en')).body.name, 'First province')
    assert.deepEqual((await get(app, '/api/v1/jurisdictions/XX')).body, {
      code: 'not-found',
      message: "there is no jurisdiction 'XX'",
      errors: [],
    })
  })
})

test('membership holds from its first day and no longer on the day it ends', async () => {
  await withPlaces(async (app) => {
    const members = async (day: string) => codes(await get(app, `/api/v1/jurisdictions?within=XU&asOf=${day}`))
    assert.deepEqual(await members('2004-04-30'), [])
    assert.deepEqual(await members('2004-05-01'), ['XA'])
    assert.deepEqual(await members('2020-01-31'), ['XA'])
    assert.deepEqual(await members('2020-02-01'), [])
    assert.equal((await get(app, '/api/v1/jurisdictions?within=XX')).status, 400)
    assert.equal((await get(app, '/api/v1/jurisdictions?asOf=2023-02-29')).status, 400)
  })
})

test('what was known before a change can still be read', async () => {
  await withPlaces(async (app, db) => {
    const before = new Date().toISOString()
    await putRecords(db, jurisdictionTable, [...places.slice(0, 3), place('ZZ-1', 'zone', 'Renamed')])
    const known = async (query: string) => (await get(app, `/api/v1/jurisdictions/ZZ-1${query}`)).body.name
    assert.deepEqual(
      [await known(''), await known(`?knownOn=${before}`), await known(`?knownOn=${before.slice(0, 10)}`)],
      ['Renamed', 'First province', 'Renamed'],
    )
    assert.equal((await get(app, '/api/v1/jurisdictions/ZZ-1?knownOn=2000-01-01')).status, 404)
    assert.equal((await get(app, '/api/v1/jurisdictions/ZZ-1?knownOn=2026-01-01T00:00')).status, 400)
  })
})
