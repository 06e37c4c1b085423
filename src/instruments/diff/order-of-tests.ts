// SPDX-License-Identifier: Apache-2.0
// Which of two tests asks more. What cannot be shown is said to be neither: `other`.
import type { CredentialSelector, ExperienceSelector, FactTest, Period } from '@passerelle/recognition'
import { containersOf } from '../law/vocabulary.ts'
import type { LawCondition } from '../rules/rule-schema.ts'
import { sameMeaning } from './compare-parts.ts'
import type { Effect, Ground } from './law-diff.ts'

const monthsOf = ({ years = 0, months = 0 }: Period): number => years * 12 + months

/** From `narrower(a, b)`, whether a asks all that b asks, in both directions. */
function effectOf<Test>(before: Test, after: Test, narrower: (a: Test, b: Test) => boolean): Effect {
  const tighter = narrower(after, before)
  return tighter === narrower(before, after) ? 'other' : tighter ? 'tighter' : 'looser'
}

export const selectorEffect = (before: CredentialSelector, after: CredentialSelector, ground: Ground): Effect =>
  effectOf(before, after, (a, b) => selectsLess(a, b, ground))

/** Whether a place lies within one of these; without a register only where it is one of them. */
function placed(place: string, within: readonly string[], { jurisdictions }: Ground): boolean {
  const around = jurisdictions === null ? new Set([place]) : containersOf(place, jurisdictions)
  return within.some((one) => around.has(one))
}

const places = (a: readonly string[] | undefined, b: readonly string[] | undefined, ground: Ground): boolean =>
  b === undefined || (a?.every((place) => placed(place, b, ground)) ?? false)

const codes = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean =>
  b === undefined || (a?.every((code) => b.some((one) => code.startsWith(one))) ?? false)

const subset = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean =>
  b === undefined || (a?.every((one) => b.includes(one)) ?? false)

/** Whether every credential that `a` selects is one that `b` selects. */
function selectsLess(a: CredentialSelector, b: CredentialSelector, ground: Ground): boolean {
  const excluded = (b.notCountry ?? []).every((place) => placed(place, a.notCountry ?? [], ground))
  const dated =
    (b.issuedFrom === undefined || (a.issuedFrom !== undefined && a.issuedFrom >= b.issuedFrom)) &&
    (b.issuedBefore === undefined || (a.issuedBefore !== undefined && a.issuedBefore <= b.issuedBefore))
  return (
    excluded &&
    dated &&
    levelsLess(a, b, ground) &&
    listedLess(a.listed, b.listed) &&
    subset(a.qualification, b.qualification) &&
    subset(a.awardingBody, b.awardingBody) &&
    subset(b.notFramework ?? [], a.notFramework ?? []) &&
    subset(a.derived ?? [], b.derived ?? []) &&
    codes(a.field, b.field) &&
    places(a.country, b.country, ground)
  )
}

function listedLess(a: CredentialSelector['listed'], b: CredentialSelector['listed']): boolean {
  if (b === undefined) return true
  return a !== undefined && a.catalogue === b.catalogue && subset(a.classes, b.classes)
}

const levelMembers = ({ framework, levels, atLeast, atMost }: CredentialSelector) => ({
  framework,
  levels,
  atLeast,
  atMost,
})

function levelsLess(a: CredentialSelector, b: CredentialSelector, ground: Ground): boolean {
  if (sameMeaning(levelMembers(a), levelMembers(b))) return true
  const [narrow, wide] = [levelsOf(a, ground), levelsOf(b, ground)]
  if (wide === 'any') return true
  return narrow !== 'any' && narrow !== null && wide !== null && [...narrow].every((level) => wide.has(level))
}

