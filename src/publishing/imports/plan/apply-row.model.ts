// SPDX-License-Identifier: Apache-2.0
import { type Finding, type FindingCode, type FindingPlace, finding } from '../finding.model.ts'
import type { MatchedRow } from '../matching/match.model.ts'
import type { Column } from '../rows/columns.model.ts'
import { firstDay } from '../rows/dates.model.ts'
import { type CatalogueItem, type ChangeKind, type PlannedChange, type PlanOptions, sameItem } from './plan.model.ts'

/** The lines of one qualification, the ones that came with this file known. */
export interface Line {
  item: CatalogueItem
  /** The row that made or changed it; null: it stood there before. */
  row: MatchedRow | null
}

/** What a row does to the lines of its qualification; a finding where it cannot be. */
export function applyRow(
  row: MatchedRow,
  qualification: string,
  lines: Line[],
  options: PlanOptions,
): PlannedChange | Finding {
  const { action, from, until } = row.item
  const wanted = wantedItem(row, qualification, options)
  const day = until ?? from ?? options.effective
  const standing = action === 'withdraw' ? openOn(lines, day) : standingAt(lines, wanted)
  const clash = standing?.row ?? null
  if (clash !== null) return repeated(row, clash, standing?.item ?? wanted, wanted)
  if (action === 'withdraw') return withdraw(row, standing, day)
  if (standing === null) {
    if (action === 'change') return say(row, 'not-listed', 'action', { expected: ['列入'] })
    const fault = holdersFault(row, wanted)
    if (fault !== null) return fault
    lines.push({ item: wanted, row })
    return change('added', row, null, wanted)
  }
  return meet(row, standing, wanted, { lines, effective: from ?? options.effective })
}

export const change = (
  kind: ChangeKind,
  row: MatchedRow,
  before: CatalogueItem | null,
  after: CatalogueItem | null,
): PlannedChange => ({ kind, qualification: (after ?? before)?.qualification ?? '', before, after, row })

function wantedItem({ item }: MatchedRow, qualification: string, { effective }: PlanOptions): CatalogueItem {
  const { from = effective ?? undefined, until, noteEn, noteZh } = item
  const holders = until === undefined ? {} : holdersOf(item.earlierHolders)
  return { qualification, class: item.class, from, until, ...holders, noteEn, noteZh }
}

/** The line that holds when the row begins to: of several the last. */
function standingAt(lines: readonly Line[], { from, until }: CatalogueItem): Line | null {
  const overlaps = ({ item }: Line): boolean => {
    const ended = item.until !== undefined && from !== undefined && firstDay(item.until) <= firstDay(from)
    const later = item.from !== undefined && until !== undefined && firstDay(until) <= firstDay(item.from)
    return !ended && !later
  }
  return lines.findLast(overlaps) ?? null
}

/** The last line that has not ended by the day on which it is to. */
const openOn = (lines: readonly Line[], day: string | null): Line | null =>
  lines.findLast(({ item: { until } }) => until === undefined || day === null || firstDay(until) >= firstDay(day)) ??
  null

/** Two rows of the file that turn out to be the same qualification. */
export function repeated(row: MatchedRow, first: MatchedRow, before: CatalogueItem, wanted: CatalogueItem): Finding {
  const code = sameItem(before, wanted) ? 'duplicate-same' : 'duplicate-differs'
  const sheet = first.item.sheet === null || first.item.sheet === row.item.sheet ? '' : `${first.item.sheet}!`
  return say(row, code, nameColumn(row), {
    candidates: [`${sheet}${first.item.cells[nameColumn(first)] ?? first.item.row}`],
  })
}

