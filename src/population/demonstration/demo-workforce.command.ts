// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path'
import type { OpenDatabase } from '../../db/index.ts'
import {
  type Command,
  type CommandContext,
  exitCode,
  isPlainDate,
  type ParsedArgs,
  Problem,
} from '../../kernel/index.ts'
import { inventCatalogue, inventedPlace } from '../../publishing/index.ts'
import type { Pace } from '../register/import-progress.ts'
import { KeptWorkforce } from '../snapshot/kept-workforce.ts'
import { WARNING } from './about-workforce.ts'
import type { AskedWorkforce } from './asked-workforce.model.ts'
import { type Filled, fillRegister } from './fill-register.ts'
import { districtsOf, occupationCodes } from './read-ground.ts'
import { writeColumns, writeRegister } from './write-workforce.ts'

const mostHolders = 100_000_000
const mostItems = 100_000

const formats = ['columns', 'csv'] as const

/** `passerelle demo workforce`: invented holders in any number, to try things with. `opened`: the database of the context, with its pool. */
export const demoWorkforceCommand = (opened: () => Promise<OpenDatabase>): Command => ({
  name: 'demo workforce',
  summary: 'Make an invented workforce of any size, for trying things out',
  usage:
    '--place CODE --holders N (--out FILE [--format columns|csv] | --into-register --authority ID) [--seed S] [--as-of DATE] [--items N] [--catalogue-seed S]',
  description: [
    'Invented holders of credentials in an invented place (ZZ, XA–XZ): as columns that are evaluated at once, as a register for import workforce, or straight into the tables of an authority of such a place that has no holders yet; where that was stopped, the same command goes on. The same request gives the same bytes.',
    'Some hold qualifications of the catalogue that demo catalogue writes for the same place, --items and seed, whether it came in as a folder or in batches; import workforce knows these once it is published. FILE.about.json says of each marginal where it is from; what has no source is called an assumption there.',
  ].join('\n'),
  options: [
    { flag: '--place', value: 'CODE', summary: 'ZZ, XA to XZ, or a place within' },
    { flag: '--holders', value: 'N', summary: `How many, up to ${mostHolders}` },
    { flag: '--out', value: 'FILE', summary: 'Where to write; a file of that name is replaced' },
    { flag: '--format', value: 'FORMAT', summary: 'columns or csv; default: columns' },
    { flag: '--into-register', summary: 'Into the database' },
    { flag: '--authority', value: 'ID', summary: 'Whose workforce they become there' },
    { flag: '--seed', value: 'S', summary: 'A whole number; default: 1' },
    { flag: '--as-of', value: 'DATE', summary: 'The day on which the register is so; default: 2026-01-01' },
    { flag: '--items', value: 'N', summary: 'Items of the catalogue, 0 for none; default: 344' },
    { flag: '--catalogue-seed', value: 'S', summary: 'Seed of the catalogue; default: 1' },
  ],
  examples: [
    'passerelle demo workforce --place XA-N --holders 5255000 --out workforce.columns',
    'passerelle demo workforce --place XA-N --holders 20000 --format csv --out register.csv',
    'passerelle demo workforce --place XA-N --holders 500000 --into-register --authority xa-authority-north',
  ],
  async run(context, args) {
    const { out, authority, format = 'columns' } = args.values
    const into = args.values['into-register'] === true
    const named = into ? typeof authority === 'string' && out === undefined : typeof out === 'string'
    if (!named || args.positionals.length > 0) {
      context.stderr('expected --place CODE, --holders N and --out FILE, or --into-register --authority ID\n')
      return exitCode.usage
    }
    const asked = await askedBy(args)
    const chosen = formats.find((one) => one === format) ?? refuse('format', format, `one of ${formats.join(', ')}`)
    const done = into
      ? await intoRegister(context, opened, asked, String(authority))
      : { ...(await (chosen === 'csv' ? writeRegister : writeColumns)(asked, String(out))), from: 0 }
    const files = into ? `${authority}: ` : `${out}.about.json\n${out}: `
    const before = done.from === 0 ? '' : `after ${done.from} that were there, `
    context.stdout(`${files}${before}${done.holders} holders, ${done.credentials} credentials, ${done.jobs} jobs\n`)
    context.stderr(`${WARNING}\n`)
    return exitCode.ok
  },
})

async function intoRegister(
  context: CommandContext,
  opened: () => Promise<OpenDatabase>,
  asked: AskedWorkforce,
  authority: string,
): Promise<Filled> {
  const db = await context.database()
  const { pool } = await opened()
  const tell = ({ share, rowsPerSecond, secondsLeft }: Pace) => {
    const left = secondsLeft === null ? '' : `, ${secondsLeft} s left`
    context.stderr(`${Math.round(share * asked.holders)} of ${asked.holders} holders, ${rowsPerSecond}/s${left}\n`)
  }
  const kept = new KeptWorkforce(join(context.settings.dataDirectory, 'workforce'), authority)
  return fillRegister({ db, pool, clock: context.clock, tell, kept }, asked, authority)
}

async function askedBy(args: ParsedArgs): Promise<AskedWorkforce> {
  const { place, 'as-of': asOf = '2026-01-01' } = args.values
  if (typeof place !== 'string' || !inventedPlace.test(place))
    return refuse('place', place, 'an invented place: ZZ, XA to XZ, or one within such as XA-N')
  if (typeof asOf !== 'string' || !isPlainDate(asOf) || asOf < '1990-01-01' || asOf > '2070-01-01')
    return refuse('as-of', asOf, 'a day from 1990-01-01 to 2070-01-01')
  const holders = numberOf(args, 'holders', { least: 1, most: mostHolders })
  const seed = numberOf(args, 'seed', { least: 0, most: 999_999, otherwise: 1 })
  const items = numberOf(args, 'items', { least: 0, most: mostItems, otherwise: 344 })
  const catalogueSeed = numberOf(args, 'catalogue-seed', { least: 0, most: 999_999, otherwise: 1 })
  const districts = await districtsOf(place)
  if (districts.length === 0) return refuse('place', place, 'a place of reference/jurisdictions/demonstration.csv')
  const catalogue = inventCatalogue({ place, items, batches: 1, seed: catalogueSeed })
  const listed = catalogue.items.map(({ id, country }) => ({ id, country }))
  return { ...{ place, holders, seed, asOf, districts, listed }, occupations: await occupationCodes() }
}

function numberOf(
  { values }: ParsedArgs,
  name: string,
  { least, most, otherwise }: { least: number; most: number; otherwise?: number },
): number {
  const text = values[name]
  if (text === undefined && otherwise !== undefined) return otherwise
  const number = typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : Number.NaN
  return number >= least && number <= most ? number : refuse(name, text, `a whole number from ${least} to ${most}`)
}

function refuse(name: string, found: unknown, expected: string): never {
  throw new Problem('invalid-input', `--${name}: found '${found}', expected ${expected}`)
}
