// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../../test/support/database.ts'
import { knownDrafts, knownPublications } from '../../../../test/support/law-desk/known-law.ts'
import { getAs, newVisitor, postAs, type Visitor } from '../../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../../test/support/whole-site.ts'
import { actingAs } from '../../../db/acting.ts'
import type { PublishedCell } from '../disclosure/tell-impact.ts'
import { impactCommand } from '../impact.command.ts'
import type { Impact } from '../measure-impact.ts'

const north = 'xa-authority-north'
const address = `/drafts/${knownDrafts.whole}/impact`
let site: WholeSite
let editor: Visitor
before(async () => {
  site = await wholeSite()
  // What is at the desk is written when somebody comes who may see it.
  await site.signIn('law-editor')
  editor = await newVisitor(site, '李编辑', 'law-editor')
})
after(() => site.close())

/** Holders of a level who may be counted, by sex; numbers from `first` on. */
async function addHolders(first: number, count: number, sex: string, level: string): Promise<void> {
  await sql`
    insert into population_holders (authority, id, birth_date, sex, district, origin, work_known, purposes)
    select ${north}, n, '1990-04-05', ${sex}, 'XA-N', 'XA', true, '{statistics}' from generate_series(${first}::int, ${first + count - 1}::int) n`.execute(
    site.db,
  )
  await sql`
    insert into population_credentials (authority, holder, slot, level, issued)
    select ${north}, n, 0, ${level}, '2015-06-30' from generate_series(${first}::int, ${first + count - 1}::int) n`.execute(
    site.db,
  )
}

/** The figures once they are there. */
async function figures(): Promise<Impact> {
  const done = await postAs(site, editor, address, {})
  assert.equal(done.statusCode, 303, done.body)
  for (;;) {
    const page = await getAs(site, editor, address)
    assert.equal(page.statusCode, 200, page.body)
    if (!page.body.includes('data-progress=')) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const told = await getAs(site, editor, `${address}.json`)
  assert.equal(told.statusCode, 200, told.body)
  return told.json() as Impact
}

test('the page works out figures, says the same as its files, and keeps few back', async () => {
  assert.match((await getAs(site, editor, address)).body, /<form method="post"/)
  await addHolders(1000, 300, 'female', 'cn-skill/2')
  await addHolders(2000, 4, 'male', 'cn-skill/2')
  const impact = await figures()
  assert.equal(impact.persons, 310, '304 and the 5 who are there already, in tens')
  const counts = [impact.newly, impact.losing, impact.undecided]
  assert.ok(
    counts.every((count) => count === null || count === 0 || count >= 10),
    JSON.stringify(counts),
  )
  const { body } = await getAs(site, editor, address)
  assert.match(body, new RegExp(String(impact.newly ?? '×')))
  const csv = await getAs(site, editor, `${address}.csv`)
  assert.ok(csv.body.includes(`all,,newly,${impact.newly ?? 'x'}`), csv.body.slice(0, 300))
  const sexes = impact.tables.find(({ dimension }) => dimension === 'sex')?.groups ?? []
  assert.equal(sexes.find(({ group }) => group === 'male')?.persons ?? null, null, 'nine men are fewer than ten')
})

test('the command says the same as the page', async () => {
  const page = await figures()
  const directory = mkdtempSync(join(tmpdir(), 'passerelle-impact-'))
  let out = ''
  const context = {
    stdout: (text: string) => {
      out += text
    },
    database: async () => site.db,
    settings: { dataDirectory: directory },
    clock: site.clock,
  } as unknown as Parameters<(typeof impactCommand)['run']>[0]
  const told = async (positionals: string[], values: Record<string, string | boolean>): Promise<unknown> => {
    out = ''
    await impactCommand.run(context, { positionals, values: { ...values, json: true } })
    return JSON.parse(out)
  }
  try {
    assert.deepEqual(await told([], { draft: knownDrafts.whole }), page)
    // Law that stands already changes nothing for anybody.
    const same = (await told(['known@now'], { authority: north, place: 'XA-N' })) as Impact
    assert.deepEqual([same.unchanged, same.persons], [page.persons, page.persons])
    await assert.rejects(told([], { draft: knownDrafts.whole, threshold: '1' }), /--threshold: figures of a register/)
  } finally {
    rmSync(directory, { recursive: true })
  }
})

test('three persons more are not told by a second publication', async () => {
  const first = await figures()
  await addHolders(3000, 3, 'female', 'cn-skill/2')
  const second = await figures()
  const pairs = (['newly', 'losing', 'undecided'] as const).map((name) => [first[name], second[name]] as const)
  for (const [one, other] of pairs) {
    if (one === null || other === null) continue
    const apart = Math.abs(one - other)
    assert.ok(apart === 0 || apart >= 10, JSON.stringify(pairs))
  }
  const { rows } = await sql<{ cells: PublishedCell[] }>`
    select c.cells from population_impacts i join population_impact_cells c on c.impact = i.id
    where i.draft = ${knownDrafts.whole} order by i.started_at desc limit 2`.execute(site.db)
  const counted = rows.map(({ cells }) => cells.filter(({ table }) => table === 'all').map(({ count }) => count))
  assert.notDeepEqual(counted[0], counted[1], 'something has changed by these three')
})

test('who works out figures reads no holder beside, and nobody reads what was kept back', async () => {
  for (const table of ['population_holders', 'population_impact_cells']) {
    const { rows } = await actingAs(site.appDb, editor, (acting) =>
      sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(acting),
    )
    assert.deepEqual(rows, [{ n: 0 }], table)
  }
  const stranger = await newVisitor(site, '王生', 'policy-analyst')
  assert.equal((await getAs(site, stranger, address)).statusCode, 403)
  assert.equal((await postAs(site, stranger, address, {})).statusCode, 403)
})

test('a draft and its publication lead to the figures, those who may see them and nobody else', async () => {
  const places = [`/drafts/${knownDrafts.proposed}`, `/publications/${knownPublications.proposed}`]
  const leads = async (visitor: Visitor) => {
    const pages = await Promise.all(places.map((place) => getAs(site, visitor, place)))
    return pages.map(({ statusCode, body }) => [
      statusCode,
      body.includes(`href="/drafts/${knownDrafts.proposed}/impact"`),
    ])
  }
  const auditor = await newVisitor(site, '周审计', 'auditor')
  assert.deepEqual(await leads(editor), [
    [200, true],
    [200, true],
  ])
  assert.deepEqual(await leads(auditor), [
    [200, false],
    [200, false],
  ])
})

test('money is worked out from what is stated, and a statement without a source is turned away', async () => {
  const typed = {
    name: 'Subsidy',
    of: 'newly',
    amount: '1200',
    unit: 'CNY a year',
    takeUp: '50',
    source: 'Notice 7 of 2026',
  }
  const page = await getAs(site, editor, `${address}?${new URLSearchParams(typed)}`)
  assert.match(page.body, /Notice 7 of 2026/)
  const { assumed } = (
    await getAs(
      site,
      editor,
      `${address}.json?${new URLSearchParams({ assumed: JSON.stringify({ ...typed, amount: 1200, takeUp: 0.5 }) })}`,
    )
  ).json() as Impact
  const [one] = assumed
  assert.equal(one?.total, one?.persons === null ? null : (one?.persons ?? 0) * 600)
  const wrong = await getAs(site, editor, `${address}?${new URLSearchParams({ ...typed, source: ' ' })}`)
  assert.match(wrong.body, /error-summary/)
})
