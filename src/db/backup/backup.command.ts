// SPDX-License-Identifier: Apache-2.0
import { type Command, type CommandContext, exitCode, type ParsedArgs } from '../../kernel/command.ts'
import { Problem } from '../../kernel/problem.ts'
import { migrate } from '../migrate.ts'
import { type OpenDatabase, openDatabase } from '../open-database.ts'
import type { Manifest } from './backup-file.ts'
import { restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

/** `version` is that of Passerelle, for the manifest. */
export function backupCommand(version: string): Command {
  return {
    name: 'backup',
    summary: 'Write the whole database into one file',
    usage: 'FILE [--json]',
    description:
      'One consistent state, also while the server runs; rows, their checksums and the schema they belong to. The file\n' +
      'holds personal data and may be read by its owner only. It is gzipped text: `zcat FILE | less` shows it.',
    options: [{ flag: '--json', summary: 'Print the manifest as JSON' }],
    examples: [
      'passerelle backup passerelle-2026-11-22.backup',
      'DATABASE_URL=postgresql://app@db/passerelle passerelle backup /srv/backups/today.backup',
    ],
    run: (context, args) => {
      const file = fileOf(args, 'backup')
      return withDatabase(context, 'passerelle backup', async ({ db, pool }) => {
        await migrate(db)
        const manifest = await writeBackup(pool, file, version, context.clock.now())
        context.stdout(
          args.values.json === true ? `${JSON.stringify(manifest, null, 2)}\n` : `Wrote ${file}: ${sum(manifest)}.\n`,
        )
      })
    },
  }
}

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'Make the database what a backup holds',
  usage: 'FILE [--yes]',
  description:
    'Checks the whole file first, then replaces everything in one transaction, then migrates. Stop the server before.\n' +
    'Works from an embedded database to a server and back.',
  options: [{ flag: '-y, --yes', summary: 'Replace the data that stand in the database' }],
  examples: [
    'passerelle restore passerelle-2026-11-22.backup',
    'passerelle restore passerelle-2026-11-22.backup --yes',
  ],
  run: (context, args) => {
    const file = fileOf(args, 'restore')
    return withDatabase(context, 'passerelle restore', async ({ db, pool }) => {
      const manifest = await restoreBackup(pool, file, { replace: args.values.yes === true })
      await migrate(db)
      context.stdout(`Restored ${file} of ${manifest.createdAt}: ${sum(manifest)}.\n`)
    })
  },
}

function fileOf({ positionals }: ParsedArgs, name: string): string {
  const [file] = positionals
  if (file !== undefined && positionals.length === 1) return file
  throw new Problem('invalid-input', `'passerelle ${name}' takes one FILE. See \`passerelle ${name} --help\`.`)
}

async function withDatabase(
  { settings, logger }: CommandContext,
  address: string,
  work: (database: OpenDatabase) => Promise<void>,
): Promise<number> {
  const database = await openDatabase(settings, logger, { address })
  try {
    await work(database)
    return exitCode.ok
  } finally {
    await database.close()
  }
}

function sum({ tables }: Manifest): string {
  const rows = tables.reduce((total, table) => total + table.rows, 0)
  return `${rows.toLocaleString('en')} rows in ${tables.length} tables`
}
