// SPDX-License-Identifier: Apache-2.0
// Applies the migrations of the folder that is its argument. Meant to be killed.
import { migrate, openDatabase } from '../../../src/db/index.ts'
import { silentLogger } from '../../../src/kernel/logger.ts'
import { readSettings } from '../../../src/kernel/settings.ts'

const database = await openDatabase(readSettings(process.env), silentLogger(), { address: 'a migration' })
process.stdout.write('open\n')
await migrate(database.db, process.argv[2] ?? '')
process.stdout.write('done\n')
await database.close()
