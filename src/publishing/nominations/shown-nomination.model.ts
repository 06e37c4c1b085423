// SPDX-License-Identifier: Apache-2.0
import type { Capacity, Difference, NominationPurpose, NominationState } from './nomination.model.ts'

/** What was nominated, as pages show it: in the authority's area and, in consultation, to everybody. */
export interface ShownProposal {
  id: string
  title: string
  /** Names in other languages than the one of the certificate. */
  otherNames: string
  body: string
  country: string
  link: string
  place: string
  authority: string
  countsAs: string
  purpose: string
  /** Who proposes it: as what, and for which organisation. */
  by: string
  why: string
  evidence: readonly string[]
  state: NominationState
  stateText: string
  /** First and last day of the consultation. */
  opens: string | null
  closes: string | null
  summary: string | null
  reason: string | null
}

export interface ShownNomination extends ShownProposal {
  createdText: string
  asked: string | null
  additions: readonly { asked: string; text: string; atText: string }[]
  draft: string | null
  over: boolean
}

export interface ShownExpert {
  id: string
  name: string
  /** As `nomination.expert.STATE` says it. */
  state: 'asked' | 'impartial' | 'conflict' | 'gave' | 'released'
}

/** One comparison, in the order of the elements. */
export interface ShownFindings {
  name: string
  elements: readonly {
    element: string
    difference: Difference
    text: string
    evidence: string
    source: string
    remark: string
  }[]
  recommendation: string
  remark: string | null
}

export interface ShownComment {
  id: string
  /** Who said it, and when. */
  heading: string
  text: string
  erased: boolean
  answer: string | null
  /** When it was answered. */
  answerHeading: string | null
}

/** What may be done here by who looks. */
export interface NominationActs {
  nominator: boolean
  handles: boolean
  works: boolean
  /** They were asked to compare it. */
  asExpert: boolean
  /** They can take it up into a draft. */
  takesUp: boolean
}

/** What is typed into the form of a nomination. */
export interface TypedNomination {
  place: string
  authority: string
  capacity: Capacity
  organisation: string
  name: string
  en: string
  zh: string
  body: string
  country: string
  link: string
  countsAs: string
  purpose: NominationPurpose
  why: string
  /** Addresses, one a line. */
  evidence: string
}
