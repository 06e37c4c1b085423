// SPDX-License-Identifier: Apache-2.0

/**
 * The instant at which what bears a stamp of record time is known. A stamp is finer than an instant here, so it is the next millisecond:
 * `2026-11-23 01:02:03.123456+00` → `2026-11-23T01:02:03.124Z`.
 */
export function knownAt(stamp: string): Date {
  const fraction = /\.(\d+)/.exec(stamp)?.[1] ?? ''
  const finer = Number(fraction.slice(3).padEnd(1, '0')) > 0 ? 1 : 0
  return new Date(new Date(stamp).getTime() + finer)
}
