// SPDX-License-Identifier: Apache-2.0
// The two forms of an ECDSA signature: r ‖ s (RFC 7518 §3.4), and Ecdsa-Sig-Value in DER (RFC 3279 §2.2.3), a sequence of
// two integers.
import type { Bytes } from '../bytes/bytes.ts'

/** r ‖ s as DER. */
export function ecdsaAsDer(signature: Uint8Array): Bytes {
  const size = signature.length / 2
  const [r, s] = [withoutZeros(signature.subarray(0, size)), withoutZeros(signature.subarray(size))]
  const lengths = [integerLength(r), integerLength(s)] as const
  const length = 4 + lengths[0] + lengths[1]
  // A length of 128 or more, which P-521 has, takes two bytes.
  const head = length < 0x80 ? 2 : 3
  const der = new Uint8Array(head + length)
  der[0] = 0x30
  der[1] = head === 2 ? length : 0x81
  if (head === 3) der[2] = length
  writeInteger(der, head, r, lengths[0])
  writeInteger(der, head + 2 + lengths[0], s, lengths[1])
  return der
}

/** DER, as a library wrote it, as r ‖ s of so many bytes. */
export function ecdsaFromDer(der: Uint8Array, size: number): Bytes {
  const signature = new Uint8Array(size)
  const begin = der[1] === 0x81 ? 5 : 4
  const split = begin + (der[begin - 1] as number)
  const [r, s] = [withoutZeros(der.subarray(begin, split)), withoutZeros(der.subarray(split + 2))]
  signature.set(r, size / 2 - r.length)
  signature.set(s, size - s.length)
  return signature
}

/** An integer without the zeros before it, but for the last byte. */
function withoutZeros(bytes: Uint8Array): Uint8Array {
  let zeros = 0
  while (zeros < bytes.length - 1 && bytes[zeros] === 0) zeros++
  return bytes.subarray(zeros)
}

/** A first byte of 128 or more would make it negative: a zero goes before it. */
function integerLength(bytes: Uint8Array): number {
  return bytes.length + ((bytes[0] as number) >= 0x80 ? 1 : 0)
}

function writeInteger(der: Uint8Array, at: number, bytes: Uint8Array, length: number): void {
  der[at] = 0x02
  der[at + 1] = length
  der.set(bytes, at + 2 + length - bytes.length)
}
