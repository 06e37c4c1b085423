// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { day, files, instrument, publicationOf, publishing } from '../../../test/support/law-desk/publish-law.ts'
import { getAs, postAs } from '../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { expectNewLaw } from '../../instruments/index.ts'
import { publishDue } from './publish-due.ts'

let site: WholeSite
before(async () => {
  site = await wholeSite()
})
after(() => site.close())
const { drafted, propose, staff } = publishing(() => site)

const states = async (like: string) => {
  const { rows } = await sql<{ instrument: string; state: string }>`
    select instrument, state from law_publications where instrument like ${like} order by instrument`.execute(site.db)
  return rows.map((row) => `${row.instrument} ${row.state}`)
}

/** Proposed for tomorrow and approved; then tomorrow comes. */
async function allDue(all: readonly Record<string, string>[]) {
  const { editor, approver } = await staff()
  const tomorrow = new Date(Date.parse(day) + 2 * 86_400_000).toISOString().slice(0, 10)
  const publications: string[] = []
  for (const content of all) {
    const proposed = publicationOf(await propose(editor, await drafted(editor, content), { publishOn: tomorrow }))
    await postAs(site, approver, `${proposed}/approve`)
    publications.push(proposed)
  }
  await sql`alter table law_publications disable trigger law_publications_keep`.execute(site.db)
  // In the order in which they are given.
  for (const [at, publication] of publications.entries()) {
    const id = publication.split('/').at(-1)
    const ago = `${all.length - at} minutes`
    await sql`update law_publications set publish_at = now() - ${ago}::interval where id = ${id}`.execute(site.db)
  }
  await sql`alter table law_publications enable trigger law_publications_keep`.execute(site.db)
  return { editor, publications }
}

test('one that the database refuses is held with the reason, and keeps none of the others waiting', async () => {
  const { editor, publications } = await allDue([files('xa-n-c-one'), files('xa-n-c-two')])
  await sql`alter table instruments add constraint refused check (id <> 'xa-n-c-one')`.execute(site.db)
  await publishDue(site.appDb)
  assert.deepEqual(await states('xa-n-c-%'), ['xa-n-c-one held', 'xa-n-c-two published'])
  assert.match((await getAs(site, editor, publications[0] ?? '')).body, /The database refused to keep it: .*“?refused/)
  const { rows } = await sql`select from qualifications where origin = 'brought/xa-n-c-one'`.execute(site.db)
  assert.equal(rows.length, 0)
})

test('what the database goes without for a while is no reason against anything', async () => {
  await allDue([files('xa-n-d-one')])
  await sql`create function no_room() returns trigger language plpgsql as $$
    begin raise exception 'no room' using errcode = 'disk_full'; end $$`.execute(site.db)
  await sql`create trigger no_room before insert on instruments execute function no_room()`.execute(site.db)
  await assert.rejects(publishDue(site.appDb), /no room/)
  assert.deepEqual(await states('xa-n-d-%'), ['xa-n-d-one approved'])
  await sql`drop trigger no_room on instruments`.execute(site.db)
  await publishDue(site.appDb)
  assert.deepEqual(await states('xa-n-d-%'), ['xa-n-d-one published'])
})

test('beside another server each is held for its own reason', async () => {
  const same: Record<string, string> = {
    ...files('xa-n-g-two'),
    'qualifications.csv': files('xa-n-g-one')['qualifications.csv'] ?? '',
  }
  const list = same['catalogues/xa-n-g-two-main.csv'] ?? ''
  const two = { ...same, 'catalogues/xa-n-g-two-main.csv': list.replace('xa-n-g-two-crane', 'xa-n-g-one-crane') }
  await allDue([files('xa-n-g-one'), two, files('xa-n-g-three')])
  const all = await Promise.all([publishDue(site.appDb), publishDue(site.appDb)])
  assert.equal(all.flat().length, 3)
  // Two bring the same entry: whichever server is first publishes its own, the other is held; the third stands against nobody.
  const [first, third, second] = await states('xa-n-g-%')
  assert.equal(third, 'xa-n-g-three published')
  assert.ok(
    (first === 'xa-n-g-one published' && second === 'xa-n-g-two held') ||
      (first === 'xa-n-g-one held' && second === 'xa-n-g-two published'),
    `${first}, ${second}`,
  )
})

test('what the database could not keep is told by the check, at its place', async () => {
  const { editor } = await staff()
  const text = instrument('xa-n-h', "'2026'")
  const wrong: [string, RegExp][] = [
    [text.replace('status:', "until: '2026-01-01'\nstatus:"), /expected a day after 2026/],
    [
      text.replace('summary: { en: All.', 'summary: { en: "A\\0ll."'),
      /found a control character, expected text that can be read/,
    ],
    [
      text.replace('summary: { en: All.', 'summary: { en: "\\uD83D"'),
      /found a control character, expected text that can be read/,
    ],
    [text.replace('coverage:', 'batch: 3000000000\n    coverage:'), /expected 2147483647 or less/],
  ]
  for (const [content, told] of wrong) {
    const draft = await drafted(editor, { 'instrument.yaml': content })
    assert.match((await getAs(site, editor, `/drafts/${draft.id}`)).body, told)
    assert.equal((await propose(editor, draft)).statusCode, 400)
  }
})

test('a status is held against the day of publication, not against today', async () => {
  const { editor } = await staff()
  const ends = `${Number(day.slice(0, 4)) + 1}-12-01`
  const draft = await drafted(editor, {
    ...files('xa-n-ends'),
    'instrument.yaml': instrument('xa-n-ends').replace('status: in-force', `until: ${ends}\nstatus: repealed`),
  })
  const early = await propose(editor, draft)
  assert.match(early.body, /expected in-force, as it holds until/)
  assert.equal((await propose(editor, draft, { publishOn: ends })).statusCode, 303)
})

test('more proposals at once than the server has connections are all answered', async () => {
  const { editor } = await staff()
  const drafts = []
  for (let index = 0; index < 8; index += 1) drafts.push(await drafted(editor, files(`xa-n-m-${index}`)))
  await sql`update record_clock set at = clock_timestamp()`.execute(site.db)
  expectNewLaw(site.appDb)
  const answers = await Promise.all(drafts.map((draft) => propose(editor, draft)))
  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode),
    drafts.map(() => 303),
  )
})
