// SPDX-License-Identifier: Apache-2.0
// An administrator of a part does nothing that concerns the whole authority: neither by a page nor past it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { getAs, newSession, postAs, type Visitor } from '../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { actingAs } from '../../db/index.ts'
import { wordsIn } from '../../ui/index.ts'
import { authoritiesFor, mayAnywhere } from '../visits/may-enter.model.ts'
import { matrix } from './matrix.model.ts'

const north = 'xa-authority-north'
let site: WholeSite
let ofPart: Visitor
let ofAll: Visitor
let worker: Visitor
before(async () => {
  site = await wholeSite()
  ofPart = await administrator('Of a part', 'XA-N1')
  ofAll = await administrator('Of all', null)
  worker = await administrator('Held', null, 'caseworker')
})
after(() => site.close())

async function administrator(name: string, part: string | null, role = 'authority-administrator'): Promise<Visitor> {
  const { rows } = await sql<{ id: string }>`insert into people (name) values (${name}) returning id`.execute(site.db)
  const person = rows[0]?.id ?? ''
  await sql`insert into memberships (person, role) values (${person}, 'holder')`.execute(site.db)
  await sql`
    insert into memberships (person, role, authority, jurisdiction)
    values (${person}, ${role}, ${north}, ${part})`.execute(site.db)
  return { person, cookie: await newSession(site, person) }
}

const wholeActs = [...new Set(matrix.filter((row) => row.conditions.includes('whole-reach')).map(({ act }) => act))]

test('the matrix names what concerns the whole authority', () => {
  assert.deepEqual(wholeActs.sort(), [
    'answer-objection',
    'change-settings',
    'decide-match',
    'erase-holder',
    'export-audit',
    'identify-holders',
    'keep-providers',
    'keep-workforce',
    'lift-hold',
    'place-hold',
    'read-audit',
    'read-holds',
    'read-workforce',
  ])
  for (const act of wholeActs) {
    const role = matrix.find((row) => row.act === act && row.scope === 'authority')?.role ?? 'authority-administrator'
    const held = { role, authority: north } as const
    assert.deepEqual(authoritiesFor([held], act), [north], act)
    assert.deepEqual(authoritiesFor([{ ...held, jurisdiction: 'XA-N1' }], act), [], act)
    assert.equal(mayAnywhere([{ ...held, jurisdiction: 'XA-N1' }], act), false, act)
  }
})

test('no page of the kind lets in who holds the role for a part, and none is offered', async () => {
  const hold = { person: worker.person, authority: north, reason: 'A reason', until: '2999-12-31' }
  const home = (await getAs(site, ofPart, '/home')).body
  assert.ok(home.includes('href="/members"'))
  for (const path of ['/holds', '/audit', '/settings', '/settings/providers']) {
    assert.equal((await getAs(site, ofPart, path)).statusCode, 403, path)
    assert.ok((await getAs(site, ofAll, path)).statusCode < 400, path)
    assert.ok(!home.includes(`href="${path}"`), path)
  }
  for (const path of ['/audit/export', '/settings/providers', '/holds/lift'])
    assert.equal((await postAs(site, ofPart, path, { format: 'json' })).statusCode, 403, path)
  assert.equal((await postAs(site, ofPart, '/holds', hold)).statusCode, 403)
  assert.equal((await postAs(site, ofAll, '/holds', hold)).statusCode, 303)
})

test('past the pages the database refuses', async () => {
  const as = (who: Visitor, query: ReturnType<typeof sql>) => actingAs(site.appDb, who, (db) => query.execute(db))
  const places = (who: Visitor) => sql`
    insert into legal_holds (person, authority, reason, until, placed_by)
    values (${worker.person}, ${north}, 'A reason', now() + interval '1 day', ${who.person})`
  const provides = sql`
    insert into providers (authority, issuer, client_id, names)
    values (${north}, 'https://id.example', 'x', '{"en": "X", "zh-CN": "X"}')`
  await assert.rejects(as(ofPart, places(ofPart)), /row-level security/)
  await as(ofAll, places(ofAll))
  await assert.rejects(as(ofPart, provides), /row-level security/)
  await as(ofAll, provides)
  const lifts = (who: Visitor) => as(who, sql`update legal_holds set lifted_at = now(), lifted_by = ${who.person}`)
  assert.equal(Number((await lifts(ofPart)).numAffectedRows), 0)
  assert.ok(Number((await lifts(ofAll)).numAffectedRows) > 0)
  for (const table of ['legal_holds', 'providers', 'audit_entries']) {
    const seen = sql`select from ${sql.table(table)} where authority = ${north}`
    assert.equal((await as(ofPart, seen)).rows.length, 0, table)
    assert.ok((await as(ofAll, seen)).rows.length > 0, table)
  }
})

test('the page of permissions says so, and leaves it out of what somebody with a part may', async () => {
  const page = await site.app.inject({ url: '/permissions?lang=en' })
  assert.match(page.body, /id="place-hold"[\s\S]*?for the whole reach, not for a part of it/)
  const own = (body: string) => /<ul class="columns">[\s\S]*?<\/section>/.exec(body)?.[0] ?? ''
  const [part, all] = await Promise.all(
    [ofPart, ofAll].map(async (who) => own((await getAs(site, who, '/permissions?lang=en')).body)),
  )
  const said = wordsIn('en').t('permissions.may.place-hold')
  assert.deepEqual([part?.includes(said), all?.includes(said)], [false, true])
})
