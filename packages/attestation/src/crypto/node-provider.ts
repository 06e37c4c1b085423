// SPDX-License-Identifier: Apache-2.0
import { plainBytes } from '../bytes/bytes.ts'
import type { NodeCrypto } from '../bytes/platform.ts'
import type { CryptoProvider, PublicKey, SignatureAlgorithm } from './crypto-provider.ts'
import { publicJwk } from './jwk.ts'

/** Ed25519 hashes by itself; ECDSA is told. Node writes and reads r ‖ s when asked by `ieee-p1363`. */
export const digestOf = { Ed25519: null, ES256: 'sha256' } as const

/** A key as signing and verifying take it: with the form of the signature only where there are two (an object costs 10 µs). */
export function usableKey(algorithm: SignatureAlgorithm, key: object): object {
  return algorithm === 'ES256' ? { key, dsaEncoding: 'ieee-p1363' } : key
}

/** `node:crypto`: everything at once, without a thread in between. A key is read once for each object that carries it. */
export function nodeProvider(crypto: NodeCrypto): CryptoProvider {
  const handles = new WeakMap<PublicKey, object>()
  const handleOf = (key: PublicKey) => {
    const known = handles.get(key)
    if (known !== undefined) return known
    const handle = usableKey(key.algorithm, crypto.createPublicKey({ key: publicJwk(key), format: 'jwk' }))
    handles.set(key, handle)
    return handle
  }
  return {
    sha256: (data) =>
      plainBytes(crypto.hash?.('sha256', data, 'buffer') ?? crypto.createHash('sha256').update(data).digest()),
    verify: (key, data, signature) =>
      signature.length === 64 && crypto.verify(digestOf[key.algorithm], data, handleOf(key), signature),
    random: (size) => plainBytes(crypto.randomBytes(size)),
  }
}
