// SPDX-License-Identifier: Apache-2.0
// A worker without a server: it takes chunks of re-evaluations from the queue in the database, as the one inside the server does. Any number of
// them may run, on any machine that reaches the database.

import { migrate, openDatabase } from './db/index.ts'
import { failStart, stopOnSignals } from './http/index.ts'
import { createLogger, readMessageSettings, readSettings, strangeVariables, systemClock } from './kernel/index.ts'
import { keepEntitlements } from './population/index.ts'

async function start() {
  const settings = readSettings(process.env)
  // A server carries letters out; a worker has to know whether one does.
  const messages = readMessageSettings(process.env)
  const logger = createLogger(settings.logLevel)
  for (const line of strangeVariables(process.env)) process.stderr.write(`warning: ${line}\n`)
  const database = await openDatabase(settings, logger, { address: 'a worker' })
  try {
    await migrate(database.db)
    const { baseUrl } = settings
    const worker = keepEntitlements({ db: await database.app(), logger, clock: systemClock, baseUrl, messages })
    worker.start()
    // Its rounds alone keep no process alive.
    const alive = setInterval(() => undefined, 60_000)
    logger.info({}, 'ready')
    process.stderr.write('A worker waits for what is to be evaluated\n')
    const stop = async () => {
      clearInterval(alive)
      await worker.stop()
      await database.close()
    }
    return { logger, stop, cutOff: () => process.exit(1) }
  } catch (error) {
    await database.close()
    throw error
  }
}

const started = start()
stopOnSignals(started)
started.catch(failStart)
