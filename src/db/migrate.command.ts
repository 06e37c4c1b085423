// SPDX-License-Identifier: Apache-2.0
import { type Command, exitCode } from '../kernel/command.ts'
import { migrate } from './migrate.ts'
import { openDatabase } from './open-database.ts'

export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'Bring the database to the newest schema',
  usage: '',
  description: 'The server does this by itself when it starts; this is for those who want it done before.',
  examples: ['passerelle migrate', 'DATABASE_URL=postgresql://app@db/passerelle passerelle migrate'],
  async run({ settings, logger, stdout }) {
    const database = await openDatabase(settings, logger, { address: 'passerelle migrate' })
    try {
      const applied = await migrate(database.db)
      stdout(applied.length === 0 ? 'The schema is up to date.\n' : applied.map((file) => `applied ${file}\n`).join(''))
      return exitCode.ok
    } finally {
      await database.close()
    }
  },
}
