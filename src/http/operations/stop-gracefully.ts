// SPDX-License-Identifier: Apache-2.0
import { type App, exitCode, type Logger, Problem } from '../../kernel/index.ts'
import { loggableError } from './log-requests.ts'

export interface StopOptions {
  app: App
  logger: Logger
  /** What ends after the last request: the database, and the PostgreSQL we started. */
  close(): Promise<void>
  /** How long requests may take to finish. */
  patience?: number
}

const tenSeconds = 10_000

/** Stops accepting, lets requests finish, cuts off those that take too long, then closes what they used. Once, however often it is called. */
export function stopper(options: StopOptions): () => Promise<void> {
  let stopped: Promise<void> | null = null
  return () => {
    stopped ??= stop(options)
    return stopped
  }
}

async function stop({ app, logger, close, patience = tenSeconds }: StopOptions): Promise<void> {
  const timer = setTimeout(() => {
    logger.warn({ patience }, 'requests were cut off')
    app.server.closeAllConnections()
  }, patience)
  // A connection that was busy when the stop began would be kept open by its client after its last answer.
  const sweep = setInterval(() => app.server.closeIdleConnections(), 20)
  try {
    await app.close()
  } finally {
    clearTimeout(timer)
    clearInterval(sweep)
    await close()
  }
}

/** A server that has started, or nearly. */
export interface Running {
  logger: Logger
  stop(): Promise<void>
  /** Ends the connections without waiting for requests. */
  cutOff(): void
}

/**
 * Ends the process with the signals of a supervisor or a terminal; a second signal does not wait for requests. A signal during the
 * start lets the start end first, so that nothing is left half done.
 */
export function stopOnSignals(started: Promise<Running>): void {
  let asked = false
  const stop = async (signal: NodeJS.Signals) => {
    const running = await started
    if (asked) return running.cutOff()
    asked = true
    running.logger.info({ signal }, 'stopping')
    await running.stop().then(
      () => exit(0),
      (error: unknown) => {
        running.logger.error({ error: loggableError(error) }, 'did not stop cleanly')
        exit(1)
      },
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    // A start that fails says so itself.
    process.on(signal, () => void stop(signal).catch(() => undefined))
  }
}

/** Says why the server did not start: a problem in its own words, anything else with its place in the code. */
export function failStart(error: unknown): void {
  const expected = error instanceof Problem
  process.stderr.write(expected ? `${error.message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`)
  exit(!expected ? exitCode.internal : error.code === 'settings' ? exitCode.usage : exitCode.unavailable)
}

/** After everything is closed nothing is left to write; a handle that a library forgot must not hold the process. */
function exit(code: number): void {
  process.exitCode = code
  setTimeout(() => process.exit(code), 500).unref()
}
