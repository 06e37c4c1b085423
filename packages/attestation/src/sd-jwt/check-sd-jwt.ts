// SPDX-License-Identifier: Apache-2.0
import type { PublicKey } from '../crypto/crypto-provider.ts'
import { checkJws } from '../jose/check-jws.ts'
import { type Occasion, occasionProblems } from '../jose/jwt-audience.ts'
import { timeProblems } from '../jose/jwt-times.ts'
import type { JsonObject } from '../json/json.ts'
import type { Problem } from '../report.ts'
import { checkKeyBinding, type KeyBindingCheck, type KeyBindingExpectation } from './key-binding.ts'
import type { SdJwt } from './sd-jwt.ts'

/** `audience` and `nonce` are for one that its holder signed as a whole: a presentation. */
export interface SdJwtCheck extends KeyBindingCheck, Occasion {
  /** What the holder was asked to sign. Left out, no proof is needed, and one that is there is not looked at. */
  keyBinding?: KeyBindingExpectation
}

/** Which media types `typ` may name, and whether it may be missing. */
export interface SdJwtTypes {
  types: readonly string[]
  typeKnown?: boolean
}

/**
 * All that is wrong with an SD-JWT for the key of its issuer (RFC 9901 §7.1 and §7.3): what reading found, type,
 * algorithm, signature, `exp`, `nbf` and `aud` of what is disclosed, and the proof of the holder where one was asked for.
 */
export async function checkSdJwt(
  sdJwt: SdJwt,
  key: PublicKey,
  { types, typeKnown = false }: SdJwtTypes,
  check: SdJwtCheck = {},
): Promise<Problem[]> {
  const { at = '', crypto, keyBinding } = check
  const provider = crypto === undefined ? {} : { crypto }
  const place = at === '' ? 'payload' : `${at}/payload`
  return [
    ...(await checkJws(sdJwt.jws, key, { types, typeKnown, at, ...provider })),
    ...sdJwt.problems,
    ...timeProblems(sdJwt.payload, check, place),
    ...occasionProblems(sdJwt.payload, occasionOf(sdJwt.payload, check), place),
    ...(keyBinding === undefined ? [] : await checkKeyBinding(sdJwt, keyBinding, check)),
  ]
}

/** A certificate that names an audience is for nobody else; a presentation has to name it, and the occasion. */
function occasionOf({ aud }: JsonObject, check: SdJwtCheck): Occasion {
  const { audience, nonce, keyBinding } = check
  if (audience !== undefined || nonce !== undefined) return check
  return aud === undefined || keyBinding === undefined ? {} : { audience: keyBinding.audience }
}
