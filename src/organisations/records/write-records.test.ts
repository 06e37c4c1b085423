// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { withTestDatabase } from '../../../test/support/database.ts'
import { putRecords } from '../../../test/support/put-records.ts'
import type { Db } from '../../db/index.ts'
import { authorityTable } from '../authorities/authorities.store.ts'
import { holds, known } from './read-records.store.ts'
import type { RecordRow } from './write-records.store.ts'

function authority(id: string, name: string, from: string | null = null, until: string | null = null): RecordRow {
  return { id, names: { en: name, 'zh-CN': name }, valid_from: from, valid_until: until }
}

const put = (db: Db, rows: RecordRow[]) => putRecords(db, authorityTable, rows)

async function read(db: Db, knownOn?: Date, asOf?: string): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select a.id || ' ' || (a.names ->> 'en') as text from authorities a
    where ${known('a', { knownOn })} and ${holds('a', asOf)} order by a.id, a.valid_from
  `.execute(db)
  return rows.map(({ text }) => text)
}

/** Past the instant of the last record, whose microseconds a Date does not have. */
async function nextInstant(): Promise<Date> {
  const instant = new Date(Date.now() + 1)
  while (Date.now() <= instant.getTime()) await new Promise((resolve) => setImmediate(resolve))
  return instant
}

test('whatever was loaded in turn, what was known after each turn reads back', async () => {
  const row = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('one', 'two'))
  const states = fc.array(fc.uniqueArray(row, { selector: ([id]) => id, maxLength: 4 }), { minLength: 1, maxLength: 5 })
  await withTestDatabase(async (db) => {
    const turn = async (history: [string, string][][]) => {
      const expected: { instant: Date; texts: string[] }[] = []
      for (const state of history) {
        await put(
          db,
          state.map(([id, name]) => authority(id, name)),
        )
        expected.push({ instant: await nextInstant(), texts: state.map(([id, name]) => `${id} ${name}`).sort() })
      }
      for (const { instant, texts } of expected) assert.deepEqual(await read(db, instant), texts)
      assert.deepEqual(await read(db), expected.at(-1)?.texts)
    }
    await fc.assert(fc.asyncProperty(states, turn), { numRuns: 20 })
  })
})

test('periods of one key stand beside each other, and may not overlap', async () => {
  await withTestDatabase(async (db) => {
    const periods = [authority('a', 'before', null, '2020-01-01'), authority('a', 'after', '2020-01-01')]
    const { inserted } = await put(db, periods)
    assert.equal(inserted, 2)
    assert.deepEqual(await read(db, undefined, '2019-12-31'), ['a before'])
    assert.deepEqual(await read(db, undefined, '2020-01-01'), ['a after'])
    assert.deepEqual(await read(db), ['a after', 'a before'])
    const overlapping = [authority('a', 'before', null, '2020-01-02'), authority('a', 'after', '2020-01-01')]
    await assert.rejects(put(db, overlapping), { name: 'Problem', code: 'import' })
    assert.deepEqual(await read(db, undefined, '2020-01-01'), ['a after'])
    await assert.rejects(put(db, [authority('a', 'never', '2020-01-01', '2020-01-01')]), { code: 'import' })
  })
})

test('record time only grows, whatever the clock does', async () => {
  await withTestDatabase(async (db) => {
    await sql`update record_clock set at = '2999-01-01T00:00:00Z'`.execute(db)
    const first = await put(db, [authority('a', 'one')])
    const second = await put(db, [authority('a', 'two')])
    assert.deepEqual([first.superseded, second.superseded], [0, 1])
    const { rows } = await sql`
      select recorded_at < superseded_at as grows, recorded_at > '2999-01-01T00:00:00Z' as after from authorities
      order by recorded_at limit 1`.execute(db)
    assert.deepEqual(rows, [{ grows: true, after: true }])
  })
})
