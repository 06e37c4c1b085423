// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { assess, compile } from '@passerelle/recognition'
import '../../support/database.ts'
import { lawBeside, lawShelf } from '../../../src/finder/index.ts'
import { type Command, exitCode } from '../../../src/kernel/index.ts'
import { personAt } from '../../../src/population/columns/person-at.ts'
import { readWorkforce } from '../../../src/population/columns/read-workforce.ts'
import { demoWorkforceCommand } from '../../../src/population/demonstration/demo-workforce.command.ts'
import { MET, OutcomeList, standingOutcomes } from '../../../src/population/evaluation/outcomes.ts'
import { impactCommand } from '../../../src/population/impact/impact.command.ts'
import type { Impact } from '../../../src/population/impact/measure-impact.ts'
import { catalogueFiles } from '../../../src/publishing/demonstration/catalogue-files.ts'
import { inventCatalogue, readSide } from '../../../src/publishing/index.ts'
import { type WholeSite, wholeSite } from '../../support/whole-site.ts'
import { onCommandLine } from '../../support/workforce/on-command-line.ts'

const scratch = mkdtempSync(join(tmpdir(), 'passerelle-impact-'))
const file = join(scratch, 'workforce.columns')
const law = join(scratch, 'law')
const asOf = '2026-11-23'
let site: WholeSite

