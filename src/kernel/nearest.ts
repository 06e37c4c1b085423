// SPDX-License-Identifier: Apache-2.0

/** The candidate a person may have meant: at most a third of its letters away. */
export function nearest(typed: string, candidates: string[]): string | null {
  const near = candidates
    .map((candidate) => ({ candidate, distance: editDistance(typed, candidate) }))
    .filter(({ candidate, distance }) => distance <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.distance - b.distance)
  return near[0]?.candidate ?? null
}

/**
 * Letters to insert, delete, replace, or swap with their neighbour (optimal string alignment). Beyond `limit` it says
 * only that it is more: what both begin and end with is left out, and of the table a band is reckoned as wide as the limit.
 */
export function editDistance(a: string, b: string, limit = Number.POSITIVE_INFINITY): number {
  let [start, aEnd, bEnd] = [0, a.length, b.length]
  if (Math.abs(aEnd - bEnd) > limit) return limit + 1
  while (start < aEnd && start < bEnd && a.charCodeAt(start) === b.charCodeAt(start)) start++
  while (aEnd > start && bEnd > start && a.charCodeAt(aEnd - 1) === b.charCodeAt(bEnd - 1)) {
    aEnd--
    bEnd--
  }
  if (aEnd === start || bEnd === start) return Math.max(aEnd, bEnd) - start
  return alongTheBand(a.slice(start, aEnd), b.slice(start, bEnd), limit)
}

function alongTheBand(a: string, b: string, limit: number): number {
  const far = a.length + b.length
  const width = Math.min(limit, far)
  let before = new Int32Array(b.length + 1).fill(far)
  let last = Int32Array.from({ length: b.length + 1 }, (_, index) => index)
  let row = new Int32Array(b.length + 1).fill(far)
  for (let i = 1; i <= a.length; i++) {
    const [from, to] = [Math.max(1, i - width), Math.min(b.length, i + width)]
    row[from - 1] = from === 1 ? i : far
    let least = at(row, from - 1)
    for (let j = from; j <= to; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1)
      const swapped =
        i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      const one = Math.min(at(last, j - 1) + (same ? 0 : 1), at(last, j) + 1, at(row, j - 1) + 1)
      const cell = swapped ? Math.min(one, at(before, j - 2) + 1) : one
      row[j] = cell
      if (cell < least) least = cell
    }
    if (to < b.length) row[to + 1] = far
    if (least > limit) return limit + 1
    const free = before
    before = last
    last = row
    row = free
  }
  const distance = at(last, b.length)
  return distance > limit ? limit + 1 : distance
}

const at = (row: Int32Array, index: number): number => row[index] ?? Number.MAX_SAFE_INTEGER
