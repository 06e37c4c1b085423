// SPDX-License-Identifier: Apache-2.0
import { shared } from '../columns/growing.ts'
import type { Codes, FactColumn, GroupColumn, Workforce } from '../columns/workforce.ts'
import { canonical } from '../columns/workforce-builder.ts'
import type { HeldWorkforce } from './held-workforce.ts'
import { floats, makers, personRuns, Runs, recoded, spliced } from './merge-runs.ts'

/**
 * A workforce with what has changed of it: `news` has everybody who is new or is now otherwise, `gone` the numbers of those who are no more.
 * What has not changed is copied as it lies; neither of the two is altered.
 */
export function mergeWorkforce(held: HeldWorkforce, news: HeldWorkforce, gone: Float64Array): HeldWorkforce {
  const upTo = Math.max(held.upTo, news.upTo)
  if (news.ids.length === 0 && gone.length === 0) return { ...held, upTo }
  const persons = personRuns(held.ids, news.ids, gone)
  const ids = spliced(persons, [held.ids, news.ids], floats)
  return { workforce: mergedColumns([held.workforce, news.workforce], persons), ids, upTo }
}

type Two = readonly [Workforce, Workforce]

function mergedColumns(both: Two, persons: Runs): Workforce {
  const [one, other] = both
  const kinds = union(one.kinds, other.kinds)
  const places = newPlaces(both, persons)
  const firstRecord = starts(both, persons, 'firstRecord')
  const records = recordRuns(both, kinds, places)
  const jobKinds = union(one.jobKinds, other.jobKinds)
  const jobs = ownRuns(both, persons, 'firstJob')
  const held = ownRuns(both, persons, 'firstRecord')
  const words = (name: 'issued' | 'expires' | 'recordBirth') =>
    spliced(records.runs, [one[name], other[name]], shared.words)
  const jobWords = (name: 'jobFrom' | 'jobEnd') => spliced(jobs, [one[name], other[name]], shared.words)
  return {
    ...{ persons: persons.total, records: records.runs.total, jobs: jobs.total },
    birth: spliced(persons, [one.birth, other.birth], shared.words),
    workKnown: spliced(persons, [one.workKnown, other.workKnown], shared.bytes),
    ...{ firstRecord, firstJob: starts(both, persons, 'firstJob') },
    facts: mergedFacts(both, persons, records.runs),
    groups: mergedGroups(both, persons),
    ...{ kinds: kinds.values, kindStart: records.kindStart },
    ...placed(both, records.runs, places, firstRecord),
    recordKind: spliced(held, [one.recordKind, recoded(other.recordKind, kinds.codes, shared.longs)], shared.longs),
    ...{ issued: words('issued'), expires: words('expires'), recordBirth: words('recordBirth') },
    jobKinds: jobKinds.values,
    jobKind: spliced(jobs, [one.jobKind, recoded(other.jobKind, jobKinds.codes, shared.longs)], shared.longs),
    ...{ jobFrom: jobWords('jobFrom'), jobEnd: jobWords('jobEnd') },
    jobRelevant: spliced(jobs, [one.jobRelevant, other.jobRelevant], shared.longs),
    irregular: mergedIrregular(both, places),
  }
}

interface Union<T> {
  values: readonly T[]
  /** Codes of the second list's values. */
  codes: number[]
}

/** The first list with what the second has beside it: codes of the first stay. */
function union<T>(one: readonly T[], other: readonly T[]): Union<T> {
  const known = new Map(one.map((value, code): [string, number] => [canonical(value), code]))
  const values = [...one]
  const codes = other.map((value) => {
    const key = canonical(value)
    const code = known.get(key) ?? values.push(value) - 1
    known.set(key, code)
    return code
  })
  return { values, codes }
}

const NOWHERE = 0xffff_ffff

/** By source and position: the position in the result. */
function newPlaces([one, other]: Two, persons: Runs): readonly [Uint32Array, Uint32Array] {
  const places = [new Uint32Array(one.persons).fill(NOWHERE), new Uint32Array(other.persons)] as const
  persons.each((source, from, end, to) => {
    const of = places[source] as Uint32Array
    for (let at = from; at < end; at++) of[at] = to + at - from
  })
  return places
}

function starts(both: Two, persons: Runs, name: 'firstRecord' | 'firstJob'): Uint32Array {
  const result = shared.longs(persons.total + 1)
  let reached = 0
  persons.each((source, from, end, to) => {
    const of = (both[source] as Workforce)[name]
    const shift = reached - (of[from] as number)
    for (let at = from; at < end; at++) result[to + at - from] = (of[at] as number) + shift
    reached = (of[end] as number) + shift
  })
  result[persons.total] = reached
  return result
}

