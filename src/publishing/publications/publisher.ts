// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import type { Clock, Logger } from '../../kernel/index.ts'
import { tellFollowers } from '../following/tell-followers.ts'
import { publishDue } from './publish-due.ts'

const everyRound = 20_000

/** Publishes what is due while the server runs: at its start and every twenty seconds (what is approved for today is published with the approval). Then tells who follows it. Several servers take turns. */
export class Publisher {
  readonly db: Db
  private readonly clock: Clock
  private readonly logger: Logger
  readonly baseUrl: string
  private timer: NodeJS.Timeout | null = null
  private round: Promise<void> = Promise.resolve()

  constructor({ db, clock, logger, baseUrl }: { db: Db; clock: Clock; logger: Logger; baseUrl: string }) {
    this.db = db
    this.clock = clock
    this.logger = logger
    this.baseUrl = baseUrl
  }

  start(): void {
    this.round = this.keepRound()
    this.timer = setInterval(() => {
      this.round = this.round.then(() => this.keepRound())
    }, everyRound)
    this.timer.unref()
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer)
    await this.round
  }

  private async keepRound(): Promise<void> {
    await this.publish()
    await this.tell()
  }

  private async tell(): Promise<void> {
    try {
      const told = await tellFollowers(this)
      if (told > 0) this.logger.info({ told }, 'followers were told of new law')
    } catch (error) {
      this.logger.error({ err: error }, 'followers could not be told; the next round tries again')
    }
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
