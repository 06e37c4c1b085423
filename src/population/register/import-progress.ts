// SPDX-License-Identifier: Apache-2.0
import type { Clock } from '../../kernel/index.ts'

const interval = 1000

/** How fast an import is, and how long it will still take. */
export interface Pace {
  /** Since it was begun, or begun again. */
  rows: number
  rowsPerSecond: number
  /** From 0 to 1. */
  share: number
  /** Null: not to be said yet. */
  secondsLeft: number | null
}

/** Tells once a second how far an import is. */
export class ImportProgress {
  private readonly clock: Clock
  private readonly begun: number
  /** How much of the file was read when the time began to count. */
  private from: number | null = null
  private readonly tell: (pace: Pace) => void
  private said: number
  private rows = 0

  constructor(clock: Clock, tell: (pace: Pace) => void) {
    this.clock = clock
    this.tell = tell
    this.begun = clock.now().getTime()
    this.said = this.begun
  }

  add(rows: number, share: number): void {
    this.rows += rows
    this.from ??= share
    const now = this.clock.now().getTime()
    if (now - this.said < interval) return
    this.said = now
    this.tell(this.pace(share))
  }

  pace(share: number): Pace {
    const seconds = Math.max(0.001, (this.clock.now().getTime() - this.begun) / 1000)
    const done = share - (this.from ?? 0)
    return {
      rows: this.rows,
      rowsPerSecond: Math.round(this.rows / seconds),
      share,
      secondsLeft: done > 0 ? Math.round((seconds * (1 - share)) / done) : null,
    }
  }
}
