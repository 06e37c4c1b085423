// SPDX-License-Identifier: Apache-2.0
import type { JoseCode } from '../error.ts'
import type { JsonObject } from '../json/json.ts'
import type { Problem } from '../report.ts'

/** For whom a JWT is to be made, and for which occasion. */
export interface Occasion {
  /** This relying party, as the protocol names it. Given, the JWT must name it. */
  audience?: string
  /** The number of this one occasion. Given, the JWT must carry it. */
  nonce?: string
}

/**
 * Whether a JWT was made for this audience and this occasion. One that names an audience is for nobody else, and not for
 * a relying party that does not say who it is (RFC 7519 §4.1.3, MUST). Tells `jwt-audience-wrong` and `jwt-nonce-wrong`.
 */
export function occasionProblems(claims: JsonObject, { audience, nonce }: Occasion, at: string): Problem[] {
  const { aud, nonce: carried } = claims
  const problems: Problem[] = []
  const report = (code: JoseCode, name: string, message: string) =>
    problems.push({ fault: 'holder-not-proven', code, at: `${at}/${name}`, message })
  const named = Array.isArray(aud) ? aud : aud === undefined ? [] : [aud]
  if (named.length === 0 ? audience !== undefined : audience === undefined || !named.includes(audience))
    report('jwt-audience-wrong', 'aud', audience === undefined ? 'made for somebody' : `not made for '${audience}'`)
  if (nonce !== undefined && carried !== nonce) report('jwt-nonce-wrong', 'nonce', 'not made for this occasion')
  return problems
}