before(async () => {
  site = await wholeSite()
  const catalogue = inventCatalogue({ place: 'XA-N', items: 344, batches: 5, seed: 1 })
  for (const [name, content] of catalogueFiles(catalogue, 'XA-N', 'folder')) {
    mkdirSync(dirname(join(scratch, name)), { recursive: true })
    writeFileSync(join(scratch, name), content)
  }
  await run(
    demoWorkforceCommand(() => Promise.reject(new TypeError('no database'))),
    [],
    { place: 'XA-N', holders: '3000', out: file },
  )
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

/** The same by the single evaluation of everybody, with those who gain by sex. */
async function singly() {
  const versions = [...(await readSide(law, async () => site.db)).versions.values()]
  const beside = await lawBeside(site.db, {
    states: versions.map(({ state }) => state),
    qualifications: versions.flatMap(({ qualifications = [] }) => qualifications),
  })
  const laws = [compile((await lawShelf(site.db).take(null)).bundle, asOf), compile(beside.bundle, asOf)] as const
  const outcomes = new OutcomeList(...laws)
  const { workforce } = await readWorkforce(file)
  const sexes = workforce.groups.find(({ name }) => name === 'sex')
  const found = { newly: 0, losing: 0, unchanged: 0 }
  const bySex = new Map<string, number>()
  for (let position = 0; position < workforce.persons; position++) {
    const person = personAt(workforce, position)
    const [was, is] = laws.map((one) => standingOutcomes(assess(one, person, { place: 'XA-N' }), outcomes))
    const ids = outcomes.list.map((_, id) => [was?.get(id) ?? 0, is?.get(id) ?? 0] as const)
    const sex = sexes?.values[sexes.codes[position] as number] ?? ''
    if (ids.some(([one, other]) => one !== MET && other === MET)) {
      found.newly++
      bySex.set(sex, (bySex.get(sex) ?? 0) + 1)
    }
    if (ids.some(([one, other]) => one === MET && other !== MET)) found.losing++
    if (ids.every(([one, other]) => one === other)) found.unchanged++
  }
  return { found, bySex }
}

test('the impact of a catalogue is what the single evaluation of everybody says', async () => {
  const told = await run(impactCommand, [file, law], { place: 'XA-N', json: true, threshold: '1' })
  assert.equal(told.code, exitCode.negative, told.err)
  const impact = JSON.parse(told.out) as Impact
  assert.ok((impact.newly ?? 0) > 5, told.out)
  const { newly, losing, unchanged } = impact
  const alone = await singly()
  assert.deepEqual({ newly, losing, unchanged }, alone.found)
  assert.deepEqual([impact.place, impact.asOf, impact.persons], ['XA-N', asOf, 3000])
  assert.deepEqual(
    impact.outcomes.map(({ gained, outcome }) => [gained, outcome.kind]),
    [[newly, 'recognised-as']],
  )
  const sexes = impact.tables.find(({ dimension }) => dimension === 'sex')?.groups ?? []
  assert.deepEqual(new Map(sexes.flatMap(({ group, newly: n }) => (n === 0 ? [] : [[group, n]]))), alone.bySex)
  for (const { dimension, groups } of impact.tables) {
    assert.equal(sum(groups.map(({ newly: n }) => n)), newly, dimension)
    assert.equal(sum(groups.map(({ persons }) => persons)), 3000, dimension)
  }
  assert.equal(sum(impact.flows.map(({ persons }) => persons)), newly)
  const text = await run(impactCommand, [file, law], { place: 'XA-N', threshold: '1' })
  assert.match(text.out, new RegExp(`^3000 persons: ${newly} newly eligible, 0 losing, .*\\n\\+${newly} -0 `))
})

const sum = (counts: readonly (number | null)[]): number => counts.reduce<number>((all, one) => all + (one ?? 0), 0)

test('nothing is told of fewer than ten persons, in any form; money is worked out from what is told', async () => {
  const assume = join(scratch, 'assumed.json')
  const source = 'Budget of an invented year, item 4'
  const fee = { name: 'Fee', of: 'newly', amount: 120.5, unit: 'CNY once', takeUp: 0.5, source }
  writeFileSync(assume, JSON.stringify([fee]))
  const told = await run(impactCommand, [file, law], { place: 'XA-N', json: true, assume })
  const impact = JSON.parse(told.out) as Impact
  const counts = impact.tables.flatMap(({ groups }) => groups.flatMap(({ group: _, ...one }) => Object.values(one)))
  assert.deepEqual(
    counts.filter((count) => count !== null && count > 0 && count < 10),
    [],
  )
  assert.ok(counts.includes(null), 'something is kept back')
  assert.equal(impact.persons % 10, 0)
  const persons = impact.newly ?? 0
  assert.deepEqual(impact.assumed, [{ ...fee, persons, total: Math.round(persons * 60.25 * 100) / 100 }])
  const csv = await run(impactCommand, [file, law], { place: 'XA-N', csv: true, assume })
  const cells = csv.out.split('\n').map((line) => line.split(','))
  assert.deepEqual(cells.find(([table, , figure]) => table === 'all' && figure === 'newly')?.[3], String(persons))
  assert.equal(cells.filter((cell) => cell[3] !== '' && Number(cell[3]) > 0 && Number(cell[3]) < 10).length, 0)
  await assert.rejects(run(impactCommand, [file, law], { place: 'XA-N', threshold: '0' }), /--threshold: found '0'/)
  writeFileSync(assume, JSON.stringify([{ ...fee, source: '' }]))
  await assert.rejects(run(impactCommand, [file, law], { place: 'XA-N', assume }), /--assume: .*0\.source/)
})

test('a place, a day, a purpose or a file that is none is told by its name', async () => {
  const told = (values: Record<string, string>, name = file) =>
    run(impactCommand, [name, law], { place: 'XA-N', ...values })
  await assert.rejects(told({ place: 'XA-NOWHERE' }), /--place: 'XA-NOWHERE' is no place/)
  await assert.rejects(told({ 'as-of': '2026-02-30' }), /--as-of '2026-02-30' is not a calendar date/)
  await assert.rejects(told({ purpose: 'fun' }), /--purpose: found 'fun', expected one of employment/)
  await assert.rejects(told({}, join(scratch, 'none')), /there is no file '.*none' that can be read/)
  await assert.rejects(
    run(impactCommand, [law], { place: 'XA-N', authority: 'nobody' }),
    /there is no authority 'nobody'/,
  )
  await assert.rejects(
    run(impactCommand, [], { place: 'XA-N', draft: 'one' }),
    /--draft: its place and its day are used/,
  )
  const both = { place: 'XA-N', json: true, csv: true }
  await assert.rejects(run(impactCommand, [file, law], both), /--json and --csv: expected one of them/)
  assert.equal((await run(impactCommand, [file], {})).code, exitCode.usage)
  assert.equal((await run(impactCommand, [file], { place: 'XA-N' })).code, exitCode.usage)
  assert.equal((await run(impactCommand, [file, law], { place: 'XA-N', authority: 'nobody' })).code, exitCode.usage)
})
