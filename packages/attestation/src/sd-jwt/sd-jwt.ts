// SPDX-License-Identifier: Apache-2.0
import { platformCrypto } from '../crypto/crypto.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { AttestationError } from '../error.ts'
import { type Jws, jwsLimits, readJws, readObject } from '../jose/jws.ts'
import type { JsonObject } from '../json/json.ts'
import type { Problem } from '../report.ts'
import { type Disclosed, disclose } from './disclose.ts'
import { digestOf } from './disclosures.ts'

/** A JWT whose claims its holder discloses one by one (SD-JWT, RFC 9901), with or without a proof of the holder. */
export interface SdJwt {
  readonly jws: Jws
  /** What the issuer signed, with digests in place of what may be disclosed. */
  readonly signedPayload: JsonObject
  /** What is disclosed: the Processed SD-JWT Payload (§7.1). */
  readonly payload: JsonObject
  readonly disclosures: readonly string[]
  readonly disclosed: readonly Disclosed[]
  /** Everything but the key binding: what `sd_hash` is taken over (§4.3.1). */
  readonly presented: string
  /** The key binding JWT; null where there is none. */
  readonly keyBinding: string | null
  /** What is wrong before any key is asked. */
  readonly problems: readonly Problem[]
}

/** A certificate has some dozens. */
export const mostDisclosures = 1000

export interface SdJwtReading {
  crypto?: CryptoProvider
  at?: string
}

/**
 * Reads an SD-JWT in its compact form (§4) and puts its disclosures where their digests stand; believes nothing in it.
 * Throws `sd-jwt-syntax`, `too-large` (more than 1000 disclosures), what `readJws` throws, and `json-type` for a payload
 * that is no object. What is wrong with disclosures and digests is told in `problems`.
 */
export async function readSdJwt(text: string, { crypto = platformCrypto, at = '' }: SdJwtReading = {}): Promise<SdJwt> {
  if (text.length > jwsLimits.length)
    throw new AttestationError('too-large', at, `this has ${text.length} characters, at most ${jwsLimits.length}`)
  const [jwt = '', ...disclosures] = text.split('~')
  const last = disclosures.pop()
  if (last === undefined || disclosures.includes(''))
    throw new AttestationError(
      'sd-jwt-syntax',
      at,
      'expected a JWT, disclosures, and a tilde behind each (RFC 9901 §4)',
    )
  if (disclosures.length > mostDisclosures)
    throw new AttestationError(
      'too-large',
      at,
      `this has ${disclosures.length} disclosures, at most ${mostDisclosures}`,
    )
  const place = at === '' ? '' : `${at}/`
  const jws = readJws(jwt, at)
  const signedPayload = readObject(jws.payload, `${place}payload`)
  const presented = text.slice(0, text.length - last.length)
  const parts = { jws, signedPayload, disclosures, presented, keyBinding: last === '' ? null : last }
  const { _sd_alg: algorithm = 'sha-256' } = signedPayload
  if (algorithm === 'sha-256')
    return { ...parts, ...disclose(signedPayload, disclosures, await allDigests(disclosures, crypto), place) }
  const { payload, problems } = disclose(signedPayload, [], [], place)
  return { ...parts, payload, disclosed: [], problems: [unknownAlgorithm(`${place}payload/_sd_alg`), ...problems] }
}

function unknownAlgorithm(at: string): Problem {
  const message = "digests are read only of 'sha-256' (RFC 9901 §4.1.1)"
  return { fault: 'unsupported', code: 'sd-algorithm-unsupported', at, message }
}

/** The digests at once where the library computes at once. */
async function allDigests(texts: readonly string[], crypto: CryptoProvider): Promise<string[]> {
  const soon = texts.map((text) => digestOf(text, crypto))
  return soon.every((digest) => typeof digest === 'string') ? soon : Promise.all(soon)
}
