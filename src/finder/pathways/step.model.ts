// SPDX-License-Identifier: Apache-2.0
import type {
  Condition,
  Credential,
  CredentialSelector,
  Experience,
  FactValue,
  PlainDate,
} from '@passerelle/recognition'

/**
 * `confirm`: the person has not said, and the way holds only if it is so. `ask`: the source leaves it open, the authority must say.
 * `discretion`: a condition worded 'normally' is not satisfied, the authority may grant all the same.
 */
export type StepKind = 'wait' | 'work' | 'earn' | 'sit' | 'apply' | 'act' | 'confirm' | 'ask' | 'discretion'

/** What a step changes in what is known of the person. */
export type Effect =
  | { fact: string; value: FactValue }
  | { member: string; of: string }
  | { credential: Omit<Credential, 'issued'> }
  | { job: Omit<Experience, 'from' | 'to'> }

export interface Step {
  kind: StepKind
  /** Whole months; null: the law does not say how long it takes. */
  months: number | null
  /** Not before this day. */
  until?: PlainDate
  /** The condition that it satisfies, and whose. */
  condition?: Condition
  selector?: CredentialSelector
  subject: string | null
  /** The rule it belongs to; of an examination or application the rule that opens it. */
  rule: string | null
  /** What is earned, as a level or a qualification. */
  earns?: string
  /** How high the level stands in its framework: of two that would serve, the lower one is nearer. */
  rung?: number
  /** Only another can bring it about: an honour, a vacancy. */
  granted?: true
  effects: Effect[]
}

/** Months that stand for a length the law does not give. They order the ways and are never shown as dates. */
export const assumedMonths: Record<StepKind, number> = {
  wait: 0,
  work: 0,
  earn: 24,
  sit: 6,
  apply: 3,
  act: 1,
  confirm: 0,
  ask: 1,
  discretion: 3,
}

/** Effort of a step, in points; waiting and working by the year. */
export const effortPoints: Record<StepKind, number> = {
  wait: 1,
  work: 4,
  earn: 30,
  sit: 8,
  apply: 3,
  act: 5,
  confirm: 1,
  ask: 4,
  discretion: 10,
}

/** What others must grant is put behind what a person can do. */
const granted = { months: 60, effort: 40 }

export type Measured = 'time' | 'effort'

/** The weight of a step: a whole number. Of ways that take as long, the one of fewer steps is cheaper. */
export function weightOf(step: Step, by: Measured): number {
  const extra = step.granted === true ? granted : { months: 0, effort: 0 }
  const rung = step.rung ?? 0
  if (by === 'time') return ((step.months ?? assumedMonths[step.kind] + rung * 12) + extra.months) * 16 + 1
  const yearly = step.kind === 'wait' || step.kind === 'work'
  const points = effortPoints[step.kind] * (yearly ? (step.months ?? 12) / 12 : 1)
  return Math.ceil((points + extra.effort + rung * 5) * 12)
}

/** Facts that a person can bring about. Whatever is not here is not in their hands: unmet it closes the way. */
const acts = new Set([
  'recruiter-type',
  'employer-place',
  'employment-relation',
  'work-place',
  'employed-in-capacity',
  'work-activity',
  'front-line-post',
  'in-skilled-post',
  'residence',
  'filing-made',
  'continuing-education-done',
  'annual-assessments-passed',
  'occupation-intended',
  'occupation-practised',
  'technician-class-student',
  'unified-test-passed',
  'assessment-trade',
  'works-with-local-engineer',
  'relevant-work',
  'national-exam-passed',
])

/** Facts that only others grant. */
const grants = new Set([
  'honours',
  'outstanding-skill',
  'outstanding-contribution',
  'peer-recommendation',
  'post-vacancy',
  'appointment-conditions-met',
])

/** Facts that are counted in years of work. */
const years = new Set(['years-in-occupation'])

export function natureOf(fact: string): 'act' | 'granted' | 'years' | 'given' {
  if (acts.has(fact)) return 'act'
  if (years.has(fact)) return 'years'
  return grants.has(fact) ? 'granted' : 'given'
}
