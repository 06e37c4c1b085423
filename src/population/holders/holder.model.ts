// SPDX-License-Identifier: Apache-2.0
import type { FactValue } from '@passerelle/recognition'
import type { PlainDate } from '../../kernel/plain-date.ts'
import type { DocumentKind } from './documents/document.model.ts'
import type { HolderName } from './names.model.ts'

/** What the data of a holder may be used for. Message `workforce.purpose.NAME`. */
export const holderPurposes = ['statistics', 'evaluation', 'notice'] as const
export type HolderPurpose = (typeof holderPurposes)[number]

export type Sex = 'female' | 'male' | 'other'

/** As in `population_holders`: what is known of a person without telling who it is. */
export interface HolderData {
  birthDate: PlainDate | null
  sex: Sex | null
  district: string | null
  origin: string | null
  occupation: string | null
  facts: Record<string, FactValue>
  workKnown: boolean
}

/** As in `population_credentials`; members mean what those of the engine's `Credential` mean, null: absent. */
export interface HeldCredential {
  qualification: string | null
  level: string | null
  status: 'valid' | 'revoked' | null
  country: string | null
  awardingBody: string | null
  field: string[] | null
  listed: Record<string, string> | null
  stated: Record<string, boolean | string> | null
  issued: PlainDate | null
  /** First day on which it does not count any more. */
  expires: PlainDate | null
}

/** As in `population_jobs`. */
export interface HeldJob {
  started: PlainDate | null
  /** Last day. */
  ended: PlainDate | null
  occupation: string[] | null
  place: string | null
  capacity: string | null
  /** Slots of credentials; null: not known. */
  relevant: number[] | null
}

/** As in `population_consents`. */
export interface Consent {
  purpose: HolderPurpose
  given: PlainDate
  /** First day on which it no longer holds. */
  until: PlainDate | null
  withdrawn: PlainDate | null
}

export interface Contact {
  email?: string
  phone?: string
}

/** A document as it is kept: its number locked, base64. */
export interface KeptDocument {
  kind: DocumentKind
  country: string
  locked: string
}

/** All that stands of a holder; positions of credentials and jobs are their slots. */
export interface Holder {
  id: string
  data: HolderData
  purposes: HolderPurpose[]
  credentials: HeldCredential[]
  jobs: HeldJob[]
  consents: Consent[]
  names: HolderName[]
  documents: KeptDocument[]
  contact: Contact
}

export const newHolder = (id: string): Holder => ({
  id,
  data: { birthDate: null, sex: null, district: null, origin: null, occupation: null, facts: {}, workKnown: false },
  purposes: [],
  credentials: [],
  jobs: [],
  consents: [],
  names: [],
  documents: [],
  contact: {},
})

/** What the data may be used for on a day. */
export function purposesOn(consents: readonly Consent[], day: PlainDate): HolderPurpose[] {
  const holds = ({ given, until, withdrawn }: Consent) =>
    given <= day && (until === null || day < until) && (withdrawn === null || day < withdrawn)
  return holderPurposes.filter((purpose) => consents.some((one) => one.purpose === purpose && holds(one)))
}
