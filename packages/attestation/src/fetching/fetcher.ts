// SPDX-License-Identifier: Apache-2.0
import type { Bytes } from '../bytes/bytes.ts'
import { AttestationError } from '../error.ts'
import { problemOf } from '../jose/within.ts'
import type { Fault, Problem } from '../report.ts'

export interface FetchLimits {
  /** The most bytes of what is fetched, unpacked. */
  bytes: number
  /** The most that all of it may take, in milliseconds. */
  milliseconds: number
  /** The media types that are taken, in lower case; left out: any. */
  mediaTypes?: readonly string[]
}

export interface Fetched {
  readonly bytes: Bytes
  /** In lower case and without parameters; empty where none was told. */
  readonly mediaType: string
}

/**
 * What fetches documents for this package, which fetches nothing by itself. `guardedFetcher` is one for servers,
 * `webFetcher` one for browsers and workers. Throws anything where there is nothing to take.
 */
export type Fetcher = (address: URL, limits: FetchLimits) => Promise<Fetched>

/** What was fetched, or why not. */
export type FetchAnswer = { readonly fetched: Fetched } | { readonly fetched: null; readonly problem: Problem }

/**
 * Fetches from an address that stands in a document, through the caller's fetcher. Nothing is thrown: what fails is a
 * problem of the fault that it means here, the limit of bytes and the media type are held against any fetcher.
 */
export async function fetchFrom(
  fetcher: Fetcher | undefined,
  address: string,
  limits: FetchLimits,
  fault: Fault & ('issuer-unreachable' | 'status-unreachable'),
): Promise<FetchAnswer> {
  const at = address.slice(0, 1000)
  try {
    if (fetcher === undefined) throw new AttestationError('fetch-not-possible', at, 'no fetcher was handed in')
    const fetched = await fetcher(readAddress(address), limits)
    requireWithin(fetched, limits, at)
    return { fetched }
  } catch (error) {
    if (error instanceof AttestationError) return { fetched: null, problem: problemOf(error, fault) }
    const message = error instanceof Error ? error.message.slice(0, 300) : 'the fetcher failed'
    return { fetched: null, problem: { fault, code: 'fetch-failed', at, message } }
  }
}

function readAddress(text: string): URL {
  const address = text.length <= 4000 ? URL.parse(text) : null
  if (address === null) throw new AttestationError('address-invalid', text.slice(0, 1000), 'this is not a URL')
  return address
}

/** Throws `too-large` and `fetch-media-type-wrong`. */
export function requireWithin({ bytes, mediaType }: Fetched, limits: FetchLimits, at: string): void {
  if (bytes.length > limits.bytes)
    throw new AttestationError('too-large', at, `this has ${bytes.length} bytes, at most ${limits.bytes} are taken`)
  if (limits.mediaTypes !== undefined && !limits.mediaTypes.includes(mediaType)) {
    const expected = limits.mediaTypes.join(' or ')
    throw new AttestationError('fetch-media-type-wrong', at, `expected ${expected}, not '${mediaType.slice(0, 100)}'`)
  }
}
