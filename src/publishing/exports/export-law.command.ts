// SPDX-License-Identifier: Apache-2.0
import { type Command, exitCode, type ParsedArgs, Problem, parsePlainDate } from '../../kernel/index.ts'
import { toInstant } from '../../organisations/index.ts'
import { exportLaw } from './export-law.ts'
import { writeTree } from './write-tree.ts'

/** `passerelle law export DIR`: the law of the database as files, for Git and for another installation. */
export const exportLawCommand: Command = {
  name: 'law export',
  summary: 'Write the law that stands in the database as folders of files',
  usage: 'DIR [--known-on DATE] [--authority ID] [--instrument ID] [--json]',
  description: [
    'Writes DIR/<jurisdiction>/<instrument>/ in the format of docs/law-format.md: what was published here byte for byte as it was approved, the rest from its record.',
    'The same law gives the same bytes, so DIR may be a Git repository. Files of an earlier export that are gone are removed; a DIR with other files is refused.',
    'law check DIR and law test DIR read the result.',
  ].join('\n'),
  options: [
    { flag: '--known-on', value: 'DATE', summary: 'As the law was known at the end of this day (UTC)' },
    { flag: '--authority', value: 'ID', summary: 'Only what this authority has published here' },
    { flag: '--instrument', value: 'ID', summary: 'Only this instrument' },
    { flag: '--json', summary: 'Print what was written as JSON' },
  ],
  examples: ['passerelle law export law-of-today', 'passerelle law export published --authority xa-authority-north'],
  async run(context, args) {
    const [directory, ...more] = args.positionals
    if (directory === undefined || more.length > 0) {
      context.stderr('expected one folder to write to\n')
      return exitCode.usage
    }
    const [knownOn, authority, instrument] = ['known-on', 'authority', 'instrument'].map((name) => option(args, name))
    const folders = await exportLaw(await context.database(), {
      ...(knownOn !== undefined && { knownOn: toInstant(parsePlainDate(knownOn, '--known-on')) }),
      ...(authority !== undefined && { origin: `authority:${authority}` }),
      instrument,
    })
    if (folders.length === 0) {
      throw new Problem('not-found', 'no law stands that was asked for; nothing was written')
    }
    const files = new Map(
      folders.flatMap((one) => [...one.files].map(([name, text]) => [`${one.path}/${name}`, text] as const)),
    )
    const done = await writeTree(directory, files)
    const originals = folders.filter(({ original }) => original).length
    const report = { instruments: folders.length, originals, ...done }
    if (args.values['json'] === true) context.stdout(`${JSON.stringify(report)}\n`)
    else {
      context.stdout(
        `${folders.length} instruments, ${originals} of them as approved: ${done.written.length} files written, ${done.removed.length} removed, ${done.unchanged} unchanged\n`,
      )
    }
    return exitCode.ok
  },
}

function option({ values }: ParsedArgs, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}
