// SPDX-License-Identifier: Apache-2.0
import type { Clock } from '../../kernel/index.ts'

const window = 10 * 60 * 1000
const mostOfOne = 5
const mostOfAll = 200

/** So many reports within ten minutes from one address, and from all together. Addresses stay in memory for that long only. */
export class ReportLimit {
  private readonly clock: Clock
  private readonly sent: { from: string; at: number }[] = []

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** Whether one more may be sent; if so it counts. */
  allows(from: string): boolean {
    const now = this.clock.now().getTime()
    while ((this.sent[0]?.at ?? now) <= now - window) this.sent.shift()
    const own = this.sent.filter((one) => one.from === from).length
    if (own >= mostOfOne || this.sent.length >= mostOfAll) return false
    this.sent.push({ from, at: now })
    return true
  }
}
