// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { PrivateJwk, Signer } from '../../packages/attestation/src/index.ts'

export interface JoseFigures {
  /** Microseconds of processor time an operation, by the package. */
  ours: number
  /** The same signatures and digests by `node:crypto` alone, which is told that they are r ‖ s, as JOSE has them. */
  raw: number
  /** The same, given ECDSA signatures as DER beforehand, and keys as they are: the least that `node:crypto` can do. */
  direct: number
  peer: number | null
  /** Characters of what is issued or verified. */
  size: number
}

export type JoseLine = Record<string, JoseFigures>

export interface Work {
  name: string
  /** Operations in a block. */
  size: number
  ours: (index: number) => Promise<void>
  raw: (index: number) => void
  direct: (index: number) => void
  peer: ((index: number) => Promise<void>) | null
  text: string
}

export interface Key {
  jwk: PrivateJwk
  signer: Signer
}

/** Certificates among which an operation takes turns. */
export const variety = 64

/** What node:crypto needs of a compact JWS. */
export interface RawJws {
  signed: Buffer
  signature: Buffer
  der: Buffer
}

/** Signing and verifying by node:crypto alone. */
export interface RawKey {
  parts: (jwt: string) => RawJws
  verify: (jws: RawJws) => void
  verifyDirect: (jws: RawJws) => void
  sign: (jws: RawJws) => void
  signDirect: (jws: RawJws) => void
}

export function mustHold(holds: boolean): void {
  if (!holds) throw new Error('a certificate does not hold')
}

export function rawKey({ jwk }: Key): RawKey {
  const isEcdsa = jwk.kty === 'EC'
  const digest = isEcdsa ? 'sha256' : null
  const key = { ...jwk }
  const [secret, open] = [createPrivateKey({ key, format: 'jwk' }), createPublicKey({ key, format: 'jwk' })]
  const formed = (one: KeyObject) => (isEcdsa ? { key: one, dsaEncoding: 'ieee-p1363' as const } : one)
  return {
    parts: (jwt) => {
      const dot = jwt.lastIndexOf('.')
      const [signed, signature] = [Buffer.from(jwt.slice(0, dot)), Buffer.from(jwt.slice(dot + 1), 'base64url')]
      return { signed, signature, der: isEcdsa ? sign(digest, signed, secret) : signature }
    },
    verify: ({ signed, signature }) => mustHold(verify(digest, signed, formed(open), signature)),
    verifyDirect: ({ signed, der }) => mustHold(verify(digest, signed, open, der)),
    sign: ({ signed }) => void sign(digest, signed, formed(secret)),
    signDirect: ({ signed }) => void sign(digest, signed, secret),
  }
}
