// SPDX-License-Identifier: Apache-2.0
import { type Bytes, concatBytes } from '../bytes/bytes.ts'
import { AttestationError, type FetchCode } from '../error.ts'
import { type Fetched, type Fetcher, type FetchLimits, requireWithin } from './fetcher.ts'
import { guardAddress, placeOf } from './guard-address.ts'

export interface WebFetcherOptions {
  /** The `fetch` of the platform, unless another is handed in. */
  fetch?: (address: URL, init: RequestInit) => Promise<Response>
  /** The ports that are connected to: 443, unless told otherwise. */
  ports?: readonly number[]
}

/**
 * A fetcher for browsers and workers, over `fetch`: https alone, no credentials, ports, IP addresses or private names in
 * the address, no redirects, no cookies and no referrer; limits of time over all, and of size as the body arrives, after
 * the platform unpacked it. Where a name leads cannot be looked at there: in a browser that is the business of its own
 * rules (CORS, access to private networks), and a server that has Node takes `guardedFetcher`. Throws the same codes;
 * what a browser does not tell apart, such as a name that is not found and an answer that CORS forbids, is `fetch-failed`.
 */
export function webFetcher({ fetch = platformFetch, ports = [443] }: WebFetcherOptions = {}): Fetcher {
  return async (address, limits) => {
    const at = placeOf(address)
    guardAddress(address, ports)
    const signal = AbortSignal.timeout(limits.milliseconds)
    try {
      return await taken(await fetch(address, { ...discreet, signal, headers: headersOf(limits) }), limits, at)
    } catch (error) {
      if (error instanceof AttestationError) throw error
      throw signal.aborted
        ? refusal('fetch-timeout', at, 'this took too long', error)
        : refusal('fetch-failed', at, 'the connection failed', error)
    }
  }
}

/** A redirect is shown as one, not followed and not mistaken for a failure (Fetch Standard, redirect mode). */
const discreet = {
  method: 'GET',
  redirect: 'manual',
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
} as const

function headersOf({ mediaTypes }: FetchLimits): Record<string, string> {
  return { accept: mediaTypes?.join(', ') ?? '*/*' }
}

async function taken(response: Response, limits: FetchLimits, at: string): Promise<Fetched> {
  const { status, headers, type, body } = response
  try {
    if (type === 'opaqueredirect' || (status >= 300 && status < 400))
      throw refusal('fetch-redirect-refused', at, 'this leads on to another address')
    if (status !== 200) throw refusal('fetch-status-wrong', at, `answered with ${status}`)
    const mediaType = (headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
    requireWithin({ bytes: new Uint8Array(), mediaType }, limits, at)
    return { bytes: body === null ? new Uint8Array() : await readBody(body, limits.bytes, at), mediaType }
  } catch (error) {
    await body?.cancel().catch(() => undefined)
    throw error
  }
}

async function readBody(body: ReadableStream<Uint8Array>, limit: number, at: string): Promise<Bytes> {
  const reader = body.getReader()
  const parts: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return concatBytes(...parts)
    length += value.length
    if (length > limit) {
      await reader.cancel().catch(() => undefined)
      throw new AttestationError('too-large', at, `this has more than ${limit} bytes`)
    }
    parts.push(value)
  }
}

function platformFetch(address: URL, init: RequestInit): Promise<Response> {
  return globalThis.fetch(address, init)
}

function refusal(code: FetchCode, at: string, message: string, cause?: unknown): AttestationError {
  return new AttestationError(code, at, message, { cause })
}
