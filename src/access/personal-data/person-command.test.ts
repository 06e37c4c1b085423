// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { terminal } from '../../../test/support/terminal.ts'
import type { Command } from '../../kernel/index.ts'
import { verifyAudit } from '../audit/verify-audit.ts'
import { writeMatrix } from '../permissions/permissions.store.ts'
import { readErasureDays } from './erasure-settings.ts'
import { erasePersonCommand, exportPersonCommand, holdPersonCommand } from './person.command.ts'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
  await writeMatrix(database.db)
})
after(() => database.close())

async function run(command: Command, positionals: string[], values: Record<string, string | boolean> = {}) {
  const { context, output } = terminal(database.db)
  const code = await command.run(context, { positionals, values })
  return { code, out: output.stdout, err: output.stderr }
}

async function person(name: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into people (name) values (${name}) returning id`.execute(
    database.db,
  )
  const id = rows[0]?.id ?? ''
  await sql`insert into memberships (person, role) values (${id}, 'holder')`.execute(database.db)
  await sql`insert into identifiers (person, kind, value, folded, verified_at)
    values (${id}, 'email', ${`${name}@Example.org`}, ${`${name}@example.org`}, now())`.execute(database.db)
  return id
}

test('the operator prints everything about a person, by address or id', async () => {
  const id = await person('li')
  const byAddress = await run(exportPersonCommand, ['LI@example.org'])
  assert.equal(byAddress.code, 0)
  const file = JSON.parse(byAddress.out)
  assert.deepEqual([file.person, file.kept.people.rows[0].name], [id, 'li'])
  assert.equal(JSON.parse((await run(exportPersonCommand, [id])).out).log[0].act, 'export-person')
  const nobody = await run(exportPersonCommand, ['nobody@example.org'])
  assert.deepEqual([nobody.code, nobody.out], [2, ''])
  assert.match(nobody.err, /nobody has this id or verified address/)
})

test('the operator holds, lifts and erases; a hold stands against it', async () => {
  const id = await person('wang')
  assert.equal((await run(holdPersonCommand, [id], { reason: 'A case', until: 'soon' })).code, 2)
  const held = await run(holdPersonCommand, ['wang@example.org'], { reason: 'A case', until: '2999-12-31' })
  assert.match(held.out, /^[0-9a-f-]{36}\n$/)
  assert.equal((await run(erasePersonCommand, [id])).code, 2)
  const refused = await run(erasePersonCommand, [id], { yes: true })
  assert.deepEqual([refused.code, refused.err], [1, 'not erased: a legal hold stands against this erasure\n'])
  assert.equal((await run(holdPersonCommand, [], { lift: held.out.trim() })).code, 0)
  assert.equal((await run(holdPersonCommand, [], { lift: held.out.trim() })).code, 1)
  assert.equal((await run(erasePersonCommand, [id], { yes: true })).code, 0)
  const { rows } = await sql`select name, status from people where id = ${id}`.execute(database.db)
  assert.deepEqual(rows, [{ name: '—', status: 'ended' }])
  assert.deepEqual((await verifyAudit(database.db)).faults, [])
})

test('the days of waiting are read, and what is none is named', () => {
  assert.deepEqual([readErasureDays({}), readErasureDays({ PASSERELLE_ERASURE_DAYS: '14' })], [7, 14])
  for (const text of ['-1', '31', 'a week', '1.5'])
    assert.throws(
      () => readErasureDays({ PASSERELLE_ERASURE_DAYS: text }),
      /expected|whole number of days from 0 to 30/,
    )
})
