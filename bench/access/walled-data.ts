// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { writeMatrix } from '../../src/access/index.ts'
import type { Db } from '../../src/db/index.ts'
import { testDatabase } from '../../test/support/test-databases.ts'
import { sql } from './kysely.ts'

export const rowsOfTable = 1_000_000
export const authorities = 200

/** Authorities of a country that does not exist. */
export const authorityName = (number: number): string => `xa-authority-${String(number).padStart(3, '0')}`

/** Its administrator. */
export function administratorOf(authority: string): string {
  const hex = createHash('md5').update(`administrator ${authority}`).digest('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** A database with a million memberships, a million entries of the log, and their payloads. Made once for a run. */
export async function walledDatabase() {
  const database = await testDatabase()
  await writeMatrix(database.db)
  await database.db.connection().execute(fill)
  return database
}

/**
 * Four memberships for each person, in four authorities. The first person of each authority administers it. Rows of an authority lie
 * scattered over the table, as they do where authorities work side by side.
 */
async function fill(db: Db): Promise<void> {
  // Triggers and foreign keys hold for rows that come one by one; these are made to fit.
  await sql`set session_replication_role = replica`.execute(db)
  const people = rowsOfTable / 4
  const names = Array.from({ length: authorities }, (_, index) => authorityName(index + 1))
  await sql`
    insert into people (id, name)
    select md5('person ' || n)::uuid, 'XA person ' || n from generate_series(1, ${people}) n`.execute(db)
  await sql`
    insert into memberships (id, person, role, authority, valid_from)
    select md5('membership ' || n)::uuid, md5('person ' || (n % ${people} + 1))::uuid,
      (array['caseworker', 'expert', 'approver', 'reviewer'])[(n - 1) / ${people} + 1],
      ${authorityOf(sql`n`)}, timestamptz '2025-01-01' + make_interval(secs => n * 30)
    from generate_series(1, ${rowsOfTable}) n`.execute(db)
  await sql`
    insert into people (id, name)
    select md5('administrator ' || a)::uuid, 'Administrator of ' || a from unnest(${names}::text[]) a`.execute(db)
  await sql`
    insert into memberships (person, role, authority)
    select md5('administrator ' || a)::uuid, 'authority-administrator', a from unnest(${names}::text[]) a`.execute(db)
  await fillLog(db, people)
  await sql`set session_replication_role = origin`.execute(db)
  await vacuum(db)
}

/** Until index-only scans can be had: as long as something else holds on to an older state, a vacuum leaves that out. */
async function vacuum(db: Db): Promise<void> {
  for (let attempt = 1; attempt <= 20; attempt++) {
    await sql`vacuum (analyze) people, memberships, audit_entries, audit_payloads, audit_keys, permissions`.execute(db)
    const { rows } = await sql<{ seen: number }>`
      select min(relallvisible::real / relpages) as seen from pg_class
      where relname in ('memberships', 'audit_entries', 'audit_payloads')`.execute(db)
    if ((rows[0]?.seen ?? 0) > 0.99) return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error('The tables of the bench cannot be vacuumed: does something else work on this database?')
}

async function fillLog(db: Db, people: number): Promise<void> {
  await sql`
    insert into audit_entries (seq, at, act, authority, object_kind, object_id, commitment, previous, hash)
    select n, timestamptz '2025-01-01' + make_interval(secs => n * 30), 'grant:caseworker', ${authorityOf(sql`n`)},
      'membership', md5('membership ' || n), sha256(('commitment ' || n)::bytea),
      sha256(('hash ' || n - 1)::bytea), sha256(('hash ' || n)::bytea)
    from generate_series(1, ${rowsOfTable}) n`.execute(db)
  await sql`
    insert into audit_keys (person, key)
    select md5('person ' || n)::uuid, sha256(('key ' || n)::bytea) from generate_series(1, ${people}) n`.execute(db)
  await sql`
    insert into audit_payloads (entry, authority, actor, person, salt, locked)
    select n, ${authorityOf(sql`n`)}, md5('administrator ' || ${authorityOf(sql`n`)})::uuid,
      md5('person ' || (n % ${people} + 1))::uuid, sha256(('salt ' || n)::bytea),
      decode(repeat(md5('locked ' || n), 12), 'hex')
    from generate_series(1, ${rowsOfTable}) n`.execute(db)
}

/** The same for the same number, and scattered. */
const authorityOf = (number: ReturnType<typeof sql>) =>
  sql`'xa-authority-' || lpad((abs(hashint4(${number}::integer)::bigint) % ${authorities} + 1)::text, 3, '0')`
