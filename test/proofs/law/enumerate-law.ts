// SPDX-License-Identifier: Apache-2.0
/** What a small law does, found by asking for every person on every day in every place. */
import {
  assess,
  type Bundle,
  compile,
  type Finding,
  type Purpose,
  type Verdict,
} from '../../../packages/recognition/src/index.ts'
import type { WrittenFolder } from '../../../src/instruments/analysis/law-in-hand.ts'
import { engineCatalogues } from '../../../src/instruments/catalogues/join-batches.ts'
import { engineRule } from '../../../src/instruments/rules/engine-rule.ts'
import { days, type SmallLaw, vocabulary } from './small-law.ts'

const everyDay = ['2024-06-15', ...days, '2025-12-15', '2027-06-15']
const places = ['XA', 'XA-1', 'XA-2', 'XB', 'XU']

export interface Facts {
  dead: string[]
  shadowed: string[]
  /** `rule excluding > rule granting`. */
  contradictions: string[]
}

/**
 * One row for each person and credential: what each rule says, whatever the place and the day of its force. What a source leaves open may
 * come out either way: the least and the most that the rule gives.
 */
type Row = Map<string, { least: number; most: number }>

const ranks: Record<Verdict, number> = { unknown: 0, unmet: 0, discretion: 1, met: 2 }

export function enumerateLaw(law: SmallLaw): Facts {
  const rules = law.folders.map(ruleOf)
  const rows = days.flatMap((day) => rowsOn(law, day))
  const some = (test: (row: Row) => boolean): boolean => rows.some(test)
  const dead = rules.filter(({ id }) => !some((row) => most(row, id) > 0))
  const implied = (one: string, other: string): boolean =>
    some((row) => least(row, one) === 2) && rows.every((row) => least(row, one) <= least(row, other))
  const opposing = rules.some((rule) => rule.excludes !== undefined || rule.exclusive !== undefined)
  const shadowed = rules.filter((one, index) => {
    if (one.outcomes.length === 0 || one.excludes !== undefined || one.exclusive !== undefined) return false
    if (opposing && one.overrides !== undefined) return false
    return rules.some((other, at) => {
      if (other === one || !includes(other, one) || !implied(one.id, other.id)) return false
      const mutual = includes(one, other) && implied(other.id, one.id)
      return at < index || !mutual
    })
  })
  const contradictions = rules.flatMap((one) =>
    rules.flatMap((other) => (isContradicted(one, other, rows) ? [`${one.id} > ${other.id}`] : [])),
  )
  return { dead: dead.map(({ id }) => id), shadowed: shadowed.map(({ id }) => id), contradictions }
}

const least = (row: Row, id: string): number => row.get(id)?.least ?? 0
const most = (row: Row, id: string): number => row.get(id)?.most ?? 0

type EngineRule = ReturnType<typeof engineRule>

const ruleOf = ({ instrument, rules }: WrittenFolder): EngineRule => {
  const [rule] = rules
  if (rule === undefined) throw new Error('a folder without a rule')
  return engineRule(instrument, rule)
}

function rowsOn(law: SmallLaw, day: string): Row[] {
  const catalogues = engineCatalogues(law.folders)
  const purposes: Purpose[] = ['title']
  const opens: string[] = []
  const rules = law.folders.map((folder) => withOpenFacts(ruleOf(folder), opens))
  const bundle: Bundle = {
    jurisdictions: [...(vocabulary.jurisdictions?.values() ?? [])],
    frameworks: [...(vocabulary.frameworks?.values() ?? [])],
    qualifications: [...(vocabulary.qualifications?.values() ?? [])],
    catalogues,
    facts: [...(vocabulary.facts?.values() ?? []), ...opens.map((id) => ({ id, type: 'boolean' as const }))],
    rules: rules.map(({ excludes: _, exclusive: __, ...rest }) => {
      return { ...rest, places: ['XA'], except: [], purposes, from: null, until: null }
    }),
  }
  const compiled = compile(bundle, day)
  const completions = combinations(opens)
  return law.personsOn(day).flatMap((person) => {
    const all = completions.map((open) => {
      return assess(compiled, { ...person, facts: { ...person.facts, ...open } }, { place: 'XA' }).findings
    })
    return person.credentials.flatMap(({ id }) => rowOf(all, id) ?? [])
  })
}

/** Null where the person does not say everything about the credential. */
function rowOf(completions: readonly Finding[][], credential: string): Row | null {
  const row: Row = new Map()
  for (const finding of completions.flat()) {
    if (finding.subject !== null && finding.subject !== credential) continue
    if (finding.verdict === 'unknown') return null
    const rank = ranks[finding.verdict]
    const { least: low, most: high } = row.get(finding.rule) ?? { least: rank, most: rank }
    row.set(finding.rule, { least: Math.min(low, rank), most: Math.max(high, rank) })
  }
  return row
}

function combinations(names: readonly string[]): Record<string, boolean>[] {
  return names.reduce<Record<string, boolean>[]>(
    (lists, name) => lists.flatMap((list) => [true, false].map((value) => ({ ...list, [name]: value }))),
    [{}],
  )
}

/** The rule with a fact in the place of each thing that is left open. */
function withOpenFacts(rule: EngineRule, opens: string[]): EngineRule {
  const text = JSON.stringify(rule.when).replaceAll(/\{"undetermined":"[^"]*"\}/g, () => {
    const id = `open-${opens.length + 1}`
    opens.push(id)
    return JSON.stringify({ fact: id, is: true })
  })
  return { ...rule, when: JSON.parse(text) as EngineRule['when'] }
}

function isContradicted(one: EngineRule, other: EngineRule, rows: readonly Row[]): boolean {
  const patterns = one.excludes ?? one.exclusive
  if (one === other || patterns === undefined || other.outcomes.length === 0) return false
  const names = (from: EngineRule, to: EngineRule): boolean => (from.overrides ?? []).includes(to.instrument)
  if (names(one, other) !== names(other, one)) return false
  if (!one.purposes.some((purpose) => other.purposes.includes(purpose))) return false
  const meet = everyDay.some((day) =>
    places.some((place) => [one, other].every((rule) => isInForce(rule, day) && reaches(rule, place, day))),
  )
  return meet && rows.some((row) => least(row, one.id) === 2 && least(row, other.id) === 2)
}

const isInForce = ({ from, until }: EngineRule, day: string): boolean =>
  (from === null || from <= day) && (until === null || day < until)

function around(place: string, day: string): string[] {
  const parents = vocabulary.jurisdictions?.get(place)?.parents ?? []
  return [place, ...parents.filter(({ from = '' }) => from <= day).flatMap(({ code }) => around(code, day))]
}

function reaches(rule: EngineRule, place: string, day: string): boolean {
  const all = around(place, day)
  return rule.places.some((one) => all.includes(one)) && !(rule.except ?? []).some((one) => all.includes(one))
}

/** The first holds on every day, in every place and for every purpose of the second, and gives as much. */
function includes(first: EngineRule, second: EngineRule): boolean {
  if (first.outcomes.length === 0) return false
  if (second.subject === null && first.subject !== null) return false
  const begins = first.from === null || (second.from !== null && second.from >= first.from)
  const ends = first.until === null || (second.until !== null && second.until <= first.until)
  const where = everyDay.every((day) =>
    places.every((place) => !reaches(second, place, day) || reaches(first, place, day)),
  )
  const somewhere = everyDay.some(
    (day) => isInForce(second, day) && places.some((place) => reaches(second, place, day)),
  )
  return begins && ends && where && somewhere && second.purposes.every((purpose) => first.purposes.includes(purpose))
}
