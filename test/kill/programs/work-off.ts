// SPDX-License-Identifier: Apache-2.0
// Evaluates holders again until there is nothing left to do. Meant to be killed. Argument: the day that it is.
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { openDatabase } from '../../../src/db/index.ts'
import { fixedClock, silentLogger } from '../../../src/kernel/index.ts'
import { readSettings } from '../../../src/kernel/settings.ts'
import { workOff } from '../../../src/population/entitlements/reevaluation-worker.ts'

const database = await openDatabase(readSettings(process.env), silentLogger(), { address: 'a worker' })
const db = await database.app()
const clock = fixedClock(`${process.argv[2]}T08:00:00Z`)
/** Asked before each chunk. */
const watched = {
  get stopping() {
    process.stdout.write('chunk\n')
    return false
  },
}
process.stdout.write('ready\n')
for (;;) {
  await workOff({ db, clock, baseUrl: 'http://127.0.0.1:3000', mail: true }, watched)
  const { rows } = await sql`select from population_reevaluations where done_at is null`.execute(database.db)
  if (rows.length === 0) break
  await delay(50)
}
process.stdout.write('done\n')
await database.close()
