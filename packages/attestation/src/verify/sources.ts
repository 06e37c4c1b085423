// SPDX-License-Identifier: Apache-2.0
// Where what a verification rests on comes from. Each is a function, so that a caller may hold it, fetch it, or ask
// somebody; the package brings those that most will want.
import type { PublicKey, Soon } from '../crypto/crypto-provider.ts'
import type { IntegrityTools } from '../integrity/hash-data.ts'
import type { JsonObject } from '../json/json.ts'
import type { LogPolicy } from '../log/log-policy.ts'
import type { Problem } from '../report.ts'
import type { KeyBindingExpectation } from '../sd-jwt/key-binding.ts'
import type { StatusEntry, StatusList } from '../status/status-list.ts'
import type { Certificate } from './read-certificate.ts'

export interface KeyRequest {
  /** The address of the key as the signature names it; null where it names none. */
  readonly keyId: string | null
  readonly issuer: string | null
  readonly certificate: Certificate
  /** The header of what is signed, where that is not the certificate itself but its status list. */
  readonly header?: JsonObject
  /** Milliseconds since 1970. */
  readonly now: number
  /**
   * By when witnesses of a log had seen what was issued, in milliseconds since 1970, by a receipt that holds: a key that
   * ended later was in force. Left out where no witness says so; what a signature says of itself is no such time.
   */
  readonly seenAt?: number
}

/** The moment at which a key has to be in force. */
export function momentOf({ now, seenAt = now }: Pick<KeyRequest, 'now' | 'seenAt'>): { now: number } {
  return { now: Math.min(now, seenAt) / 1000 }
}

/** A key, and whom the way to it names as the issuer, for certificates that do not name one themselves. */
export interface NamedKey {
  readonly key: PublicKey
  readonly issuer: string
}

/** The key of an issuer, known to be this issuer's and to be for certificates; or why there is none. */
export type KeySource = (request: KeyRequest) => Soon<PublicKey | NamedKey | Problem>

export interface AuthorityRequest {
  readonly issuer: string
  readonly certificate: Certificate
  /** Milliseconds since 1970. */
  readonly now: number
}

/** What speaks against it that this issuer attests this: nothing, where a trust list says that it may. */
export type AuthoritySource = (request: AuthorityRequest) => Soon<readonly Problem[]>

/** A status list whose signature was verified; or why it cannot be asked. */
export type StatusSource = (
  entry: StatusEntry,
  certificate: Certificate,
  now: number,
) => Soon<StatusList | readonly Problem[]>

/** Where a certificate must be logged, and the receipt that came with it. */
export interface LogDemand {
  readonly policy: LogPolicy
  readonly receipt: string | null
}

/** The same, where it depends on the certificate; `waived` where no log is asked for it. */
export type LogSource = (certificate: Certificate) => Soon<LogDemand | 'waived'>

/** What the caller asks of a certificate. A step is left out by `waived` alone, never by leaving something out. */
export interface Verification {
  /** Milliseconds since 1970; left out: now. */
  readonly now?: number
  readonly tools: IntegrityTools
  readonly keys: KeySource
  readonly authority: AuthoritySource | 'waived'
  readonly status: StatusSource | 'waived'
  readonly log: LogDemand | LogSource | 'waived'
  /**
   * This relying party, as the protocol names it: a certificate as JWT that names an audience is for that one alone. Left
   * out, it is the one that the holder was asked to name.
   */
  readonly audience?: string
  /** What the holder was asked to sign. */
  readonly holder: KeyBindingExpectation | 'waived'
}
