// SPDX-License-Identifier: Apache-2.0
import type { Bytes } from '../bytes/bytes.ts'

/** `Ed25519` (RFC 8032), or `ES256`: ECDSA with P-256 and SHA-256, signature as r ‖ s (RFC 7518 §3.4). */
export type SignatureAlgorithm = 'Ed25519' | 'ES256'

/** A public key: for Ed25519 32 bytes, for ES256 the uncompressed point, 65 bytes beginning with 4 (SEC 1 §2.3.3). */
export interface PublicKey {
  readonly algorithm: SignatureAlgorithm
  readonly bytes: Bytes
}

/** A value now, or later: Node signs and verifies at once, WebCrypto does not. */
export type Soon<Value> = Value | Promise<Value>

/** What signs. An authority whose key lives in a security module writes its own. */
export interface Signer {
  readonly publicKey: PublicKey
  /** The signature over the data: 64 bytes with either algorithm. */
  sign(data: Bytes): Soon<Bytes>
}

/** The three things that are asked of a cryptographic library. */
export interface CryptoProvider {
  sha256(data: Uint8Array): Soon<Bytes>
  /** SHA-256 of the UTF-8 of a text as base64url, by a library that does it in one step. */
  sha256OfText?(text: string): string
  /** Whether a signature holds; a key or signature of a wrong length holds nothing. */
  verify(key: PublicKey, data: Bytes, signature: Bytes): Soon<boolean>
  /** `size` unpredictable bytes. */
  random(size: number): Bytes
}
