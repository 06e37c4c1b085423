// SPDX-License-Identifier: Apache-2.0
/** Working time, by marking days. */
import type { Experience } from '../person.ts'
import type { ExperienceSelector, Period } from '../rule.ts'
import { addMonths, type Day, dayOf, FIRST_DAY, LAST_DAY, monthsAndDays, monthsIn } from './calendar.ts'
import { constant, type Leaf, type Test } from './expression.ts'
import type { Holding } from './holding.ts'
import { codeLiesIn, fact, liesIn, type World } from './world.ts'

type Match = 'yes' | 'no' | 'may'

/** From the first day to the day after the last. */
interface Span {
  start: Day
  end: Day
}

interface Jobs {
  /** Days on which a job that matches was worked, an open end going on for ever. */
  certain: Span[]
  possible: Span[]
  unbounded: boolean
  /** No job may match, none lacks a beginning, and the work is stated. */
  settled: boolean
}

function codesMatch(codes: string[] | undefined, wanted: string[] | undefined): Match {
  if (!wanted) return 'yes'
  if (!codes) return 'may'
  return codes.some((code) => codeLiesIn(code, wanted)) ? 'yes' : 'no'
}

function matchOf(world: World, job: Experience, selector: ExperienceSelector, scope: Holding | null): Match {
  const { place, capacity, relevant } = selector
  const tests: Match[] = [codesMatch(job.occupation, selector.occupation)]
  if (place) tests.push(job.place === undefined ? 'may' : liesIn(world, job.place, place) ? 'yes' : 'no')
  if (capacity) tests.push(job.capacity === undefined ? 'may' : capacity.includes(job.capacity) ? 'yes' : 'no')
  if (relevant)
    tests.push(job.relevantTo === undefined ? 'may' : job.relevantTo.includes(scope?.root ?? '') ? 'yes' : 'no')
  return tests.includes('no') ? 'no' : tests.includes('may') ? 'may' : 'yes'
}

/** Marks the days of every job and reads the maximal runs. A job without an end is marked to the end of the calendar. */
function runsOf(jobs: Experience[]): Span[] {
  const dated = jobs.filter((job) => job.from !== undefined)
  if (dated.length === 0) return []
  const spans = dated.map(({ from, to }) => ({
    start: dayOf(from ?? ''),
    end: to === undefined ? LAST_DAY : dayOf(to) + 1,
  }))
  const marked = new Uint8Array(LAST_DAY + 1)
  for (const { start, end } of spans) marked.fill(1, start, Math.max(start, end))
  const runs: Span[] = []
  for (let day = Math.min(...spans.map(({ start }) => start)); day < LAST_DAY; day++) {
    if (marked[day] !== 1) continue
    const start = day
    while (day < LAST_DAY && marked[day] === 1) day++
    runs.push({ start, end: day })
    if (day === LAST_DAY) break
  }
  return runs
}

function jobsFor(world: World, selector: ExperienceSelector, scope: Holding | null): Jobs {
  const stated = world.person.experience
  if (!stated) return { certain: [], possible: [], unbounded: true, settled: false }
  const matches = stated.map((job) => ({ job, match: matchOf(world, job, selector, scope) }))
  const chosen = matches.filter(({ match }) => match !== 'no')
  const unbounded = chosen.some(({ job }) => job.from === undefined)
  return {
    certain: runsOf(chosen.filter(({ match }) => match === 'yes').map(({ job }) => job)),
    possible: runsOf(chosen.map(({ job }) => job)),
    unbounded,
    settled: !unbounded && chosen.every(({ match }) => match === 'yes'),
  }
}

/**
 * Whole months of the days from `clip.start` to before `clip.end`. Where there are two intervals or more the days that
 * remain are pooled, 30 to the month (Regulation 987/2009 art. 13(3)); those of a single one never make a month.
 */
function monthsOf(runs: readonly Span[], clip: Span): number {
  const clipped = runs
    .map((run) => ({ start: Math.max(run.start, clip.start), end: Math.min(run.end, clip.end) }))
    .filter(({ start, end }) => start < end)
  const counted = clipped.map(({ start, end }) => monthsAndDays(start, end))
  const months = counted.reduce((sum, each) => sum + each.months, 0)
  const days = counted.reduce((sum, each) => sum + each.days, 0)
  return clipped.length > 1 ? months + Math.floor(days / 30) : months
}

export function experienceKey(selector: ExperienceSelector, scope: Holding | null): string {
  const listed = (name: string, list: string[] | undefined): string[] =>
    list ? [`${name}=${[...list].sort().join(',')}`] : []
  const members = [
    ...(selector.relevant ? [`relevant=${scope?.root}`] : []),
    ...listed('occupation', selector.occupation),
    ...listed('place', selector.place),
    ...listed('capacity', selector.capacity),
    ...(selector.award ? [`award=${selector.award} ${scope?.id}`] : []),
    ...(selector.within ? [`within=${monthsIn(selector.within)}`] : []),
  ]
  return `experience:${members.join(';')}`
}

/** The days that count on the as-of date `day`, the award being on `award`. */
function clipOn(selector: ExperienceSelector, day: Day, award: Day | undefined): Span {
  const within = selector.within ? addMonths(day, -monthsIn(selector.within)) : FIRST_DAY
  if (award === undefined) return { start: within, end: day }
  if (selector.award === 'after') return { start: Math.max(within, award), end: day }
  return { start: within, end: Math.min(day, award) }
}

export function experienceLeaf(world: World, selector: ExperienceSelector, need: Period, scope: Holding | null): Leaf {
  const key = experienceKey(selector, scope)
  const months = monthsIn(need)
  const stated = fact(world, key)
  if (stated !== undefined) return constant(Number(stated) >= months)
  const jobs = jobsFor(world, selector, scope)
  const issued = selector.award ? scope?.issued : undefined
  const award = issued && 'known' in issued ? issued.known : undefined
  const openKey = issued && 'key' in issued ? issued.key : undefined
  const at = (day: Day): boolean | Test => {
    if (openKey !== undefined && jobs.settled) return awardTest(openKey, selector, jobs.certain, months, day)
    const clip = clipOn(selector, day, award)
    const lo = openKey === undefined ? monthsOf(jobs.certain, clip) : 0
    const hi = jobs.unbounded ? null : monthsOf(jobs.possible, clip)
    if (lo >= months) return true
    if (hi !== null && hi < months) return false
    const domain = { kind: 'months', lo, hi } as const
    return { key, domain, accepts: (value) => Number(value) >= months, near: [months] }
  }
  return { kind: 'leaf', at, varies: true }
}

/** A test on the unknown day of award: the days for which the clipped months reach the need are a half line. */
function awardTest(key: string, selector: ExperienceSelector, runs: Span[], need: number, day: Day): Test {
  const accepts = (award: Day): boolean => monthsOf(runs, clipOn(selector, day, award)) >= need
  let [low, high] = [FIRST_DAY, LAST_DAY]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (accepts(middle) === accepts(low)) low = middle
    else high = middle
  }
  return { key, domain: { kind: 'days' }, accepts: (value) => accepts(Number(value)), near: [low, high] }
}
