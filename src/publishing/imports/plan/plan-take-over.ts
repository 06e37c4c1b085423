// SPDX-License-Identifier: Apache-2.0
import type { CharacterTables } from '../../../finder/index.ts'
import { type Finding, finding } from '../finding.model.ts'
import { type Choices, chosenNew, keyOf, type MatchedRow, settled } from '../matching/match.model.ts'
import { firstDay } from '../rows/dates.model.ts'
import { applyBatchRow, leaveOutEarlier } from './apply-batch-row.model.ts'
import { applyRow, isFinding, type Line, say } from './apply-row.model.ts'
import { type HomePlace, NewEntries, type NewEntry } from './new-entries.ts'
import type { CatalogueItem, PlannedChange, PlanOptions } from './plan.model.ts'

export interface PlanGround {
  /** The items as they stand. */
  current: readonly CatalogueItem[]
  /** Of the list that it continues: its entries as they stand. */
  earlier?: readonly CatalogueItem[]
  /** In which other catalogues of the same authority's draft a qualification stands. */
  elsewhere: ReadonlyMap<string, string>
  /** Ids that no new entry may have. */
  taken: Iterable<string>
  /** With the code of which the ids of new entries begin; null or absent: it is not known. */
  home?: HomePlace | null
  /** What an entry is called. */
  nameOf: (id: string) => string
  tables: CharacterTables
  today: string
  /** The file has rows that could not be read: what it does not name cannot be told from what it names. */
  unread: boolean
}

/** What taking the file over would do, as far as it is decided. */
export interface TakeOver {
  items: CatalogueItem[]
  changes: PlannedChange[]
  qualifications: NewEntry[]
  bodies: NewEntry[]
  findings: Finding[]
}

/** Puts the rows upon the items that stand. Rows that contradict these, or that wait for a choice, are left out and told. */
export function planTakeOver(
  rows: readonly MatchedRow[],
  ground: PlanGround,
  options: PlanOptions & { choices: Choices },
): TakeOver {
  const entries = new NewEntries(ground.taken, ground.tables, ground.home)
  const lines = new Map<string, Line[]>()
  for (const item of ground.current) linesOf(lines, item.qualification).push({ item, row: null })
  const earlier = Map.groupBy(ground.earlier ?? [], ({ qualification }) => qualification)
  const findings: Finding[] = []
  const changes: PlannedChange[] = []
  const spoken = new Set<string>()
  for (const row of rows) {
    const id = qualificationOf(row, options.choices, { entries, ground, findings })
    if (id === null) {
      for (const { id: may } of row.qualification.candidates) spoken.add(may)
      continue
    }
    spoken.add(id)
    const own = linesOf(lines, id)
    const { batch } = options
    const done =
      batch == null
        ? applyRow(row, id, own, options)
        : applyBatchRow(row, id, { own, earlier: earlier.get(id) ?? [] }, { ...options, batch })
    if (isFinding(done)) findings.push(done)
    else changes.push(done)
    const other = ground.elsewhere.get(id)
    if (other !== undefined) findings.push(say(row, 'listed-elsewhere', 'name-zh', { expected: [other] }))
  }
  if (!ground.unread) {
    if (options.mode === 'whole') leaveOut(lines, { spoken, today: ground.today }, options, { changes, findings })
    leaveEarlier(lines, { earlier, spoken }, options, { changes, findings })
  }
  const used = new Set(changes.map(({ qualification }) => qualification))
  const qualifications = entries.qualifications.filter(({ id }) => used.has(id))
  const usedBodies = new Set(qualifications.map(({ body }) => body))
  return {
    items: inListOrder(lines),
    changes,
    qualifications,
    bodies: entries.bodies.filter(({ id }) => usedBodies.has(id)),
    findings: [...findings, ...inOneLanguage(entries, used)],
  }
}

/** As the list stood; what is new stands behind its own qualification, or at the end. */
function inListOrder(lines: ReadonlyMap<string, Line[]>): CatalogueItem[] {
  const placed = [...lines.values()].flatMap((own) => {
    let behind = Number.MAX_SAFE_INTEGER
    return own.map(({ item }) => {
      behind = item.at ?? behind
      return { item, behind }
    })
  })
  return placed.toSorted((a, b) => a.behind - b.behind).map(({ item }) => item)
}

function linesOf(lines: Map<string, Line[]>, id: string): Line[] {
  let found = lines.get(id)
  if (found === undefined) {
    found = []
    lines.set(id, found)
  }
  return found
}

