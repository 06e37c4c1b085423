// SPDX-License-Identifier: Apache-2.0

/** One line of output (docs/benchmarks.md). */
export interface BenchResult {
  name: string
  unit: string
  ours: number
  peer: number | null
  peerName: string | null
  /** How many times better ours is than the peer: above 1 is better, whether the unit counts up or down. */
  ratio: number | null
  /** The best that could be reached here, measured in the same run. */
  limit: number | null
  /** Ours as a share of the limit: 1 is the limit itself. */
  ofLimit: number | null
  detail: Record<string, unknown>
}

export interface BenchOptions {
  /** Fresh processes on each side. */
  rounds: number
  /** Whether sizes are measured that take minutes. */
  long?: boolean
  /** Says what is being done, to standard error. */
  progress: (text: string) => void
}

/** A folder of the bench: `bench/<name>/index.ts` exports it as `group`. */
export interface BenchGroup {
  name: string
  summary: string
  run(report: (result: BenchResult) => void, options: BenchOptions): Promise<void>
}

export interface Figures {
  name: string
  unit: string
  /** Whether more of the unit is better. */
  better: 'higher' | 'lower'
  ours: number
  peer?: { name: string; value: number }
  limit?: number
  detail?: Record<string, unknown>
}

/** Works out ratio and share of the limit from what was measured. */
export function resultOf(figures: Figures): BenchResult {
  const { name, unit, better, ours, peer, limit, detail = {} } = figures
  const gain = (value: number) => round(better === 'higher' ? ours / value : value / ours)
  return {
    name,
    unit,
    ours: round(ours),
    peer: peer === undefined ? null : round(peer.value),
    peerName: peer?.name ?? null,
    ratio: peer === undefined ? null : gain(peer.value),
    limit: limit === undefined ? null : round(limit),
    ofLimit: limit === undefined ? null : gain(limit),
    detail,
  }
}

/** The middle one; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)] ?? Number.NaN
  return Number.isInteger(middle) ? (upper + (sorted[middle - 1] ?? Number.NaN)) / 2 : upper
}

/** The value that the share `p` of all values does not exceed. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(sorted.length * p) - 1)] ?? Number.NaN
}

/** Four significant digits: more would be noise. */
export function round(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : value
}
