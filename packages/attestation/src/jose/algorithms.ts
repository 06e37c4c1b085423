// SPDX-License-Identifier: Apache-2.0
import type { SignatureAlgorithm } from '../crypto/crypto-provider.ts'

const known: ReadonlyMap<string, SignatureAlgorithm> = new Map([
  ['EdDSA', 'Ed25519'],
  ['Ed25519', 'Ed25519'],
  ['ES256', 'ES256'],
  ['ES384', 'ES384'],
  ['ES512', 'ES512'],
])

/** How a header names the algorithm of a key, unless told otherwise. */
export const algorithmNames = { Ed25519: 'EdDSA', ES256: 'ES256', ES384: 'ES384', ES512: 'ES512' } as const

/** The algorithm that `alg` names (RFC 8037 §3.1, RFC 9864 §2.2, RFC 7518 §3.1); undefined for all that are not verified. */
export function keyAlgorithm(alg: string): SignatureAlgorithm | undefined {
  return known.get(alg)
}
