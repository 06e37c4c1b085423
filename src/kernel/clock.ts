// SPDX-License-Identifier: Apache-2.0

/** Where the present comes from, so that an act can be repeated at another time. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still, for tests and for answers 'as known on'. */
export function fixedClock(instant: string): Clock {
  return { now: () => new Date(instant) }
}
