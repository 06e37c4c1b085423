// SPDX-License-Identifier: Apache-2.0
import { type Fetched, type Fetcher, type FetchLimits, requireWithin } from './fetcher.ts'

export interface KeptFetcherOptions {
  /** How long an answer is given again, in milliseconds: for so long a revocation may go unseen. */
  milliseconds?: number
  /** The most answers, and the most bytes of all of them, that are kept. */
  answers?: number
  bytes?: number
  /** Milliseconds from any beginning on. */
  clock?: () => number
}

interface Kept {
  readonly answer: Promise<Fetched>
  readonly until: number
  bytes: number
}

/**
 * A fetcher that asks another one, and gives its answers again for a while: those who verify many certificates ask each
 * issuer and each status list once. Who asks while the answer is on its way waits for the same one. Failures are not kept.
 */
export function keptFetcher(fetcher: Fetcher, options: KeptFetcherOptions = {}): Fetcher {
  const { milliseconds = 60_000, answers = 1000, bytes = 64 * 1024 * 1024, clock = () => performance.now() } = options
  const all = new Map<string, Kept>()
  let held = 0
  const forget = (key: string, kept: Kept) => {
    if (all.get(key) !== kept) return
    all.delete(key)
    held -= kept.bytes
  }
  const makeRoom = () => {
    for (const [key, kept] of all) {
      if (all.size <= answers && held <= bytes) return
      forget(key, kept)
    }
  }
  return async (address, limits) => {
    const key = JSON.stringify([address.href, limits.mediaTypes ?? null, limits.bytes])
    const known = all.get(key)
    if (known !== undefined && clock() < known.until) return known.answer
    if (known !== undefined) forget(key, known)
    const kept: Kept = { answer: taken(fetcher, address, limits), until: clock() + milliseconds, bytes: 0 }
    all.set(key, kept)
    makeRoom()
    try {
      const fetched = await kept.answer
      if (all.get(key) === kept) {
        kept.bytes = fetched.bytes.length
        held += kept.bytes
        makeRoom()
      }
      return fetched
    } catch (error) {
      forget(key, kept)
      throw error
    }
  }
}

async function taken(fetcher: Fetcher, address: URL, limits: FetchLimits): Promise<Fetched> {
  const fetched = await fetcher(address, limits)
  requireWithin(fetched, limits, address.href)
  return fetched
}
