// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { loadLaw } from '../../instruments/index.ts'
import { keepRounds, type Logger, type Round, type Rounds } from '../../kernel/index.ts'
import { tellFollowers } from '../following/tell-followers.ts'
import { publishDue } from './publish-due.ts'

const everyRound = 20_000

interface Deps {
  db: Db
  logger: Logger
  baseUrl: string
}

/** Publishes what is due while the server runs: at its start and every twenty seconds (what is approved for today is published with the approval). Then tells who follows it. Several servers take turns. */
export function keepPublishing({ db, logger, baseUrl }: Deps): Rounds {
  return keepRounds(logger, everyRound, [
    {
      work: async () => {
        const publications = await publishDue(db)
        return publications.length === 0 ? null : { publications }
      },
      done: 'law was published or held',
      failed: 'what is due could not be published',
    },
    {
      work: async () => {
        const told = await tellFollowers({ db, baseUrl })
        return told === 0 ? null : { told }
      },
      done: 'followers were told of new law',
      failed: 'followers could not be told',
    },
    watchLeftOut(db, logger),
  ])
}

/** Tells the log, once for each state of the law, of rules that speak nowhere since they name what is not there. */
function watchLeftOut(db: Db, logger: Logger): Round {
  let told = ''
  return {
    work: async () => {
      const { stamp, leftOut } = await loadLaw(db)
      if (stamp !== told && leftOut.length > 0)
        logger.warn({ leftOut: leftOut.map(({ error }) => error.message) }, 'rules are left out of all answers')
      told = stamp
      return null
    },
    done: '',
    failed: 'the law could not be looked at',
  }
}
