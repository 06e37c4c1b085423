// SPDX-License-Identifier: Apache-2.0
import { createWriteStream } from 'node:fs'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { openSecrets } from '../../access/index.ts'
import type { Db } from '../../db/index.ts'
import { type Command, type CommandContext, exitCode, type ParsedArgs, Problem } from '../../kernel/index.ts'
import { chosenLanguage } from '../../publishing/index.ts'
import { type Words, wordsIn } from '../../ui/index.ts'
import { expectWritable, openAsked } from '../asked/asked-file.ts'
import { type HolderPurpose, holderPurposes } from '../holders/holder.model.ts'
import { beginImport, type WorkforceImport } from './begin-import.ts'
import { byteSourceOf } from './files/byte-source.ts'
import type { RegisterFormat } from './files/table.ts'
import type { Pace } from './import-progress.ts'
import { type Imported, importRegister } from './import-register.ts'
import { faultsOfImport } from './write-faults.ts'

/** `passerelle import workforce FILE --authority ID`: a register of holders into the workforce of an authority. */
export const importWorkforceCommand: Command = {
  name: 'import workforce',
  summary: "Take a register of holders into an authority's workforce",
  usage:
    'FILE --authority ID [--format csv|xlsx|parquet] [--resume] [--errors FILE] [--purposes LIST] [--dry-run] [--json] [--lang LANGUAGE]',
  description: [
    'One row for each person, credential and job, or one for each person: a number of the person or of a document, a name, and what else is known; the columns are headed in English or Chinese and stand in docs/operations.md. CSV may be UTF-8, GB 18030 or Big5.',
    'Good rows go in whatever the others are; what is wrong with those is told in a file of its own. The same register again changes nothing that has not changed. A person is one, by their numbers; who may be one with somebody else is shown for review.',
    'Exit code 0: read to its end, without a bad row, 1: rows were left out, or it could not be read to its end, 2: wrong usage.',
  ].join('\n'),
  options: [
    { flag: '--authority', value: 'ID', summary: 'Whose workforce it is' },
    { flag: '--format', value: 'FORMAT', summary: 'csv, xlsx or parquet; otherwise what the file is by its beginning' },
    { flag: '--resume', summary: 'Go on where the import of the same file stopped' },
    {
      flag: '--errors',
      value: 'FILE',
      summary: 'Where rows that were left out are told; otherwise FILE.errors.csv here',
    },
    {
      flag: '--purposes',
      value: 'LIST',
      summary: `What the data may be used for, where no column says it: ${holderPurposes.join(', ')}; default: statistics`,
    },
    { flag: '--dry-run', summary: 'Read and check everything, write nothing' },
    { flag: '--json', summary: 'Print what became of it as JSON' },
    { flag: '--lang', value: 'LANGUAGE', summary: 'en or zh-CN; default: LC_ALL, LANG, then en' },
  ],
  examples: [
    'passerelle import workforce register.csv --authority xa-authority --errors wrong.csv',
    'passerelle import workforce register.parquet --authority xa-authority --resume',
  ],
  run: importWorkforce,
}

interface Asked {
  file: string
  authority: string
  format: RegisterFormat | null
  purposes: HolderPurpose[]
  resume: boolean
  dryRun: boolean
}

async function importWorkforce(context: CommandContext, args: ParsedArgs): Promise<number> {
  const asked = askedOf(args)
  const words = wordsIn(chosenLanguage(args))
  const errorsFile = errorsFileOf(args)
  if (!asked.dryRun) await expectWritable('--errors', errorsFile)
  const source = await byteSourceOf(await openAsked(asked.file))
  try {
    const db = await context.database()
    const row = await beginImport(db, source, { ...asked, fileName: basename(asked.file) })
    const done = await importRegister(
      {
        ...{ db, clock: context.clock, actor: null },
        secrets: await openSecrets(db, context.settings),
        within: (act) => db.transaction().execute(act),
        tell: (pace) => context.stderr(`${paceIn(words, pace)}\n`),
      },
      source,
      row,
      asked,
    )
    const errors = asked.dryRun ? null : await writeErrors(db, row, words, errorsFile, done)
    report(context, words, args, { ...done, row, errors })
    return done.problem === null && done.counts.bad === 0 ? exitCode.ok : exitCode.negative
  } finally {
    await source.close()
  }
}

function askedOf({ positionals, values }: ParsedArgs): Asked {
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new Problem('invalid-input', 'expected one FILE')
  const { authority, format, purposes = 'statistics' } = values
  if (typeof authority !== 'string') {
    throw new Problem('invalid-input', '--authority is missing, expected the id of an authority')
  }
  if (format !== undefined && format !== 'csv' && format !== 'xlsx' && format !== 'parquet')
    throw new Problem('invalid-input', `--format '${String(format)}', expected csv, xlsx or parquet`)
  const wanted = String(purposes)
    .split(/[\s,]+/)
    .filter((one) => one !== '')
  const strange = wanted.find((one) => !holderPurposes.some((known) => known === one))
  if (strange !== undefined)
    throw new Problem('invalid-input', `--purposes: found '${strange}', expected of ${holderPurposes.join(', ')}`)
  return {
    ...{ file, authority, format: format ?? null, purposes: wanted as HolderPurpose[] },
    resume: values['resume'] === true,
    dryRun: values['dry-run'] === true,
  }
}

/** Where rows that are left out are told. */
function errorsFileOf({ positionals: [file = ''], values: { errors } }: ParsedArgs): string {
  return typeof errors === 'string' ? errors : `${basename(file)}.errors.csv`
}

/** `12 %, 240,000 rows, 21,000 rows/s, 1:23 left`. */
function paceIn(words: Words, { share, rows, rowsPerSecond, secondsLeft }: Pace): string {
  const said = {
    ...{ percent: Math.floor(share * 100), rows: words.number(rows), rate: words.number(rowsPerSecond) },
  }
  if (secondsLeft === null) return words.t('workforce.pace', said)
  const left = `${Math.floor(secondsLeft / 60)}:${String(secondsLeft % 60).padStart(2, '0')}`
  return words.t('workforce.pace.left', { ...said, left })
}

/** Null: there is nothing to tell. */
async function writeErrors(
  db: Db,
  { id }: WorkforceImport,
  words: Words,
  path: string,
  { counts }: Imported,
): Promise<string | null> {
  if (counts.bad === 0) return null
  await pipeline(Readable.from(faultsOfImport(db, id, words)), createWriteStream(path))
  return path
}

interface Reported extends Imported {
  row: WorkforceImport
  errors: string | null
}

function report({ stdout }: CommandContext, words: Words, args: ParsedArgs, done: Reported): void {
  const { counts, pace, problem, row, errors } = done
  if (args.values['json'] === true) {
    const { id, authority } = row
    const { rowsPerSecond } = pace
    const dryRun = args.values['dry-run'] === true
    stdout(`${JSON.stringify({ import: dryRun ? null : id, authority, ...counts, rowsPerSecond, problem, errors })}\n`)
    return
  }
  const told = Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, words.number(count)]))
  stdout(`${words.t('workforce.counts.rows', told)}\n`)
  if (args.values['dry-run'] !== true) stdout(`${words.t('workforce.counts.persons', told)}\n`)
  if (counts.matches > 0) stdout(`${words.t('workforce.counts.matches', { n: counts.matches })}\n`)
  if (errors !== null) stdout(`${words.t('workforce.errors.written', { file: errors })}\n`)
  if (problem !== null) stdout(`${words.t(`workforce.file.${problem.code}`, problem.args)}\n`)
}
