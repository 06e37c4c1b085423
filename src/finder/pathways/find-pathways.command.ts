// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { formatProblem, readPersonText } from '../../instruments/index.ts'
import { type Command, type CommandContext, exitCode, type ParsedArgs, parsePlainDate } from '../../kernel/index.ts'
import { wordsIn } from '../../ui/messages/words.ts'
import { lawShelf } from '../answers/load-law.ts'
import { chosenLanguage } from '../answers/terminal/chosen-language.ts'
import { answerPathways, explainPathways, type PathwayQuery } from './answer-pathways.model.ts'
import type { LineView, PathwayView } from './describe-pathways.model.ts'
import { bareAnswer } from './find-pathways.route.ts'

/** `passerelle pathway FILE --in PLACE --to GOAL`: the cheapest steps from what a person holds to what they want. */
export const pathwayCommand: Command = {
  name: 'pathway',
  summary: 'Find the cheapest steps to a title, level, qualification or right',
  usage: 'FILE --in PLACE --to GOAL [--by time|effort] [--as-of DATE] [--json] [--lang LANGUAGE]',
  description: [
    'FILE is the person as YAML or JSON; `-` reads standard input. GOAL is a level (cn-skill/2), a qualification, a kind of outcome',
    '(may-practise), a right, or the id of a rule (cn-sx-2024-5#technician-intermediate).',
    'Exit code 0: a way is found that holds, 1: none is, 2: the input cannot be used, 3: the database is not there.',
  ].join('\n'),
  options: [
    { flag: '--in', value: 'PLACE', summary: 'Where: a code such as CN-3205, CN-SX, HK' },
    { flag: '--to', value: 'GOAL', summary: 'What is wanted' },
    { flag: '--by', value: 'MEASURE', summary: 'time (default) or effort' },
    { flag: '--as-of', value: 'DATE', summary: 'The day on which the ways begin, YYYY-MM-DD' },
    { flag: '--json', summary: 'Print the ways as JSON, as the API answers' },
    { flag: '--lang', value: 'LANGUAGE', summary: 'en or zh-CN; default: LC_ALL, LANG, then en' },
  ],
  examples: ['passerelle pathway person.yaml --in CN-SX --to cn-title/intermediate --by effort'],
  run: pathway,
}

async function pathway(context: CommandContext, args: ParsedArgs): Promise<number> {
  const { positionals, values } = args
  const words = wordsIn(chosenLanguage(args))
  const [file, ...more] = positionals
  const { in: place, to, by = 'time', 'as-of': asOf } = values
  const measured = by === 'time' || by === 'effort'
  if (file === undefined || more.length > 0 || typeof place !== 'string' || typeof to !== 'string' || !measured) {
    context.stderr('expected one FILE, --in PLACE, --to GOAL and --by time or effort\n')
    return exitCode.usage
  }
  const written = await readInput(context, file)
  if (written === null) {
    context.stderr(`there is no file '${file}' that can be read\n`)
    return exitCode.usage
  }
  const law = await lawShelf(await context.database()).take(null)
  const reading = readPersonText(written, { fileName: file, vocabulary: law.vocabulary })
  if (reading.problems !== undefined) {
    context.stderr(`${reading.problems.map(formatProblem).join('\n')}\n`)
    return exitCode.usage
  }
  const query: PathwayQuery = { person: reading.person, place, to, by }
  if (typeof asOf === 'string') query.asOf = parsePlainDate(asOf, '--as-of')
  const answer = answerPathways(law, context.clock, query)
  const view = explainPathways(law, answer, query, words)
  context.stdout(values['json'] === true ? `${JSON.stringify(bareAnswer(answer))}\n` : asText(view))
  return answer.pathways.some((one) => one.verdict === 'met') ? exitCode.ok : exitCode.negative
}

async function readInput(context: CommandContext, file: string): Promise<string | null> {
  if (file === '-') return text(context.stdin)
  try {
    return await readFile(file, 'utf8')
  } catch {
    return null
  }
}

function asText(view: PathwayView): string {
  const head = [view.title, `${view.holds} · ${view.asOf}`, '', view.summary].join('\n')
  return `${[head, ...view.lines.map(lineAsText)].join('\n\n')}\n`
}

function lineAsText(line: LineView): string {
  const stations = line.stations.flatMap(({ title, detail, when }, index) => [
    `  ${index + 1}. ${title}${detail === null ? '' : `: ${detail}`}`,
    `     ${when}`,
  ])
  const outcomes = line.outcomes.map(({ phrase, label }) => `  → ${phrase}: ${label}`)
  return [
    `── ${line.title}`,
    `  ${line.earliest} · ${line.effort}`,
    ...stations,
    ...outcomes,
    ...line.notes.map((note) => `  ! ${note}`),
  ].join('\n')
}
