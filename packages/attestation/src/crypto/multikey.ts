// SPDX-License-Identifier: Apache-2.0
import { concatBytes } from '../bytes/bytes.ts'
import { multibase58, readMultibase } from '../bytes/multibase.ts'
import { AttestationError } from '../error.ts'
import type { PublicKey } from './crypto-provider.ts'
import { compressed, curveAlgorithms, curves, uncompressed } from './curves.ts'

/** Multicodec prefixes of public keys (Controlled Identifiers 1.0 §2.2.2; P-521 as did:key has it). */
const prefixes = { Ed25519: [0xed, 0x01], ES256: [0x80, 0x24], ES384: [0x81, 0x24], ES512: [0x82, 0x24] } as const

/** `publicKeyMultibase` of a Multikey: `z6Mk…` for Ed25519, `zDn…` for P-256. */
export function multikey({ algorithm, bytes }: PublicKey): string {
  if (algorithm === 'Ed25519') return multibase58(concatBytes(prefixes.Ed25519, bytes))
  return multibase58(concatBytes(prefixes[algorithm], compressed(curves[algorithm], bytes)))
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
  const algorithm = curveAlgorithms.find((name) => startsWith(whole, prefixes[name]))
  if (algorithm === undefined)
    throw new AttestationError('key-unsupported', at, 'expected a Multikey of Ed25519 or of a curve of NIST')
  const point = uncompressed(curves[algorithm], bytes)
  if (point === null) throw new AttestationError('key-invalid', at, 'this is not a compressed point of the curve')
  return { algorithm, bytes: point }
}

function startsWith(bytes: Uint8Array, prefix: readonly [number, number]): boolean {
  return bytes[0] === prefix[0] && bytes[1] === prefix[1]
}
