// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path'
import { type Command, exitCode } from '../../kernel/index.ts'
import { expectAuthority } from '../asked/asked-authority.ts'
import { KeptWorkforce } from './kept-workforce.ts'

/** `passerelle workforce refresh`: the columns of an authority's workforce as its tables are now. */
export const refreshWorkforceCommand: Command = {
  name: 'workforce refresh',
  summary: "Bring the columns of an authority's workforce up to date",
  usage: '--authority ID [--json]',
  description:
    'Columns are kept in the data directory, in the folder workforce. Only who has changed since is read; everybody at first, or where a file is broken or was made of other tables. The server does the same by itself; this says how long it takes.',
  options: [
    { flag: '--authority', value: 'ID', summary: 'Whose workforce it is' },
    { flag: '--json', summary: 'Print what became of it as JSON' },
  ],
  examples: ['passerelle workforce refresh --authority xa-authority-north'],
  async run(context, args) {
    const { authority, json } = args.values
    if (typeof authority !== 'string' || args.positionals.length > 0) {
      context.stderr('expected --authority ID\n')
      return exitCode.usage
    }
    const db = await context.database()
    await expectAuthority(db, authority)
    const kept = new KeptWorkforce(join(context.settings.dataDirectory, 'workforce'), authority)
    const started = performance.now()
    const { held, read, changed } = await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((transaction) => kept.refresh(transaction, (holders) => context.stderr(`${holders} holders\n`)))
    const seconds = Math.round(performance.now() - started) / 1000
    const { records: credentials, jobs } = held.workforce
    const done = { authority, read, changed, holders: held.ids.length, credentials, jobs, upTo: held.upTo, seconds }
    const text = `${done.holders} holders, ${credentials} credentials, ${jobs} jobs; ${changed} read in ${seconds} s (${read})`
    context.stdout(json === true ? `${JSON.stringify(done)}\n` : `${text}\n`)
    return exitCode.ok
  },
}
