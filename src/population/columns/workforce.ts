// SPDX-License-Identifier: Apache-2.0
/**
 * A workforce in columns: what the engine reads of each person, and by what figures are broken down; no name, no document number.
 *
 * Everything that repeats is a code into a list of values (code 0: not stated). All arrays lie in shared memory, so that workers read
 * them without a copy. Credentials stand ordered by kind, then person, with what rules most ask of the person beside them: a rule is
 * looked for where its kinds of credentials stand, and read in one sweep (docs/decisions/0018).
 */
import type { Credential, Experience, FactValue } from '@passerelle/recognition'

/** What credentials have in common: all but id and days. */
export type CredentialKind = Omit<Credential, 'id' | 'issued' | 'expires'>

/** What jobs have in common: all but days, and the credentials that they are relevant to. */
export type JobKind = Omit<Experience, 'from' | 'to' | 'relevantTo'>

export type Codes = Uint8Array | Uint16Array

/** What persons state under one fact id. */
export interface FactColumn {
  fact: string
  /** Values by code; the first stands for 'not stated'. */
  values: readonly (FactValue | null)[]
  /** By person. */
  codes: Codes
  /** By record: that of its person. */
  recordCodes: Codes
}

/** By what figures are broken down, and no rule asks: district, sex, origin, occupation. */
export interface GroupColumn {
  name: string
  /** Values by code; the first, the empty text, stands for 'not known'. */
  values: readonly string[]
  /** By person. */
  codes: Codes
}

/** Relevant to which credentials is not known. */
export const RELEVANT_UNKNOWN = 0xffff_ffff
/** Credentials of one person that columns hold. */
export const MOST_CREDENTIALS = 31

export interface Workforce {
  persons: number
  /** Credentials. */
  records: number
  jobs: number

  // By person.
  /** Day code of birth. */
  birth: Uint16Array
  /** Position of the person's first record in `recordOf`; one more than persons. */
  firstRecord: Uint32Array
  /** Position of the person's first job; one more than persons. */
  firstJob: Uint32Array
  /** 1: the work of the person is known, and is what stands here; 0: nothing is known of it. */
  workKnown: Uint8Array
  facts: readonly FactColumn[]
  groups: readonly GroupColumn[]

  // By record, ordered by kind and then person.
  kinds: readonly CredentialKind[]
  /** Position of a kind's first record; one more than kinds. */
  kindStart: Uint32Array
  /** The person's position. */
  person: Uint32Array
  /** Which of the person's credentials it is, from 0: its id is `c` and this number plus one. */
  slot: Uint8Array
  issued: Uint16Array
  /** First day on which it does not count any more. */
  expires: Uint16Array
  /** Day code of the person's birth. */
  recordBirth: Uint16Array
  /** Records by person and slot: positions in the arrays above. */
  recordOf: Uint32Array
  /** By person and slot: the record's kind. */
  recordKind: Uint32Array

  // By job, ordered by person, earliest first, those without a start before all.
  jobKinds: readonly JobKind[]
  jobKind: Uint32Array
  jobFrom: Uint16Array
  /** First day after the job; 0: it goes on. */
  jobEnd: Uint16Array
  /** One bit for each slot of the person's credentials, or `RELEVANT_UNKNOWN`. */
  jobRelevant: Uint32Array

  /** Persons who do not fit in columns, as JSON of the engine's `Person`: by position, where they have no record and no job. */
  irregular: ReadonlyMap<number, string>
}
