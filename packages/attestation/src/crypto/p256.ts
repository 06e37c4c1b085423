// SPDX-License-Identifier: Apache-2.0
// Points of P-256 as bytes (SEC 1 §2.3): public values only, so nothing here needs to take constant time.
import type { Bytes } from '../bytes/bytes.ts'
import { hex } from '../bytes/bytes.ts'

/** The curve (SP 800-186 §3.2.1.3): field prime, coefficient b, bytes of a coordinate. */
export const p256 = {
  prime: 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
  b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
  size: 32,
} as const

/** Whether 65 bytes `04 ‖ x ‖ y` are a point of the curve. */
export function isOnP256(point: Uint8Array): boolean {
  const x = number(point.subarray(1, 33))
  const y = number(point.subarray(33))
  return x < p256.prime && y < p256.prime && (y * y) % p256.prime === curve(x)
}

/** The uncompressed point of 33 bytes `02|03 ‖ x`; null where no point has this x. */
export function uncompressed(point: Uint8Array): Bytes | null {
  const parity = point[0]
  if (point.length !== 33 || (parity !== 2 && parity !== 3)) return null
  const x = number(point.subarray(1))
  if (x >= p256.prime) return null
  const root = power(curve(x), (p256.prime + 1n) / 4n)
  if ((root * root) % p256.prime !== curve(x)) return null
  const y = Number(root & 1n) === parity - 2 ? root : p256.prime - root
  const whole = new Uint8Array(65)
  whole[0] = 4
  whole.set(point.subarray(1), 1)
  for (let index = 64, rest = y; index > 32; index--, rest >>= 8n) whole[index] = Number(rest & 0xffn)
  return whole
}

/** The 33 bytes of a point: its x, and which of the two y it has. */
export function compressed(point: Uint8Array): Bytes {
  const short = new Uint8Array(33)
  short.set(point.subarray(1, 33), 1)
  short[0] = 2 + ((point[64] as number) & 1)
  return short
}

function number(bytes: Uint8Array): bigint {
  return BigInt(`0x${hex(bytes)}`)
}

function curve(x: bigint): bigint {
  const value = (x * x * x - 3n * x + p256.b) % p256.prime
  return value < 0n ? value + p256.prime : value
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (let square = base, rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % p256.prime
    square = (square * square) % p256.prime
  }
  return result
}
