// SPDX-License-Identifier: Apache-2.0
// An invented workforce under invented law: what it is entitled to, and what changes that.
import { join } from 'node:path'
import { sql } from 'kysely'
import { writeMatrix } from '../../../src/access/index.ts'
import type { Db } from '../../../src/db/index.ts'
import {
  expectNewLaw,
  lawSurroundings,
  publishFolder,
  readLawFolders,
  takeLaw,
} from '../../../src/instruments/index.ts'
import { loadReference } from '../../../src/register/index.ts'
import { projectRoot } from '../../../src/ui/index.ts'
import { inventedList } from '../invented/invented-list.ts'

export const north = 'xa-authority-north'
const kinds = 40

const item = (id: string, number: number): string => `${id}-item-${number}`

/** A list of `listed` items; whoever holds one counts as a senior worker, and may apply to be a technician once it has been held for two years. */
function listFiles(id: string, listed: readonly number[]): Map<string, string> {
  return inventedList({
    ...{ id, title: { en: `List ${id}`, zh: `目录${id}` } },
    items: Array.from({ length: kinds }, (_, number) => item(id, number)),
    listed: listed.map((number) => item(id, number)),
    rules: `  - id: held
    clause: all
    title: { en: Held for two years, zh-CN: 持证满两年 }
    purposes: [employment]
    subject: { listed: { catalogue: ${id}-list } }
    when: { held: { years: 2 } }
    outcomes:
      - { kind: may-apply, by: application, target: { level: cn-skill/2 }, label: { en: technician, zh-CN: 技师 } }
`,
  })
}

/** Publishes a list of these items, as an authority would, in place of the one before it. */
export async function publishList(db: Db, id: string, listed: readonly number[]): Promise<void> {
  const written = [{ path: `XA-N/${id}`, shownAs: `law/XA-N/${id}/`, files: listFiles(id, listed) }]
  const { vocabulary, idsBeside } = await lawSurroundings(db)
  const law = readLawFolders(written, vocabulary, { beside: idsBeside(id) })
  const [wrong] = law.problems
  if (wrong !== undefined) throw new TypeError(`${wrong.file}: ${wrong.message}`)
  await db.transaction().execute(async (transaction) => {
    const { at } = await takeLaw(transaction)
    const notice = { id: `made-${id}`, kind: 'publication', authority: north, on: '2026-11-01', reason: null }
    for (const folder of law.folders) await publishFolder(transaction, folder, { authority: north, at, notice })
  })
  expectNewLaw(db)
}

/** The register, the rights and a first list of the items below `first`. */
export async function prepareLaw(db: Db, id: string, first: number): Promise<void> {
  await loadReference(db, join(projectRoot, 'reference'))
  await writeMatrix(db)
  await publishList(db, id, upTo(first))
}

export const upTo = (count: number): number[] => Array.from({ length: count }, (_, number) => number)

/** Holders `from` to `to`, each with one or two items of the list; every seventh allows no evaluation, every sixth has one that expires. */
export async function addHolders(db: Db, id: string, from: number, to: number): Promise<void> {
  await sql`
    insert into population_holders (authority, id, birth_date, purposes)
    select ${north}, n, date '1980-01-01' + n::int,
      case when n % 7 = 0 then array['statistics'] when n % 2 = 0 then array['evaluation', 'notice'] else array['evaluation'] end
    from generate_series(${from}::bigint, ${to}::bigint) n`.execute(db)
  await sql`
    insert into population_credentials (authority, holder, slot, qualification, country, issued, expires)
    select ${north}, n, slot, ${`${id}-item-`} || (n + slot * 7) % ${kinds}::int, 'XB', date '2024-06-01' + (n * 3 % 300)::int,
      case when n % 6 = 0 then date '2026-12-01' + (n % 20)::int end
    from generate_series(${from}::bigint, ${to}::bigint) n, generate_series(0, (n % 2)::int) slot`.execute(db)
  await sql`
    insert into population_identities (authority, holder, names, contact)
    select ${north}, n, '[]', case when n % 4 = 0 then jsonb_build_object('email', 'h' || n || '@example.org') else '{}' end
    from generate_series(${from}::bigint, ${to}::bigint) n`.execute(db)
}

/** Every entitlement with its days and causes, as text, in order. */
export async function entitlementsIn(db: Db): Promise<string[]> {
  const { rows } = await sql<{ one: string }>`
    select concat_ws(' ', holder, outcome, standing, rule, slot, since, until, began_by, ended_by) as one
    from population_entitlements order by holder, outcome, since, until nulls last, id`.execute(db)
  return rows.map(({ one }) => one)
}

/** Every tenth holder who may be told of changes has an account here. */
export async function addAccounts(db: Db, holders: number): Promise<void> {
  await sql`
    with made as (
      insert into people (id, name) select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Holder ' || n
      from generate_series(10, ${holders}::bigint, 10) n returning id
    ) update population_identities set account = made.id from made
    where authority = ${north} and holder = right(made.id::text, 12)::bigint`.execute(db)
  await sql`
    insert into identifiers (person, kind, value, folded, verified_at)
    select id, 'email', right(id::text, 12) || '@example.org', right(id::text, 12) || '@example.org', now()
    from people where name like 'Holder %'`.execute(db)
}

/** Of every fifth holder the register says a later day of issue. */
export async function changeRegister(db: Db, holders: number): Promise<void> {
  await sql`
    update population_credentials set issued = date '2025-06-01'
    where authority = ${north} and holder % 5 = 0 and holder <= ${holders}`.execute(db)
  await sql`
    update population_holders set changed = nextval('population_changes')
    where authority = ${north} and id % 5 = 0 and id <= ${holders}`.execute(db)
}

/** Who was told what: notices, notifications and letters, as text, in order. */
export async function toldIn(db: Db): Promise<string[]> {
  const { rows } = await sql<{ one: string }>`
    select one from (
      select concat_ws(' ', 'notice', holder, r.cause, r.as_of, reached, n.cause, changes) as one
      from population_notices n join population_reevaluations r on r.id = n.reevaluation
      union all select concat_ws(' ', 'page', person, kind, args, link) from notifications
      union all select concat_ws(' ', 'letter', person, recipient, subject, regexp_replace(text, '/letters/[A-Za-z0-9_-]{43}', '/letters/…', 'g'))
      from outgoing_messages
    ) told order by 1`.execute(db)
  return rows.map(({ one }) => one)
}
