// SPDX-License-Identifier: Apache-2.0
import { type Finding, type Severity, severities, severityOf } from './finding.model.ts'

/** What is said the same of many cells, told once. */
export interface ToldFinding extends Finding {
  /** Where: cells, and those that stand one below another as `D2:D61`; the first of them. */
  places: string[]
  /** Cells that `places` does not name. */
  further: number
  /** For how many rows it is told. */
  rows: number
}

const mostPlaces = 10

/** Each thing once, where it stands first. */
export function toldOnce(findings: readonly Finding[]): ToldFinding[] {
  const groups = new Map<string, [Finding, ...Finding[]]>()
  for (const one of findings) {
    const { code, sheet, found, expected, candidates, choice, row } = one
    const key = row === null ? `${groups.size}` : JSON.stringify([code, sheet, found, expected, candidates, choice])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  return [...groups.values()].map(tell)
}

function tell(group: [Finding, ...Finding[]]): ToldFinding {
  const ranges = rangesOf(group.map(({ cell }) => cell ?? ''))
  const shown = ranges.slice(0, mostPlaces)
  const further = ranges.slice(mostPlaces).reduce((sum, { count }) => sum + count, 0)
  const places = shown.map(({ from, to }) => (from === to ? from : `${from}:${to}`))
  return { ...group[0], places, further, rows: new Set(group.map(({ row }) => row)).size }
}

interface Range {
  from: string
  to: string
  count: number
}

/** Cells of one column that follow one another are one range. */
function rangesOf(cells: readonly string[]): Range[] {
  const ranges: Range[] = []
  for (const cell of cells) {
    const last = ranges.at(-1)
    if (last !== undefined && follows(last.to, cell)) {
      last.to = cell
      last.count++
    } else ranges.push({ from: cell, to: cell, count: 1 })
  }
  return ranges
}

function follows(before: string, cell: string): boolean {
  const [one, other] = [/^([A-Z]*)(\d+)$/.exec(before), /^([A-Z]*)(\d+)$/.exec(cell)]
  return one !== null && other !== null && one[1] === other[1] && Number(other[2]) === Number(one[2]) + 1
}

/** How many are told of each weight; what has to be decided counts by the names that are still open. */
export function countTold(told: readonly Finding[], open: number): Record<Severity, number> {
  const counts = Object.fromEntries(severities.map((severity) => [severity, 0])) as Record<Severity, number>
  for (const one of told) counts[severityOf(one)]++
  return { ...counts, decide: open }
}