/** What persons have of their own, in their order: jobs, or credentials. */
function ownRuns(both: Two, persons: Runs, name: 'firstRecord' | 'firstJob'): Runs {
  const runs = new Runs()
  persons.each((source, from, end) => {
    const first = (both[source] as Workforce)[name]
    runs.add(source, first[from] as number, (first[end] as number) - (first[from] as number))
  })
  return runs
}

/** Records of each kind in the order of their persons. */
function recordRuns(both: Two, { values, codes }: Union<unknown>, places: readonly [Uint32Array, Uint32Array]) {
  const [one, other] = both
  const runs = new Runs()
  const kindStart = shared.longs(values.length + 1)
  const inOther = new Map(codes.map((code, kind): [number, number] => [code, kind]))
  const stretch = ({ kindStart: start, kinds }: Workforce, kind: number | undefined): [number, number] =>
    kind === undefined || kind >= kinds.length ? [0, 0] : [start[kind] as number, start[kind + 1] as number]
  for (let kind = 0; kind < values.length; kind++) {
    kindStart[kind] = runs.total
    let [next, last] = stretch(other, inOther.get(kind))
    const [first, end] = stretch(one, kind)
    for (let record = first; record < end; record++) {
      const place = places[0][one.person[record] as number] as number
      if (place === NOWHERE) continue
      while (next < last && (places[1][other.person[next] as number] as number) < place) runs.add(1, next++, 1)
      runs.add(0, record, 1)
    }
    runs.add(1, next, last - next)
  }
  kindStart[values.length] = runs.total
  return { runs, kindStart }
}

/** Whose records they are, which of theirs, and where each is found from the person. */
function placed(
  both: Two,
  runs: Runs,
  places: readonly [Uint32Array, Uint32Array],
  firstRecord: Uint32Array,
): Pick<Workforce, 'person' | 'slot' | 'recordOf'> {
  const [person, recordOf] = [shared.longs(runs.total), shared.longs(runs.total)]
  const slot = spliced(runs, [both[0].slot, both[1].slot], shared.bytes)
  runs.each((source, from, end, to) => {
    const of = (both[source] as Workforce).person
    const place = places[source] as Uint32Array
    for (let at = from; at < end; at++) {
      const holder = place[of[at] as number] as number
      const record = to + at - from
      person[record] = holder
      recordOf[(firstRecord[holder] as number) + (slot[record] as number)] = record
    }
  })
  return { person, slot, recordOf }
}

interface Coded<T> {
  values: readonly T[]
  arrays: readonly [Codes, Codes]
}

/** One column of codes, as wide as its values ask. */
function mergedCodes<T>(runs: Runs, one: Coded<T>['arrays'], { values, codes }: Union<T>): Codes {
  const make: (length: number) => Codes = makers[values.length > 256 ? 2 : 1]
  return spliced<Codes>(runs, [one[0], recoded<Codes>(one[1], codes, make)], make)
}

const empty = (length: number): Codes => shared.bytes(length)

function mergedFacts([one, other]: Two, persons: Runs, records: Runs): FactColumn[] {
  const names = new Set([...one.facts, ...other.facts].map(({ fact }) => fact))
  const of = (workforce: Workforce, fact: string): FactColumn =>
    workforce.facts.find((column) => column.fact === fact) ?? {
      ...{ fact, values: [null] },
      ...{ codes: empty(workforce.persons), recordCodes: empty(workforce.records) },
    }
  return [...names].map((fact) => {
    const [a, b] = [of(one, fact), of(other, fact)]
    const values = union(a.values, b.values)
    return {
      ...{ fact, values: values.values },
      codes: mergedCodes(persons, [a.codes, b.codes], values),
      recordCodes: mergedCodes(records, [a.recordCodes, b.recordCodes], values),
    }
  })
}

function mergedGroups([one, other]: Two, persons: Runs): GroupColumn[] {
  const names = new Set([...one.groups, ...other.groups].map(({ name }) => name))
  const of = (workforce: Workforce, name: string): GroupColumn =>
    workforce.groups.find((column) => column.name === name) ?? { name, values: [''], codes: empty(workforce.persons) }
  return [...names].map((name) => {
    const [a, b] = [of(one, name), of(other, name)]
    const values = union(a.values, b.values)
    return { name, values: values.values, codes: mergedCodes(persons, [a.codes, b.codes], values) }
  })
}

function mergedIrregular(both: Two, places: readonly [Uint32Array, Uint32Array]): Map<number, string> {
  const irregular = both.flatMap((workforce, source) =>
    [...workforce.irregular].map(([position, person]): [number, string] => [
      (places[source] as Uint32Array)[position] as number,
      person,
    ]),
  )
  return new Map(irregular.filter(([place]) => place !== NOWHERE).sort(([a], [b]) => a - b))
}
