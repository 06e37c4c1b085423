// SPDX-License-Identifier: Apache-2.0
import { noTables, readCharacterTables, tablesOf } from '../../finder/index.ts'
import { type Finding, inOrder, severityOf, stopsAll } from './finding.model.ts'
import { type Choices, type KnownEntry, type MatchedRow, shownName } from './matching/match.model.ts'
import { matchRows } from './matching/match-rows.ts'
import type { HomePlace } from './plan/new-entries.ts'
import type { BatchOptions, CatalogueItem, PlanOptions } from './plan/plan.model.ts'
import { planTakeOver, type TakeOver } from './plan/plan-take-over.ts'
import { readFile } from './rows/read-file.ts'
import type { ItemRow, RowContext, RowsRead } from './rows/row.model.ts'

/** Everything that a file is read against, as data alone: it travels to another thread. */
export interface Ground {
  classes: RowContext['classes']
  countries: RowContext['countries']
  /** Of the register and of the draft. */
  qualifications: KnownEntry[]
  bodies: KnownEntry[]
  /** The items of the catalogue as they stand. */
  current: CatalogueItem[]
  /** Where the catalogue is a later batch: how, and the entries of the list that it continues. */
  batch: (BatchOptions & { entries: CatalogueItem[] }) | null
  /** Qualifications of the draft's other catalogues, with the title of the catalogue. */
  elsewhere: [string, string][]
  /** The place of the text. */
  home?: HomePlace | null
  today: string
}

/** What a file says and which entries it speaks of, before anything is chosen. */
export interface Analysis {
  counted: number
  columns: RowsRead['columns']
  rows: MatchedRow[]
  findings: Finding[]
}

/** `done` of 100. */
export type OnProgress = (stage: 'read' | 'match', done: number) => void

const characters = () => {
  const rows = readCharacterTables()
  return rows.simplified.length === 0 ? noTables : tablesOf(rows)
}

export async function analyseFile(
  bytes: Uint8Array,
  ground: Ground,
  onProgress: OnProgress = () => {},
): Promise<Analysis> {
  onProgress('read', 1)
  const { rows, findings, counted, columns } = await readFile(bytes, ground, () => onProgress('read', 25))
  onProgress('match', 45)
  const matched = matchRows(rows, ground, {
    tables: characters(),
    onProgress: (done) => onProgress('match', 45 + Math.floor((50 * done) / rows.length)),
  })
  return { counted, columns, rows: matched.rows, findings: [...findings, ...matched.findings] }
}

/** The same for one item that did not come by a file. */
export function analyseItem(item: ItemRow, ground: Ground): Analysis {
  return { counted: 1, columns: [], ...matchRows([item], ground, { tables: characters() }) }
}

export interface Planned extends TakeOver {
  /** Everything that is to be said of the file, in its order. */
  findings: Finding[]
  /** Rows of the file that are left out for something wrong with them, and that wait for a choice. */
  bad: number
  waiting: number
  /** Nothing of the file can be taken. */
  stopped: boolean
  /** What the file does not name leaves the list: no row of it may be left out, or what it names would leave too. */
  whole: boolean
}

export type Obstacle = 'stopped' | 'bad' | 'waiting'

/** Why a plan cannot be taken over. */
export function obstacles(
  { stopped, bad, waiting, whole }: Pick<Planned, Obstacle | 'whole'>,
  skipBadRows: boolean,
): Obstacle[] {
  if (stopped) return ['stopped']
  return [
    ...(bad > 0 && (whole || !skipBadRows) ? (['bad'] as const) : []),
    ...(waiting > 0 ? (['waiting'] as const) : []),
  ]
}

/** What taking the file over would do, with what has been chosen. */
export function planAnalysis(analysis: Analysis, ground: Ground, options: PlanOptions & { choices: Choices }): Planned {
  const names = new Map([...ground.bodies, ...ground.qualifications].map((entry) => [entry.id, shownName(entry)]))
  const plan = planTakeOver(
    analysis.rows,
    {
      current: ground.current,
      earlier: ground.batch?.entries ?? [],
      elsewhere: new Map(ground.elsewhere),
      taken: names.keys(),
      home: ground.home ?? null,
      nameOf: (id) => names.get(id) ?? id,
      tables: characters(),
      today: ground.today,
      unread: analysis.findings.some((one) => one.row !== null && severityOf(one) === 'error'),
    },
    { ...options, batch: ground.batch },
  )
  const findings = inOrder(
    [...analysis.findings, ...plan.findings],
    analysis.columns.map(({ sheet }) => sheet),
  )
  const rowsWith = (severity: string) =>
    new Set(
      findings.flatMap((one) => (one.row !== null && severityOf(one) === severity ? [`${one.sheet}!${one.row}`] : [])),
    )
  const bad = rowsWith('error')
  const waiting = [...rowsWith('decide')].filter((row) => !bad.has(row))
  const whole = options.mode === 'whole' || ground.batch?.replaces === true
  return { ...plan, findings, bad: bad.size, waiting: waiting.length, stopped: findings.some(stopsAll), whole }
}
