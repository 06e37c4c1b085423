// SPDX-License-Identifier: Apache-2.0
// Carries messages out as the server does, until it is told to stop. Meant to be killed. The database and the settings are in the environment.
import { Messenger } from '../../../src/access/index.ts'
import { openDatabase } from '../../../src/db/index.ts'
import { readMessageSettings, readSettings, silentLogger } from '../../../src/kernel/index.ts'

const database = await openDatabase(readSettings(process.env), silentLogger())
const messenger = new Messenger(await database.app(), silentLogger(), readMessageSettings(process.env), { looking: 20 })
messenger.start()
process.stdout.write('ready\n')
process.once('SIGTERM', async () => {
  await messenger.stop()
  await database.close()
})
