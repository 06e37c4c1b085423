// SPDX-License-Identifier: Apache-2.0
// An installation gives us an ordinary user of its PostgreSQL, not a superuser.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { emptyDatabase, type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { readSettings, silentLogger } from '../kernel/index.ts'
import { appRole } from './acting.ts'
import { migrate } from './migrate.ts'
import { openDatabase } from './open-database.ts'

/** A database that an ordinary user owns. The role of the server is there already: a cluster has it once. */
async function withOrdinaryUser(
  fn: (database: TestDatabase, url: string, user: string) => Promise<void>,
): Promise<void> {
  await (await testDatabase()).close()
  const database = await emptyDatabase()
  const { pool } = database
  const url = new URL(database.url)
  const name = url.pathname.slice(1)
  const user = `${name}_owner`
  try {
    await pool.query(`create role ${user} login createrole password 'secret'`)
    await pool.query(`alter database ${name} owner to ${user}`)
    await pool.query(`alter schema public owner to ${user}`)
    url.username = user
    url.password = 'secret'
    await fn(database, url.href, user)
  } finally {
    await pool.query(`drop owned by ${user} cascade`)
    await pool.query(`alter database ${name} owner to current_user`)
    await pool.query(`drop role ${user}`)
    await database.close()
  }
}

const open = (url: string) => openDatabase(readSettings({ DATABASE_URL: url }), silentLogger())

test('a user who may grant the role takes it on, and row-level security holds for the server', () =>
  withOrdinaryUser(async ({ pool }, url, user) => {
    const { rows } = await pool.query<{ n: string }>(`select current_setting('server_version_num') as n`)
    // What PostgreSQL gives to whoever creates a role.
    const given = Number(rows[0]?.n) >= 160_000 ? 'with admin true, inherit false, set false' : 'with admin option'
    await pool.query(`grant ${appRole} to ${user} ${given}`)
    const database = await open(url)
    await migrate(database.db)
    const app = await database.app()
    const { rows: roles } = await sql<{ role: string }>`select current_user::text as role`.execute(app)
    assert.deepEqual(roles, [{ role: appRole }])
    await sql`insert into people (name) values ('Somebody')`.execute(database.db)
    const seen = async (db: typeof app) => (await sql`select 1 from people`.execute(db)).rows.length
    assert.deepEqual([await seen(database.db), await seen(app)], [1, 0])
    await database.close()
  }))

test('a user who may neither take on nor grant the role is told what a superuser has to do', () =>
  withOrdinaryUser(async (_database, url, user) => {
    const database = await open(url)
    const { rows } = await sql<{ n: number }>`select current_setting('server_version_num')::integer as n`.execute(
      database.db,
    )
    // Before PostgreSQL 16 whoever may create roles may grant any.
    if ((rows[0]?.n ?? 0) >= 160_000) {
      await assert.rejects(migrate(database.db), new RegExp(`As a superuser: grant ${appRole} to ${user};`))
    } else {
      await migrate(database.db)
    }
    await database.close()
  }))