function withdraw(row: MatchedRow, standing: Line | null, day: string | null): PlannedChange | Finding {
  if (standing === null) return say(row, 'not-listed', 'action')
  const before = standing.item
  if (day === null) return say(row, 'withdrawal-without-date', 'until')
  if (before.from !== undefined && firstDay(day) <= firstDay(before.from)) {
    return say(row, 'dates-contradict', row.item.until === undefined ? 'from' : 'until', {
      found: day,
      expected: [before.from],
    })
  }
  const after = { ...before, until: day, ...holdersOf(row.item.earlierHolders) }
  const fault = holdersFault(row, after)
  if (fault !== null) return fault
  standing.item = after
  standing.row = row
  return change(sameItem(before, after) ? 'unchanged' : 'withdrawn', row, before, after)
}

/** The row speaks of what is listed. */
function meet(
  row: MatchedRow,
  standing: Line,
  wanted: CatalogueItem,
  { lines, effective }: { lines: Line[]; effective: string | null },
): PlannedChange | Finding {
  const before = standing.item
  const kept = {
    ...before,
    until: wanted.until ?? before.until,
    ...holdersOf(row.item.earlierHolders),
    noteEn: wanted.noteEn ?? before.noteEn,
    noteZh: wanted.noteZh ?? before.noteZh,
  }
  if (before.class === wanted.class) {
    const fault = holdersFault(row, kept)
    if (fault !== null) return fault
    const otherDay = row.item.from !== undefined && row.item.from !== before.from
    const same = sameItem(before, kept)
    if (same ? otherDay : row.item.action === 'add') return alreadyListed(row, before)
    standing.row = row
    standing.item = kept
    return change(same ? 'unchanged' : 'changed', row, before, kept)
  }
  if (row.item.action === 'add') return alreadyListed(row, before)
  if (effective === null) return say(row, 'change-without-date', 'from')
  const after = { ...wanted, from: effective }
  if (before.from !== undefined && firstDay(effective) < firstDay(before.from)) {
    return say(row, 'dates-contradict', 'from', { found: effective, expected: [before.from] })
  }
  standing.row = row
  if (before.from === effective) {
    standing.item = after
  } else {
    const ended = { ...before, until: effective, ...holdersOf(row.item.earlierHolders) }
    const fault = holdersFault(row, ended)
    if (fault !== null) return fault
    standing.item = ended
    lines.push({ item: after, row })
  }
  return change('changed', row, before, after)
}

const holdersOf = (earlierHolders: CatalogueItem['earlierHolders']): Pick<CatalogueItem, 'earlierHolders'> =>
  earlierHolders === undefined ? {} : { earlierHolders }

export const isWholeDay = (date: string): boolean => /^\d{4}-\d\d-\d\d$/.test(date)

/** What becomes of earlier holders can only be said of what ends, and only of a whole day. */
function holdersFault(row: MatchedRow, { until, earlierHolders }: CatalogueItem): Finding | null {
  if (row.item.earlierHolders !== undefined && until === undefined) return say(row, 'holders-without-end', 'holders')
  if (earlierHolders === undefined || until === undefined || isWholeDay(until)) return null
  return say(row, 'day-not-whole', row.item.until === undefined ? 'from' : 'until', { found: until })
}

const alreadyListed = (row: MatchedRow, before: CatalogueItem): Finding =>
  say(row, 'already-listed', row.item.cells.action === undefined ? nameColumn(row) : 'action', {
    expected: [[before.class, before.from].filter((part) => part !== undefined).join(', ')],
  })

const nameColumn = ({ item }: MatchedRow): Column =>
  item.nameZh !== undefined ? 'name-zh' : item.nameEn !== undefined ? 'name-en' : 'id'

export function say({ item }: MatchedRow, code: FindingCode, column: Column, place: FindingPlace = {}): Finding {
  const cell = item.cells[column] ?? item.cells['name-zh'] ?? item.cells['name-en'] ?? String(item.row)
  const found = item.nameZh ?? item.nameEn ?? item.id ?? ''
  return finding(code, { sheet: item.sheet, row: item.row, cell, found, ...place })
}

export const isFinding = (one: PlannedChange | Finding): one is Finding => 'code' in one
