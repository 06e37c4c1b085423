// SPDX-License-Identifier: Apache-2.0
import type { Clock } from '../../kernel/index.ts'

const interval = 1000

/** Says once a second how far an import is. */
export class Progress {
  rows = 0
  private bytes = 0
  private lastSaid: number
  private readonly begun: number
  private readonly total: number
  private readonly clock: Clock
  private readonly say: (text: string) => void

  constructor(total: number, clock: Clock, say: (text: string) => void) {
    this.total = total
    this.clock = clock
    this.say = say
    this.begun = clock.now().getTime()
    this.lastSaid = this.begun
  }

  read(bytes: number): void {
    this.bytes += bytes
  }

  row(file: string): void {
    this.rows += 1
    if (this.rows % 500 !== 0) return
    const now = this.clock.now().getTime()
    if (now - this.lastSaid < interval) return
    this.lastSaid = now
    this.say(`${file}: ${this.percent()} %, ${this.rows} rows, ${this.rate(now)} rows/s\n`)
  }

  private percent(): number {
    return this.total === 0 ? 100 : Math.floor((this.bytes / this.total) * 100)
  }

  private rate(now: number): number {
    return Math.round(this.rows / Math.max(0.001, (now - this.begun) / 1000))
  }
}
