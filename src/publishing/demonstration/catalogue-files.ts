// SPDX-License-Identifier: Apache-2.0
import { csvText, folderTexts, type RecordedFolder } from '../../instruments/index.ts'
import { type Column, headings } from '../imports/rows/columns.model.ts'
import { writeWorkbook } from '../imports/template/write-workbook.ts'
import { pathOf } from '../publications/publication.model.ts'
import { classes, type DemonstrationCatalogue } from './catalogue.model.ts'

export const formats = ['folder', 'xlsx', 'csv'] as const
export type Format = (typeof formats)[number]

type Content = string | Uint8Array

/** The catalogue as files: a folder of law that has everything, or one that waits for batches, with a table of each batch beside it. */
export function catalogueFiles(
  catalogue: DemonstrationCatalogue,
  place: string,
  format: Format,
): ReadonlyMap<string, Content> {
  const folder = folderTexts(recordOf(catalogue, place, format === 'folder'))
  const files = new Map<string, Content>(
    [...folder].map(([name, text]) => [`law/${pathOf(place, catalogue.id)}/${name}`, text]),
  )
  if (format === 'folder') return files
  for (const [index, { rows }] of catalogue.batches.entries()) {
    const title = `演示目录第${index + 1}批（虚构） Demonstration catalogue, batch ${index + 1} (invented)`
    const table = rows.map((row, position) => cellsOf(catalogue, row, position))
    files.set(`batch-${index + 1}.${format}`, format === 'xlsx' ? workbook(title, table) : csv(title, table))
  }
  return files
}

const columns = [
  'number',
  'name-zh',
  'name-en',
  'body-zh',
  'body-en',
  'country',
  'class',
  'from',
  'until',
  'action',
] as const satisfies readonly Column[]
const actions = { add: '列入', change: '调整', withdraw: '退出' } as const

type Batch = DemonstrationCatalogue['batches'][number]

function cellsOf({ bodies }: DemonstrationCatalogue, row: Batch['rows'][number], position: number): string[] {
  const { item, action, day } = row
  const body = bodies[item.body]?.name
  const [from, until] = action === 'withdraw' ? ['', day] : [day, '']
  const names = [item.name.zh, item.name.en, body?.zh ?? '', body?.en ?? '']
  return [String(position + 1), ...names, item.country, row.class, from, until, actions[action]]
}

const csv = (title: string, table: readonly string[][]): string => {
  const lines = table.map((cells) => Object.fromEntries(columns.map((column, at) => [headings[column].zh, cells[at]])))
  const head = columns.map((column) => headings[column].zh)
  return `\uFEFF${title}${','.repeat(columns.length - 1)}\n${csvText(head, lines)}`
}

const workbook = (title: string, table: readonly string[][]): Uint8Array =>
  writeWorkbook([
    {
      name: '目录',
      rows: [[title], columns.map((column) => `${headings[column].zh}\n${headings[column].en}`), ...table],
      headRows: 2,
      widths: [7, 34, 40, 30, 40, 12, 8, 14, 14, 12],
      columns: [],
    },
  ])

const bilingual = (en: string, zh: string) => ({ en, 'zh-CN': zh })

/** An instrument that lists them, and one rule: who has an item and a year of work there is recognised. */
function recordOf(catalogue: DemonstrationCatalogue, place: string, filled: boolean): RecordedFolder {
  return {
    instrument: instrumentOf(catalogue, place, filled),
    rules: [ruleOf(catalogue, place)],
    examples: filled ? examplesOf(catalogue, place) : new Map(),
    ...(filled ? broughtBy(catalogue) : { qualifications: [], bodies: [] }),
  }
}

function instrumentOf(
  { id, lines, batches }: DemonstrationCatalogue,
  place: string,
  filled: boolean,
): RecordedFolder['instrument'] {
  const note = bilingual('Invented for demonstration', '演示用，纯属虚构')
  const summary = bilingual(
    'Holders of a listed qualification with a year of work here are recognised as senior workers.',
    '持有目录内职业资格并在本地工作满一年的，按高级工认可。',
  )
  return {
    id,
    jurisdiction: place,
    kind: 'catalogue',
    title: bilingual('Catalogue of foreign qualifications (demonstration)', '境外职业资格互认目录（演示）'),
    ...(batches[0] !== undefined && { effective: batches[0].day }),
    status: 'in-force',
    sources: [{ id: 's1', quality: 'demonstration', text: 'paraphrase', note }],
    catalogues: [
      {
        id: `${id}-list`,
        title: bilingual('Catalogue (demonstration)', '目录（演示）'),
        coverage: 'complete',
        classes: classes.map((one) => ({ id: one, label: bilingual(`Class ${one}`, `${one}类`) })),
        ...(filled && { items: lines.map((line) => ({ ...line })) }),
      },
    ],
    clauses: [{ id: 'listed', summary, source: 's1' }],
  }
}

const ruleOf = ({ id }: DemonstrationCatalogue, place: string): RecordedFolder['rules'][number] => ({
  id: 'listed',
  clause: 'listed',
  title: bilingual('Listed qualification to senior level', '目录内职业资格按高级工认可'),
  purposes: ['employment'],
  subject: { listed: { catalogue: `${id}-list` } },
  when: { experience: { place: [place] }, atLeast: { years: 1 } },
  outcomes: [
    {
      kind: 'recognised-as',
      by: 'operation-of-law',
      target: { level: 'cn-skill/3' },
      label: bilingual('senior worker', '高级工'),
    },
  ],
})

function broughtBy({ items, bodies }: DemonstrationCatalogue): Pick<RecordedFolder, 'qualifications' | 'bodies'> {
  const named = ({ name, country }: { name: { en: string; zh: string }; country: string }) => ({
    'name.en': name.en,
    'name.zh-CN': name.zh,
    country,
    source: null,
  })
  return {
    qualifications: items.map((item) => ({
      ...{ id: item.id, ...named(item) },
      ...{ family: 'vocational-qualification', awardingBody: bodies[item.body]?.id ?? null, fields: [], levels: [] },
    })),
    bodies: bodies.map((body) => ({ id: body.id, ...named(body) })),
  }
}

/** One example of each kind, of an item that is listed to this day. */
function examplesOf({ lines }: DemonstrationCatalogue, place: string): RecordedFolder['examples'] {
  const item = lines.find(({ until }) => until === undefined)
  if (item === undefined) return new Map()
  const asOf = '2034-01-01'
  const person = (from: string | null) => ({
    credentials: [{ id: 'c1', qualification: item.qualification }],
    ...(from !== null && { experience: [{ from, place }] }),
  })
  const example = (en: string, zh: string, from: string | null, expect: object) => ({
    title: bilingual(en, zh),
    rule: 'listed',
    in: place,
    asOf,
    person: person(from),
    expect,
  })
  return new Map([
    [
      'met/two-years',
      example('Two years of work', '工作两年', '2032-01-01', { verdict: 'met', outcomes: ['recognised-as'] }),
    ],
    [
      'undecided/work-not-stated',
      example('Work is not stated', '未说明工作经历', null, {
        verdict: 'unknown',
        questions: [`experience:place=${place}`],
      }),
    ],
    [
      'unmet/six-months',
      example('Six months of work', '工作半年', '2033-07-01', { verdict: 'unmet', holdsFrom: '2034-07-01' }),
    ],
  ]) as RecordedFolder['examples']
}
