// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../../db/index.ts'
import type { Logger } from '../../../kernel/index.ts'
import { leaveRunning, workOnWhatIsLeft } from './import-file.ts'

const everyRound = 20_000

/** Goes on with files that were handed in where a server was stopped over them: at its start and every twenty seconds. */
export class Importer {
  private readonly db: Db
  private readonly logger: Logger
  private timer: NodeJS.Timeout | null = null
  private round: Promise<void> = Promise.resolve()

  constructor(db: Db, logger: Logger) {
    this.db = db
    this.logger = logger
  }

  start(): void {
    this.round = this.work()
    this.timer = setInterval(() => {
      this.round = this.round.then(() => this.work())
    }, everyRound)
    this.timer.unref()
  }

  /** What is read at the moment is given up: the next start goes on with it. */
  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer)
    await leaveRunning()
    await this.round
  }

  private async work(): Promise<void> {
    try {
      await workOnWhatIsLeft(this.db, this.logger)
    } catch (error) {
      this.logger.error({ err: error }, 'files that were handed in could not be looked for; the next round tries again')
    }
  }
}
