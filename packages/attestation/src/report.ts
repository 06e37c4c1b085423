// SPDX-License-Identifier: Apache-2.0
import type { AttestationErrorCode } from './error.ts'
import type { JsonObject } from './json/json.ts'

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

/** Those that leave it open whether something is wrong. */
export const undeterminedFaults: ReadonlySet<Fault> = new Set([
  'issuer-unreachable',
  'status-unreachable',
  'unsupported',
])

/** One thing that is wrong, or could not be found out. */
export interface Problem {
  readonly fault: Fault
  readonly code: AttestationErrorCode
  /** Where: a JSON pointer (RFC 6901), a part of a compact serialisation, or an address; empty for the whole. */
  readonly at: string
  /** For developers, in English; users are told by the code. */
  readonly message: string
}

/** What is done to a certificate, in this order. */
export const stepNames = [
  /** It can be read at all: text, JSON, signature format. */
  'form',
  /** It has the members that its standard requires. */
  'shape',
  /** Its issuer's keys are found, and are the issuer's. */
  'issuer',
  /** Every signature holds. */
  'signature',
  /** It is valid at this moment, by what it says itself. */
  'period',
  /** A trust list says that this issuer may attest this, there, then. */
  'authority',
  /** It is neither revoked nor suspended. */
  'status',
  /** A transparency log has it: it was not issued in secret. */
  'log',
  /** Its holder shows it, to this relying party, now. */
  'holder',
] as const

export type StepName = (typeof stepNames)[number]

/** One step, and what became of it. */
export interface Step {
  readonly name: StepName
  /**
   * `passed`; `failed`; `undetermined`: it could not be found out; `waived`: the caller did not want it; `unreached`: a
   * step before it left nothing to do it with.
   */
  readonly verdict: 'passed' | 'failed' | 'undetermined' | 'waived' | 'unreached'
  readonly problems: readonly Problem[]
}

/** What became of the verification of a certificate. */
export interface Report {
  /**
   * `verified`: every step passed. `partly-verified`: every step that the caller wanted passed, others were waived.
   * `refused`: a step failed. `undetermined`: none failed, but something could not be found out. Only the first is a yes.
   */
  readonly verdict: 'verified' | 'partly-verified' | 'refused' | 'undetermined'
  readonly steps: readonly Step[]
  /** All that is wrong, in the order of the steps. */
  readonly problems: readonly Problem[]
  /** What the certificate says; null where it could not be read. To be believed only if `verdict` says so. */
  readonly document: JsonObject | null
  readonly issuer: string | null
}
