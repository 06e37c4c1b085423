// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Person } from '@passerelle/recognition'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/test-databases.ts'
import { Secrets } from '../../access/index.ts'
import type { Db } from '../../db/index.ts'
import { loadShippedLaw } from '../../instruments/index.ts'
import { fixedClock } from '../../kernel/index.ts'
import { inventCatalogue } from '../../publishing/index.ts'
import { loadReference } from '../../register/index.ts'
import { projectRoot } from '../../ui/index.ts'
import { personAt } from '../columns/person-at.ts'
import type { Workforce } from '../columns/workforce.ts'
import { canonical } from '../columns/workforce-builder.ts'
import { fingerprintOf, openFile } from '../register/files/byte-source.ts'
import { importRegister } from '../register/import-register.ts'
import { addImport, listFaults } from '../register/imports.store.ts'
import { KeptWorkforce, type Refreshed } from '../snapshot/kept-workforce.ts'
import { fillRegister } from './fill-register.ts'
import { Invention } from './invent-workforce.ts'
import { districtsOf, occupationCodes } from './read-ground.ts'
import { writeRegister } from './write-workforce.ts'

const scratch = mkdtempSync(join(tmpdir(), 'passerelle-demo-register-'))
let database: TestDatabase
before(async () => {
  database = await testDatabase()
  await loadReference(database.db, join(projectRoot, 'reference'))
  await loadShippedLaw(database.db, join(projectRoot, 'law'))
})
after(async () => {
  await database.close()
  rmSync(scratch, { recursive: true })
})

const north = 'xa-authority-north'
const south = 'xa-authority-south'
const asked = {
  ...{ place: 'XA-N', holders: 600, seed: 4, asOf: '2026-01-01' as const, districts: await districtsOf('XA-N') },
  ...{ occupations: await occupationCodes(), listed: [] },
}

const beside = join(scratch, 'beside')
const ground = () => ({
  ...database,
  kept: new KeptWorkforce(beside, north),
  clock: fixedClock('2026-11-23T08:00:00Z'),
  tell: () => undefined,
})

/** In the order in which they were made: everything but the order of what has no order. */
function told(workforce: Workforce): unknown[] {
  const purposes = workforce.groups.find(({ name }) => name === 'purposes')
  return Array.from({ length: workforce.persons }, (_, at) => ({
    person: ordered(personAt(workforce, at)),
    groups: workforce.groups
      .map(({ name, values, codes }) => `${name}=${values[codes[at] as number]}`)
      .filter((text) => !text.endsWith('='))
      .sort(),
    purposes: purposes?.values[purposes.codes[at] as number],
  }))
}

const ordered = ({ facts, ...person }: Person): unknown => ({
  ...person,
  facts: Object.fromEntries(Object.entries(facts ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))),
})

async function kept(authority: string): Promise<Workforce> {
  return (await refreshed(authority, join(scratch, 'kept'))).held.workforce
}

function refreshed(authority: string, directory: string): Promise<Refreshed> {
  const files = new KeptWorkforce(directory, authority)
  return database.db.transaction().execute((transaction) => files.refresh(transaction))
}

test('what is copied into the tables is what stands in columns, with everything that an import would have made', async () => {
  const listed = inventCatalogue({ place: 'XA-N', items: 40, batches: 1, seed: 1 }).items
  const done = await fillRegister(ground(), { ...asked, listed }, north)
  const whole = new Invention({ ...asked, listed }).part(0, asked.holders)
  assert.deepEqual(done, { from: 0, holders: 600, credentials: whole.records, jobs: whole.jobs })
  assert.deepEqual(told(await kept(north)), told(whole))
  const [made, read] = [await refreshed(north, beside), await refreshed(north, join(scratch, 'anew'))]
  assert.deepEqual([made.read, made.changed, read.read, read.changed], ['changes', 0, 'everybody', 600])
  assert.deepEqual([made.held.ids, made.held.upTo], [read.held.ids, read.held.upTo])
  assert.deepEqual(told(made.held.workforce), told(read.held.workforce))
  const { rows } = await sql<{ names: string; consents: number; purposes: number }>`
    select (select count(*)::int from population_consents where authority = ${north}) as consents,
      (select sum(cardinality(purposes))::int from population_holders where authority = ${north}) as purposes,
      (select names->0->>'name' from population_identities where authority = ${north} order by holder limit 1) as names`.execute(
    database.db,
  )
  assert.equal(rows[0]?.consents, rows[0]?.purposes)
  assert.match(rows[0]?.names ?? '', /^演示甲子0000001$/)
})

test('an authority that has holders, or is of a real place, gets none', async () => {
  const copy = (authority: string) => fillRegister(ground(), asked, authority)
  await assert.rejects(copy(north), /has holders already; nothing was added/)
  await assert.rejects(copy('nobody'), /expected an authority of an invented place/)
  const { rows } = await sql<{ id: string }>`select id from authorities where jurisdiction like 'CN%' limit 1`.execute(
    database.db,
  )
  await assert.rejects(copy(rows[0]?.id ?? ''), /expected an authority of an invented place/)
})

test('a register in CSV comes in without a bad row, and gives what stands in columns', async () => {
  const out = join(scratch, 'register.csv')
  await writeRegister(asked, out)
  assert.match(readFileSync(`${out}.about.json`, 'utf8'), /assumption, not a statistic/)
  const source = await openFile(out)
  const row = await addImport(database.db, {
    ...{ authority: south, fileName: 'register.csv', size: source.size, fingerprint: await fingerprintOf(source) },
    ...{ purposes: ['statistics'] as const, kept: false, by: null },
  })
  const within = <Result>(act: (transaction: Db) => Promise<Result>) => database.db.transaction().execute(act)
  const secrets = new Secrets('a key of the tests, long enough for all')
  const ground = { db: database.db, secrets, clock: fixedClock('2026-11-23T08:00:00Z'), within, actor: null }
  const done = await importRegister({ ...ground, tell: () => undefined }, source, row, { format: null })
  await source.close()
  assert.deepEqual([done.counts.bad, (await listFaults(database.db, row.id, 0)).slice(0, 2)], [0, []])
  assert.equal(done.counts.personsNew, asked.holders)
  const whole = new Invention(asked).part(0, asked.holders)
  // An import gives its numbers in an order of its own.
  const sorted = (workforce: Workforce) => told(workforce).map(canonical).sort()
  const [imported, invented] = [sorted(await kept(south)), sorted(whole)]
  const missing = invented.filter((one) => !imported.includes(one))
  assert.equal(missing.length, 0, `${missing.length}: ${missing[0]}`)
  assert.equal(imported.length, invented.length)
})
