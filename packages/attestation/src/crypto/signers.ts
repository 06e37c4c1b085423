// SPDX-License-Identifier: Apache-2.0
import { plainBytes } from '../bytes/bytes.ts'
import { type NodeCrypto, nodeCrypto } from '../bytes/platform.ts'
import { AttestationError } from '../error.ts'
import { type SignatureAlgorithm, type Signer, signatureSizes } from './crypto-provider.ts'
import { ecdsaFromDer } from './ecdsa-der.ts'
import { type PublicJwk, readPublicJwk } from './jwk.ts'
import { digestOf } from './node-provider.ts'
import { webAlgorithm } from './web-provider.ts'

/** A private key as a JWK: OKP with `d` (RFC 8037 §2), or EC with `d` (RFC 7518 §6.2.2). */
export interface PrivateJwk extends PublicJwk {
  d: string
}

/** A signer from a private JWK, by the library of the platform; throws `key-invalid` or `key-unsupported`. */
export async function signerFromJwk(jwk: PrivateJwk): Promise<Signer> {
  return nodeCrypto ? nodeSigner(nodeCrypto, jwk) : webSigner(globalThis.crypto.subtle, jwk)
}

/** A new key with its signer; keep the JWK in a safe place. */
export async function newKey(algorithm: SignatureAlgorithm): Promise<{ jwk: PrivateJwk; signer: Signer }> {
  const subtle = globalThis.crypto.subtle
  const pair = (await subtle.generateKey(webAlgorithm[algorithm], true, ['sign', 'verify'])) as CryptoKeyPair
  const { kty, crv, x, y, d } = (await subtle.exportKey('jwk', pair.privateKey)) as PrivateJwk
  const jwk = { kty, crv, x, ...(y === undefined ? {} : { y }), d }
  return { jwk, signer: await signerFromJwk(jwk) }
}

function withoutPrivatePart({ kty, crv, x, y }: PrivateJwk): PublicJwk {
  return { kty, crv, x, ...(y === undefined ? {} : { y }) }
}

function nodeSigner(crypto: NodeCrypto, jwk: PrivateJwk): Signer {
  const publicKey = readPublicJwk(withoutPrivatePart(jwk))
  const key = read(() => crypto.createPrivateKey({ key: jwk, format: 'jwk' }))
  const digest = digestOf[publicKey.algorithm]
  if (publicKey.algorithm === 'Ed25519')
    return { publicKey, sign: (data) => plainBytes(crypto.sign(digest, data, key)) }
  const size = signatureSizes[publicKey.algorithm]
  return { publicKey, sign: (data) => ecdsaFromDer(crypto.sign(digest, data, key), size) }
}

async function webSigner(subtle: SubtleCrypto, jwk: PrivateJwk): Promise<Signer> {
  const publicKey = readPublicJwk(withoutPrivatePart(jwk))
  const algorithm = webAlgorithm[publicKey.algorithm]
  const key = await subtle.importKey('jwk', { ...jwk }, algorithm, false, ['sign']).catch(refuse)
  return { publicKey, sign: async (data) => new Uint8Array(await subtle.sign(algorithm, key, data)) }
}

function read<Key>(key: () => Key): Key {
  try {
    return key()
  } catch (cause) {
    return refuse(cause)
  }
}

function refuse(cause: unknown): never {
  throw new AttestationError('key-invalid', '', 'this private JWK cannot be read', { cause })
}
