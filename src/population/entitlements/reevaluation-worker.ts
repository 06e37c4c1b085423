// SPDX-License-Identifier: Apache-2.0
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import type { Clock, Logger, MessageSettings, Rounds } from '../../kernel/index.ts'
import { planReevaluations } from './plan-reevaluations.ts'
import { endReevaluations } from './reevaluations.store.ts'
import type { Post } from './tell-holders.ts'
import { workChunk } from './work-chunk.ts'

const everyRound = 5_000

interface Deps {
  db: Db
  clock: Clock
}

/** How a worker is asked to stop: it ends the chunk at which it works. */
interface Stopping {
  stopping: boolean
}

/**
 * Works until there is nothing to evaluate again: what is to be done is planned, taken chunk by chunk, and noted as done. Any number of these
 * may work at once, on any machine that reaches the database. Answers how many chunks it did.
 */
export async function workOff(
  { db, clock, baseUrl, mail }: Deps & Post,
  until: Stopping = { stopping: false },
): Promise<number> {
  let chunks = 0
  for (;;) {
    const planned = await planReevaluations({ db, clock })
    while (!until.stopping && (await workChunk({ db, baseUrl, mail }))) chunks++
    const ended = await actingAs(db, { person: null }, endReevaluations)
    if (until.stopping || (planned === 0 && ended === 0)) return chunks
  }
}

/** A worker that looks every few seconds. */
export function keepEntitlements({
  logger,
  messages,
  ...deps
}: Deps & { logger: Logger; baseUrl: string; messages: MessageSettings }): Rounds {
  const work = { ...deps, mail: messages.mail !== null }
  const until: Stopping = { stopping: false }
  let turn: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const round = async () => {
    if (until.stopping) return
    try {
      const chunks = await workOff(work, until)
      if (chunks > 0) logger.info({ chunks }, 'holders were evaluated again')
    } catch (error) {
      logger.error({ err: error }, 'holders could not be evaluated again; the next round tries again')
    }
  }
  const next = () => {
    turn = turn.then(round)
  }
  return {
    start: () => {
      next()
      timer = setInterval(next, everyRound).unref()
    },
    stop: () => {
      until.stopping = true
      clearInterval(timer)
      return turn
    },
  }
}
