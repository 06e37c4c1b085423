// SPDX-License-Identifier: Apache-2.0
// Points of the prime curves of NIST as bytes (SEC 1 §2.3): public values only, so nothing here needs to take constant time.
import type { Bytes } from '../bytes/bytes.ts'
import { hex } from '../bytes/bytes.ts'
import type { SignatureAlgorithm } from './crypto-provider.ts'

/** A curve y² = x³ − 3x + b over a field whose prime is 3 modulo 4 (SP 800-186 §3.2.1). */
export interface Curve {
  readonly name: 'P-256' | 'P-384' | 'P-521'
  readonly prime: bigint
  readonly b: bigint
  /** Bytes of a coordinate. */
  readonly size: number
}

export type CurveAlgorithm = Exclude<SignatureAlgorithm, 'Ed25519'>

export const curves: Readonly<Record<CurveAlgorithm, Curve>> = {
  ES256: {
    name: 'P-256',
    prime: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
    size: 32,
  },
  ES384: {
    name: 'P-384',
    prime: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
    size: 48,
  },
  ES512: {
    name: 'P-521',
    prime: 2n ** 521n - 1n,
    b: 0x51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
    size: 66,
  },
}

export const curveAlgorithms = Object.keys(curves) as CurveAlgorithm[]

/** Whether bytes `04 ‖ x ‖ y` are a point of the curve. */
export function isOnCurve(curve: Curve, point: Uint8Array): boolean {
  const { prime, size } = curve
  const x = number(point.subarray(1, 1 + size))
  const y = number(point.subarray(1 + size))
  return x < prime && y < prime && (y * y) % prime === square(curve, x)
}

/** The uncompressed point of bytes `02|03 ‖ x`; null where no point has this x. */
export function uncompressed(curve: Curve, point: Uint8Array): Bytes | null {
  const { prime, size } = curve
  const parity = point[0]
  if (point.length !== 1 + size || (parity !== 2 && parity !== 3)) return null
  const x = number(point.subarray(1))
  if (x >= prime) return null
  const root = power(square(curve, x), (prime + 1n) / 4n, prime)
  if ((root * root) % prime !== square(curve, x)) return null
  const y = Number(root & 1n) === parity - 2 ? root : prime - root
  const whole = new Uint8Array(1 + 2 * size)
  whole[0] = 4
  whole.set(point.subarray(1), 1)
  for (let index = 2 * size, rest = y; index > size; index--, rest >>= 8n) whole[index] = Number(rest & 0xffn)
  return whole
}

/** A point as its x, and which of the two y it has. */
export function compressed({ size }: Curve, point: Uint8Array): Bytes {
  const short = new Uint8Array(1 + size)
  short.set(point.subarray(1, 1 + size), 1)
  short[0] = 2 + ((point[2 * size] as number) & 1)
  return short
}

function number(bytes: Uint8Array): bigint {
  return BigInt(`0x${hex(bytes)}`)
}

/** y² of an x. */
function square({ prime, b }: Curve, x: bigint): bigint {
  const value = (x * x * x - 3n * x + b) % prime
  return value < 0n ? value + prime : value
}

function power(base: bigint, exponent: bigint, prime: bigint): bigint {
  let result = 1n
  for (let squared = base, rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * squared) % prime
    squared = (squared * squared) % prime
  }
  return result
}
