// SPDX-License-Identifier: Apache-2.0
import type { Logger } from './logger.ts'

/** Something that the server does by itself, again and again. */
export interface Round {
  /** Works once; what it answers is logged, null: there is nothing to tell. */
  work(): Promise<object | null>
  /** What the log says of it. */
  done: string
  failed: string
}

/** What a server works at beside its visitors. */
export interface Rounds {
  start(): void
  /** Answers when the round that runs has ended. */
  stop(): Promise<void>
}

/**
 * Rounds one after the other: at the start, then every so many milliseconds, never two at a time. One that fails is logged and tried again
 * in the next turn; it keeps none of the others from its work.
 */
export function keepRounds(logger: Logger, every: number, rounds: readonly Round[]): Rounds {
  let turn: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const next = () => {
    turn = turn.then(async () => {
      for (const round of rounds) await goRound(logger, round)
    })
  }
  return {
    start: () => {
      next()
      timer = setInterval(next, every).unref()
    },
    stop: () => {
      clearInterval(timer)
      return turn
    },
  }
}

async function goRound(logger: Logger, { work, done, failed }: Round): Promise<void> {
  try {
    const report = await work()
    if (report !== null) logger.info(report, done)
  } catch (error) {
    logger.error({ err: error }, `${failed}; the next round tries again`)
  }
}
