// SPDX-License-Identifier: Apache-2.0
import { base64url, readBase64url } from '../bytes/base64url.ts'
import { type Bytes, concatBytes } from '../bytes/bytes.ts'
import { AttestationError } from '../error.ts'
import type { PublicKey } from './crypto-provider.ts'
import { curveAlgorithms, curves, isOnCurve } from './curves.ts'

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
  const { name, size } = curves[key.algorithm]
  const [x, y] = [key.bytes.subarray(1, 1 + size), key.bytes.subarray(1 + size)]
  return { kty: 'EC', crv: name, x: base64url(x), y: base64url(y) }
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
  if (kty === 'OKP' && crv === 'Ed25519') return { algorithm: 'Ed25519', bytes: coordinate(x, 32, `${at}/x`) }
  const algorithm = kty === 'EC' ? curveAlgorithms.find((name) => curves[name].name === crv) : undefined
  if (algorithm === undefined)
    throw new AttestationError(
      'key-unsupported',
      at,
      `expected Ed25519 or a curve of NIST, not ${shown(kty)} ${shown(crv)}`,
    )
  const { name, size } = curves[algorithm]
  const bytes = concatBytes([4], coordinate(x, size, `${at}/x`), coordinate(y, size, `${at}/y`))
  if (!isOnCurve(curves[algorithm], bytes))
    throw new AttestationError('key-invalid', at, `this point is not on ${name}`)
  return { algorithm, bytes }
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 40) : typeof value
}

function coordinate(value: unknown, size: number, at: string): Bytes {
  const bytes = typeof value === 'string' ? readBase64url(value, at) : undefined
  if (bytes?.length !== size) throw new AttestationError('key-invalid', at, `expected ${size} bytes in base64url`)
  return bytes
}
