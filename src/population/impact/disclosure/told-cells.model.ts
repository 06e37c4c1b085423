// SPDX-License-Identifier: Apache-2.0
/**
 * Which counts of a table may be told. A count below the threshold is kept back; so is one from which such a count could be worked out, by
 * the sum of its table or by a table that was published before. Sizes of groups are told in multiples of the threshold only, so that
 * nothing follows from them.
 */

/** A count, and whether it is told. */
export interface Cell {
  count: number
  told: boolean
}

/** One figure for every group, or for every part of something. */
export interface Column {
  groups: readonly string[]
  counts: readonly number[]
  /** Persons of each group; null: they are not told beside it. */
  sizes: readonly number[] | null
  /** What the counts add up to, or reach together; null: nothing that is told anywhere. */
  total: Cell | null
  /** The same figure in what was published before, by group. Who is not in it was not there. */
  earlier: readonly EarlierColumn[]
}

export interface EarlierColumn {
  total: Cell | null
  cells: ReadonlyMap<string, Cell>
}

/** From 1 to below the threshold. */
export const isSmall = (count: number, threshold: number): boolean => count > 0 && count < threshold

/** Whether a count may be told beside the same count of earlier days: neither may their difference be small, nor may it say what was kept back. */
export const mayBeside = (count: number, earlier: readonly Cell[], threshold: number): boolean =>
  earlier.every((then) => {
    const apart = Math.abs(count - then.count)
    return apart >= threshold || (then.told && apart === 0)
  })

/** To a multiple of the threshold: how sizes are told. */
export const rounded = (size: number, threshold: number): number => Math.round(size / threshold) * threshold

/** For each group, whether its count is told. */
export function toldCells(column: Column, threshold: number): boolean[] {
  const told = column.groups.map((_, at) => mayStand(column, at, threshold))
  let settled = false
  while (!settled) {
    hideUntilCovered(column, told, threshold)
    settled = column.earlier.every((earlier) => coversDifference(column, earlier, told, threshold))
  }
  return told
}

function mayStand({ groups, counts, sizes, earlier }: Column, at: number, threshold: number): boolean {
  const count = counts[at] as number
  if (isSmall(count, threshold)) return false
  const size = sizes?.[at]
  if (size !== undefined && (size < threshold || isSmall(size - count, threshold))) return false
  const group = groups[at] as string
  const then = earlier.flatMap(({ cells }) => cells.get(group) ?? [])
  return mayBeside(count, then, threshold)
}

/** Hides more, smallest first, until what is hidden says nothing of any single count of it; everything, where that cannot be. */
function hideUntilCovered(column: Column, told: boolean[], threshold: number): void {
  while (!isCovered(column, told, threshold)) {
    const next = nextToHide(column, told, ({ count }) => count > 0)
    if (next === -1) {
      told.fill(false)
      return
    }
    told[next] = false
  }
}

/**
 * Where the sum is told, whoever subtracts learns what the hidden ones make together: without any one of them that has to reach the
 * threshold. Where it is not told, the hidden ones have to keep it.
 */
function isCovered({ counts, total }: Column, told: readonly boolean[], threshold: number): boolean {
  if (total === null) return true
  const hidden = counts.filter((_, at) => !told[at])
  const sum = hidden.reduce((all, count) => all + count, 0)
  if (!total.told) return hidden.length === counts.length || sum >= Math.min(threshold, total.count)
  return hidden.length === 0 || hidden.length === counts.length || sum - Math.max(...hidden) >= threshold
}

/**
 * What is hidden makes a known sum with a told total, in each publication. Where both sums are known of the same groups, they may not
 * differ by a small count either. True where that holds already; else hides one more.
 */
function coversDifference(column: Column, earlier: EarlierColumn, told: boolean[], threshold: number): boolean {
  if (column.total?.told !== true || earlier.total?.told !== true) return true
  return blocksInBoth(column, earlier, told).every((isIn) => {
    const apart = apartIn(column, earlier, isIn)
    if (!isSmall(Math.abs(apart), threshold)) return true
    const then = (at: number) => earlier.cells.get(column.groups[at] as string) ?? NOT_THERE
    const changed = (at: number) => column.counts[at] !== then(at).count
    // Of what is hidden in one publication only, another one makes the two meet; else the block grows.
    const fits = [
      ({ at }: { at: number }) => isIn(at) && changed(at),
      ({ at }: { at: number }) => !isIn(at) && changed(at),
    ]
    const next = fits.map((fit) => nextToHide(column, told, fit)).find((found) => found !== -1)
    if (next === undefined) return true
    told[next] = false
    return false
  })
}

/** The smallest sets of groups with a hidden one of which both publications tell the sum. */
function blocksInBoth(column: Column, earlier: EarlierColumn, told: readonly boolean[]): ((at: number) => boolean)[] {
  const before = (at: number) => earlier.cells.get(column.groups[at] as string)?.told === false
  const now = (at: number) => told[at] === false
  const either = (at: number) => before(at) || now(at)
  return column.groups.some((_, at) => before(at) && now(at)) ? [either] : [before, now]
}

/** By how much the sum of a block has changed; groups that are no more, and were hidden, belong to it where it has any that were. */
function apartIn(column: Column, earlier: EarlierColumn, isIn: (at: number) => boolean): number {
  const now = new Set(column.groups)
  let apart = 0
  let wasHidden = false
  column.counts.forEach((count, at) => {
    if (!isIn(at)) return
    const then = earlier.cells.get(column.groups[at] as string) ?? NOT_THERE
    apart += count - then.count
    wasHidden ||= !then.told
  })
  if (!wasHidden) return apart
  for (const [group, { count, told }] of earlier.cells) if (!now.has(group) && !told) apart -= count
  return apart
}

const NOT_THERE: Cell = { count: 0, told: true }

/** What was hidden before goes first, then the smallest; -1: there is none. */
function nextToHide(
  { groups, counts, earlier }: Column,
  told: readonly boolean[],
  fits: (cell: { at: number; count: number }) => boolean,
): number {
  let best = -1
  let bestRank = Number.POSITIVE_INFINITY
  counts.forEach((count, at) => {
    if (told[at] !== true || !fits({ at, count })) return
    const hiddenBefore = earlier.some(({ cells }) => cells.get(groups[at] as string)?.told === false)
    const rank = hiddenBefore ? count : count + Number.MAX_SAFE_INTEGER / 2
    if (rank >= bestRank) return
    best = at
    bestRank = rank
  })
  return best
}
