// SPDX-License-Identifier: Apache-2.0
// Timestamped Ed25519 cosignatures of checkpoints (c2sp.org/tlog-cosignature, version 1).
import { type Bytes, concatBytes } from '../bytes/bytes.ts'
import { utf8 } from '../bytes/utf8.ts'

/** What a cosigner signs (tlog-cosignature, Ed25519 signed message). */
export function cosignedMessage(text: string, time: number): Bytes {
  return utf8(`cosignature/v1\ntime ${time}\n${text}`)
}

/** The bytes behind the key id: the time as eight bytes in big-endian order, then the signature. */
export function cosignatureBytes(time: number, signature: Uint8Array): Bytes {
  const head = new Uint8Array(8)
  new DataView(head.buffer).setBigUint64(0, BigInt(time))
  return concatBytes(head, signature)
}

/**
 * The parts of a cosignature: its time in seconds since 1970, what was signed, and the signature. No message where the
 * length is wrong, or the time is later than 2^53 seconds: it holds for nothing.
 */
export function readCosignature(
  text: string,
  bytes: Bytes,
): { time: number | null; message: Bytes | null; bytes: Bytes } {
  const time = bytes.length === 72 ? Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0)) : Number.NaN
  if (!Number.isSafeInteger(time)) return { time: null, message: null, bytes }
  return { time, message: cosignedMessage(text, time), bytes: bytes.slice(8) }
}
