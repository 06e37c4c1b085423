// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withTestDatabase } from '../../../test/support/database.ts'
import { putRecords } from '../../../test/support/put-records.ts'
import { routeApp } from '../../../test/support/route-app.ts'
import type { App } from '../../kernel/index.ts'
import { awardingBodyNameTable, awardingBodyRecognitionTable, awardingBodyTable } from './awarding-bodies.store.ts'
import { awardingBodiesRoute } from './read-awarding-bodies.route.ts'

/** An invented body that was called a guild before, recognised for ten years and then suspended. */
async function withBodies(fn: (app: App) => Promise<void>): Promise<void> {
  await withTestDatabase(async (db) => {
    await putRecords(db, awardingBodyTable, [
      { id: 'zz-board', names: { en: 'Board', 'zh-CN': '委员会' }, country: 'ZZ', valid_until: '2024-01-01' },
      { id: 'zz-board', names: { en: 'New board', 'zh-CN': '新委员会' }, country: 'ZZ', valid_from: '2024-01-01' },
      { id: 'xa-institute', names: { en: 'Institute', 'zh-CN': '学院' }, country: 'XA' },
    ])
    await putRecords(db, awardingBodyNameTable, [
      { body: 'zz-board', name: 'Guild', names: { en: 'Guild' }, valid_from: '1990-01-01', valid_until: '2015-07-01' },
    ])
    await putRecords(db, awardingBodyRecognitionTable, [
      {
        body: 'zz-board',
        jurisdiction: 'XA',
        status: 'recognised',
        valid_from: '2010-01-01',
        valid_until: '2020-01-01',
      },
      { body: 'zz-board', jurisdiction: 'XA', status: 'suspended', valid_from: '2020-01-01' },
    ])
    const app = routeApp((routes) => awardingBodiesRoute(routes, { db }))
    await fn(app)
    await app.close()
  })
}

async function get(app: App, url: string) {
  const response = await app.inject({ url: `/api/v1/${url}` })
  const body: Record<string, unknown> = response.json()
  return { status: response.statusCode, body }
}

test('a body keeps its former names and its recognition over time', async () => {
  await withBodies(async (app) => {
    const { body } = await get(app, 'awarding-bodies/zz-board?asOf=2023-12-31&lang=zh-CN')
    const { recordedAt, ...rest } = body
    assert.equal(typeof recordedAt, 'string')
    assert.deepEqual(rest, {
      id: 'zz-board',
      name: '委员会',
      names: { en: 'Board', 'zh-CN': '委员会' },
      country: 'ZZ',
      url: null,
      source: null,
      quality: null,
      note: null,
      formerNames: [{ names: { en: 'Guild' }, from: '1990-01-01', until: '2015-07-01' }],
      recognitions: [
        { jurisdiction: 'XA', status: 'recognised', from: '2010-01-01', until: '2020-01-01' },
        { jurisdiction: 'XA', status: 'suspended', from: '2020-01-01', until: null },
      ],
      validFrom: null,
      validUntil: '2024-01-01',
    })
    assert.equal((await get(app, 'awarding-bodies/zz-board?asOf=2024-01-01')).body.name, 'New board')
    assert.equal((await get(app, 'awarding-bodies/none')).status, 404)
  })
})

test('pages cut between two periods of one body lose neither', async () => {
  await withBodies(async (app) => {
    const names: unknown[] = []
    for (let next: unknown = ''; next !== null; ) {
      const { body } = await get(app, `awarding-bodies?limit=1${next === '' ? '' : `&cursor=${next}`}`)
      const items = body.items as { name: string }[]
      names.push(...items.map(({ name }) => name))
      next = body.next
    }
    assert.deepEqual(names, ['Institute', 'Board', 'New board'])
  })
})
