// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../finding.model.ts'
import type { MatchedRow } from '../matching/match.model.ts'
import { firstDay } from '../rows/dates.model.ts'
import { applyRow, change, isFinding, isWholeDay, type Line, repeated, say } from './apply-row.model.ts'
import { type BatchOptions, type CatalogueItem, type PlannedChange, type PlanOptions, sameItem } from './plan.model.ts'

/** What stands of one qualification: the lines of the batch itself, and the entries of the list that it continues. */
export interface BatchLines {
  own: Line[]
  earlier: readonly CatalogueItem[]
}

type BatchPlan = PlanOptions & { batch: BatchOptions }

/** What a row of a later batch does: it adds an entry, or its line changes or withdraws one of an earlier batch. */
export function applyBatchRow(
  row: MatchedRow,
  qualification: string,
  { own, earlier }: BatchLines,
  options: BatchPlan,
): PlannedChange | Finding {
  const { action, class: named } = row.item
  const day = dayOf(row, options)
  const open = earlier.filter((item) => isOpenOn(item, day))
  const before =
    (action === 'withdraw' && named !== '' ? open.find((item) => item.class === named) : open.at(-1)) ?? null
  if (before === null || options.batch.replaces) return addOwn(row, qualification, { own, before }, options)
  if (action === 'withdraw') return speakOf(row, { own, before, after: null }, options)
  if (before.class !== named && action !== 'add') return speakOf(row, { own, before, after: named }, options)
  return action === undefined && row.item.until === undefined
    ? change('unchanged', row, before, before)
    : say(row, 'already-listed', row.item.cells.action === undefined ? 'name-zh' : 'action', {
        expected: [[before.class, before.from].filter((part) => part !== undefined).join(', ')],
      })
}

/** The day on which the row speaks: its own, else the one of the file, else the one of the batch. */
function dayOf({ item: { action, from, until } }: MatchedRow, { effective, batch }: BatchPlan): string | null {
  const said = action === 'withdraw' ? (until ?? from) : from
  return said ?? effective ?? batch.day
}

function isOpenOn({ from, until }: CatalogueItem, day: string | null): boolean {
  if (day === null) return until === undefined
  const at = firstDay(day)
  return (from === undefined || firstDay(from) <= at) && (until === undefined || at < firstDay(until))
}

const isLineOfItsOwn = ({ item: { action = 'add' } }: Line): boolean => action === 'add'

/** What is not on the list yet, or comes with a batch that takes the place of all of it. */
function addOwn(
  row: MatchedRow,
  qualification: string,
  { own, before }: { own: Line[]; before: CatalogueItem | null },
  options: BatchPlan,
): PlannedChange | Finding {
  const adds = own.filter(isLineOfItsOwn)
  const known = adds.length
  const done = applyRow(row, qualification, adds, options)
  own.push(...adds.slice(known))
  if (isFinding(done) || done.kind !== 'added' || done.after === null || before === null) return done
  const same = before.class === done.after.class
  return { ...done, kind: same ? 'unchanged' : 'changed', before }
}

/** A line that changes (`after`: the new class) or withdraws an entry of an earlier batch. */
function speakOf(
  row: MatchedRow,
  { own, before, after }: { own: Line[]; before: CatalogueItem; after: string | null },
  options: BatchPlan,
): PlannedChange | Finding {
  const { from, until, earlierHolders, noteEn, noteZh } = row.item
  const day = dayOf(row, options)
  const column = after === null && until !== undefined ? 'until' : 'from'
  if (day === null) return say(row, after === null ? 'withdrawal-without-date' : 'change-without-date', column)
  if (!isWholeDay(day)) return say(row, 'day-not-whole', column, { found: day })
  const ends = after === null ? {} : { until }
  const line: CatalogueItem = {
    ...{ qualification: before.qualification, class: after ?? before.class },
    ...{ from: day === options.batch.day && from === undefined ? undefined : day, ...ends },
    ...{ action: after === null ? 'withdraw' : 'change', earlierHolders, noteEn, noteZh },
  }
  const standing = own.find((one) => !isLineOfItsOwn(one))
  if (standing !== undefined && standing.row !== null) return repeated(row, standing.row, standing.item, line)
  const same = standing !== undefined && sameItem(standing.item, line)
  if (standing === undefined) own.push({ item: line, row })
  else Object.assign(standing, { item: { ...line, at: standing.item.at }, row })
  const holders = { earlierHolders: earlierHolders ?? options.batch.earlierHolders ?? undefined }
  const becomes: CatalogueItem =
    after === null ? { ...before, until: day, ...holders } : { ...line, action: undefined, from: day, ...holders }
  return change(same ? 'unchanged' : after === null ? 'withdrawn' : 'changed', row, before, becomes)
}

/** Entries of the list that the file does not name, where it is all of the list: withdrawn by a line, or by the batch that takes its place. */
export function leaveOutEarlier(
  earlier: ReadonlyMap<string, readonly CatalogueItem[]>,
  spoken: ReadonlySet<string>,
  { effective, batch }: BatchPlan,
): { lines: Line[]; changes: PlannedChange[]; undated: string | null } {
  const day = batch.replaces ? batch.day : (effective ?? batch.day)
  const lines: Line[] = []
  const changes: PlannedChange[] = []
  for (const [qualification, items] of earlier) {
    if (spoken.has(qualification)) continue
    for (const before of items.filter((item) => isOpenOn(item, day))) {
      if (day === null || !isWholeDay(day)) return { lines: [], changes: [], undated: qualification }
      const from = day === batch.day ? undefined : day
      const item: CatalogueItem = { qualification, class: before.class, from, action: 'withdraw' }
      if (!batch.replaces) lines.push({ item, row: null })
      const after = { ...before, until: day, earlierHolders: batch.earlierHolders ?? undefined }
      changes.push({ kind: 'withdrawn', qualification, before, after, row: null })
    }
  }
  return { lines, changes, undated: null }
}
