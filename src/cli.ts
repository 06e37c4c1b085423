// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { doctorCommand } from './cli/doctor/doctor.command.ts'
import { openSession } from './cli/open-session.ts'
import { runCommand } from './cli/run-command.ts'
import { backupCommand, restoreCommand } from './db/backup/backup.command.ts'
import { migrate, openDatabase } from './db/index.ts'
import { migrateCommand } from './db/migrate.command.ts'
import type { Command } from './kernel/command.ts'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }

/** Every command, in the order of the help. */
export const commands: Command[] = [doctorCommand([]), backupCommand(version), restoreCommand, migrateCommand]

const session = openSession(process.env, version, async (settings, logger, commandLine) => {
  const database = await openDatabase(settings, logger, { address: commandLine })
  await migrate(database.db)
  return database
})

process.exitCode = await runCommand(commands, process.argv.slice(2), session)
