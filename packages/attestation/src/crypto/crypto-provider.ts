// SPDX-License-Identifier: Apache-2.0
import type { Bytes } from '../bytes/bytes.ts'

/**
 * `Ed25519` (RFC 8032), or ECDSA with the signature as r ‖ s (RFC 7518 §3.4): `ES256` with P-256 and SHA-256, `ES384` with
 * P-384 and SHA-384, `ES512` with P-521 and SHA-512.
 */
export type SignatureAlgorithm = 'Ed25519' | 'ES256' | 'ES384' | 'ES512'

/** Bytes of a signature. */
export const signatureSizes = { Ed25519: 64, ES256: 64, ES384: 96, ES512: 132 } as const

/** A public key: for Ed25519 32 bytes, for ECDSA the uncompressed point, which begins with 4 (SEC 1 §2.3.3). */
export interface PublicKey {
  readonly algorithm: SignatureAlgorithm
  readonly bytes: Bytes
}

/** A value now, or later: Node signs and verifies at once, WebCrypto does not. */
export type Soon<Value> = Value | Promise<Value>

/** What signs. An authority whose key lives in a security module writes its own. */
export interface Signer {
  readonly publicKey: PublicKey
  /** The signature over the data: 64 bytes with Ed25519 and ES256, 96 with ES384, 132 with ES512. */
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
