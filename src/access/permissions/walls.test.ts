// SPDX-License-Identifier: Apache-2.0
// The database refuses by itself what the matrix does not permit: nothing here asks the program's own check first.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { actingAs, type Db } from '../../db/index.ts'
import { may, type Standing } from './decide-permission.model.ts'
import { acts, matrix } from './matrix.model.ts'
import { writeMatrix } from './permissions.store.ts'
import { type Role, roleNames, roles } from './roles.model.ts'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
  await writeMatrix(database.db)
})
test.after(() => database.close())

const north = 'xa-authority-north'
const south = 'xa-authority-south'

async function addPerson(name: string, standings: readonly Standing[] = []): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into people (name) values (${name}) returning id`.execute(
    database.db,
  )
  const id = rows[0]?.id ?? ''
  for (const { role, authority } of standings) {
    await sql`insert into memberships (person, role, authority) values (${id}, ${role}, ${authority})`.execute(
      database.db,
    )
  }
  return id
}

/** How a role is held: for an authority where it is one of an authority. */
const held = (role: Role, authority: string): Standing => ({
  role,
  authority: roles[role] === 'authority' ? authority : null,
})

const seenBy = (person: string | null, of: string): Promise<number> =>
  actingAs(database.app, { person }, async (db) => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::integer as n from memberships where person = ${of}`.execute(db)
    return rows[0]?.n ?? 0
  })

test('the server works as a role that owns nothing', async () => {
  const { rows } = await sql<{ role: string; owns: number; bypass: boolean }>`
    select current_user::text as role,
      (select count(*)::integer from pg_class where relowner = current_user::regrole and relnamespace = 'public'::regnamespace) as owns,
      (select rolbypassrls or rolsuper from pg_roles where rolname = current_user) as bypass`.execute(database.app)
  assert.deepEqual(rows, [{ role: 'passerelle_app', owns: 0, bypass: false }])
})

test('every table about a person or an authority has forced row-level security and a policy', async () => {
  const { rows } = await sql<{ table: string; forced: boolean; policies: number; seen: boolean }>`
    select c.relname as "table", c.relrowsecurity and c.relforcerowsecurity as forced,
      (select count(*)::integer from pg_policy p where p.polrelid = c.oid) as policies,
      has_table_privilege('passerelle_app', c.oid, 'select, insert, update, delete') as seen
    from pg_class c
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
      and (c.relname = 'people' or exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname in ('person', 'authority') and not a.attisdropped
      ))
    order by 1`.execute(database.db)
  assert.deepEqual(
    rows.map(({ table }) => table),
    [
      'absences',
      'audit_entries',
      'audit_keys',
      'audit_payloads',
      'authority_settings',
      'consents',
      'erasure_requests',
      'identifiers',
      'invitations',
      'known_connections',
      'law_drafts',
      'law_follows',
      'law_news_told',
      'law_publications',
      'legal_holds',
      'mandates',
      'memberships',
      'nominations',
      'notification_choices',
      'notifications',
      'outgoing_messages',
      'passkeys',
      'passwords',
      'people',
      'personal_reads',
      'population_chunks',
      'population_consents',
      'population_credentials',
      'population_entitlements',
      'population_evaluated',
      'population_holders',
      'population_identities',
      'population_impacts',
      'population_imports',
      'population_jobs',
      'population_keys',
      'population_matches',
      'population_notices',
      'population_objections',
      'population_reevaluations',
      'provider_links',
      'providers',
      'recovery_codes',
      'second_factors',
      'sessions',
      'tickets',
      'verification_contacts',
    ],
  )
  // A policy for the owner, and one for what the server may; or the server may nothing.
  for (const { table, forced, policies, seen } of rows) assert.ok(forced && (policies >= 2 || !seen), table)
})

test('the database’s copy is the matrix, and the server cannot change it', async () => {
  const read = (db: Db) =>
    sql<{ act: string }>`select act, role, scope, conditions from permissions order by 1, 2, 3`.execute(db)
  const wanted = [...matrix].sort((a, b) => (key(a) < key(b) ? -1 : 1))
  assert.deepEqual((await read(database.db)).rows, wanted)
  assert.equal(new Set(matrix.map(key)).size, matrix.length)
  await assert.rejects(
    sql`insert into permissions values ('read-members', 'holder', 'platform')`.execute(database.app),
    /permission denied/,
  )
  await writeMatrix(database.db)
  assert.deepEqual((await read(database.db)).rows, wanted)
})

const key = ({ act, role, scope }: { act: string; role: string; scope: string }) => [act, role, scope].join('\u0000')

test('who has not signed in sees and changes nothing', async () => {
  const someone = await addPerson('Somebody', [held('caseworker', north)])
  assert.equal(await seenBy(null, someone), 0)
  const outside = await sql<{ n: number }>`select count(*)::integer as n from people`.execute(database.app)
  assert.equal(outside.rows[0]?.n, 0)
  await assert.rejects(
    actingAs(database.app, { person: null }, (db) =>
      sql`insert into memberships (person, role, authority) values (${someone}, 'approver', ${north})`.execute(db),
    ),
    /row-level security/,
  )
})

