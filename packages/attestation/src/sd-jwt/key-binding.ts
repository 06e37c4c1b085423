// SPDX-License-Identifier: Apache-2.0
// The proof that who shows an SD-JWT holds it, made for one audience and one occasion (RFC 9901 §4.3, §7.3).
import { platformCrypto } from '../crypto/crypto.ts'
import type { CryptoProvider, PublicKey, Signer } from '../crypto/crypto-provider.ts'
import { readPublicJwk } from '../crypto/jwk.ts'
import { AttestationError, type SdJwtCode } from '../error.ts'
import { checkJws } from '../jose/check-jws.ts'
import { readJws, readObject, signJws } from '../jose/jws.ts'
import { type Moment, secondsOf, timeProblems, usualSkew } from '../jose/jwt-times.ts'
import { problemOf } from '../jose/within.ts'
import { isObject, type JsonObject } from '../json/json.ts'
import type { Problem } from '../report.ts'
import { digestOf } from './disclosures.ts'
import type { SdJwt } from './sd-jwt.ts'

/** What a relying party asked the holder to sign. */
export interface KeyBindingExpectation {
  /** Who it is shown to: this relying party, as the protocol names it. */
  audience: string
  /** The number of this one occasion. */
  nonce: string
  /** Seconds that a proof may be old; five minutes unless told otherwise. */
  maxAge?: number
}

/** What a holder signs. */
export interface KeyBinding {
  signer: Signer
  audience: string
  nonce: string
  /** Seconds since 1970; left out: now. */
  issuedAt?: number
}

const usualAge = 300

/** Adds the proof of the holder to an SD-JWT that ends with a tilde. */
export async function bindKey(presented: string, binding: KeyBinding, crypto = platformCrypto): Promise<string> {
  if (!presented.endsWith('~'))
    throw new AttestationError('sd-jwt-syntax', '', 'expected an SD-JWT that ends with a tilde, and has no proof yet')
  const { signer, audience, nonce, issuedAt: now } = binding
  const iat = secondsOf(now === undefined ? {} : { now })
  const claims = { iat, aud: audience, nonce, sd_hash: await digestOf(presented, crypto) }
  return `${presented}${await signJws({ typ: 'kb+jwt' }, claims, signer)}`
}

export interface KeyBindingCheck extends Moment {
  crypto?: CryptoProvider
  at?: string
}

/**
 * All that is wrong with the proof of the holder (§7.3, step 5), by the key in `cnf` alone; everything is
 * `holder-not-proven`. A proof made for another audience, another occasion, other disclosures, or too long ago is told
 * by a code of its own.
 */
export async function checkKeyBinding(
  sdJwt: SdJwt,
  expected: KeyBindingExpectation,
  check: KeyBindingCheck = {},
): Promise<Problem[]> {
  const { at = '', crypto = platformCrypto } = check
  const place = at === '' ? '' : `${at}/`
  if (sdJwt.keyBinding === null)
    return [problem('key-binding-missing', `${place}key-binding`, 'the holder proved nothing (RFC 9901 §7.3)')]
  try {
    const here = `${place}key-binding`
    const jws = readJws(sdJwt.keyBinding, here)
    const claims = readObject(jws.payload, `${here}/payload`)
    const key = holderKey(sdJwt.payload, `${place}payload`)
    const problems = [
      ...(await checkJws(jws, key, { types: ['kb+jwt'], crypto, at: here })),
      ...timeProblems(claims, check, `${here}/payload`),
      ...claimProblems(claims, expected, check, `${here}/payload`),
    ]
    if (claims['sd_hash'] !== (await digestOf(sdJwt.presented, crypto)))
      problems.push(problem('key-binding-hash-wrong', `${here}/payload/sd_hash`, 'made for other disclosures'))
    return problems.map((one) => ({ ...one, fault: 'holder-not-proven' }))
  } catch (error) {
    return [problemOf(error, 'holder-not-proven')]
  }
}

/** The holder's key as the issuer names it: `cnf` with `jwk` (RFC 7800 §3.2). */
export function holderKey(payload: JsonObject, at: string): PublicKey {
  const { cnf } = payload
  if (!isObject(cnf) || cnf['jwk'] === undefined)
    throw new AttestationError('key-binding-key-missing', `${at}/cnf/jwk`, 'the issuer names no key of the holder')
  return readPublicJwk(cnf['jwk'], `${at}/cnf/jwk`)
}

function claimProblems(claims: JsonObject, expected: KeyBindingExpectation, moment: Moment, at: string): Problem[] {
  const { iat, aud, nonce } = claims
  const problems: Problem[] = []
  const report = (code: SdJwtCode, name: string, message: string) =>
    problems.push(problem(code, `${at}/${name}`, message))
  if (typeof aud !== 'string') report('key-binding-claim-invalid', 'aud', 'expected one name (RFC 9901 §4.3)')
  else if (aud !== expected.audience) report('key-binding-audience-wrong', 'aud', `made for '${aud.slice(0, 200)}'`)
  if (typeof nonce !== 'string') report('key-binding-claim-invalid', 'nonce', 'expected a text (RFC 9901 §4.3)')
  else if (nonce !== expected.nonce) report('key-binding-nonce-wrong', 'nonce', 'made for another occasion')
  const { maxAge = usualAge } = expected
  if (typeof iat !== 'number')
    report('key-binding-claim-invalid', 'iat', 'expected seconds since 1970 (RFC 7519 §4.1.6)')
  else if (iat + maxAge + (moment.skew ?? usualSkew) < secondsOf(moment))
    report('key-binding-too-old', 'iat', `made at ${iat}, more than ${maxAge} seconds ago`)
  return problems
}

function problem(code: SdJwtCode, at: string, message: string): Problem {
  return { fault: 'holder-not-proven', code, at, message }
}
