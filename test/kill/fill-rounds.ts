// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { inDirectory, type KillScene, withDatabase } from './kill-rounds.ts'
import { kill, startVictim } from './victim.ts'

/** Three parts, the last of them short. */
const holders = 140_000
const authority = 'xa-authority-north'
const args = [
  'demo',
  'workforce',
  '--place',
  'XA-N',
  '--holders',
  `${holders}`,
  '--into-register',
  '--authority',
  authority,
]

/** An invented workforce goes in, and goes on where it was killed: everybody is there once, with all that is theirs. */
export const duringFilling: KillScene = {
  name: 'filling of a register',
  round: (random, withPostgres) =>
    inDirectory(async (directory) => {
      const victim = startVictim('src/cli.ts', args, directory)
      assert.ok(await victim.says('/s'), victim.output())
      await delay(random() * 300)
      await kill(victim, directory, withPostgres)
      const again = startVictim('src/cli.ts', args, directory)
      assert.equal(await again.ended, 0, again.output())
      const { persons, credentials, jobs } = await standing(directory)
      assert.equal(persons, holders)
      const whole = /after (\d+) that were there, (\d+) holders, (\d+) credentials, (\d+) jobs/.exec(again.output())
      const [, before, now, credentialsNow, jobsNow] = (whole ?? []).map(Number)
      assert.ok(Number(before) >= 65_536, victim.output())
      assert.equal(Number(before) + Number(now), holders, again.output())
      assert.ok(credentials > Number(credentialsNow) && jobs > Number(jobsNow), again.output())
      return `${before} were there`
    }),
}

async function standing(directory: string): Promise<{ persons: number; credentials: number; jobs: number }> {
  return withDatabase(directory, async ({ db }) => {
    const { rows } = await sql<{ persons: number; credentials: number; jobs: number; names: number; imports: string }>`
      select (select count(*) from population_holders)::int as persons, (select count(*) from population_credentials)::int as credentials,
        (select count(*) from population_jobs)::int as jobs,
        (select count(distinct names->0->>'name') from population_identities)::int as names,
        (select string_agg(state || ' ' || position, ',') from population_imports) as imports`.execute(db)
    const [row] = rows
    assert.deepEqual([row?.names, row?.imports], [row?.persons, `done ${holders}`])
    return row as { persons: number; credentials: number; jobs: number }
  })
}
