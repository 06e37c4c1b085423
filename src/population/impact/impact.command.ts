// SPDX-License-Identifier: Apache-2.0
import { compile } from '@passerelle/recognition'
import { purposes } from '../../instruments/index.ts'
import { type Command, type CommandContext, exitCode, type ParsedArgs, Problem } from '../../kernel/index.ts'
import { expectAuthority } from '../asked/asked-authority.ts'
import { bothLaws, dayOf, purposeOf, readAskedLaw } from '../asked/asked-law.ts'
import { readWorkforce } from '../columns/read-workforce.ts'
import { EvaluationPool } from '../evaluation/evaluation-pool.ts'
import { type ToldImpact, tellImpact } from './disclosure/tell-impact.ts'
import type { Assumption } from './figures/assumptions.ts'
import { impactAsCsv, outcomeName } from './impact-as-csv.ts'
import { countBoth, type Impact, impactOf, usualThreshold } from './measure-impact.ts'
import { readAssumptions, thresholdOf } from './read-options.ts'
import { type ImpactDesk, type ImpactRow, measureDraft, measureLaws } from './work/measure-draft.ts'

/** `passerelle impact`: who becomes eligible in a workforce if law is made. */
export const impactCommand: Command = {
  name: 'impact',
  summary: 'Say whom of a workforce a new law would make eligible, and who would lose',
  usage:
    '(FILE LAW --place CODE | LAW --authority ID --place CODE | --draft ID) [--as-of DATE] [--purpose PURPOSE] [--assume FILE] [--threshold N] [--json | --csv]',
  description: [
    'FILE is a workforce (workforce pack, demo workforce); with --authority it is the register of an authority, with --draft that of the authority whose draft it is, and the page of the draft says the same. LAW is a folder of law, of one instrument or of many, or a revision of git (HEAD~1:law): it is set beside the law in force, each instrument in the place of the one with its id.',
    'Every person is evaluated under both. A count of fewer persons than the threshold is kept back (x; null in JSON), and so is one that would give it away; sizes of groups are told in multiples of it. Of a register it is kept what was told: the next figures may not differ from these by a few. Benefits and fees are worked out from what is assumed, and from nothing else: a file of JSON, [{"name", "of": "newly" or "losing", "amount", "unit", "takeUp": 0 to 1, "source"}].',
    'Exit code 0: nobody is concerned, as far as may be told, 1: somebody is, 2: the input cannot be used, 3: the database is not there.',
  ].join('\n'),
  options: [
    { flag: '--authority', value: 'ID', summary: 'Whose register it is' },
    { flag: '--draft', value: 'ID', summary: 'A draft, or what was published of it; its id stands in its address' },
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
    'passerelle impact --draft 5d0c7c7e-3333-4333-8333-000000000002 --json',
  ],
  run: runImpact,
}

const expected = [
  'expected one of',
  '  impact FILE LAW --place CODE',
  '  impact LAW --authority ID --place CODE',
  '  impact --draft ID',
  '',
].join('\n')

async function runImpact(context: CommandContext, args: ParsedArgs): Promise<number> {
  const { positionals, values } = args
  const { draft, authority, place } = values
  if (values['json'] === true && values['csv'] === true)
    throw new Problem('invalid-input', '--json and --csv: expected one of them')
  const assumptions = await readAssumptions(values['assume'])
  const tell = (told: Omit<Told, 'assumptions'>) => print(context, args, { ...told, assumptions })
  const ofRegister = typeof draft === 'string' || typeof authority === 'string'
  if (ofRegister && values['threshold'] !== undefined)
    throw new Problem('invalid-input', '--threshold: figures of a register keep to the usual one, expected none')
  if (typeof draft === 'string' && authority === undefined && positionals.length === 0) {
    if ([place, values['as-of'], values['purpose']].some((one) => one !== undefined))
      throw new Problem(
        'invalid-input',
        '--draft: its place and its day are used, expected no --place, --as-of, --purpose',
      )
    return tell(ofRow(await measureDraft(await deskOf(context), draft)))
  }
  const [first, second, ...more] = positionals
  if (typeof place !== 'string' || draft !== undefined) return refuse(context)
  if (first === undefined || more.length > 0 || (authority === undefined) === (second === undefined))
    return refuse(context)
  const told =
    typeof authority === 'string'
      ? await measureRegister(context, args, { authority, folder: first, place })
      : await measureFile(context, args, { file: first, folder: String(second), place })
  return told === null ? exitCode.usage : tell(told)
}

