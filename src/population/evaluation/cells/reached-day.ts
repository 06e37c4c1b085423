// SPDX-License-Identifier: Apache-2.0
import { addMonths, wholeMonths } from '@passerelle/recognition'

const DAYS_IN_POOLED_MONTH = 30
/** Work goes on. */
export const NO_END = 4_000_000
export const NEVER = -1

/**
 * The day from which on work reaches a number of months, whatever the as-of date: what was reached stays reached, since days that count go
 * on counting. The union of intervals, given in order of their start, with the days that are left over pooled (`docs/engine-semantics.md`).
 */
export class ReachedDay {
  private need = 0
  private months = 0
  private days = 0
  private intervals = 0
  private start = 0
  private end = NEVER
  private reached = NEVER

  begin(need: number): void {
    this.need = need
    this.months = 0
    this.days = 0
    this.intervals = 0
    this.end = NEVER
    this.start = 0
    this.reached = NEVER
    this.open = false
  }

  private open = false

  /** Days from the first to the one before the last (since 1970-01-01). */
  add(from: number, end: number): void {
    if (end <= from || this.reached !== NEVER) return
    if (this.open && from <= this.end) {
      if (end > this.end) this.end = end
      return
    }
    this.close()
    this.start = from
    this.end = end
    this.open = true
  }

  /** The day, or `NEVER`. */
  day(): number {
    this.close()
    return this.reached
  }

  private close(): void {
    if (!this.open || this.reached !== NEVER) return
    this.open = false
    const { start, end, need } = this
    if (this.intervals === 0) {
      const day = addMonths(start, need)
      if (day <= end) this.reached = day
    } else if (end === NO_END || this.total(end) >= need) this.reached = this.firstDay(end)
    if (this.reached !== NEVER || end === NO_END) return
    const whole = wholeMonths(start, end)
    this.intervals++
    this.months += whole
    this.days += end - addMonths(start, whole)
  }

  /** Months of all intervals if this one ends on a day. */
  private total(end: number): number {
    const whole = wholeMonths(this.start, end)
    const left = end - addMonths(this.start, whole)
    return this.months + whole + Math.floor((this.days + left) / DAYS_IN_POOLED_MONTH)
  }

  private firstDay(end: number): number {
    let low = this.start
    let high = Math.min(end, addMonths(this.start, this.need - this.months) + 1)
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (this.total(middle) >= this.need) high = middle
      else low = middle
    }
    return high
  }
}
