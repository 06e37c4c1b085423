// SPDX-License-Identifier: Apache-2.0
import { lookup } from 'node:dns'
import { type IncomingMessage, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { CustomFetch } from 'openid-client'
import { providerProblem } from './provider-fault.ts'
import type { ProviderReach } from './public-address.ts'

/** What one question to a provider may cost. */
export interface FetchLimits {
  /** Milliseconds for the whole answer. */
  time: number
  /** Bytes of the whole answer. */
  size: number
}

export const providerLimits: FetchLimits = { time: 5_000, size: 256 * 1024 }

/**
 * Asks a provider, whose address somebody has typed in: only where it may stand, by https, for so long and so much. The address is
 * looked at where the connection is made, so that a name cannot lead elsewhere in between; a redirect is not followed.
 */
export function guardedFetch(reach: ProviderReach, limits: FetchLimits = providerLimits): CustomFetch {
  return async (address, { method, headers, body }) => {
    const url = new URL(address)
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const secure = url.protocol === 'https:'
    if (!secure && !(url.protocol === 'http:' && reach.allowsPlain(url.hostname)))
      throw providerProblem('address', `${url.origin} is not https`)
    if (isIP(host) !== 0 && !reach.allows(host)) throw forbidden(host)
    const sent = typeof body === 'string' ? body : body instanceof URLSearchParams ? body.toString() : null
    const { response, content } = await ask(secure ? secureRequest : plainRequest, {
      url,
      options: {
        method,
        headers: { ...headers, ...(sent !== null && { 'content-length': String(Buffer.byteLength(sent)) }) },
        agent: false,
        lookup: guardedLookup(reach),
      },
      sent,
      limits,
    })
    return new Response(content.length === 0 ? null : new Uint8Array(content), {
      status: response.statusCode ?? 502,
      headers: headersOf(response),
    })
  }
}

const forbidden = (address: string) =>
  providerProblem('address', `${address} is not an address that providers are asked at`)

/** Names are looked up, and every address that one has must be allowed. */
const guardedLookup =
  (reach: ProviderReach): LookupFunction =>
  (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return done(error, '')
      const hidden = found.find(({ address }) => !reach.allows(address))
      if (hidden !== undefined) return done(forbidden(`${hostname} (${hidden.address})`), '')
      if (options.all === true) return done(null, found)
      return done(null, found[0]?.address ?? '', found[0]?.family)
    })
  }

interface Question {
  url: URL
  options: Parameters<typeof plainRequest>[1] & object
  sent: string | null
  limits: FetchLimits
}

function ask(
  open: typeof plainRequest,
  { url, options, sent, limits }: Question,
): Promise<{ response: IncomingMessage; content: Buffer }> {
  return new Promise((resolve, reject) => {
    const request = open(url, options)
    const fail = (error: Error) => {
      clearTimeout(clock)
      request.destroy()
      reject(error)
    }
    const clock = setTimeout(
      () => fail(providerProblem('slow', `${url.host} took longer than ${limits.time} ms`)),
      limits.time,
    )
    request.on('error', (error) =>
      fail('told' in error ? error : providerProblem('unreachable', `${url.host}: ${error.message}`, error)),
    )
    request.on('response', (response) => {
      const parts: Buffer[] = []
      let size = 0
      response.on('data', (part: Buffer) => {
        size += part.length
        if (size > limits.size) fail(providerProblem('huge', `${url.host} answered more than ${limits.size} bytes`))
        else parts.push(part)
      })
      response.on('error', (error) => fail(providerProblem('unreachable', `${url.host}: ${error.message}`, error)))
      response.on('end', () => {
        clearTimeout(clock)
        resolve({ response, content: Buffer.concat(parts) })
      })
    })
    request.end(sent ?? undefined)
  })
}

function headersOf({ headersDistinct }: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, values] of Object.entries(headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  return headers
}
