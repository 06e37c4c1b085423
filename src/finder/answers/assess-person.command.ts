// SPDX-License-Identifier: Apache-2.0
import { readFile, writeFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { Purpose } from '@passerelle/recognition'
import { formatProblem, readPersonText } from '../../instruments/index.ts'
import {
  type Command,
  type CommandContext,
  exitCode,
  type ParsedArgs,
  type PlainDate,
  Problem,
  parsePlainDate,
} from '../../kernel/index.ts'
import { wordsIn } from '../../ui/messages/words.ts'
import { answerOnPaper } from '../downloads/answer-paper.ts'
import { savedQuestion } from '../downloads/saved-question.ts'
import { purposes, sharedAddressOfQuestion } from '../interview/answer-form.model.ts'
import { type AssessmentQuestion, assessPerson, explainAssessment } from './assess-person.ts'
import { lawShelf } from './load-law.ts'
import { answerAsText } from './terminal/answer-text.ts'
import { chosenLanguage } from './terminal/chosen-language.ts'

/** `passerelle assess FILE --in PLACE`: the same answer as the page and the API. */
export const assessCommand: Command = {
  name: 'assess',
  summary: 'Say what a person’s credentials count as in a place',
  usage: 'FILE --in PLACE [--purpose PURPOSE] [--as-of DATE] [--known-on DATE] [--json | --pdf FILE] [--lang LANGUAGE]',
  description: [
    'FILE is the person as YAML or JSON (`passerelle schema person` prints the schema), or a downloaded answer, whose question it then is; `-` reads standard input.',
    'Without --as-of the answer stands on the law of today, by the calendar of the place (UTC where it has several time zones).',
    'Exit code 0: at least one outcome is met, 1: none is, 2: the input cannot be used, 3: the database is not there.',
  ].join('\n'),
  options: [
    { flag: '--in', value: 'PLACE', summary: 'Where: a code such as CN-3205, CN-SX, HK' },
    { flag: '--purpose', value: 'PURPOSE', summary: `What for: ${purposes.join(', ')}; without it everything` },
    { flag: '--as-of', value: 'DATE', summary: 'On the law of this day, YYYY-MM-DD' },
    { flag: '--known-on', value: 'DATE', summary: 'As the law was known at the end of this day (UTC)' },
    { flag: '--json', summary: 'Print the assessment as JSON, as the API answers' },
    {
      flag: '--pdf',
      value: 'FILE',
      summary: 'Write the answer as a PDF into this file; what stands there is replaced',
    },
    { flag: '--explain', summary: 'With --json: the answer in words as well' },
    { flag: '--lang', value: 'LANGUAGE', summary: 'en or zh-CN; default: LC_ALL, LANG, then en' },
  ],
  examples: [
    'passerelle assess person.yaml --in CN-3205 --purpose title',
    'passerelle assess person.yaml --in CN-SX --purpose title --as-of 2026-11-22 --lang zh-CN',
    'passerelle assess passerelle-answer.json',
    'passerelle assess person.yaml --in CN-3205 --pdf answer.pdf',
    'cat person.json | passerelle assess - --in CN-SH --json',
  ],
  run: assessFile,
}

async function assessFile(context: CommandContext, args: ParsedArgs): Promise<number> {
  const words = wordsIn(chosenLanguage(args))
  const [file, ...more] = args.positionals
  if (file === undefined || more.length > 0) return refuse(context, 'expected one FILE, or - for standard input')
  const written = await readInput(context, file)
  if (written === null) return refuse(context, `there is no file '${file}' that can be read`)
  // A downloaded answer brings its question along; what is said here goes before it.
  const saved = savedQuestion(written)
  const place = option(args, 'in') ?? saved?.place
  if (place === undefined)
    return refuse(context, '--in is missing, expected the code of a place, for example --in CN-3205')
  const purpose = readPurpose(option(args, 'purpose') ?? saved?.purpose)
  const dates = {
    asOf: readDate(args, 'as-of') ?? saved?.asOf,
    knownOn: readDate(args, 'known-on') ?? saved?.knownOn,
  }

  const shelf = lawShelf(await context.database())
  const law = await shelf.take(dates.knownOn ?? null)
  const fileName = file === '-' ? 'standard input' : file
  const reading = readPersonText(saved?.person ?? written, { fileName, vocabulary: law.vocabulary })
  if (reading.problems !== undefined) return refuse(context, reading.problems.map(formatProblem).join('\n'))

  const question: AssessmentQuestion = { person: reading.person, place: law.aliases[place] ?? place }
  if (purpose !== undefined) question.purpose = purpose
  if (dates.asOf !== undefined) question.asOf = dates.asOf
  if (dates.knownOn !== undefined) question.knownOn = dates.knownOn
  const assessed = await assessPerson({ shelf, clock: context.clock }, question)
  const { assessment, asOfBasis, knownOn } = assessed
  const paper = option(args, 'pdf')
  if (paper !== undefined) {
    const share = `${context.settings.baseUrl}/?${sharedAddressOfQuestion(question)}`
    const written = await writePaper(paper, await answerOnPaper({ assessed, words, clock: context.clock, share }))
    if (!written)
      return refuse(context, `--pdf: '${paper}' cannot be written, expected a file in a folder that is there`)
  } else if (args.values['json'] === true) {
    const explanation = args.values['explain'] === true ? { explanation: explainAssessment(assessed, words) } : {}
    context.stdout(`${JSON.stringify({ asOfBasis, knownOn, assessment, ...explanation })}\n`)
  } else {
    context.stdout(answerAsText(explainAssessment(assessed, words), words, terminal()))
  }
  return assessment.findings.some((finding) => finding.verdict === 'met') ? exitCode.ok : exitCode.negative
}

function refuse(context: CommandContext, message: string): number {
  context.stderr(`${message}\n`)
  return exitCode.usage
}

function option(args: ParsedArgs, name: string): string | undefined {
  const value = args.values[name]
  return typeof value === 'string' ? value : undefined
}

function readPurpose(value: string | undefined): Purpose | undefined {
  if (value === undefined) return undefined
  const purpose = purposes.find((one) => one === value)
  if (purpose !== undefined) return purpose
  const expected = `one of ${purposes.join(', ')}`
  const message = `--purpose: found '${value}', expected ${expected}`
  throw new Problem('invalid-input', message, { errors: [{ path: '--purpose', message, expected }] })
}

function readDate(args: ParsedArgs, name: string): PlainDate | undefined {
  const value = option(args, name)
  return value === undefined ? undefined : parsePlainDate(value, `--${name}`)
}

async function writePaper(file: string, content: Buffer): Promise<boolean> {
  try {
    await writeFile(file, content)
    return true
  } catch {
    return false
  }
}

async function readInput(context: CommandContext, file: string): Promise<string | null> {
  if (file === '-') return text(context.stdin)
  try {
    return await readFile(file, 'utf8')
  } catch {
    return null
  }
}

/** No colour where nobody sees it, or where it is not wanted (https://no-color.org). */
function terminal() {
  const shown = process.stdout.isTTY === true
  return { width: Math.min(shown ? process.stdout.columns : 100, 100), colour: shown && !process.env['NO_COLOR'] }
}
