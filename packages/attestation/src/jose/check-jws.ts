// SPDX-License-Identifier: Apache-2.0
import { platformCrypto } from '../crypto/crypto.ts'
import type { CryptoProvider, PublicKey } from '../crypto/crypto-provider.ts'
import type { JoseCode } from '../error.ts'
import type { Fault, Problem } from '../report.ts'
import { keyAlgorithm } from './algorithms.ts'
import type { Jws, JwsHeader } from './jws.ts'

export interface JwsExpectation {
  /** The media types that `typ` may name, without `application/`. */
  types: readonly string[]
  /** Whether `typ` may be missing, because the media type was told otherwise (a `data:` address, a header of HTTP). */
  typeKnown?: boolean
  crypto?: CryptoProvider
  /** Where the JWS stands, for the places of problems. */
  at?: string
}

/**
 * What is wrong with a JWS for the key of whom it is said to be from (RFC 7515 §5.2, RFC 8725 §3): all of it. The key
 * comes from the caller alone; `jwk`, `jku`, `x5u` and `x5c` in the header are never asked. The algorithm is the key's:
 * `none`, a shared secret, or the algorithm of another kind of key are refused before anything is computed.
 */
export async function checkJws(jws: Jws, key: PublicKey, expectation: JwsExpectation): Promise<Problem[]> {
  const { types, typeKnown = false, crypto = platformCrypto, at = '' } = expectation
  const place = at === '' ? '' : `${at}/`
  const problems: Problem[] = []
  const report = (fault: Fault, code: JoseCode, part: string, message: string) =>
    problems.push({ fault, code, at: `${place}${part}`, message })
  const { typ, crit } = jws.header as JwsHeader & { typ?: string; crit?: string[] }
  if (crit !== undefined)
    report('unsupported', 'jws-critical-unknown', 'header/crit', `nobody here knows ${crit.join(', ').slice(0, 200)}`)
  if (typ === undefined ? !typeKnown : !types.includes(mediaType(typ)))
    report('malformed', 'jws-type-wrong', 'header/typ', `expected ${types.join(' or ')}, not ${shown(typ)}`)
  const refusal = refusedAlgorithm(jws.header.alg, key)
  if (refusal !== undefined) report(...refusal)
  else if (!(await crypto.verify(key, jws.signed, jws.signature)))
    report('tampered', 'signature-wrong', 'signature', 'the signature does not hold for this text and this key')
  return problems
}

function refusedAlgorithm(alg: string, key: PublicKey): [Fault, JoseCode, string, string] | undefined {
  const algorithm = keyAlgorithm(alg)
  if (algorithm === key.algorithm) return undefined
  const at = 'header/alg'
  if (/^none$/i.test(alg)) return ['tampered', 'jws-algorithm-none', at, 'this is not signed at all']
  if (/^hs\d/i.test(alg))
    return ['tampered', 'jws-algorithm-symmetric', at, `'${alg.slice(0, 20)}' would take the public key for a secret`]
  if (algorithm === undefined)
    return ['unsupported', 'jws-algorithm-unsupported', at, `${shown(alg)} is not verified here`]
  return ['tampered', 'jws-algorithm-not-of-key', at, `the key is for ${key.algorithm}, not for '${alg}'`]
}

/** A media type as it is compared: without letter case, and without the `application/` that may be left out (RFC 7515 §4.1.9). */
export function mediaType(typ: string): string {
  const lower = typ.toLowerCase()
  return lower.startsWith('application/') ? lower.slice('application/'.length) : lower
}

function shown(text: string | undefined): string {
  return text === undefined ? 'nothing' : `'${text.slice(0, 100)}'`
}
