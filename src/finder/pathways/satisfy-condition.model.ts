// SPDX-License-Identifier: Apache-2.0
import type {
  Condition,
  CredentialSelector,
  Experience,
  ExperienceSelector,
  FactTest,
  Period,
  Person,
  PlainDate,
  Reason,
} from '@passerelle/recognition'
import { type Effect, natureOf, type Step } from './step.model.ts'

/** What a condition is looked at for. */
export interface Scope {
  rule: string
  /** Id of the credential in scope. */
  subject: string | null
  /** The credential is still to be earned. */
  future: boolean
  person: Person
  asOf: PlainDate
}

export const monthsOf = (period: Period): number => (period.years ?? 0) * 12 + (period.months ?? 0)

/** Whole months from one day to another, begun months counted. */
export function monthsUntil(from: PlainDate, to: PlainDate): number {
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number)
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number)
  return Math.max(0, (toYear - year) * 12 + toMonth - month + (toDay > day ? 1 : 0))
}

/**
 * The step that makes a single condition hold; null: nothing that a person can do, or nothing that is known to help.
 * `reason` is what the engine says of it now.
 */
export function stepFor(condition: Condition, reason: Reason | undefined, scope: Scope): Step | null {
  const base = { condition, subject: scope.subject, rule: scope.rule }
  if ('held' in condition) return heldStep(monthsOf(condition.held), reason, scope, base)
  if ('experience' in condition) return workStep(condition.experience, monthsOf(condition.atLeast), reason, scope, base)
  if ('age' in condition) return ageStep(condition.age, reason, scope, base)
  if ('fact' in condition) return factStep(condition, reason, scope, base)
  if ('stated' in condition) {
    const open = reason === undefined || reason.verdict === 'unknown'
    const nature = natureOf(condition.stated)
    if (!open && nature !== 'act') return null
    const effects: Effect[] = [{ fact: `credential:${scope.subject}:stated:${condition.stated}`, value: condition.is }]
    if (nature === 'act') return { ...base, kind: 'act', months: null, effects }
    return { ...base, kind: 'confirm', months: 0, effects }
  }
  if ('is' in condition) {
    if (reason?.verdict === 'unmet') return null
    return { ...base, kind: 'confirm', months: 0, effects: selectorEffects(condition.is, scope.subject) }
  }
  if ('undetermined' in condition) return { ...base, kind: 'ask', months: null, effects: [] }
  return null
}

type Base = Pick<Step, 'subject' | 'rule' | 'condition'>

/** The day of issue, where it is not known: today at the latest. */
function issuedByToday(scope: Scope): Effect[] {
  const own = scope.person.credentials.find((one) => one.id === scope.subject)
  if (scope.future || own === undefined || own.issued !== undefined) return []
  const key = `credential:${own.id}:issued`
  return scope.person.facts?.[key] === undefined ? [{ fact: key, value: scope.asOf }] : []
}

function heldStep(months: number, reason: Reason | undefined, scope: Scope, base: Base): Step {
  const from = scope.future ? undefined : reason?.from
  if (from !== undefined)
    return { ...base, kind: 'wait', months: monthsUntil(scope.asOf, from), until: from, effects: [] }
  return { ...base, kind: 'wait', months, effects: issuedByToday(scope) }
}

function workStep(
  selector: ExperienceSelector,
  need: number,
  reason: Reason | undefined,
  scope: Scope,
  base: Base,
): Step | null {
  if (selector.award === 'before') return null
  const from = scope.future ? undefined : reason?.from
  if (from !== undefined)
    return { ...base, kind: 'work', months: monthsUntil(scope.asOf, from), until: from, effects: [] }
  const have = scope.future ? 0 : lowest(reason?.measure?.have)
  const key = reason?.facts?.[0]
  const stated = key?.startsWith('experience:') === true && scope.person.facts?.[key] !== undefined
  const effects: Effect[] = stated ? [{ fact: key, value: need }] : [{ job: jobOf(selector, scope.subject) }]
  const dated = selector.award === undefined ? [] : issuedByToday(scope)
  return { ...base, kind: 'work', months: Math.max(1, need - have), effects: [...effects, ...dated] }
}

const lowest = (have: number | [number, number | null] | null | undefined): number =>
  typeof have === 'number' ? have : (have?.[0] ?? 0)

function jobOf(selector: ExperienceSelector, subject: string | null): Omit<Experience, 'from' | 'to'> {
  const job: Omit<Experience, 'from' | 'to'> = {}
  if (selector.relevant === true && subject !== null) job.relevantTo = [subject]
  const [occupation, place, capacity] = [selector.occupation?.[0], selector.place?.[0], selector.capacity?.[0]]
  if (occupation !== undefined) job.occupation = [occupation]
  if (place !== undefined) job.place = place
  if (capacity !== undefined) job.capacity = capacity
  return job
}

/** Age only grows: a bound above that is passed closes the way. */
function ageStep(age: { atLeast?: number; atMost?: number }, reason: Reason | undefined, scope: Scope, base: Base) {
  const from = reason?.from
  if (from !== undefined) {
    return { ...base, kind: 'wait', months: monthsUntil(scope.asOf, from), until: from, effects: [] } as Step
  }
  if (reason?.verdict === 'unmet') return null
  const years = age.atLeast ?? Math.max(0, (age.atMost ?? 0) - 5)
  const [year = '', ...rest] = scope.asOf.split('-')
  const birth = [String(Number(year) - years - 1).padStart(4, '0'), ...rest].join('-').replace('-02-29', '-02-28')
  return { ...base, kind: 'confirm', months: 0, effects: [{ fact: 'birthDate', value: birth }] } as Step
}

function factStep(test: FactTest, reason: Reason | undefined, scope: Scope, base: Base): Step | null {
  const nature = natureOf(test.fact)
  const effects = factEffects(test)
  const now = scope.person.facts?.[test.fact]
  if (nature === 'years' && test.atLeast !== undefined) {
    const have = typeof now === 'number' ? now : 0
    return { ...base, kind: 'work', months: Math.ceil((test.atLeast - have) * 12), effects }
  }
  if (nature === 'act') return { ...base, kind: 'act', months: null, effects }
  if (reason?.verdict === 'unmet') return null
  const step: Step = { ...base, kind: 'confirm', months: 0, effects }
  if (nature === 'granted') step.granted = true
  return step
}

function factEffects(test: FactTest): Effect[] {
  const { fact } = test
  if (test.includes !== undefined) return [{ member: test.includes, of: fact }]
  const value = test.is ?? test.in?.[0] ?? test.atLeast ?? test.atMost ?? test.within?.[0] ?? test.from
  if (value !== undefined) return [{ fact, value }]
  return test.before === undefined ? [] : [{ fact, value: '1900-01-01' }]
}

/** A credential of which everything that a selector asks is so. */
export function selectorEffects(selector: CredentialSelector, subject: string | null): Effect[] {
  const key = (name: string): string => `credential:${subject}:${name}`
  const effects: Effect[] = []
  const set = (name: string, value: string | undefined): void => {
    if (value !== undefined) effects.push({ fact: key(name), value })
  }
  set('country', selector.country?.[0])
  set('awardingBody', selector.awardingBody?.[0])
  set('field', selector.field?.[0])
  set('issued', selector.issuedFrom)
  if (selector.listed?.classes !== undefined) set(`listed:${selector.listed.catalogue}`, selector.listed.classes[0])
  return effects
}
