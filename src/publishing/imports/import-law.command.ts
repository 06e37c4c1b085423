// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises'
import {
  type Command,
  type CommandContext,
  exitCode,
  isPlainDate,
  type ParsedArgs,
  Problem,
} from '../../kernel/index.ts'
import { wordsIn } from '../../ui/messages/words.ts'
import { chosenLanguage } from './chosen-language.ts'
import type { Batch } from './draft-folder.ts'
import { type FolderImport, importFolder } from './import-folder.ts'
import type { ManyChosen } from './matching/choose-many.model.ts'
import type { ImportMode } from './plan/plan.model.ts'
import { presentFinding } from './present-finding.ts'
import { toldOnce } from './told-findings.model.ts'

/** `passerelle law import FILE --into FOLDER`: what the page of a draft does, for a folder of law. */
export const importLawCommand: Command = {
  name: 'law import',
  summary: 'Take the items of a catalogue over from an XLSX or CSV file',
  usage: 'FILE --into FOLDER [--catalogue ID] [--whole] [--effective DATE] [--continues ID] [--dry-run] [--json]',
  description: [
    'FOLDER is one instrument, law/<jurisdiction>/<instrument>; its instrument.yaml declares the catalogue. Writes catalogues/<id>.csv, and what is new to qualifications.csv and awarding-bodies.csv: all of it or nothing.',
    'Every row that cannot be taken is named with its cell. Names that are like known ones but not the same have to be decided: --likely and --others-new decide many at once, --choices one by one.',
    'Exit code 0: taken over (or could be, with --dry-run), 1: something is in the way and nothing was written, 2: wrong usage.',
  ].join('\n'),
  options: [
    { flag: '--into', value: 'FOLDER', summary: 'The folder of the instrument' },
    { flag: '--catalogue', value: 'ID', summary: 'Which catalogue, where the instrument has several' },
    { flag: '--whole', summary: 'The file is the whole catalogue: what it does not name is withdrawn' },
    { flag: '--effective', value: 'DATE', summary: 'The day from which rows hold that do not say, YYYY-MM-DD' },
    { flag: '--continues', value: 'ID', summary: 'The catalogue is a later batch of this list; none: it is not' },
    { flag: '--replaces', summary: 'With --continues: it takes the place of all that stood on that list' },
    {
      flag: '--earlier-holders',
      value: 'WORD',
      summary: 'With --continues: keep or lose, for entries that the batch ends where a row says nothing else',
    },
    { flag: '--likely', value: 'SHARE', summary: 'Take the best candidate from this likeness on, for example 0.9' },
    { flag: '--others-new', summary: 'What is not decided otherwise is a new entry' },
    { flag: '--choices', value: 'FILE', summary: 'JSON: the id of an entry, or new, by the keys that --json tells' },
    { flag: '--skip-bad-rows', summary: 'Take the others over and leave these out' },
    { flag: '--dry-run', summary: 'Say what would happen and write nothing' },
    { flag: '--json', summary: 'Print findings, choices and changes as JSON' },
    { flag: '--lang', value: 'LANGUAGE', summary: 'en or zh-CN; default: LC_ALL, LANG, then en' },
  ],
  examples: [
    'passerelle law import batch-2.xlsx --into law/XA-01/2026-1 --dry-run',
    'passerelle law import batch-2.csv --into law/XA-01/2026-1 --effective 2026-07-01 --likely 0.9 --others-new',
  ],
  run: importFile,
}

async function importFile(context: CommandContext, args: ParsedArgs): Promise<number> {
  const [file, ...more] = args.positionals
  const into = args.values['into']
  if (file === undefined || more.length > 0) return refuse(context, 'expected one FILE')
  if (typeof into !== 'string') return refuse(context, '--into is missing, expected the folder of an instrument')
  const bytes = await readFile(file).catch(() => null)
  if (bytes === null) return refuse(context, `there is no file '${file}' that can be read`)
  const options = {
    catalogue: textOf(args, 'catalogue'),
    mode: (args.values['whole'] === true ? 'whole' : 'batch') satisfies ImportMode as ImportMode,
    effective: dayOf(args),
    batch: batchOf(args),
    many: manyOf(args),
    choices: await choicesOf(args),
    skipBadRows: args.values['skip-bad-rows'] === true,
    dryRun: args.values['dry-run'] === true,
  }
  const done = await importFolder(await context.database(), bytes, into, options)
  if (args.values['json'] === true) context.stdout(`${JSON.stringify(done)}\n`)
  else tell(context, args, done, options.dryRun)
  return done.inTheWay.length === 0 ? exitCode.ok : exitCode.negative
}

