// SPDX-License-Identifier: Apache-2.0
/** Exact fractions: credits are added up and capped without rounding. */
export interface Fraction {
  n: bigint
  d: bigint
}

export const zero: Fraction = { n: 0n, d: 1n }

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b))

export function fraction(n: bigint, d: bigint): Fraction {
  const common = gcd(n < 0n ? -n : n, d)
  return common === 0n ? zero : { n: n / common, d: d / common }
}

/** A number with up to three decimals, as the format allows. */
export const exactly = (value: number): Fraction => fraction(BigInt(Math.round(value * 1000)), 1000n)

export const plus = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d + b.n * a.d, a.d * b.d)
export const minus = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d - b.n * a.d, a.d * b.d)
export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.n, a.d * b.d)
export const least = (a: Fraction, b: Fraction): Fraction => (a.n * b.d <= b.n * a.d ? a : b)
export const isLess = (a: Fraction, b: Fraction): boolean => a.n * b.d < b.n * a.d
export const same = (a: Fraction, b: Fraction): boolean => a.n * b.d === b.n * a.d
export const sum = (list: readonly Fraction[]): Fraction => list.reduce(plus, zero)

/** `7`, `7.5`, `10/3`. */
export function written({ n, d }: Fraction): string {
  if (d === 1n) return `${n}`
  return 1000n % d === 0n ? `${Number(n) / Number(d)}` : `${n}/${d}`
}
