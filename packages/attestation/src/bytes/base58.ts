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

/** Four characters at a time go into limbs of 24 bits: a product stays below 2^53, and the work is a twelfth of byte by
 * byte. What is left over is subtracted: `%` of numbers beyond 32 bits takes longer than all the rest. */
const limb = 2 ** 24

/** The bytes of base58btc; throws `base58-invalid`, also for more than 512 characters. */
export function readBase58(text: string, at = ''): Bytes {
  if (text.length > longest)
    throw new AttestationError('base58-invalid', at, `this has ${text.length} characters, at most ${longest} are read`)
  let zeros = 0
  while (zeros < text.length && text.charAt(zeros) === '1') zeros++
  const limbs: number[] = []
  for (let position = zeros; position < text.length; ) {
    const end = Math.min(position + 4, text.length)
    let carry = 0
    let factor = 1
    for (; position < end; position++, factor *= 58) carry = carry * 58 + valueAt(text, position, at)
    for (let index = 0; index < limbs.length; index++) {
      const whole = (limbs[index] as number) * factor + carry
      carry = Math.floor(whole / limb)
      limbs[index] = whole - carry * limb
    }
    if (carry > 0) limbs.push(carry)
  }
  return bytesOf(limbs, zeros)
}

function valueAt(text: string, position: number, at: string): number {
  const value = values[text.charCodeAt(position)] ?? -1
  if (value >= 0) return value
  throw new AttestationError('base58-invalid', at, `'${text.charAt(position)}' is not a character of base58btc`)
}

/** The limbs, the lowest first, as bytes without zeros in front but those that stood there. */
function bytesOf(limbs: readonly number[], zeros: number): Bytes {
  const highest = limbs.at(-1) ?? 0
  const length = limbs.length === 0 ? 0 : 3 * limbs.length - (highest < 256 ? 2 : highest < 65_536 ? 1 : 0)
  const whole = new Uint8Array(zeros + length)
  for (let index = 0; index < length; index++)
    whole[zeros + length - 1 - index] = (limbs[Math.floor(index / 3)] as number) >>> (8 * (index % 3))
  return whole
}
