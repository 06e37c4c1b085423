// SPDX-License-Identifier: Apache-2.0
/** Bytes of their own memory: what WebCrypto and the streams of the platform take. */
export type Bytes = Uint8Array<ArrayBuffer>

/** The same bytes as nothing but bytes: Node's own answers are `Buffer`s, which behave otherwise in `slice` and `toJSON`. */
export function plainBytes(bytes: Uint8Array): Bytes {
  return new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length)
}

/** The parts one after the other. */
export function concatBytes(...parts: readonly ArrayLike<number>[]): Bytes {
  let length = 0
  for (const part of parts) length += part.length
  const whole = new Uint8Array(length)
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

/** Whether both are the same bytes. Not in constant time: for digests and signatures of public things. */
export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false
  for (let index = 0; index < left.length; index++) if (left[index] !== right[index]) return false
  return true
}

/** Lower-case hexadecimal. */
export function hex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}
