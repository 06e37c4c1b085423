// SPDX-License-Identifier: Apache-2.0
import { base64url, readBase64url } from '../bytes/base64url.ts'
import { type Bytes, concatBytes } from '../bytes/bytes.ts'
import { AttestationError } from '../error.ts'
import type { PublicKey } from './crypto-provider.ts'
import { isOnP256, p256 } from './p256.ts'

/** A public key as a JWK: OKP (RFC 8037 §2) or EC (RFC 7518 §6.2.1). */
export interface PublicJwk {
  kty: string
  crv: string
  x: string
  y?: string
}

/** The key as a JWK without further members. */
export function publicJwk(key: PublicKey): PublicJwk {
  if (key.algorithm === 'Ed25519') return { kty: 'OKP', crv: 'Ed25519', x: base64url(key.bytes) }
  return {
    kty: 'EC',
    crv: 'P-256',
    x: base64url(key.bytes.subarray(1, 33)),
    y: base64url(key.bytes.subarray(33)),
  }
}

/**
 * The public key of a JWK. Throws `key-unsupported` for other curves, `key-invalid` for a coordinate of a wrong length, a
 * point off the curve, or a JWK that carries a private part: that has no business in a public document.
 */
export function readPublicJwk(jwk: unknown, at = ''): PublicKey {
  if (typeof jwk !== 'object' || jwk === null)
    throw new AttestationError('key-invalid', at, 'expected a JWK (RFC 7517 §4)')
  const { kty, crv, x, y, d } = jwk as Record<string, unknown>
  if (d !== undefined) throw new AttestationError('key-invalid', at, "this JWK carries a private key ('d')")
  if (kty === 'OKP' && crv === 'Ed25519') return { algorithm: 'Ed25519', bytes: coordinate(x, `${at}/x`) }
  if (kty !== 'EC' || crv !== 'P-256')
    throw new AttestationError('key-unsupported', at, `expected Ed25519 or P-256, not ${String(kty)} ${String(crv)}`)
  const bytes = concatBytes([4], coordinate(x, `${at}/x`), coordinate(y, `${at}/y`))
  if (!isOnP256(bytes)) throw new AttestationError('key-invalid', at, 'this point is not on P-256')
  return { algorithm: 'ES256', bytes }
}

function coordinate(value: unknown, at: string): Bytes {
  const bytes = typeof value === 'string' ? readBase64url(value, at) : undefined
  if (bytes?.length !== p256.size) throw new AttestationError('key-invalid', at, 'expected 32 bytes in base64url')
  return bytes
}