interface Deciding {
  entries: NewEntries
  ground: PlanGround
  findings: Finding[]
}

/** The id that a row speaks of; null while that has to be chosen. */
function qualificationOf(row: MatchedRow, choices: Choices, { entries, ground, findings }: Deciding): string | null {
  const names = (candidates: readonly { id: string }[]) => candidates.map(({ id }) => `${ground.nameOf(id)} (${id})`)
  const key = row.qualification.kind === 'near' ? keyOf(row) : ''
  const id = settled(row.qualification, choices[key])
  if (id === null) {
    const candidates = names(row.qualification.candidates)
    findings.push(
      say(row, 'qualification-unsure', row.item.nameZh === undefined ? 'name-en' : 'name-zh', {
        candidates,
        choice: key,
      }),
    )
    return null
  }
  if (id !== chosenNew) return id
  if (row.body === undefined || row.bodyKey === undefined) return entries.qualification(row.item, null)
  const body = settled(row.body, choices[row.bodyKey])
  if (body === null) {
    const found = row.item.bodyZh ?? row.item.bodyEn ?? ''
    const column = row.item.bodyZh === undefined ? 'body-en' : 'body-zh'
    findings.push(
      say(row, 'body-unsure', column, { found, candidates: names(row.body.candidates), choice: row.bodyKey }),
    )
    return null
  }
  return entries.qualification(row.item, body === chosenNew ? entries.awardingBody(row.bodyKey, row.item) : body)
}

/** Where the file is the whole catalogue, what it does not name leaves it: also what would have ended or begun later. */
function leaveOut(
  lines: Map<string, Line[]>,
  { spoken, today }: { spoken: ReadonlySet<string>; today: string },
  { effective, batch }: PlanOptions,
  { changes, findings }: { changes: PlannedChange[]; findings: Finding[] },
): void {
  const day = effective ?? batch?.day ?? null
  for (const [qualification, own] of lines) {
    if (spoken.has(qualification)) continue
    const left = own.filter(({ item }) => (item.action ?? 'add') === 'add' && endsAfter(item, day ?? today))
    if (left.length === 0) continue
    if (day === null) {
      findings.push(finding('left-out-without-date', { found: qualification }))
      return
    }
    const stay = own.flatMap((line) => {
      if (!left.includes(line)) return [line]
      const from = line.item.from ?? batch?.day ?? null
      const after = from !== null && firstDay(from) >= firstDay(day) ? null : { ...line.item, until: day }
      changes.push({ kind: 'withdrawn', qualification, before: line.item, after, row: null })
      return after === null ? [] : [{ ...line, item: after }]
    })
    lines.set(qualification, stay)
  }
}

const endsAfter = ({ until }: CatalogueItem, day: string): boolean =>
  until === undefined || firstDay(until) > firstDay(day)

/** What the file does not name leaves the list that the batch continues, where it is all of it or takes its place. */
function leaveEarlier(
  lines: Map<string, Line[]>,
  { earlier, spoken }: { earlier: ReadonlyMap<string, readonly CatalogueItem[]>; spoken: ReadonlySet<string> },
  options: PlanOptions,
  { changes, findings }: { changes: PlannedChange[]; findings: Finding[] },
): void {
  const { batch, mode } = options
  if (batch == null || !(batch.replaces || mode === 'whole')) return
  const said = new Set(spoken)
  // What a line of this batch withdraws or changes already needs no other, and what it lists stays where it takes the place of all.
  for (const [id, own] of lines) {
    if (own.some(({ item }) => batch.replaces || (item.action ?? 'add') !== 'add')) said.add(id)
  }
  const left = leaveOutEarlier(earlier, said, { ...options, batch })
  if (left.undated !== null) findings.push(finding('left-out-without-date', { found: left.undated }))
  for (const line of left.lines) linesOf(lines, line.item.qualification).push(line)
  changes.push(...left.changes)
}

function inOneLanguage({ oneLanguage: named }: NewEntries, used: ReadonlySet<string>): Finding[] {
  const oneLanguage = named.flatMap(({ id, item }) => (used.has(id) ? [item] : []))
  const [first] = oneLanguage
  if (first === undefined) return []
  const cell = first.cells['name-en'] ?? first.cells['name-zh'] ?? String(first.row)
  const found = String(oneLanguage.length)
  return [finding('name-one-language', { sheet: first.sheet, row: first.row, cell, found })]
}
