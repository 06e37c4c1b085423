// SPDX-License-Identifier: Apache-2.0
/** Working time as the union of intervals, in whole months (pooling of days across intervals: Regulation (EC) 987/2009 art. 13(3)). */

import type { CountedSpan, Held, Job, Span } from '../credentials/person-view.ts'
import { addMonths, type Day, DISTANT_FUTURE, DISTANT_PAST, wholeMonths } from '../dates/days.ts'
import type { Node } from '../link/node.ts'
import type { Circumstances } from './circumstances.ts'
import { issuedTest, met, open, placeWithin, type State, within } from './leaves.ts'

export type ExperienceNode = Extract<Node, { op: 'experience' }>

const DAYS_IN_POOLED_MONTH = 30

export type Match = 'yes' | 'no' | 'maybe'

export function matchJob(
  job: Job,
  selector: ExperienceNode['selector'],
  held: Held | null,
  { compiled }: Circumstances,
): Match {
  const { relevant, occupation, place, capacity } = selector
  let open = false
  if (relevant !== undefined) {
    if (job.relevantTo === undefined) open = true
    else if (!job.relevantTo.includes(held?.root ?? '')) return 'no'
  }
  if (occupation !== undefined) {
    if (job.occupation === undefined) open = true
    else if (!within(job.occupation, occupation)) return 'no'
  }
  if (place !== undefined) {
    if (job.place === undefined) open = true
    else if (!placeWithin(compiled, job.place, place)) return 'no'
  }
  if (capacity !== undefined) {
    if (job.capacity === undefined) open = true
    else if (!capacity.includes(job.capacity)) return 'no'
  }
  return open ? 'maybe' : 'yes'
}

/** Adds up maximal intervals given in order of their start. The days left over make months only where several intervals leave some. */
export class WorkingTime {
  private start: Day = 0
  private end: Day = DISTANT_PAST
  private months = 0
  private days = 0
  private intervals = 0

  /** Days from the first to the one before the last. */
  add(from: Day, end: Day): void {
    if (end <= from) return
    if (from <= this.end) {
      if (end > this.end) this.end = end
      return
    }
    this.close()
    this.start = from
    this.end = end
  }

  copy(): WorkingTime {
    const copy = new WorkingTime()
    copy.start = this.start
    copy.end = this.end
    copy.months = this.months
    copy.days = this.days
    copy.intervals = this.intervals
    return copy
  }

  private close(): void {
    if (this.end === DISTANT_PAST) return
    const whole = wholeMonths(this.start, this.end)
    this.intervals++
    this.months += whole
    this.days += this.end - addMonths(this.start, whole)
  }

  /** Whole months of all that was added; what is added later begins anew with an interval of its own. */
  total(): number {
    this.close()
    this.end = DISTANT_PAST
    return this.intervals > 1 ? this.months + Math.floor(this.days / DAYS_IN_POOLED_MONTH) : this.months
  }
}

/** The days that count whatever the job: after or before the award, within the window. Null: the award's day is not known. */
function clip(node: ExperienceNode, held: Held | null, day: Day): { from: Day; to: Day } {
  let from = node.within === null ? DISTANT_PAST : addMonths(day, -node.within)
  let to = DISTANT_FUTURE
  if (node.selector.award !== undefined && held?.issued !== undefined) {
    if (node.selector.award === 'after') from = Math.max(from, held.issued)
    else to = held.issued
  }
  return { from, to }
}

export function spanOf(node: ExperienceNode, held: Held | null, around: Circumstances): Span {
  const { view, day } = around
  if (view.jobs === undefined) return { low: 0, high: null, settled: false, growing: false }
  const bounds = clip(node, held, day)
  const sure = new WorkingTime()
  let possible: WorkingTime | null = null
  let unbounded = false
  let settled = true
  let growing = false
  for (const job of view.jobs) {
    const match = matchJob(job, node.selector, held, around)
    if (match === 'no') continue
    if (match === 'maybe' || job.from === undefined) settled = false
    if (match === 'maybe' && possible === null) possible = sure.copy()
    if (job.from === undefined) {
      unbounded = true
      continue
    }
    const from = Math.max(job.from, bounds.from)
    const to = Math.min(job.end === undefined || job.end > day ? day : job.end, bounds.to)
    if (match === 'yes') {
      sure.add(from, to)
      if (job.end === undefined || job.end > day) growing = true
    }
    possible?.add(from, to)
  }
  const low = sure.total()
  const high = possible === null ? low : possible.total()
  return { low, high: unbounded ? null : high, settled, growing }
}

