// SPDX-License-Identifier: Apache-2.0
import { median } from '../result.ts'

export const TURNS = 5
/** Milliseconds after which no further turn begins. */
const LONG = 15_000

/** Milliseconds by the clock: for what several threads do, or a disk. */
export const clock = (): number => performance.now()

/** Milliseconds on a processor, all threads of this process together: for what one thread does, as others work on the machine too. */
export const processor = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** What the work takes by the meter, the middle one of a few turns, fewer where they are long. */
export const timed = async (meter: () => number, work: () => unknown): Promise<number> =>
  (await inTurns(meter, { work })).work

/** The same of several works, one after the other in each turn, so that what else the machine does meets all of them. */
export async function inTurns<K extends string>(
  meter: () => number,
  works: Readonly<Record<K, () => unknown>>,
): Promise<Record<K, number>> {
  const names = Object.keys(works) as K[]
  const times = names.map((): number[] => [])
  const begun = clock()
  for (let turn = 0; turn < TURNS && (turn === 0 || clock() - begun < LONG); turn++) {
    for (const [at, name] of names.entries()) {
      const from = meter()
      await works[name]()
      times[at]?.push(meter() - from)
    }
  }
  return Object.fromEntries(names.map((name, at) => [name, median(times[at] ?? [])])) as Record<K, number>
}

/** MiB that this process has held at most. */
export const memory = (): number => Math.round(process.resourceUsage().maxRSS / 1024)
