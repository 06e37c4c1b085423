// SPDX-License-Identifier: Apache-2.0

export const nominationStates = [
  'submitted',
  'asked',
  'in-comparison',
  'compared',
  'in-consultation',
  'answered',
  'taken-up',
  'declined',
  'withdrawn',
] as const
export type NominationState = (typeof nominationStates)[number]

/** As what somebody nominates. */
export const capacities = ['employer', 'association', 'university', 'school', 'holder'] as const
export type Capacity = (typeof capacities)[number]

/** For what it should count, as rules have it. */
export const nominationPurposes = ['employment', 'title', 'study', 'practice'] as const
export type NominationPurpose = (typeof nominationPurposes)[number]

/** The five elements on which two qualifications are compared. */
export const elements = ['level', 'workload', 'quality', 'profile', 'outcomes'] as const
export type Element = (typeof elements)[number]

export const differences = ['none', 'non-substantial', 'substantial'] as const
export type Difference = (typeof differences)[number]

export const recommendations = ['as-proposed', 'other-level', 'partly', 'not'] as const
export type Recommendation = (typeof recommendations)[number]

/** What is nominated: its name as the certificate has it, and as readers know it. Empty: not said. */
export interface NominatedQualification {
  name: string
  en: string
  zh: string
  /** Who awards it. */
  body: string
  country: string
  /** A page of the awarding body about it. */
  link: string
}

/** One element of a comparison. */
export interface ElementFinding {
  difference: Difference
  evidence: string
  /** Where the evidence is found. */
  source: string
  remark: string
}
export type ElementFindings = Readonly<Record<Element, ElementFinding>>

/** Something that the nominator was asked, and what they said. */
export interface Addition {
  asked: string
  text: string
  at: string
}

/** What can happen to a nomination, by whom and from where. The database holds to the same by itself. */
export const steps = {
  ask: { by: 'authority', from: ['submitted'], to: 'asked' },
  add: { by: 'nominator', from: ['asked'], to: 'submitted' },
  compare: { by: 'authority', from: ['submitted'], to: 'in-comparison' },
  close: { by: 'authority', from: ['in-comparison'], to: 'compared' },
  consult: { by: 'authority', from: ['compared'], to: 'in-consultation' },
  conclude: { by: 'authority', from: ['in-consultation'], to: 'answered' },
  'take-up': { by: 'authority', from: ['answered'], to: 'taken-up' },
  decline: { by: 'authority', from: ['submitted', 'asked', 'compared', 'answered'], to: 'declined' },
  withdraw: { by: 'nominator', from: ['submitted', 'asked', 'in-comparison', 'compared'], to: 'withdrawn' },
} as const satisfies Record<
  string,
  { by: 'authority' | 'nominator'; from: readonly NominationState[]; to: NominationState }
>

export type Step = keyof typeof steps
export const stepNames = Object.keys(steps) as Step[]

/** Where a step leads; null: it cannot be made from here. */
export function after(state: NominationState, step: Step): NominationState | null {
  const { from, to }: { from: readonly NominationState[]; to: NominationState } = steps[step]
  return from.includes(state) ? to : null
}

/** The steps that somebody can make from a state. */
export const stepsFrom = (state: NominationState, by: 'authority' | 'nominator'): Step[] =>
  stepNames.filter((step) => steps[step].by === by && after(state, step) !== null)

/** What is wrong with a comparison, by field: `level.evidence`. */
export function faultsOf(findings: ElementFindings, recommendation: Recommendation): string[] {
  const unproved = elements.flatMap((element) => {
    const { difference, evidence, source } = findings[element]
    if (difference === 'none') return []
    return [...(evidence === '' ? [`${element}.evidence`] : []), ...(source === '' ? [`${element}.source`] : [])]
  })
  const groundless =
    recommendation === 'not' && elements.every((element) => findings[element].difference !== 'substantial')
  return groundless ? [...unproved, 'recommendation'] : unproved
}
