// SPDX-License-Identifier: Apache-2.0
import { AttestationError } from '../error.ts'
import type { Bytes } from './bytes.ts'

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const values = new Int8Array(128).fill(-1)
for (let index = 0; index < alphabet.length; index++) values[alphabet.charCodeAt(index)] = index

/** The work grows with the square of the length: keys and signatures have at most some 90 characters. */
const longest = 512

/** base58btc without the multibase prefix (Controlled Identifiers 1.0 §2.4). */
export function base58(bytes: Uint8Array): string {
  const digits: number[] = []
  let zeros = 0
  while (zeros < bytes.length && bytes[zeros] === 0) zeros++
  for (const byte of bytes.subarray(zeros)) {
    let carry = byte
    for (let index = 0; index < digits.length; index++) {
      carry += (digits[index] as number) << 8
      digits[index] = carry % 58
      carry = (carry / 58) | 0
    }
    for (; carry > 0; carry = (carry / 58) | 0) digits.push(carry % 58)
  }
  let text = '1'.repeat(zeros)
  for (let index = digits.length - 1; index >= 0; index--) text += alphabet.charAt(digits[index] as number)
  return text
}

/** The bytes of base58btc; throws `base58-invalid`, also for more than 512 characters. */
export function readBase58(text: string, at = ''): Bytes {
  if (text.length > longest)
    throw new AttestationError('base58-invalid', at, `this has ${text.length} characters, at most ${longest} are read`)
  const bytes: number[] = []
  let zeros = 0
  while (zeros < text.length && text.charAt(zeros) === '1') zeros++
  for (let position = zeros; position < text.length; position++) {
    let carry = values[text.charCodeAt(position)] ?? -1
    if (carry < 0)
      throw new AttestationError('base58-invalid', at, `'${text.charAt(position)}' is not a character of base58btc`)
    for (let index = 0; index < bytes.length; index++) {
      carry += (bytes[index] as number) * 58
      bytes[index] = carry & 0xff
      carry >>= 8
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 0xff)
  }
  const whole = new Uint8Array(zeros + bytes.length)
  for (let index = 0; index < bytes.length; index++) whole[zeros + index] = bytes[bytes.length - 1 - index] as number
  return whole
}
