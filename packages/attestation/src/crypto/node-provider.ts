// SPDX-License-Identifier: Apache-2.0
import { base64url } from '../bytes/base64url.ts'
import { plainBytes } from '../bytes/bytes.ts'
import type { NodeCrypto } from '../bytes/platform.ts'
import { type CryptoProvider, type PublicKey, signatureSizes } from './crypto-provider.ts'
import { ecdsaAsDer } from './ecdsa-der.ts'
import { publicJwk } from './jwk.ts'

/** Ed25519 hashes by itself; ECDSA is told. */
export const digestOf = { Ed25519: null, ES256: 'sha256', ES384: 'sha384', ES512: 'sha512' } as const

/** Keys that are kept as Node holds them: reading one anew takes a third of the time of verifying with it. */
const mostKeys = 1024

/**
 * `node:crypto`: everything at once, without a thread in between. A key is read once, and given as it is: with `{ key, dsaEncoding }` Node 24 reads it again for each signature, which takes a quarter of
 * the time. So ECDSA signatures go in and out in the form that needs no such option.
 */
export function nodeProvider(crypto: NodeCrypto): CryptoProvider {
  const handles = new WeakMap<PublicKey, object>()
  const read = new Map<string, object>()
  const handleOf = (key: PublicKey): object => {
    const known = handles.get(key)
    if (known !== undefined) return known
    const name = `${key.algorithm} ${base64url(key.bytes)}`
    const handle = read.get(name) ?? crypto.createPublicKey({ key: publicJwk(key), format: 'jwk' })
    if (read.size >= mostKeys) read.clear()
    read.set(name, handle)
    handles.set(key, handle)
    return handle
  }
  const { hash } = crypto
  return {
    sha256: (data) => plainBytes(hash?.('sha256', data, 'buffer') ?? crypto.createHash('sha256').update(data).digest()),
    ...(hash === undefined ? {} : { sha256OfText: (text) => hash('sha256', text, 'base64url') }),
    verify: (key, data, signature) =>
      signature.length === signatureSizes[key.algorithm] &&
      crypto.verify(
        digestOf[key.algorithm],
        data,
        handleOf(key),
        key.algorithm === 'Ed25519' ? signature : ecdsaAsDer(signature),
      ),
    random: (size) => plainBytes(crypto.randomBytes(size)),
  }
}
