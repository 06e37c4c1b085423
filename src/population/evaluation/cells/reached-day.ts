// SPDX-License-Identifier: Apache-2.0
import { addMonths, wholeMonths } from '@passerelle/recognition'

const DAYS_IN_POOLED_MONTH = 30
/** Work goes on. */
export const NO_END = 4_000_000
export const NEVER = -1

/**
 * The days from which on work reaches numbers of months, whatever the as-of date: what was reached stays reached, since days that count go
 * on counting. The union of intervals, given in order of their start, with the days that are left over pooled (`docs/engine-semantics.md`).
 */
export class ReachedDays {
  /** By need: the day, or `NEVER`. */
  readonly days: Int32Array
  private readonly needs: Int32Array
  /** Needs before this one are reached. */
  private next = 0
  private months = 0
  private left = 0
  private intervals = 0
  private start = 0
  private end = NEVER
  private open = false

  /** `needs`: months above 0, ascending. */
  constructor(needs: readonly number[]) {
    this.needs = Int32Array.from(needs)
    this.days = new Int32Array(needs.length)
  }

  begin(): void {
    this.days.fill(NEVER)
    this.next = 0
    this.months = 0
    this.left = 0
    this.intervals = 0
    this.open = false
  }

  /** Days from the first to the one before the last (since 1970-01-01). */
  add(from: number, end: number): void {
    if (end <= from || this.next === this.needs.length) return
    if (this.open && from <= this.end) {
      if (end > this.end) this.end = end
      return
    }
    this.close()
    this.start = from
    this.end = end
    this.open = true
  }

  /** Afterwards `days` are those of all intervals. */
  close(): void {
    if (!this.open || this.next === this.needs.length) return
    this.open = false
    const { start, end } = this
    if (this.intervals === 0) this.reachAtOnce()
    else this.reach()
    if (this.next === this.needs.length || end === NO_END) return
    const whole = wholeMonths(start, end)
    this.intervals++
    this.months += whole
    this.left += end - addMonths(start, whole)
  }

  private reachAtOnce(): void {
    for (; this.next < this.needs.length; this.next++) {
      const day = addMonths(this.start, this.needs[this.next] as number)
      if (day > this.end) return
      this.days[this.next] = day
    }
  }

  private reach(): void {
    const total = this.end === NO_END ? Number.MAX_SAFE_INTEGER : this.total(this.end)
    for (; this.next < this.needs.length; this.next++) {
      const need = this.needs[this.next] as number
      if (total < need) return
      this.days[this.next] = this.firstDay(need)
    }
  }

  /** Months of all intervals if this one ends on a day. */
  private total(end: number): number {
    const whole = wholeMonths(this.start, end)
    const left = end - addMonths(this.start, whole)
    return this.months + whole + Math.floor((this.left + left) / DAYS_IN_POOLED_MONTH)
  }

  private firstDay(need: number): number {
    let low = this.start
    let high = Math.min(this.end, addMonths(this.start, need - this.months) + 1)
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (this.total(middle) >= need) high = middle
      else low = middle
    }
    return high
  }
}
