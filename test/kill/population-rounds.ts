// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { verifyAudit } from '../../src/access/audit/verify-audit.ts'
import { migrate } from '../../src/db/index.ts'
import {
  addAccounts,
  addHolders,
  changeRegister,
  entitlementsIn,
  prepareLaw,
  publishList,
  toldIn,
  upTo,
} from '../support/workforce/reevaluated.ts'
import { inDirectory, type KillScene, withDatabase } from './kill-rounds.ts'
import { kill, startVictim, type Victim } from './victim.ts'

const list = 'xa-n-held'
const holders = 6000
const program = 'test/kill/programs/work-off.ts'
/** Everybody has been evaluated on the first; then the register and the law changed; it is the last now. */
const [first, last] = ['2026-11-22', '2026-11-25']

/** What a re-evaluation leaves, and to whom what was told how often. */
interface Outcome {
  entitlements: string[]
  told: string[]
  figures: unknown
}

let prepared: Promise<{ directory: string; undisturbed: Outcome }> | null = null

/** A stopped database in which there is much to evaluate again, and what comes of it where nobody is killed. */
async function prepare(): Promise<{ directory: string; undisturbed: Outcome }> {
  const directory = mkdtempSync(join(tmpdir(), 'passerelle-population-'))
  process.on('exit', () => rmSync(directory, { recursive: true, force: true }))
  await withDatabase(directory, async ({ db }) => {
    await migrate(db)
    await prepareLaw(db, list, 10)
    await addHolders(db, list, 1, holders)
    await addAccounts(db, holders)
  })
  await worksOff(directory, first)
  await withDatabase(directory, async ({ db }) => {
    await changeRegister(db, holders)
    await publishList(db, list, [...upTo(14).slice(3)])
  })
  const undisturbed = await inDirectory(async (copy) => {
    copyWhole(directory, copy)
    await worksOff(copy, last)
    return outcomeIn(copy)
  })
  const count = (kind: string) => undisturbed.told.filter((one) => one.startsWith(kind)).length
  assert.ok(count('notice') > count('page') && count('page') > 0, JSON.stringify(undisturbed.figures))
  const byLetter = undisturbed.told.filter((one) => /^notice .* letter /.test(one)).length
  assert.ok(byLetter > 0, 'nobody was told by a letter')
  assert.equal(count('letter'), count('page') + byLetter)
  return { directory, undisturbed }
}

/** A database that has stopped, as files, with their modes. */
const copyWhole = (from: string, to: string): void => {
  execFileSync('cp', ['-a', `${from}/.`, to])
}

async function worksOff(directory: string, day: string): Promise<void> {
  const worker = startVictim(program, [day], directory)
  assert.equal(await worker.ended, 0, worker.output())
}

const outcomeIn = (directory: string): Promise<Outcome> =>
  withDatabase(directory, async ({ db }) => {
    assert.deepEqual((await verifyAudit(db)).faults, [])
    const { rows } = await sql`
      select r.cause, r.as_of::text as day, r.holders, sum(c.evaluated)::int as evaluated, sum(c.begun)::int as begun, sum(c.ended)::int as ended,
        sum(c.told)::int as told, sum(c.unreached)::int as unreached, count(*) filter (where c.done_at is null)::int as open,
        (select count(*) from audit_entries e where e.act = 'evaluate-holders' and e.object_id like r.id || '/%')::int as entries
      from population_reevaluations r left join population_chunks c on c.reevaluation = r.id
      group by r.id order by r.id`.execute(db)
    return { entitlements: await entitlementsIn(db), told: await toldIn(db), figures: rows }
  })

/** Two workers are killed at random, three times over, then one works to the end: all is as if nobody had been. */
export const duringReevaluation: KillScene = {
  name: 're-evaluation',
  round: (random, withPostgres) =>
    inDirectory(async (directory) => {
      prepared ??= prepare()
      const { directory: from, undisturbed } = await prepared
      copyWhole(from, directory)
      const blows: string[] = []
      for (let blow = 0; blow < 3; blow++) blows.push(await strike(directory, random, withPostgres))
      await worksOff(directory, last)
      assert.deepEqual(await outcomeIn(directory), undisturbed)
      return blows.join(', ')
    }),
}

/** Starts two workers and kills both in the middle of their work; answers how many chunks were done by then. */
async function strike(directory: string, random: () => number, withPostgres: boolean): Promise<string> {
  const one = startVictim(program, [last], directory)
  assert.ok(await one.says('ready\n'), one.output())
  const other = startVictim(program, [last], directory)
  // The blow falls while one of the first chunks is under way, however slow the machine is.
  const which = 1 + Math.floor(random() * 4)
  while (one.output().split('chunk\n').length <= which) {
    if (await Promise.race([delay(5, false), one.ended.then(() => true)])) break
  }
  await delay(random() * 150)
  const struck: [Victim, Victim] = random() < 0.5 ? [one, other] : [other, one]
  await kill(struck[0], directory, withPostgres)
  await kill(struck[1], directory, false)
  const done = await withDatabase(directory, async ({ db }) => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from population_chunks c join population_reevaluations r on r.id = c.reevaluation
      where c.done_at is not null and r.cause <> 'first'`.execute(db)
    return rows[0]?.n ?? 0
  })
  return `after ${done} chunks`
}
