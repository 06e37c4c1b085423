// SPDX-License-Identifier: Apache-2.0
// Whoever holds a role for a part of the reach: the program and the database decide alike, for every row of the matrix.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { putRecords } from '../../../test/support/put-records.ts'
import { actingAs } from '../../db/index.ts'
import { jurisdictionParentTable, jurisdictionTable } from '../../organisations/index.ts'
import { may, type Standing } from './decide-permission.model.ts'
import { acts, matrix } from './matrix.model.ts'
import { writeMatrix } from './permissions.store.ts'
import { needsSecondFactor, type Role, roleNames, roles } from './roles.model.ts'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
  await writeMatrix(database.db)
  const place = (code: string) => ({
    code,
    kind: 'subdivision',
    names: { en: code, 'zh-CN': code },
    demonstration: true,
    note: null,
  })
  await putRecords(database.db, jurisdictionTable, ['XA', 'XA-N', 'XA-N1', 'XA-N2', 'XA-S'].map(place))
  await putRecords(database.db, jurisdictionParentTable, [
    { code: 'XA-N', parent: 'XA', note: null },
    { code: 'XA-S', parent: 'XA', note: null },
    { code: 'XA-N1', parent: 'XA-N', note: null },
    { code: 'XA-N2', parent: 'XA-N', note: null },
  ])
})
test.after(() => database.close())

const north = 'xa-authority-north'
const south = 'xa-authority-south'

/** Each place with those around it. */
const around: Record<string, readonly string[]> = {
  XA: ['XA'],
  'XA-N': ['XA-N', 'XA'],
  'XA-N1': ['XA-N1', 'XA-N', 'XA'],
  'XA-N2': ['XA-N2', 'XA-N', 'XA'],
  'XA-S': ['XA-S', 'XA'],
}

async function addPerson(standings: readonly Standing[]): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into people (name) values ('Somebody') returning id`.execute(
    database.db,
  )
  const id = rows[0]?.id ?? ''
  for (const { role, authority, jurisdiction = null } of standings) {
    await sql`
      insert into memberships (person, role, authority, jurisdiction) values (${id}, ${role}, ${authority}, ${jurisdiction})`.execute(
      database.db,
    )
  }
  return id
}

const held = (role: Role, jurisdiction: string | null): Standing => ({
  role,
  authority: roles[role] === 'authority' ? north : null,
  jurisdiction: roles[role] === 'authority' ? jurisdiction : null,
})

interface Asked {
  act: string
  authority: string
  place: string | null
}

const everything: readonly Asked[] = acts.flatMap((act) =>
  [north, south].flatMap((authority) => [null, ...Object.keys(around)].map((place) => ({ act, authority, place }))),
)

/** What the database says, of all at once. */
async function reached(person: string, weak = false): Promise<boolean[]> {
  const { rows } = await actingAs(database.app, { person, weak }, (db) =>
    sql<{ reaches: boolean }>`
      select reaches(act, authority, place)
      from jsonb_to_recordset(${JSON.stringify(everything.map((asked, index) => ({ ...asked, index })))}::jsonb)
        as a(index integer, act text, authority text, place text)
      order by index`.execute(db),
  )
  return rows.map((row) => row.reaches)
}

/** What the program says: something of an authority, or the whole platform. */
const permitted = (standings: readonly Standing[]): boolean[] =>
  everything.map(
    ({ act, authority, place }) =>
      may(standings, act, { authority, places: place === null ? [] : (around[place] ?? []), ownWork: false }) ||
      may(standings, act, { platform: true }),
  )

const part: readonly (string | null)[] = [null, 'XA-N', 'XA-N1']

for (const role of roleNames) {
  test(`a ${role} reaches in the database what the program permits, with the whole reach and with a part`, async () => {
    for (const jurisdiction of part) {
      const me = held(role, jurisdiction)
      const notOwn = everything.map(({ act }) => !matrix.some((row) => row.act === act && isLooser(row.conditions)))
      const [said, done] = [permitted([me]), await reached(await addPerson([me]))]
      for (const [index, asked] of everything.entries())
        if (notOwn[index]) assert.equal(done[index], said[index], JSON.stringify({ ...asked, jurisdiction }))
    }
  })
}

/** `reaches` does not know whose work a thing is: the policy of its table says that. */
const isLooser = (conditions: readonly string[]): boolean => conditions.includes('not-own-work')

test('an act within a part is done there, and neither elsewhere nor to what lies nowhere', () => {
  const me: Standing = { role: 'authority-administrator', authority: north, jurisdiction: 'XA-N1' }
  const grants = (authority: string, places?: readonly string[]) =>
    may([me], 'grant:caseworker', { authority, ...(places && { places }) })
  assert.deepEqual(
    [grants(north, around['XA-N1']), grants(north, around['XA-N2']), grants(north, around['XA-N']), grants(north)],
    [true, false, false, false],
  )
  assert.equal(grants(south, around['XA-N1']), false)
  assert.equal(may([me], 'read-members', { authority: north }), true)
})

test('what needs a second factor is withheld from who came by a password alone, row by row', async () => {
  for (const role of roleNames) {
    const me = held(role, null)
    const strong = await reached(await addPerson([me]), true)
    const staysPermitted = permitted(needsSecondFactor(role) ? [] : [me])
    assert.deepEqual(strong, staysPermitted, role)
    for (const row of matrix.filter((one) => one.role === role))
      assert.equal(row.conditions.includes('second-factor'), needsSecondFactor(role), `${row.act} ${role}`)
  }
})

test('whose work it is must be said where somebody else has to look', () => {
  for (const { act, role, conditions } of matrix.filter((row) => isLooser(row.conditions))) {
    const me = held(role, null)
    assert.deepEqual(
      [undefined, true, false].map((ownWork) =>
        may([me], act, { authority: north, ...(ownWork !== undefined && { ownWork }) }),
      ),
      [false, false, true],
      `${act} ${role} ${conditions.join()}`,
    )
  }
})
