// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { type Command, exitCode, Problem } from '../../kernel/index.ts'
import type { ImportOptions, ImportReport } from './import-run.ts'

type Import = (db: Db, named: readonly string[], options: ImportOptions & { release?: string }) => Promise<ImportReport>

export const importFlags = [
  { flag: '--release', value: 'RELEASE', summary: 'Release of the files, where their names do not say it' },
  { flag: '--skip-bad-rows', value: 'FILE', summary: 'Write rows that cannot be taken to FILE and import the others' },
]

/** What both imports do with their arguments, and how they report. */
export function runImportCommand(act: Import): Command['run'] {
  return async (context, { positionals, values }) => {
    if (positionals.length === 0) throw new Problem('invalid-input', 'name the directory or the files to import')
    const { release, 'skip-bad-rows': badRows } = values
    const report = await act(await context.database(), positionals, {
      clock: context.clock,
      say: context.stderr,
      ...(typeof release === 'string' ? { release } : {}),
      ...(typeof badRows === 'string' ? { badRows } : {}),
    })
    context.stdout(summary(report))
    if (report.badRows > 0) context.stderr(`${report.badRows} rows were passed over, see ${String(badRows)}\n`)
    return exitCode.ok
  }
}

function summary({ rows, repeated, inserted, superseded }: ImportReport): string {
  const twice = repeated === 0 ? '' : `, ${repeated} of them repeated by the publisher`
  const change = inserted + superseded === 0 ? 'nothing changed' : `${inserted} records new, ${superseded} superseded`
  return `${rows} rows read${twice}; ${change}\n`
}
