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

/** Structured logs, one JSON object a line. The server logs to standard output, commands to standard error. */
export function createLogger(level: LogLevel, stream: 'stdout' | 'stderr' = 'stdout'): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths: personal, remove: true } },
    pino.destination({ fd: stream === 'stdout' ? 1 : 2, sync: true }),
  )
}

/** For tests and for commands that were asked to be quiet. */
export function silentLogger(): Logger {
  return pino({ level: 'silent' })
}
