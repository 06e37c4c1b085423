// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { assess, compile, type Person } from '@passerelle/recognition'
import { CompiledQuery } from 'kysely'
import '../../support/database.ts'
import { lawBeside } from '../../../src/finder/index.ts'
import { type Command, exitCode } from '../../../src/kernel/index.ts'
import { OutcomeList, standingOutcomes } from '../../../src/population/evaluation/outcomes.ts'
import { impactSqlCommand } from '../../../src/population/sql/impact-sql.command.ts'
import { catalogueFiles } from '../../../src/publishing/demonstration/catalogue-files.ts'
import { inventCatalogue, readSide } from '../../../src/publishing/index.ts'
import { type WholeSite, wholeSite } from '../../support/whole-site.ts'
import { onCommandLine } from '../../support/workforce/on-command-line.ts'
import { putPersons } from '../../support/workforce/put-persons.ts'

const scratch = mkdtempSync(join(tmpdir(), 'passerelle-impact-sql-'))
const law = join(scratch, 'law')
const asOf = '2026-11-23'
const authority = 'xa-authority-north'
const catalogue = inventCatalogue({ place: 'XA-N', items: 40, batches: 1, seed: 1 })
let site: WholeSite
let persons: Person[]

before(async () => {
  site = await wholeSite()
  for (const [name, content] of catalogueFiles(catalogue, 'XA-N', 'folder')) {
    mkdirSync(dirname(join(scratch, name)), { recursive: true })
    writeFileSync(join(scratch, name), content)
  }
  persons = catalogue.items.map(({ id }, at) => ({
    credentials: [{ id: 'c1', qualification: id, issued: '2020-05-01' }],
    ...(at % 3 === 0 ? {} : { experience: [{ from: `20${10 + (at % 16)}-03-01`, place: 'XA-N', relevantTo: ['c1'] }] }),
  }))
  await putPersons(site.db, authority, persons)
})
after(async () => {
  rmSync(scratch, { recursive: true })
  await site.close()
})

const run = (command: Command, positionals: string[], values: Record<string, string | boolean>) =>
  onCommandLine(command, positionals, values, {
    database: async () => site.db,
    clock: { now: () => new Date(`${asOf}T08:00:00Z`) },
  })

/** The rows of the query of a script. */
async function queryOf(script: string): Promise<Record<string, unknown>[]> {
  const { rows } = await site.db.executeQuery(CompiledQuery.raw(script.slice(script.indexOf('WITH standings'))))
  return rows as Record<string, unknown>[]
}

const words = ['none', 'open', 'discretion', 'met'] as const

/** By the single evaluation of everybody. */
async function expected() {
  const { versions } = await readSide(law, async () => site.db)
  const states = [...versions.values()]
  const qualifications = states.flatMap((one) => one.qualifications ?? [])
  const { bundle } = await lawBeside(site.db, { states: states.map(({ state }) => state), qualifications })
  const compiled = compile(bundle, asOf)
  const outcomes = new OutcomeList(compiled)
  const counts = new Map<string, number>()
  for (const person of persons) {
    for (const [id, standing] of standingOutcomes(assess(compiled, person, { place: 'XA-N' }), outcomes)) {
      const key = `${words[standing]} ${outcomes.list[id]?.kind} ${JSON.stringify(outcomes.list[id]?.target)}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  return [...counts].sort()
}

test('a law is evaluated inside the database, and printed for another, with the counts of the single evaluation', async () => {
  const single = await expected()
  assert.ok(single.length > 1, JSON.stringify(single))
  const asked = { authority, place: 'XA-N' }
  const here = await run(impactSqlCommand, [law], { ...asked, run: true, threshold: '1' })
  assert.equal(here.code, exitCode.ok, here.err)
  const said = JSON.parse(here.out) as {
    outcomes: (Record<'met' | 'discretion' | 'open', number> & { outcome: { kind: string; target: object } })[]
  }
  const counted = said.outcomes.flatMap(({ outcome: { kind, target }, ...count }) =>
    (['met', 'discretion', 'open'] as const).flatMap((word): [string, number][] =>
      count[word] === 0 ? [] : [[`${word} ${kind} ${JSON.stringify(target)}`, count[word]]],
    ),
  )
  assert.deepEqual(counted.sort(), single)

  const printed = await run(impactSqlCommand, [law], { ...asked, totals: true })
  assert.equal(printed.code, exitCode.ok, printed.err)
  const totals = (await queryOf(printed.out)).filter(({ holders }) => Number(holders) > 0)
  assert.deepEqual(
    totals
      .map(({ standing, kind, target, holders }) => [`${standing} ${kind} ${JSON.stringify(target)}`, Number(holders)])
      .sort(),
    single,
  )
})

test('counts of few holders are kept back, unless they are asked for', async () => {
  const here = await run(impactSqlCommand, [law], { authority, place: 'XA-N', run: true })
  const { outcomes, threshold } = JSON.parse(here.out) as { threshold: number; outcomes: Record<string, unknown>[] }
  const counts = outcomes.flatMap(({ met, discretion, open }) => [met, discretion, open])
  assert.equal(threshold, 10)
  assert.ok(counts.length > 0)
  for (const count of counts) assert.ok(count === null || count === 0 || Number(count) >= threshold, `told ${count}`)
})

test('what cannot be printed is refused', async () => {
  assert.equal((await run(impactSqlCommand, [], {})).code, exitCode.usage)
  assert.equal((await run(impactSqlCommand, ['a', 'b'], { authority, place: 'XA-N' })).code, exitCode.usage)
  const refused = (values: Record<string, string | boolean>) =>
    run(impactSqlCommand, [], { authority, ...values }).then(
      () => 'printed',
      (error: Error) => error.message,
    )
  assert.match(await refused({ place: 'XA-Q7' }), /--place: 'XA-Q7' is no place of the register/)
  assert.match(await refused({ place: 'XA-N', purpose: 'fun' }), /--purpose: found 'fun'/)
  assert.match(await refused({ place: 'XA-N', kinds: join(scratch, 'none') }), /there is no file '.*none' that can be/)
  assert.match(await refused({ place: 'XA-N', threshold: '5' }), /--threshold: only with --run/)
  assert.match(await refused({ place: 'XA-N', run: true, totals: true }), /--run and --totals: expected one/)
  assert.match(await refused({ place: 'XA-N', authority: 'nobody' }), /there is no authority 'nobody'/)
  const listed = await run(impactSqlCommand, [], { authority, 'list-kinds': true })
  assert.match(listed.out, /SELECT DISTINCT/)
})