function refuse(context: CommandContext): number {
  context.stderr(expected)
  return exitCode.usage
}

async function deskOf(context: CommandContext): Promise<ImpactDesk> {
  const { settings, clock } = context
  return { db: await context.database(), clock, dataDirectory: settings.dataDirectory }
}

/** What may be told, and for what it was asked. */
interface Told {
  impact: ToldImpact
  asked: Pick<Impact, 'place' | 'purpose' | 'asOf'>
  assumptions: readonly Assumption[]
}

function ofRow({ told, problem, jurisdiction, purpose, asOf }: ImpactRow): Omit<Told, 'assumptions'> {
  if (told === null)
    throw new Problem(
      'not-found',
      problem === 'no-workforce' ? 'the authority has no holders' : 'it could not be worked out',
    )
  return { impact: told, asked: { place: jurisdiction, purpose, asOf } }
}

function print(context: CommandContext, args: ParsedArgs, { impact, asked, assumptions }: Told): number {
  context.stdout(inForm(impactOf(impact, asked, assumptions), args))
  return impact.unchanged === impact.persons ? exitCode.ok : exitCode.negative
}

/** The figures of the register of an authority. Null: a folder has problems, which are told. */
async function measureRegister(
  context: CommandContext,
  args: ParsedArgs,
  { authority, folder, place }: { authority: string; folder: string; place: string },
): Promise<Omit<Told, 'assumptions'> | null> {
  const [asOf, purpose] = [dayOf(context, args), purposeOf(args) ?? null]
  await expectAuthority(await context.database(), authority)
  const side = await readAskedLaw(context, folder)
  if (side === null) return null
  const { before, after } = await bothLaws(context, side, place)
  const one = {
    ...{ authority, jurisdiction: place, purpose, asOf },
    ...{ draft: null, version: null, threshold: usualThreshold },
  }
  const desk = await deskOf(context)
  return ofRow(await measureLaws(desk, { one, laws: { before: compile(before, asOf), after: compile(after, asOf) } }))
}

/** The same of a file. */
async function measureFile(
  context: CommandContext,
  args: ParsedArgs,
  { file, folder, place }: { file: string; folder: string; place: string },
): Promise<Omit<Told, 'assumptions'> | null> {
  const threshold = thresholdOf(args.values['threshold'])
  const [asOf, purpose] = [dayOf(context, args), purposeOf(args)]
  const side = await readAskedLaw(context, folder)
  if (side === null) return null
  const { workforce } = await readWorkforce(file)
  const { before, after } = await bothLaws(context, side, place)
  const pool = new EvaluationPool(workforce)
  try {
    const request = { place, ...(purpose === undefined ? {} : { purpose }) }
    const sides = { before: compile(before, asOf), after: compile(after, asOf), request }
    const { impact } = tellImpact(await countBoth(pool, sides), { earlier: [], threshold })
    return { impact, asked: { place, asOf, purpose: purpose ?? null } }
  } finally {
    await pool.close()
  }
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
    ...(threshold > 1
      ? [
          `Nothing is told of fewer than ${threshold} persons: x is kept back, and all persons and those unchanged are told in multiples of ${threshold}`,
        ]
      : []),
    '',
  ].join('\n')

const told = (count: number | null): string => (count === null ? 'x' : String(count))
