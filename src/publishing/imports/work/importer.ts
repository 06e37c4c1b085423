// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../../db/index.ts'
import { keepRounds, type Logger, type Rounds } from '../../../kernel/index.ts'
import { leaveRunning, workOnWhatIsLeft } from './import-file.ts'

const everyRound = 20_000

/**
 * Goes on with files that were handed in where a server was stopped over them: at its start and every twenty seconds. Stopped, what is read
 * at the moment is given up: the next start goes on with it.
 */
export function keepImporting(db: Db, logger: Logger): Rounds {
  const { start, stop } = keepRounds(logger, everyRound, [
    {
      work: async () => {
        await workOnWhatIsLeft(db, logger)
        return null
      },
      done: 'files that were handed in were looked for',
      failed: 'files that were handed in could not be looked for',
    },
  ])
  return { start, stop: () => leaveRunning().then(stop) }
}
