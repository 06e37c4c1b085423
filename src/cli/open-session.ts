// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../db/handle.ts'
import { systemClock } from '../kernel/clock.ts'
import type { CommandContext } from '../kernel/command.ts'
import { strangeVariables } from '../kernel/known-environment.ts'
import { createLogger, type Logger } from '../kernel/logger.ts'
import { type Environment, readSettings, type Settings } from '../kernel/settings.ts'
import { printable, printableInColour } from './printable.ts'
import type { Session } from './run-command.ts'

/** A database that is ready for work, however the composition root makes it so. */
export interface ReadyDatabase {
  db: Db
  close(): Promise<void>
}

export type OpenReady = (settings: Settings, logger: Logger, commandLine: string) => Promise<ReadyDatabase>

/** The session of this process: its standard streams, its environment, its database once a command asks for it. */
export function openSession(env: Environment, version: string, openReady: OpenReady): Session {
  const stdout = (text: string) => void process.stdout.write(printableInColour(text))
  const stderr = (text: string) => void process.stderr.write(printable(text))
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? process.exit(0) : undefined))
  const within: Session['within'] = async (commandLine, run) => {
    for (const line of strangeVariables(env)) stderr(`warning: ${line}\n`)
    const settings = readSettings(env)
    const logger = createLogger(env.PASSERELLE_LOG_LEVEL ? settings.logLevel : 'warn', 'stderr')
    let opened: Promise<ReadyDatabase> | null = null
    const database = async () => {
      opened ??= openReady(settings, logger, commandLine)
      return (await opened).db
    }
    const context: CommandContext = {
      settings,
      stdin: process.stdin,
      stdout,
      stderr,
      clock: systemClock,
      logger,
      database,
    }
    try {
      return await run(context)
    } finally {
      await closeQuietly(opened)
    }
  }
  return { stdout, stderr, version, within }
}

/** Where opening failed the command has already failed with the reason. */
async function closeQuietly(opened: Promise<ReadyDatabase> | null): Promise<void> {
  const database = await opened?.catch(() => null)
  await database?.close()
}
