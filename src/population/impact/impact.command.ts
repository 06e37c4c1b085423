// SPDX-License-Identifier: Apache-2.0
import { type Compiled, compile, type Purpose } from '@passerelle/recognition'
import { lawBeside, lawShelf } from '../../finder/index.ts'
import { formatProblem, purposes } from '../../instruments/index.ts'
import {
  type Command,
  type CommandContext,
  exitCode,
  type ParsedArgs,
  Problem,
  parsePlainDate,
  today,
} from '../../kernel/index.ts'
import { readSide } from '../../publishing/index.ts'
import { readWorkforce } from '../columns/read-workforce.ts'
import { EvaluationPool } from '../evaluation/evaluation-pool.ts'
import { impactAsCsv, outcomeName } from './impact-as-csv.ts'
import { type Impact, impactOf, measureImpact, usualThreshold } from './measure-impact.ts'
import { readAssumptions, thresholdOf } from './read-options.ts'

/** `passerelle impact`: who becomes eligible in a workforce if law is made. */
export const impactCommand: Command = {
  name: 'impact',
  summary: 'Say whom of a workforce a new law would make eligible, and who would lose',
  usage: 'FILE LAW --place CODE [--as-of DATE] [--purpose PURPOSE] [--assume FILE] [--threshold N] [--json | --csv]',
  description: [
    'FILE is a workforce (workforce pack, demo workforce). LAW is a folder of law, of one instrument or of many, or a revision of git (HEAD~1:law): it is set beside the law in force, each instrument in the place of the one with its id.',
    'Every person is evaluated under both. A count of fewer persons than the threshold is kept back (x; null in JSON), and so is one that would give it away; sizes of groups are told in multiples of it. Benefits and fees are worked out from what is assumed, and from nothing else: a file of JSON, [{"name", "of": "newly" or "losing", "amount", "unit", "takeUp": 0 to 1, "source"}].',
    'Exit code 0: nobody is concerned, 1: somebody is, 2: the input cannot be used, 3: the database is not there.',
  ].join('\n'),
  options: [
    { flag: '--place', value: 'CODE', summary: 'Where recognition is asked for' },
    { flag: '--as-of', value: 'DATE', summary: 'On which day; default: today' },
    { flag: '--purpose', value: 'PURPOSE', summary: `One of ${purposes.join(', ')}; default: any` },
    { flag: '--assume', value: 'FILE', summary: 'Benefits and fees per person, each with its source' },
    {
      flag: '--threshold',
      value: 'N',
      summary: `The fewest persons of whom a count is told; default: ${usualThreshold}; 1 tells everything`,
    },
    { flag: '--json', summary: 'Print the figures as JSON' },
    { flag: '--csv', summary: 'Print the figures as CSV' },
  ],
  examples: [
    'passerelle impact workforce.columns demo/law --place XA-N',
    'passerelle impact workforce.columns demo/law --place XA-N --as-of 2027-01-01 --json',
  ],
  run: tellImpact,
}

async function tellImpact(context: CommandContext, args: ParsedArgs): Promise<number> {
  const [file, folder, ...more] = args.positionals
  const { place } = args.values
  if (file === undefined || folder === undefined || more.length > 0 || typeof place !== 'string') {
    context.stderr('expected FILE LAW and --place CODE, for example: impact workforce.columns demo/law --place XA-N\n')
    return exitCode.usage
  }
  const stated = args.values['as-of']
  const asOf = typeof stated === 'string' ? parsePlainDate(stated, '--as-of') : today(context.clock)
  const purpose = purposeOf(args)
  const threshold = thresholdOf(args.values['threshold'])
  const assumptions = await readAssumptions(args.values['assume'])
  const side = await readSide(folder, () => context.database())
  if (side.problems.length > 0) {
    for (const problem of side.problems) context.stderr(`${formatProblem(problem)}\n`)
    return exitCode.usage
  }
  const { workforce } = await readWorkforce(file)
  const laws = await bothLaws(context, side, asOf)
  if (laws.before.within[place] === undefined)
    throw new Problem(
      'invalid-input',
      `--place: '${place}' is no place of the register, expected a code such as CN-3205`,
    )
  const pool = new EvaluationPool(workforce)
  try {
    const request = { place, ...(purpose === undefined ? {} : { purpose }) }
    const sides = { ...laws, request }
    const { impact: told, concerned } = await measureImpact(pool, sides, { earlier: [], threshold })
    const impact = impactOf(told, { place, asOf, purpose: purpose ?? null }, assumptions)
    context.stdout(inForm(impact, args))
    return concerned ? exitCode.negative : exitCode.ok
  } finally {
    await pool.close()
  }
}

function purposeOf(args: ParsedArgs): Purpose | undefined {
  const { purpose } = args.values
  if (purpose === undefined) return undefined
  const known = purposes.find((one) => one === purpose)
  if (known === undefined)
    throw new Problem('invalid-input', `--purpose: found '${purpose}', expected one of ${purposes.join(', ')}`)
  return known
}

async function bothLaws(
  context: CommandContext,
  side: Awaited<ReturnType<typeof readSide>>,
  asOf: string,
): Promise<{ before: Compiled; after: Compiled }> {
  const db = await context.database()
  const versions = [...side.versions.values()]
  const standing = await lawShelf(db).take(null)
  const beside = await lawBeside(db, {
    states: versions.map(({ state }) => state),
    qualifications: versions.flatMap(({ qualifications = [] }) => qualifications),
  })
  return { before: compile(standing.bundle, asOf), after: compile(beside.bundle, asOf) }
}

function inForm(impact: Impact, { values }: ParsedArgs): string {
  if (values['json'] === true) return `${JSON.stringify(impact)}\n`
  return values['csv'] === true ? impactAsCsv(impact) : asText(impact)
}

const asText = ({ persons, newly, losing, undecided, unchanged, outcomes, threshold, assumed }: Impact): string =>
  [
    `${persons} persons: ${told(newly)} newly eligible, ${told(losing)} losing, ${told(undecided)} undecided for want of a fact, ${unchanged} unchanged`,
    ...outcomes.map(
      ({ outcome, gained, lost, undecided: open }) =>
        `+${told(gained)} -${told(lost)} ?${told(open)} ${outcomeName(outcome)}`,
    ),
    ...assumed.map(({ name, total, unit, source }) => `${name}: ${told(total)} ${unit} (${source})`),
    ...(threshold > 1 ? [`x: kept back, so that nothing is told of fewer than ${threshold} persons`] : []),
    '',
  ].join('\n')

const told = (count: number | null): string => (count === null ? 'x' : String(count))
