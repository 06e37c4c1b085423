// SPDX-License-Identifier: Apache-2.0
/**
 * The same work for the peers: per credential a slice of the rules that can concern it (the index they lack is built for them, outside the
 * measured time), and per person the flat facts they need, inside it. Unknown facts are left out: the peers know no third value.
 */
import type { Bundle, Condition, Person, Rule } from '@passerelle/recognition'

export type PeerFacts = Record<string, unknown>

const DAY = 86_400_000
const asOf = Date.UTC(2026, 10, 22)
const at = (date: string): number => Date.parse(`${date}T00:00:00Z`)

/** Whole months between two dates, the last day of a month reaching any day. */
function monthsBetween(from: number, to: number): number {
  const a = new Date(from)
  const b = new Date(to)
  const last = new Date(Date.UTC(b.getUTCFullYear(), b.getUTCMonth() + 1, 0)).getUTCDate()
  const reached = b.getUTCDate() >= a.getUTCDate() || b.getUTCDate() === last
  return (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth() - (reached ? 0 : 1)
}

function addMonths(from: number, months: number): number {
  const a = new Date(from)
  const first = new Date(Date.UTC(a.getUTCFullYear(), a.getUTCMonth() + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(a.getUTCDate(), last))
}

function monthsOfUnion(intervals: [number, number][]): number {
  intervals.sort((a, b) => a[0] - b[0])
  const merged: [number, number][] = []
  for (const [from, to] of intervals) {
    const last = merged.at(-1)
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to)
    else if (to > from) merged.push([from, to])
  }
  let months = 0
  let days = 0
  for (const [from, to] of merged) {
    const whole = monthsBetween(from, to)
    months += whole
    days += Math.round((to - addMonths(from, whole)) / DAY)
  }
  return months + Math.floor(days / 30)
}

/** Facts of a person about one credential, under the names that `factName` gives. */
export function peerFacts(person: Person, credential: Person['credentials'][number]): PeerFacts {
  const facts: PeerFacts = {}
  for (const [name, value] of Object.entries(person.facts ?? {})) facts[name.replaceAll(/\W/g, '_')] = value
  const place = facts.bench_employer_place
  if (typeof place === 'string') facts.bench_employer_place = [place, 'XA']
  const degree = person.credentials.find((one) => one.level?.startsWith('bench-degree/'))
  facts.degree = degree?.level ?? 'none'
  if (person.birthDate !== undefined) facts.age = Math.floor(monthsBetween(at(person.birthDate), asOf) / 12)
  if (credential.issued !== undefined)
    facts.held = at(credential.issued) > asOf ? -1 : monthsBetween(at(credential.issued), asOf)
  const relevant = (person.experience ?? []).filter((job) => job.relevantTo?.includes(credential.id))
  const months = (jobs: typeof relevant): number =>
    monthsOfUnion(
      jobs.map((job) => [at(job.from ?? ''), Math.min(asOf, job.to === undefined ? asOf : at(job.to) + DAY)]),
    )
  facts.months_ = months(relevant)
  facts.months_XA = facts.months_
  for (const province of ['XA-01', 'XA-02', 'XA-03', 'XA-04', 'XA-05']) {
    facts[`months_${province.replace('-', '_')}`] = months(relevant.filter((job) => job.place === province))
  }
  return facts
}

export const factName = (fact: string): string => fact.replaceAll(/\W/g, '_')

/** A condition of the workload as nested tests on flat facts. */
export type PeerTest =
  | { all: PeerTest[] }
  | { any: PeerTest[] }
  | {
      fact: string
      operator: 'equal' | 'in' | 'at-least' | 'at-most' | 'contains'
      value: string | number | boolean | string[]
    }

const months = ({ years = 0, months = 0 }: { years?: number; months?: number }): number => years * 12 + months

export function peerTest(condition: Condition): PeerTest {
  if ('all' in condition) return { all: condition.all.map(peerTest) }
  if ('any' in condition) return { any: condition.any.map(peerTest) }
  if ('normally' in condition) return peerTest(condition.normally)
  if ('credential' in condition) return { fact: 'degree', operator: 'in', value: condition.credential.levels ?? [] }
  if ('held' in condition) return { fact: 'held', operator: 'at-least', value: months(condition.held) }
  if ('experience' in condition) {
    const place = condition.experience.place?.[0] ?? ''
    return { fact: `months_${place.replace('-', '_')}`, operator: 'at-least', value: months(condition.atLeast) }
  }
  if ('age' in condition) return { fact: 'age', operator: 'at-most', value: condition.age.atMost ?? 0 }
  if ('fact' in condition) return factTest(condition)
  throw new Error(`the workload has no peer for ${JSON.stringify(condition)}`)
}

function factTest(test: Extract<Condition, { fact: string }>): PeerTest {
  const fact = factName(test.fact)
  if (test.includes !== undefined) return { fact, operator: 'contains', value: test.includes }
  if (test.within !== undefined) return { fact, operator: 'contains', value: test.within[0] ?? '' }
  if (test.in !== undefined) return { fact, operator: 'in', value: test.in }
  if (test.atLeast !== undefined) return { fact, operator: 'at-least', value: test.atLeast }
  return { fact, operator: 'equal', value: test.is ?? true }
}

/** Rules that can concern a credential of `qualification` at a province. */
export function slices(bundle: Bundle): Map<string, Rule[]> {
  const map = new Map<string, Rule[]>()
  for (const rule of bundle.rules) {
    if (!rule.id.startsWith('xa-bench-')) continue
    const places = rule.places[0] === 'XA' ? ['XA-01', 'XA-02', 'XA-03', 'XA-04', 'XA-05'] : rule.places
    for (const qualification of rule.subject?.qualification ?? []) {
      for (const place of places) {
        const key = `${place} ${qualification}`
        map.set(key, [...(map.get(key) ?? []), rule])
      }
    }
  }
  return map
}
