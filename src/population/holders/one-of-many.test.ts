// SPDX-License-Identifier: Apache-2.0
// Three rows of a register turn out to be one person, one after the other.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { faultsOf, type RegisterDesk, registerDesk } from '../../../test/support/invented/register-desk.ts'
import { actingAs, type Db } from '../../db/index.ts'
import { decideMatch } from './decide-match.ts'
import { eraseHolder } from './keep-holder.ts'

const authority = 'xa-one-of-many'
const head = 'name,document type,id number,issuing country,birth date,level\n'
const row = (number: number): string => `李娜,passport,E 1234-567${number},CN,1960-01-04,cn-skill/${number}\n`
let desk: RegisterDesk
let ids: string[]

before(async () => {
  desk = await registerDesk()
  const done = await desk.take(authority, head + row(1) + row(2) + row(3))
  assert.deepEqual([faultsOf(done), done.counts.personsNew, done.counts.matches], [[], 3, 3])
  const { rows } = await sql<{ id: string }>`
    select id::text from population_holders where authority = ${authority} order by id`.execute(desk.db)
  ids = rows.map(({ id }) => id)
})
after(() => desk.close())

const within = <Result>(act: (transaction: Db) => Promise<Result>) => desk.db.transaction().execute(act)
const decide = (one: number, two: number, state: 'same' | 'open') =>
  within((acting) => decideMatch(acting, { authority, holder: ids[one] ?? '', other: ids[two] ?? '' }, state, null))

async function account(name: string, holder: number): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into people (name) values (${name}) returning id`.execute(desk.db)
  const id = rows[0]?.id ?? ''
  await sql`update population_identities set account = ${id} where authority = ${authority} and holder = ${ids[holder]}`.execute(
    desk.db,
  )
  return id
}

const object = (holder: number, text: string) =>
  sql`insert into population_objections (authority, holder, text) values (${authority}, ${ids[holder]}, ${text})`.execute(
    desk.db,
  )

const holdersOf = async (person: string): Promise<number[]> => {
  const { rows } = await sql<{ holder: number }>`
    select holder from population_accounts where account = ${person} order by holder`.execute(desk.db)
  return rows.map(({ holder }) => ids.indexOf(String(holder)))
}

test('whoever counts with another is found as them, keeps their page and what they objected, until all are erased', async () => {
  const person = await account('Li Na', 2)
  await object(2, 'A credential is missing.')
  assert.equal(await decide(1, 2, 'same'), 'decided')
  assert.deepEqual(await holdersOf(person), [1, 2])
  assert.equal(await decide(0, 1, 'same'), 'decided')
  assert.deepEqual(await holdersOf(person), [0, 2])
  const told = await sql<{ text: string }>`
    select text from population_own_objections where account = ${person}`.execute(desk.db)
  assert.deepEqual(told.rows, [{ text: 'A credential is missing.' }])
  // The register again, under the number of the one that was found to be another's first.
  const again = await desk.take(authority, head + row(3).replace('cn-skill/3', 'cn-skill/4'))
  assert.deepEqual([again.counts.personsNew, again.counts.personsChanged], [0, 1])
  const levels = await sql<{ level: string }>`
    select level from population_credentials where authority = ${authority} and holder = ${ids[0]} order by level`.execute(
    desk.db,
  )
  assert.deepEqual(
    levels.rows.map(({ level }) => level),
    ['cn-skill/1', 'cn-skill/2', 'cn-skill/3', 'cn-skill/4'],
  )

  const first = await account('Somebody else', 0)
  assert.deepEqual([await holdersOf(first), await holdersOf(person)], [[0], [2]])
  assert.equal(await within((acting) => eraseHolder(acting, authority, ids[0] ?? '', null)), 'erased')
  const left = await sql<{ left: number }>`
    select (select count(*) from population_identities where authority = ${authority})
      + (select count(*) from population_credentials where authority = ${authority})
      + (select count(*) from population_objections where authority = ${authority})
      + (select count(*) from population_keys where authority = ${authority} and kind = 'name') as left`.execute(
    desk.db,
  )
  assert.deepEqual(left.rows, [{ left: 0 }])
  const after = await desk.take(authority, head + row(3))
  assert.deepEqual(
    faultsOf(after).map(([, , code]) => code),
    ['erased'],
  )
})

test('the server reads none of what is handed out by other ways than handing out', async () => {
  for (const view of ['accounts', 'own_entitlements', 'own_notices', 'own_objections'])
    await assert.rejects(
      actingAs(desk.app, { person: null }, (acting) =>
        sql`select from ${sql.table(`population_${view}`)}`.execute(acting),
      ),
      /permission denied/,
    )
})
