// SPDX-License-Identifier: Apache-2.0
import type { AttestationErrorCode } from './error.ts'

/** What a relying party has to tell apart, because it acts otherwise on each. */
export type Fault =
  /** It is not what it claims to be a form of; nothing in it is believed. */
  | 'malformed'
  /** It may be sound, but uses what this package does not know: another algorithm, method or context. */
  | 'unsupported'
  /** The signature does not hold for these bytes and this key. */
  | 'tampered'
  /** Nobody whom the caller trusts has this name, or the named key is not the issuer's. */
  | 'unknown-issuer'
  /** The issuer's keys could not be read: try again. */
  | 'issuer-unreachable'
  /** The issuer is known, but not for this kind of certificate, this place or this day. */
  | 'issuer-not-authorised'
  | 'revoked'
  | 'suspended'
  | 'expired'
  | 'not-yet-valid'
  /** Whether it was revoked could not be read: never taken for a yes. */
  | 'status-unreachable'
  | 'log-proof-missing'
  | 'log-proof-wrong'
  /** It was not shown to be presented by its holder, to this audience, now. */
  | 'holder-not-proven'

/** One thing that is wrong, or could not be found out. */
export interface Problem {
  readonly fault: Fault
  readonly code: AttestationErrorCode
  /** Where: a JSON pointer (RFC 6901), a part of a compact serialisation, or an address; empty for the whole. */
  readonly at: string
  /** For developers, in English; users are told by the code. */
  readonly message: string
}
