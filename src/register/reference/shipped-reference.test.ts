// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type RawBuilder, sql } from 'kysely'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { loadReference } from './load-reference.ts'

const shipped = fileURLToPath(new URL('../../../reference', import.meta.url))

let database: TestDatabase

before(async () => {
  database = await testDatabase()
  await loadReference(database.db, shipped)
})

after(() => database.close())

async function list(query: RawBuilder<unknown>): Promise<unknown[]> {
  const { rows } = await query.execute(database.db)
  return rows
}

test('places lie within places that exist, and no alias is a place', async () => {
  assert.deepEqual(
    await list(sql`
      select p.code, p.parent from jurisdiction_parents p
      where not exists (select from jurisdictions j where j.code = p.parent)
        or not exists (select from jurisdictions j where j.code = p.code)`),
    [],
  )
  assert.deepEqual(
    await list(sql`
      select a.alias from jurisdiction_aliases a
      where exists (select from jurisdictions j where j.code = a.alias)
        or not exists (select from jurisdictions j where j.code = a.code)`),
    [],
  )
  assert.deepEqual(
    await list(sql`select parent from jurisdiction_parents where code in ('HK', 'MO', 'TW') and parent = 'CN'`),
    [],
  )
})

test('frameworks, levels and references name what exists', async () => {
  assert.deepEqual(
    await list(sql`
      select l.framework from framework_levels l where not exists (select from frameworks f where f.id = l.framework)`),
    [],
  )
  assert.deepEqual(
    await list(sql`
      select f.id, place from frameworks f, unnest(f.jurisdictions) place
      where not exists (select from jurisdictions j where j.code = place)`),
    [],
  )
  assert.deepEqual(
    await list(sql`
      select r.* from level_references r
      where not exists (select from framework_levels l where l.framework = r.framework and l.level = r.level)
        or r.to_level <> '' and not exists (
          select from framework_levels l where l.framework = r.to_framework and l.level = r.to_level)`),
    [],
  )
  assert.deepEqual(
    await list(sql`select framework, level from level_references where source is null or quality is null`),
    [],
  )
})

test('qualifications and bodies name what exists', async () => {
  assert.deepEqual(
    await list(sql`
      select q.id, ref from qualifications q, unnest(q.levels) ref
      where not exists (select from framework_levels l where l.framework || '/' || l.level = ref)`),
    [],
  )
  assert.deepEqual(
    await list(sql`
      select q.id from qualifications q
      where not exists (select from jurisdictions j where j.code = q.country) and q.country is not null
        or not exists (select from awarding_bodies b where b.id = q.awarding_body) and q.awarding_body is not null`),
    [],
  )
  assert.deepEqual(
    await list(sql`
      select id from authorities a where not exists (select from jurisdictions j where j.code = a.jurisdiction)
      union all
      select id from awarding_bodies b
      where b.country is not null and not exists (select from jurisdictions j where j.code = b.country)`),
    [],
  )
})

test('codes lie within codes that exist, have a name and stand in a known scheme', async () => {
  assert.deepEqual(
    await list(sql`
      select e.classification, e.code from classification_entries e
      where not exists (select from classifications c where c.id = e.classification)
        or not exists (select from classification_names n where n.classification = e.classification and n.code = e.code)
        or e.parent is not null and not exists (
          select from classification_entries p where p.classification = e.classification and p.code = e.parent)`),
    [],
  )
  assert.deepEqual(
    await list(sql`
      select r.from_code, r.to_code from classification_relations r
      where not exists (
          select from classification_entries e where e.classification = r.from_classification and e.code = r.from_code)
        or not exists (
          select from classification_entries e where e.classification = r.to_classification and e.code = r.to_code)`),
    [],
  )
  assert.deepEqual(
    await list(sql`
      select level, count(*)::int from classification_entries where classification = 'cn-2022' group by level order by level`),
    [8, 79, 450, 1639].map((count, index) => ({ level: index + 1, count })),
  )
})

test('the numbers that are stated are those that are here', async () => {
  assert.deepEqual(
    await list(sql`
      select coalesce(e.parent, '') as batch, count(*)::int from classification_entries e
      where e.classification = 'cn-new-occupations' and e.parent is not null group by 1 order by 1`),
    [13, 16, 9, 17, 18, 19, 8].map((count, index) => ({ batch: String(index + 1), count })),
  )
  assert.deepEqual(await list(sql`select count(*)::int from level_references where to_level <> '' and historical`), [
    { count: 27 },
  ])
  assert.deepEqual(
    await list(sql`select (select count(*)::int from frameworks where status not in ('none', 'planned', 'repealed')) as frameworks,
      (select count(*)::int from framework_levels) as levels`),
    [{ frameworks: 64, levels: 513 }],
  )
})

test('every file says where it is from, under what terms and how good it is, and all are small', () => {
  const paths = readdirSync(shipped, { recursive: true, encoding: 'utf8' })
  const files = paths.filter((path) => path.endsWith('.csv'))
  const silent = files.filter((path) => {
    const text = readFileSync(join(shipped, path), 'utf8')
    return !['source', 'licence', 'quality'].every((note) => new RegExp(`^# ${note}: `, 'm').test(text))
  })
  assert.deepEqual(silent, [])
  const size = paths.reduce((sum, path) => sum + statSync(join(shipped, path)).size, 0)
  assert.equal(size < 1_500_000, true)
})
