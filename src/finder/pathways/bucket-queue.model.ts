// SPDX-License-Identifier: Apache-2.0

/** Costs within one window each have a bucket; later ones wait until the window reaches them. */
const window = 1 << 16

/** A monotone priority queue for whole numbers: nothing is added below what was taken last (Dial 1969, with an overflow). */
export class BucketQueue {
  private readonly first = new Int32Array(window).fill(-1)
  private readonly node: Int32Array
  private readonly next: Int32Array
  private entries = 0
  private waiting: { node: number; cost: number }[] = []
  private base = 0
  private at = 0
  /** No bucket behind this one has been used. */
  private used = 0
  private inside = 0
  /** Cost of what was taken last. */
  cost = 0

  /** @param most how often something may be added between two clearings */
  constructor(most: number) {
    this.node = new Int32Array(most)
    this.next = new Int32Array(most)
  }

  clear(): void {
    this.first.fill(-1, 0, this.used + 1)
    this.used = 0
    this.entries = 0
    this.inside = 0
    this.base = 0
    this.at = 0
    this.cost = 0
    this.waiting.length = 0
  }

  add(node: number, cost: number): void {
    const bucket = cost - this.base
    if (bucket >= window) {
      this.waiting.push({ node, cost })
      return
    }
    const entry = this.entries++
    this.node[entry] = node
    this.next[entry] = this.first[bucket] as number
    this.first[bucket] = entry
    this.inside++
    if (bucket > this.used) this.used = bucket
  }

  /** The node of the least cost, or -1. */
  take(): number {
    if (this.inside === 0 && !this.advance()) return -1
    const { first } = this
    let at = this.at
    let entry = first[at] as number
    while (entry < 0) entry = first[++at] as number
    this.at = at
    first[at] = this.next[entry] as number
    this.inside--
    this.cost = this.base + at
    return this.node[entry] as number
  }

  /** Moves the window to the least of what waits. */
  private advance(): boolean {
    if (this.waiting.length === 0) return false
    const waiting = this.waiting
    this.base = waiting.reduce((least, one) => Math.min(least, one.cost), Number.POSITIVE_INFINITY)
    this.at = 0
    this.waiting = []
    for (const { node, cost } of waiting) this.add(node, cost)
    return true
  }
}
