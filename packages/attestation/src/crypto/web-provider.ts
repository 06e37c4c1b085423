// SPDX-License-Identifier: Apache-2.0
import { type CryptoProvider, type PublicKey, signatureSizes } from './crypto-provider.ts'

/** How WebCrypto names the algorithms. */
export const webAlgorithm = {
  Ed25519: { name: 'Ed25519' },
  ES256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  ES384: { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
  ES512: { name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-512' },
} as const

/** WebCrypto, in browsers and workers. Ed25519 is there since Chrome 137, Firefox 129 and Safari 17. */
export function webProvider(crypto: Crypto): CryptoProvider {
  const handles = new WeakMap<PublicKey, Promise<CryptoKey>>()
  const handleOf = (key: PublicKey) => {
    const known = handles.get(key)
    if (known !== undefined) return known
    const handle = crypto.subtle.importKey('raw', key.bytes, webAlgorithm[key.algorithm], false, ['verify'])
    handles.set(key, handle)
    return handle
  }
  return {
    sha256: async (data) => new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(data))),
    verify: async (key, data, signature) =>
      signature.length === signatureSizes[key.algorithm] &&
      crypto.subtle.verify(webAlgorithm[key.algorithm], await handleOf(key), signature, data),
    random: (size) => crypto.getRandomValues(new Uint8Array(size)),
  }
}
