// SPDX-License-Identifier: Apache-2.0
import pg from 'pg'
import type { Logger } from '../kernel/logger.ts'

/** Any number that nobody else takes as advisory lock on the same database: neither another program nor a migration of ours. */
const attendanceLock = 5_741_203_376

const untilReturn = 5000

/** True, and so for the rest of the transaction, unless a server works on the database. */
export const claimAlone = `select pg_try_advisory_xact_lock(${attendanceLock}) as alone`

/**
 * Says, for as long as a server runs, that it works on the database: its pool may have no connection just then. A shared lock in
 * a transaction that stays open, because behind pgbouncer a session is not one's own; it reads nothing, so it holds no row version.
 */
export class Attendance {
  private readonly config: pg.ClientConfig
  private readonly logger: Logger
  private readonly pause: number
  private client: pg.Client | null = null
  private returning: NodeJS.Timeout | null = null
  private left = false

  /** `pause`: milliseconds before it comes back to a database that went away. */
  constructor(config: pg.ClientConfig, logger: Logger, pause = untilReturn) {
    this.config = config
    this.logger = logger
    this.pause = pause
  }

  async enter(): Promise<void> {
    const client = new pg.Client({ application_name: 'passerelle', ...this.config })
    this.client = client
    // A connection that breaks may say so more than once; what an earlier one still says is no news.
    client.on('error', (error) => (this.client === client ? this.comeBack(error) : undefined))
    try {
      await client.connect()
      await client.query(
        `begin read only; set local idle_in_transaction_session_timeout = 0; select pg_advisory_xact_lock_shared(${attendanceLock})`,
      )
    } catch (error) {
      if (this.client === client) this.client = null
      await client.end().catch(() => undefined)
      throw error
    }
  }

  async leave(): Promise<void> {
    const { client } = this
    this.left = true
    this.client = null
    if (this.returning !== null) clearTimeout(this.returning)
    await client?.end().catch(() => undefined)
  }

  private comeBack(error: unknown): void {
    this.client = null
    if (this.left) return
    this.logger.warn({ err: error }, 'the connection that says that this server runs broke')
    this.returning = setTimeout(() => {
      this.enter().catch((again: unknown) => this.comeBack(again))
    }, this.pause)
    this.returning.unref()
  }
}
