// SPDX-License-Identifier: Apache-2.0
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Command, exitCode, type ParsedArgs, Problem } from '../../kernel/index.ts'
import { inventCatalogue, inventedPlace } from './catalogue.model.ts'
import { catalogueFiles, formats } from './catalogue-files.ts'

const mostItems = 100_000
const mostBatches = 100

/** `passerelle demo catalogue`: an invented catalogue of any size, to try things with. */
export const demoCatalogueCommand: Command = {
  name: 'demo catalogue',
  summary: 'Write an invented catalogue of any size, in batches, for trying things out',
  usage: '--place CODE --out DIR [--items N] [--batches B] [--seed S] [--format folder|xlsx|csv]',
  description: [
    'Invented qualifications and bodies, marked as demonstration in every name, in an invented place (ZZ, XA–XZ). The same seed gives the same files.',
    'folder: DIR/law/<jurisdiction>/<instrument>/ with everything, for law check and law test. xlsx, csv: such a folder without items, and DIR/batch-1 and so on, for law import or a draft in the browser; batches after the first change and withdraw items too. That folder has no examples until you write them, and law check says so; a draft needs the classes A, B and C.',
  ].join('\n'),
  options: [
    { flag: '--place', value: 'CODE', summary: 'ZZ, XA to XZ, or a place within' },
    { flag: '--out', value: 'DIR', summary: 'Where to write; files of the same names are replaced' },
    { flag: '--items', value: 'N', summary: `Items over all batches, up to ${mostItems}; default: 344` },
    { flag: '--batches', value: 'B', summary: `Up to ${mostBatches}; default: 5` },
    { flag: '--seed', value: 'S', summary: 'A whole number; default: 1' },
    { flag: '--format', value: 'FORMAT', summary: 'folder, xlsx or csv; default: xlsx' },
  ],
  examples: [
    'passerelle demo catalogue --place XA-N --out demo',
    'passerelle demo catalogue --place ZZ --items 100000 --batches 1 --seed 7 --format csv --out large',
  ],
  async run(context, args) {
    const { place, out, format = 'xlsx' } = args.values
    if (typeof place !== 'string' || typeof out !== 'string' || args.positionals.length > 0) {
      context.stderr('expected --place CODE and --out DIR\n')
      return exitCode.usage
    }
    if (!inventedPlace.test(place))
      refuse('place', place, 'an invented place: ZZ, XA to XZ, or one within such as XA-N')
    const chosen = formats.find((one) => one === format) ?? refuse('format', format, `one of ${formats.join(', ')}`)
    const items = numberOf(args, 'items', { least: 1, most: mostItems, otherwise: 344 })
    const batches = numberOf(args, 'batches', { least: 1, most: mostBatches, otherwise: 5 })
    const seed = numberOf(args, 'seed', { least: 0, most: 999_999, otherwise: 1 })
    if (batches > items) refuse('batches', batches, `at most as many as items, ${items}`)
    const catalogue = inventCatalogue({ place, items, batches, seed })
    const files = catalogueFiles(catalogue, place, chosen)
    for (const [name, content] of files) {
      await mkdir(dirname(join(out, name)), { recursive: true })
      await writeFile(join(out, name), content)
    }
    context.stdout(`${[...files.keys()].join('\n')}\n`)
    if (chosen !== 'folder') context.stderr(afterBatches)
    return exitCode.ok
  },
}

const afterBatches = `
Take the batches over one after another with law import --into the folder, or in a draft in the browser whose catalogue has
the classes A, B and C. The folder has no examples yet: law check asks for them, one for each outcome of the rule, until they
stand in its folder examples/ (docs/law-format.md); --format folder writes the same with its examples.
`

function numberOf(
  { values }: ParsedArgs,
  name: string,
  { least, most, otherwise }: { least: number; most: number; otherwise: number },
): number {
  const text = values[name]
  if (text === undefined) return otherwise
  const number = typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : Number.NaN
  return number >= least && number <= most ? number : refuse(name, text, `a whole number from ${least} to ${most}`)
}

function refuse(name: string, found: unknown, expected: string): never {
  throw new Problem('invalid-input', `--${name}: found '${found}', expected ${expected}`)
}