for (const role of roleNames) {
  test(`a ${role} sees the members that the matrix says, at home and elsewhere`, async () => {
    const me = held(role, north)
    const person = await addPerson(`A ${role}`, [me])
    for (const authority of [north, south]) {
      const other = await addPerson('A colleague', [held('caseworker', authority)])
      const expected = may([me], 'read-members', { authority }) || may([me], 'read-members', { platform: true })
      assert.equal(await seenBy(person, other), expected ? 1 : 0, authority)
    }
    assert.equal(await seenBy(person, person), may([me], 'read-own-account', { own: true }) ? 1 : 0)
  })

  test(`a ${role} grants what the matrix says, at home and elsewhere`, async () => {
    const me = held(role, north)
    const person = await addPerson(`A ${role}`, [me])
    for (const granted of roleNames) {
      for (const authority of roles[granted] === 'authority' ? [north, south] : [null]) {
        const other = await addPerson('A newcomer')
        const act = `grant:${granted}`
        const expected = (authority !== null && may([me], act, { authority })) || may([me], act, { platform: true })
        const grant = actingAs(database.app, { person }, (db) =>
          sql`insert into memberships (person, role, authority, granted_by)
            values (${other}, ${granted}, ${authority}, ${person})`.execute(db),
        )
        const done = await grant.then(
          () => true,
          (error: Error) => {
            assert.match(error.message, /row-level security/)
            return false
          },
        )
        assert.equal(done, expected, `${granted} for ${authority}`)
      }
    }
  })
}

test('nobody grants in the name of another', async () => {
  const boss = await addPerson('The administrator', [held('authority-administrator', north)])
  const other = await addPerson('Another')
  await assert.rejects(
    actingAs(database.app, { person: boss }, (db) =>
      sql`insert into memberships (person, role, authority, granted_by) values (${other}, 'expert', ${north}, ${other})`.execute(
        db,
      ),
    ),
    /row-level security/,
  )
})

test('a membership is ended once, by name, and never altered', async () => {
  const boss = await addPerson('The administrator', [held('authority-administrator', south)])
  const worker = await addPerson('A worker', [held('caseworker', south)])
  const change = (set: ReturnType<typeof sql>) =>
    actingAs(database.app, { person: boss }, async (db) => {
      const result = await sql`update memberships set ${set} where person = ${worker}`.execute(db)
      return Number(result.numAffectedRows)
    })
  await assert.rejects(change(sql`role = 'approver', valid_until = now(), ended_by = ${boss}`), /ended once/)
  await assert.rejects(change(sql`valid_until = now(), ended_by = ${worker}`), /row-level security/)
  assert.equal(await change(sql`valid_until = now(), ended_by = ${boss}`), 1)
  await assert.rejects(change(sql`valid_until = now() + interval '1 day', ended_by = ${boss}`), /ended once/)
  assert.equal(await seenBy(worker, boss), 0)
})

test('the last platform administrator cannot leave', async () => {
  const [one, two] = [
    await addPerson('One', [held('platform-administrator', north)]),
    await addPerson('Two', [held('platform-administrator', north)]),
  ]
  await sql`
    update people set status = 'ended'
    where id in (select person from memberships where role = 'platform-administrator') and id not in (${one}, ${two})`.execute(
    database.db,
  )
  const leave = (person: string) =>
    actingAs(database.app, { person }, (db) =>
      sql`update memberships set valid_until = now(), ended_by = ${person} where person = ${person}`.execute(db),
    )
  const both = await Promise.allSettled([leave(one), leave(two)])
  assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1)
  await assert.rejects(
    sql`update people set status = 'ended' where id in (${one}, ${two})`.execute(database.db),
    /the last platform administrator cannot leave/,
  )
})

/** What pages and routes ask where no row of a table is concerned. */
const askedByPages = (): string[] => {
  const root = join(import.meta.dirname, '..', '..')
  const files = globSync('**/*.{page.tsx,page.ts,route.ts}', { cwd: root })
  const texts = files.map((file) => readFileSync(join(root, file), 'utf8'))
  const asking = /(?:access(?: =|:) \{ act: |requireMay\(\w+, )'([\w-]+)'/g
  return texts.flatMap((text) => [...text.matchAll(asking)].map((match) => match[1] ?? ''))
}

test('every act that a policy or a page asks for has a row, and every row is asked for', async () => {
  const { rows } = await sql<{ text: string }>`
    select coalesce(qual, '') || ' ' || coalesce(with_check, '') as text from pg_policies
    union all
    select pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace and prosecdef`.execute(
    database.db,
  )
  const text = rows.map((row) => row.text).join('\n')
  const plain = [
    ...text.matchAll(/(?:authority_for|authorities_for|everywhere_for|own_for|self_for)\('([\w-]+)'(?:::text)?\)/g),
  ].map((match) => match[1] ?? '')
  assert.match(text, /reaches\(\('grant:'::text \|\| role\), authority, jurisdiction\)/)
  const asked = new Set([...plain, ...askedByPages(), ...acts.filter((act) => act.startsWith('grant:'))])
  assert.deepEqual([...asked].sort(), acts)
  for (const act of acts.filter((one) => one.startsWith('grant:')))
    assert.ok(Object.hasOwn(roles, act.slice('grant:'.length)), act)
})

test('what has no row is refused', () => {
  for (const role of roleNames) {
    for (const concerned of [{ own: true } as const, { authority: north }, { platform: true } as const]) {
      assert.equal(may([held(role, north)], 'an-act-that-nobody-may', concerned), false, role)
    }
  }
})
