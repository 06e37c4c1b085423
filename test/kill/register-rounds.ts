// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { registerHead, registerRow } from '../support/invented/registers.ts'
import { inDirectory, type KillScene, withDatabase } from './kill-rounds.ts'
import { kill, startVictim } from './victim.ts'

const rows = 24_000
/** Every tenth is of a place that nobody knows. */
const broken = rows / 10
const authority = 'xa-authority-north'

/** A register goes in, and goes on where it was killed: every good row is there once, and every bad one is told once. */
export const duringRegister: KillScene = {
  name: 'import of a register',
  round: (random, withPostgres) =>
    inDirectory(async (directory) => {
      const file = join(directory, 'register.csv')
      const lines = Array.from({ length: rows }, (_, at) => {
        const row = registerRow(at)
        return (at % 10 === 9 ? row.with(3, 'nowhere') : row).join(',')
      })
      writeFileSync(file, `${[registerHead.join(','), ...lines].join('\n')}\n`)
      const args = ['import', 'workforce', file, '--authority', authority, '--errors', `${file}.errors`, '--lang', 'en']
      const victim = startVictim('src/cli.ts', args, directory)
      assert.ok(await victim.says('rows/s'), victim.output())
      await delay(random() * 700)
      await kill(victim, directory, withPostgres)
      const again = startVictim('src/cli.ts', [...args, '--resume', '--json'], directory)
      assert.equal(await again.ended, 1, again.output())
      const told = JSON.parse(again.output().slice(again.output().lastIndexOf('{"import"'))) as Record<string, unknown>
      assert.deepEqual(
        [told['rows'], told['good'], told['bad'], told['personsNew']],
        [rows, rows - broken, broken, rows - broken],
      )
      assert.deepEqual(await standing(directory), {
        ...{ persons: rows - broken, credentials: rows - broken, jobs: rows - broken, identities: rows - broken },
        ...{ keys: 2 * (rows - broken), imports: 1, faults: broken, lines: broken },
      })
      return /\d+ %, [\d,]+ rows(?=[^%]*$)/.exec(victim.output())?.[0] ?? ''
    }),
}

function standing(directory: string): Promise<unknown> {
  return withDatabase(directory, async ({ db }) => {
    const result = await sql`
      select (select count(*) from population_holders)::int as persons, (select count(*) from population_credentials)::int as credentials,
        (select count(*) from population_jobs)::int as jobs, (select count(*) from population_identities)::int as identities,
        (select count(*) from population_keys)::int as keys, (select count(*) from population_imports where state = 'done')::int as imports,
        (select count(*) from population_import_errors)::int as faults, (select count(distinct line) from population_import_errors)::int as lines
      `.execute(db)
    return result.rows[0]
  })
}
