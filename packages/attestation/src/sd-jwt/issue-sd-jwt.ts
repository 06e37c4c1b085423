// SPDX-License-Identifier: Apache-2.0
import { platformCrypto } from '../crypto/crypto.ts'
import type { CryptoProvider, Signer } from '../crypto/crypto-provider.ts'
import { AttestationError } from '../error.ts'
import { type HeaderMembers, signJws } from '../jose/jws.ts'
import type { JsonObject, JsonValue } from '../json/json.ts'
import { conceal, type DisclosureFrame } from './conceal.ts'
import { bindKey, type KeyBinding } from './key-binding.ts'
import { readSdJwt } from './sd-jwt.ts'

/**
 * Signs claims as an SD-JWT with all its disclosures, for the holder (RFC 9901 §6.1); a frame says what may be disclosed.
 * Throws what {@link conceal} and `signJws` throw.
 */
export async function issueSdJwt(
  claims: JsonObject,
  frame: DisclosureFrame,
  signer: Signer,
  header: HeaderMembers,
  crypto: CryptoProvider = platformCrypto,
): Promise<string> {
  const { payload, disclosures } = await conceal(claims, frame, crypto)
  const jwt = await signJws(header, payload, signer)
  return disclosures.length === 0 ? `${jwt}~` : `${jwt}~${disclosures.join('~')}~`
}

/** What a holder shows. */
export interface Presentation {
  /**
   * The claims to disclose, as JSON pointers into the whole payload. What stands above a claim is disclosed with it; what
   * stands below, and may be disclosed by itself, is not.
   */
  disclose: readonly string[]
  keyBinding?: KeyBinding
  crypto?: CryptoProvider
}

/**
 * An SD-JWT of a holder with some of its disclosures, and the proof of the holder where a relying party asked for one
 * (§7.2). Throws what `readSdJwt` throws, the first problem of an SD-JWT that is not sound, `sd-jwt-syntax` for one that
 * was shown already, and `disclosure-unknown` for a pointer to nothing.
 */
export async function presentSdJwt(text: string, presentation: Presentation): Promise<string> {
  const { disclose, keyBinding, crypto = platformCrypto } = presentation
  const sdJwt = await readSdJwt(text, { crypto })
  const [problem] = sdJwt.problems
  if (problem !== undefined) throw new AttestationError(problem.code, problem.at, problem.message)
  if (sdJwt.keyBinding !== null)
    throw new AttestationError('sd-jwt-syntax', 'key-binding', 'a holder is not given what was shown to somebody')
  for (const at of disclose)
    if (!isThere(sdJwt.payload, at)) throw new AttestationError('disclosure-unknown', at, 'nothing stands there')
  const shown = sdJwt.disclosed
    .filter(({ at }) => disclose.some((wanted) => wanted === at || wanted.startsWith(`${at}/`)))
    .map(({ index }) => `${sdJwt.disclosures[index]}~`)
  const presented = `${text.slice(0, text.indexOf('~') + 1)}${shown.join('')}`
  return keyBinding === undefined ? presented : bindKey(presented, keyBinding, crypto)
}

function isThere(payload: JsonObject, at: string): boolean {
  let value: JsonValue | undefined = payload
  for (const part of at.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return false
    value = (value as JsonObject)[name]
  }
  return at.startsWith('/')
}
