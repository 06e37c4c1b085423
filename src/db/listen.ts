// SPDX-License-Identifier: Apache-2.0
import pg from 'pg'
import type { Logger } from '../kernel/logger.ts'

/** What is done with news of a channel. */
export interface Hearer {
  /** One piece of news: what was sent with it. */
  heard(news: string): void
  /** News may have been missed: nothing of what is known is certain. At first, and after every gap. */
  missed(): void
}

export interface Listening {
  stop(): Promise<void>
}

const untilReturn = 1000

/**
 * Hears what the database tells on a channel (LISTEN), on a connection of its own that comes back when it breaks. Behind a pooler in
 * transaction mode nothing is heard: whoever keeps something in hand must not believe it for long either way.
 */
export async function listenTo(
  config: pg.ClientConfig,
  logger: Logger,
  channel: string,
  hearer: Hearer,
  pause = untilReturn,
): Promise<Listening> {
  let client: pg.Client | null = null
  let returning: NodeJS.Timeout | null = null
  let stopped = false

  const open = async (): Promise<void> => {
    const fresh = new pg.Client({ application_name: 'passerelle listens', keepAlive: true, ...config })
    client = fresh
    fresh.on('notification', ({ payload }) => hearer.heard(payload ?? ''))
    fresh.on('error', (error) => (client === fresh ? comeBack(error) : undefined))
    fresh.on('end', () => (client === fresh ? comeBack() : undefined))
    try {
      await fresh.connect()
      await fresh.query(`listen ${pg.escapeIdentifier(channel)}`)
    } catch (error) {
      if (client === fresh) client = null
      await fresh.end().catch(() => undefined)
      throw error
    }
    // Only now: what happened before it listens is not told.
    if (!stopped) hearer.missed()
    else await fresh.end().catch(() => undefined)
  }

  const comeBack = (error?: unknown): void => {
    client = null
    if (stopped) return
    logger.warn({ err: error, channel }, 'the connection that listens broke')
    hearer.missed()
    returning = setTimeout(() => open().catch(comeBack), pause)
    returning.unref()
  }

  await open()
  return {
    stop: async () => {
      stopped = true
      if (returning !== null) clearTimeout(returning)
      const last = client
      client = null
      await last?.end().catch(() => undefined)
    },
  }
}
