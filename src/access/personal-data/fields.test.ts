// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { withTestDatabase } from '../../../test/support/database.ts'
import { wordsIn } from '../../ui/index.ts'
import { personalTables } from './fields.model.ts'
import { columnsAboutPeople, writePersonalTables } from './personal-data.store.ts'
import { presentTables } from './present-data.ts'

test('every column of every table that refers to people is declared, and nothing else is', () =>
  withTestDatabase(async (db) => {
    const names = personalTables.map(({ name }) => name)
    const found = await columnsAboutPeople(db, names)
    const declared = personalTables.flatMap(({ name, columns }) =>
      Object.keys(columns).map((column) => `${name}.${column}`),
    )
    assert.deepEqual(
      found.map(({ table, column }) => `${table}.${column}`),
      declared.sort(),
      'declare what is new in src/access/personal-data/fields.model.ts',
    )
  }))

test('what the list says of erasure and retention can be done', () =>
  withTestDatabase(async (db) => {
    await writePersonalTables(db)
    const { rows } = await sql<{
      id: string
    }>`insert into people (name) values ('Nobody Special') returning id`.execute(db)
    await sql`select erase_person(${rows[0]?.id})`.execute(db)
    const after = await sql<{ name: string; status: string }>`select name, status from people`.execute(db)
    assert.deepEqual(after.rows, [{ name: '—', status: 'ended' }])
    await sql`select * from sweep_retained()`.execute(db)
    for (const { name, columns, subjects, erasure, retained, withheldBy } of personalTables) {
      const cleared = typeof erasure === 'string' ? [] : erasure.clear
      const named = [...subjects, ...cleared, ...(retained ? [retained.from] : []), ...(withheldBy ? [withheldBy] : [])]
      for (const column of named) assert.ok(Object.hasOwn(columns, column), `${name}.${column}`)
    }
  }))

test('what is kept is told in words of both languages', () => {
  for (const lang of ['en', 'zh-CN']) {
    for (const table of presentTables(wordsIn(lang))) {
      const said = [
        table.title,
        ...table.fields,
        table.purpose,
        table.ground,
        table.seenBy,
        table.retention,
        table.erasure,
      ]
      for (const text of said) assert.doesNotMatch(text, /^data\.|_|^[a-z]+\.[a-z]/, `${lang} ${table.name}: ${text}`)
    }
  }
})

test('what leaves with an export is called something in both languages', () => {
  for (const words of [wordsIn('en'), wordsIn('zh-CN')])
    for (const { name, columns } of personalTables)
      for (const [column, kind] of Object.entries(columns))
        assert.ok(
          (kind !== 'plain' && kind !== 'personal') || words.has(`data.field.${column}`),
          `${words.lang}: ${name}.${column}`,
        )
})