export function experienceKey({ key }: ExperienceNode, held: Held | null): string {
  let text = key.relevant ? `experience:relevant=${held?.root}` : 'experience:'
  if (key.middle !== '') text += key.relevant ? `;${key.middle}` : key.middle
  if (key.award !== null) text += `${text.endsWith(':') ? '' : ';'}${key.award}${held?.id}`
  if (key.end !== '') text += `${text.endsWith(':') ? '' : ';'}${key.end}`
  return text
}

/** The span as of the assessment's own day: conditions share it, so it is counted once for each selector and credential. */
export function countedSpan(node: ExperienceNode, held: Held | null, around: Circumstances): CountedSpan {
  const { spans } = around.view
  for (const one of spans) if (one.key === node.key && one.held === held) return one
  const counted = { key: node.key, held, name: experienceKey(node, held), span: spanOf(node, held, around) }
  spans.push(counted)
  return counted
}

/** The condition's state; pass the span where it is already known. */
export function experienceState(
  node: ExperienceNode,
  held: Held | null,
  around: Circumstances,
  span: Span = spanOf(node, held, around),
): State {
  const stated = statedMonths(node, held, around)
  if (stated !== undefined) return met(stated >= node.months)
  const awardOpen = node.selector.award !== undefined && held?.issued === undefined
  if (awardOpen && held !== null) {
    return span.settled ? awardState(node, held, around) : monthsTest(node, held, 0, span.high)
  }
  if (span.low >= node.months) return 'met'
  if (span.high !== null && span.high < node.months) return 'unmet'
  return monthsTest(node, held, span.low, span.high)
}

/** Months answered under the condition's own key. */
export function statedMonths(node: ExperienceNode, held: Held | null, { view }: Circumstances): number | undefined {
  return view.counted ? (view.facts.get(experienceKey(node, held)) as number | undefined) : undefined
}

/** The credential that the key names, if it names one. */
function credentialAsked({ key }: ExperienceNode, held: Held | null): { credential?: string } {
  if (held === null || (key.award === null && !key.relevant)) return {}
  return { credential: key.award === null ? held.root : held.id }
}

export function monthsTest(node: ExperienceNode, held: Held | null, low: number, high: number | null): State {
  const name = experienceKey(node, held)
  const credential = credentialAsked(node, held)
  const experience = node.stated
  return open({
    key: name,
    asks: { about: 'experience', name: name.slice('experience:'.length), type: 'months', experience, ...credential },
    domain: { kind: 'number', low, high: high ?? Infinity },
    edges: [node.months],
    accepts: (value) => Number(value) >= node.months,
  })
}

/** The days of issue for which the clipped months reach the need are a half line: find where it ends. */
function awardState(node: ExperienceNode, held: Held, around: Circumstances): State {
  const reaches = (issued: Day): boolean => spanOf(node, { ...held, issued }, around).low >= node.months
  const after = node.selector.award === 'after'
  const jobs = around.view.jobs ?? []
  const first = Math.min(around.day, ...jobs.map((job) => job.from ?? around.day)) - 1
  const last = Math.max(around.day, ...jobs.map((job) => job.end ?? around.day)) + 1
  if (!reaches(after ? first : last)) return 'unmet'
  if (reaches(after ? last : first)) return 'met'
  let low = first
  let high = last
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (reaches(middle) === after) low = middle
    else high = middle
  }
  return issuedTest(held, high, (issued, edge) => (after ? issued < edge : issued >= edge))
}