/** The levels that a selector names; any: it names none; null: the register would have to say, and does not. */
function levelsOf(
  { framework, levels, atLeast, atMost }: CredentialSelector,
  { frameworks }: Ground,
): Set<string> | 'any' | null {
  const bound = atLeast ?? atMost
  if (levels !== undefined && bound === undefined) return new Set(levels)
  const of = framework ?? bound?.slice(0, bound.indexOf('/'))
  if (of === undefined) return 'any'
  const ladder = frameworks?.get(of)?.levels
  if (ladder === undefined) return null
  const rank = (level: string | undefined, open: number) =>
    level === undefined ? open : (ladder.find(({ id }) => `${of}/${id}` === level)?.rank ?? null)
  const [least, most] = [rank(atLeast, Number.NEGATIVE_INFINITY), rank(atMost, Number.POSITIVE_INFINITY)]
  if (least === null || most === null) return null
  const within = ladder.filter((level) => bound === undefined || inRange(level.rank, least, most))
  const named = within.map(({ id }) => `${of}/${id}`)
  return new Set(levels === undefined ? named : named.filter((level) => levels.includes(level)))
}

const inRange = (rank: number | null, least: number, most: number): boolean =>
  rank !== null && rank >= least && rank <= most

function worksLess(a: ExperienceSelector, b: ExperienceSelector, ground: Ground): boolean {
  return (
    (b.relevant === undefined || a.relevant === true) &&
    (b.award === undefined || a.award === b.award) &&
    (b.within === undefined || (a.within !== undefined && monthsOf(a.within) <= monthsOf(b.within))) &&
    codes(a.occupation, b.occupation) &&
    subset(a.capacity, b.capacity) &&
    places(a.place, b.place, ground)
  )
}

type Leaf<Name extends string> = Extract<LawCondition, Record<Name, unknown>>

/** What it does that one test stands in the place of another. */
export function testEffect(before: LawCondition, after: LawCondition, ground: Ground): Effect {
  if ('held' in before && 'held' in after)
    return effectOf(before, after, (a, b) => monthsOf(a.held) >= monthsOf(b.held))
  if ('experience' in before && 'experience' in after)
    return effectOf(
      before,
      after,
      (a, b) => monthsOf(a.atLeast) >= monthsOf(b.atLeast) && worksLess(a.experience, b.experience, ground),
    )
  if ('age' in before && 'age' in after) return effectOf(before.age, after.age, agedLess)
  if ('fact' in before && 'fact' in after && before.fact === after.fact)
    return effectOf(before, after, (a, b) => statesLess(a, b, ground))
  if (isSelection(before) && isSelection(after)) return selectorEffect(before.is, after.is, ground)
  if ('credential' in before && 'credential' in after)
    return selectorEffect(before.credential, after.credential, ground)
  return 'other'
}

type Selection = { is: CredentialSelector }
const isSelection = (node: LawCondition): node is Selection =>
  'is' in node && typeof node.is === 'object' && !('fact' in node) && !('stated' in node)

function agedLess(a: Leaf<'age'>['age'], b: Leaf<'age'>['age']): boolean {
  return (
    (b.atLeast === undefined || (a.atLeast ?? -1) >= b.atLeast) &&
    (b.atMost === undefined || (a.atMost ?? Number.POSITIVE_INFINITY) <= b.atMost)
  )
}

function statesLess(a: FactTest, b: FactTest, ground: Ground): boolean {
  const valuesOf = ({ is, in: one }: FactTest) => one ?? (typeof is === 'string' ? [is] : undefined)
  const [few, many] = [valuesOf(a), valuesOf(b)]
  if (few !== undefined && many !== undefined) return subset(few, many)
  if (a.within !== undefined && b.within !== undefined) return places(a.within, b.within, ground)
  if (a.atLeast !== undefined && b.atLeast !== undefined) return a.atLeast >= b.atLeast
  if (a.atMost !== undefined && b.atMost !== undefined) return a.atMost <= b.atMost
  if (a.from !== undefined && b.from !== undefined) return a.from >= b.from
  if (a.before !== undefined && b.before !== undefined) return a.before <= b.before
  return false
}
