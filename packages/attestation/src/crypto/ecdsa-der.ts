// SPDX-License-Identifier: Apache-2.0
// The two forms of an ECDSA signature with P-256: r ‖ s, 64 bytes (RFC 7518 §3.4), and Ecdsa-Sig-Value in DER (RFC 3279
// §2.2.3), a sequence of two integers.
import type { Bytes } from '../bytes/bytes.ts'

const size = 32

/** r ‖ s as DER. */
export function ecdsaAsDer(signature: Uint8Array): Bytes {
  const [r, s] = [firstByte(signature, 0), firstByte(signature, size)]
  const lengths = [integerLength(signature, r, size), integerLength(signature, s, 2 * size)] as const
  const der = new Uint8Array(6 + lengths[0] + lengths[1])
  der[0] = 0x30
  der[1] = der.length - 2
  writeInteger(der, 2, signature.subarray(r, size), lengths[0])
  writeInteger(der, 4 + lengths[0], signature.subarray(s, 2 * size), lengths[1])
  return der
}

/** DER, as a library wrote it, as r ‖ s. */
export function ecdsaFromDer(der: Uint8Array): Bytes {
  const signature = new Uint8Array(2 * size)
  const split = 4 + (der[3] as number)
  const [r, s] = [integer(der, 4, split), integer(der, split + 2, der.length)]
  signature.set(r, size - r.length)
  signature.set(s, 2 * size - s.length)
  return signature
}

/** Where an integer begins that ends 32 bytes after `start`: leading zeros are left out, but for the last byte. */
function firstByte(signature: Uint8Array, start: number): number {
  let at = start
  while (at < start + size - 1 && signature[at] === 0) at++
  return at
}

/** A first byte of 128 or more would make it negative: a zero goes before it. */
function integerLength(signature: Uint8Array, from: number, to: number): number {
  return to - from + ((signature[from] as number) >= 0x80 ? 1 : 0)
}

function writeInteger(der: Uint8Array, at: number, bytes: Uint8Array, length: number): void {
  der[at] = 0x02
  der[at + 1] = length
  der.set(bytes, at + 2 + length - bytes.length)
}

function integer(der: Uint8Array, from: number, to: number): Uint8Array {
  return der.subarray(der[from] === 0 ? from + 1 : from, to)
}
