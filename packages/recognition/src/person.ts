// SPDX-License-Identifier: Apache-2.0
import type { FactValue, LevelRef, PlainDate } from './rule.ts'

/**
 * What a person holds. `qualification` and `level` say what the credential is: absent means that it is none of the
 * register's, the word `unknown` that the person does not know. Every other member that is absent is unknown.
 */
export interface Credential {
  id: string
  qualification?: string
  /** `framework/level`, or `framework/unknown`. Absent: the levels of the qualification. */
  level?: LevelRef
  issued?: PlainDate
  /** Absent: does not expire. */
  expires?: PlainDate
  /** Absent: valid. */
  status?: 'valid' | 'revoked'
  country?: string
  awardingBody?: string
  field?: string[]
  /** Catalogue id to the class in which the certificate stands on it, or `no`. */
  listed?: Record<string, string>
  /** Further facts about this credential. */
  stated?: Record<string, boolean | string>
}

/** One job. An absent member is unknown, but an absent `to` means that the work goes on. */
export interface Experience {
  from?: PlainDate
  /** Last day, included. */
  to?: PlainDate
  occupation?: string[]
  place?: string
  capacity?: string
  /** Ids of the credentials to which the work is relevant. */
  relevantTo?: string[]
}

export interface Person {
  birthDate?: PlainDate
  /** What the person holds. Rules are found through it, so it is taken as complete for a rule's subject. */
  credentials: Credential[]
  /** Absent: nothing is known of the person's work. Present: complete. */
  experience?: Experience[]
  /** By fact id, or by the key of a question the engine asked. */
  facts?: Record<string, FactValue>
}
