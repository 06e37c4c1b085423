// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import type { Clock, Logger } from '../../kernel/index.ts'
import { publishDue } from './publish-due.ts'

const everyRound = 20_000

/** Publishes what is due while the server runs: at its start and every twenty seconds (what is approved for today is published with the approval). Several servers take turns. */
export class Publisher {
  private readonly db: Db
  private readonly clock: Clock
  private readonly logger: Logger
  private timer: NodeJS.Timeout | null = null
  private round: Promise<void> = Promise.resolve()

  constructor(db: Db, clock: Clock, logger: Logger) {
    this.db = db
    this.clock = clock
    this.logger = logger
  }

  start(): void {
    this.round = this.publish()
    this.timer = setInterval(() => {
      this.round = this.round.then(() => this.publish())
    }, everyRound)
    this.timer.unref()
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer)
    await this.round
  }

  private async publish(): Promise<void> {
    try {
      const done = await publishDue(this.db, this.clock)
      if (done.length > 0) this.logger.info({ publications: done }, 'law was published or held')
    } catch (error) {
      this.logger.error({ err: error }, 'what is due could not be published; the next round tries again')
    }
  }
}
