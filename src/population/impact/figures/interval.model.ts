// SPDX-License-Identifier: Apache-2.0

/** A share with what chance alone leaves open of it. All from 0 to 1. */
export interface Share {
  share: number
  low: number
  high: number
}

/** The 97.5th percentile of the normal distribution: intervals of 95 %. */
const Z = 1.959963984540054

/**
 * Wilson's score interval, which holds for small numbers and rare things too.
 * Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927) 209–212.
 */
export function wilson(found: number, of: number): Share {
  const share = found / of
  const square = (Z * Z) / of
  const middle = (share + square / 2) / (1 + square)
  const half = (Z * Math.sqrt((share * (1 - share)) / of + square / (4 * of))) / (1 + square)
  // Where nobody or everybody is found, both terms are the same; rounding would leave a trace of them.
  return { share, low: found === 0 ? 0 : middle - half, high: found === of ? 1 : middle + half }
}