function tell(context: CommandContext, args: ParsedArgs, done: FolderImport, dryRun: boolean): void {
  const words = wordsIn(chosenLanguage(args))
  for (const one of toldOnce(done.findings)) {
    const { place, rows, severityText, text, mend } = presentFinding(words, one)
    const many = rows > 1 ? ` ${words.t('import.finding.rows', { rows })}` : ''
    context.stdout(`${place}: ${severityText}: ${text}${many}. ${mend}\n`)
  }
  const { added, changed, withdrawn, unchanged } = done.counts
  context.stdout(
    `${words.t(dryRun ? 'import.would-counts' : 'import.counts', { added, changed, withdrawn, unchanged })}\n`,
  )
  const open = done.choices.filter(({ chosen }) => chosen === null).length
  for (const reason of done.inTheWay) {
    const counts = reason === 'waiting' ? { n: open, rows: done.waiting } : { n: done[reason] }
    context.stdout(`${words.t(`import.in-the-way.${reason}`, counts)}\n`)
  }
  if (done.inTheWay.includes('waiting')) context.stdout(`${words.t('import.choose.by-command')}\n`)
  if (done.whole && done.bad > 0) context.stdout(`${words.t('import.whole-needs-all')}\n`)
  if (done.inTheWay.length > 0 || dryRun) context.stdout(`${words.t('import.nothing-written')}\n`)
  else context.stdout(`${words.t('import.written', { files: done.files.join(', ') })}\n`)
}

const textOf = ({ values }: ParsedArgs, name: string): string | null => {
  const value = values[name]
  return typeof value === 'string' ? value : null
}

function dayOf(args: ParsedArgs): string | null {
  const text = textOf(args, 'effective')
  if (text === null || isPlainDate(text) || /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(text)) return text
  throw new Problem('invalid-input', `--effective '${text}' is no date, expected YYYY-MM-DD, YYYY-MM or YYYY`)
}

function batchOf(args: ParsedArgs): Batch | null {
  const continues = textOf(args, 'continues')
  const replaces = args.values['replaces'] === true
  const holders = textOf(args, 'earlier-holders')
  if (holders !== null && holders !== 'keep' && holders !== 'lose')
    throw new Problem('invalid-input', `--earlier-holders: found '${holders}', expected keep or lose`)
  if (continues !== null)
    return { continues: continues === 'none' ? null : continues, replaces, earlierHolders: holders }
  if (replaces || holders !== null)
    throw new Problem('invalid-input', '--replaces and --earlier-holders go with --continues ID')
  return null
}

function manyOf(args: ParsedArgs): ManyChosen {
  const text = textOf(args, 'likely')
  const least = text === null ? null : Number(text)
  if (least !== null && !(least >= 0.5 && least <= 1)) {
    throw new Problem('invalid-input', `--likely '${text}' is no share, expected a number from 0.5 to 1`)
  }
  return { least, othersNew: args.values['others-new'] === true }
}

async function choicesOf(args: ParsedArgs): Promise<Record<string, string>> {
  const file = textOf(args, 'choices')
  if (file === null) return {}
  try {
    const read: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (typeof read === 'object' && read !== null && Object.values(read).every((one) => typeof one === 'string')) {
      return read as Record<string, string>
    }
  } catch (error) {
    throw new Problem('invalid-input', `--choices: ${file} cannot be read as JSON`, { cause: error })
  }
  throw new Problem('invalid-input', `--choices: ${file} is no object of texts by key`)
}

function refuse(context: CommandContext, message: string): number {
  context.stderr(`${message}\n`)
  return exitCode.usage
}
