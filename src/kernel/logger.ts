// SPDX-License-Identifier: Apache-2.0
import { pino } from 'pino'
import type { LogLevel } from './settings.ts'

export type Logger = pino.Logger

/** What could name a person, wherever it would come up. Addresses, bodies and cookies are never logged in the first place. */
const personal = [
  'req.headers',
  'req.remoteAddress',
  'req.remotePort',
  'req.body',
  'req.query',
  'person',
  '*.person',
  'body',
  '*.body',
]

/** An error without what libraries hang on it: connections, settings, perhaps rows. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : undefined
  const cause: unknown = error.cause === undefined ? undefined : describeError(error.cause)
  return { type: error.name, message: error.message, code, stack: error.stack, cause }
}

/** Structured logs, one JSON object a line. The server logs to standard output, commands to standard error. */
export function createLogger(level: LogLevel, stream: 'stdout' | 'stderr' = 'stdout'): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: personal, remove: true },
      serializers: { err: describeError },
    },
    pino.destination({ fd: stream === 'stdout' ? 1 : 2, sync: true }),
  )
}

/** For tests and for commands that were asked to be quiet. */
export function silentLogger(): Logger {
  return pino({ level: 'silent' })
}
