// SPDX-License-Identifier: Apache-2.0
import type { JsonObject, JsonValue } from '../json/json.ts'
import type { Problem } from '../report.ts'

export interface Moment {
  /** Seconds since 1970 (a NumericDate, RFC 7519 §2); left out: now. */
  now?: number
  /** Seconds by which clocks may differ. */
  skew?: number
}

/** Seconds since 1970 that were asked for, or of the clock of this machine. */
export function secondsOf(moment: Moment): number {
  return moment.now ?? Math.floor(Date.now() / 1000)
}

/** A minute: what clocks of servers differ by. */
export const usualSkew = 60

/**
 * What `exp` and `nbf` say about a moment (RFC 7519 §4.1.4, §4.1.5). `iat` forbids nothing there; one that lies ahead is
 * told nevertheless, because nothing can have been signed tomorrow. An `iat` that is no number is passed over: it says
 * nothing about validity, and issuers who write a date as text there are published as examples.
 */
export function timeProblems(claims: JsonObject, moment: Moment, at: string): Problem[] {
  const now = secondsOf(moment)
  const skew = moment.skew ?? usualSkew
  const { exp, nbf, iat } = claims
  const problems: Problem[] = []
  const invalid = (name: string, value: JsonValue | undefined): boolean => {
    if (value === undefined || typeof value === 'number') return false
    const message = 'expected seconds since 1970 (RFC 7519 §2)'
    problems.push({ fault: 'malformed', code: 'jwt-claim-invalid', at: `${at}/${name}`, message })
    return true
  }
  if (!invalid('exp', exp) && exp !== undefined && now - skew >= (exp as number))
    problems.push({ fault: 'expired', code: 'jwt-expired', at: `${at}/exp`, message: `ended at ${exp}, it is ${now}` })
  if (!invalid('nbf', nbf) && nbf !== undefined && now + skew < (nbf as number)) problems.push(ahead('nbf', nbf))
  if (typeof iat === 'number' && now + skew < iat) problems.push(ahead('iat', iat))
  return problems

  function ahead(name: string, value: JsonValue): Problem {
    const message = `begins at ${String(value)}, it is ${now}`
    return { fault: 'not-yet-valid', code: 'jwt-not-yet-valid', at: `${at}/${name}`, message }
  }
}
