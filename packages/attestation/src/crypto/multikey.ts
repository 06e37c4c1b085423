// SPDX-License-Identifier: Apache-2.0
import { concatBytes } from '../bytes/bytes.ts'
import { multibase58, readMultibase } from '../bytes/multibase.ts'
import { AttestationError } from '../error.ts'
import type { PublicKey } from './crypto-provider.ts'
import { compressed, uncompressed } from './p256.ts'

/** Multicodec prefixes of public keys (Controlled Identifiers 1.0 §2.2.2). */
const prefixes = { Ed25519: [0xed, 0x01], ES256: [0x80, 0x24] } as const

/** `publicKeyMultibase` of a Multikey: `z6Mk…` for Ed25519, `zDn…` for P-256. */
export function multikey(key: PublicKey): string {
  const bytes = key.algorithm === 'Ed25519' ? key.bytes : compressed(key.bytes)
  return multibase58(concatBytes(prefixes[key.algorithm], bytes))
}

/** The public key of `publicKeyMultibase`; throws `key-unsupported`, `key-invalid` and what multibase throws. */
export function readMultikey(text: string, at = ''): PublicKey {
  const whole = readMultibase(text, at)
  const bytes = whole.slice(2)
  if (startsWith(whole, prefixes.Ed25519)) {
    if (bytes.length !== 32)
      throw new AttestationError('key-invalid', at, `an Ed25519 key has 32 bytes, not ${bytes.length}`)
    return { algorithm: 'Ed25519', bytes }
  }
  if (!startsWith(whole, prefixes.ES256))
    throw new AttestationError('key-unsupported', at, 'expected a Multikey of Ed25519 or P-256')
  const point = uncompressed(bytes)
  if (point === null) throw new AttestationError('key-invalid', at, 'this is not a compressed point of P-256')
  return { algorithm: 'ES256', bytes: point }
}

function startsWith(bytes: Uint8Array, prefix: readonly [number, number]): boolean {
  return bytes[0] === prefix[0] && bytes[1] === prefix[1]
}
