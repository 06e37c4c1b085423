// SPDX-License-Identifier: Apache-2.0
import { type Bytes, concatBytes } from '../bytes/bytes.ts'
import { type Packing, unpack } from '../bytes/gunzip.ts'
import { nodeBuiltin } from '../bytes/platform.ts'
import { AttestationError, type FetchCode } from '../error.ts'
import { type Fetched, type Fetcher, type FetchLimits, requireWithin } from './fetcher.ts'
import { guardAddress, guardResolved, hostOf, placeOf, portOf } from './guard-address.ts'
import type { NodeDns, NodeHttp, NodeResponse, NodeSocket, NodeTls } from './node-network.ts'

/** Where to connect: to one of these IP addresses and to no other, whatever the name may lead to by then. */
export interface Target {
  readonly host: string
  readonly port: number
  readonly addresses: readonly string[]
}

export interface GuardedFetcherOptions {
  /** How many redirects are followed, each checked as the first address was. None, unless told otherwise. */
  redirects?: number
  /** The ports that are connected to: 443, unless told otherwise. */
  ports?: readonly number[]
  /** All IP addresses of a name; the resolver of the system, unless another is handed in. */
  resolve?: (host: string) => Promise<readonly string[]>
  /** Certificates (PEM) of the authorities that vouch for hosts, in place of those that Node trusts. */
  authorities?: readonly string[]
  /** An encrypted connection to a host whose certificate was checked; TLS of Node, unless another is handed in. */
  connect?: (target: Target) => unknown
}

/**
 * A fetcher for servers that lead strangers' addresses nowhere but to the public Internet (SSRF): https alone, no
 * credentials, ports, IP addresses or private names in the address; every IP address that the name resolves to is
 * public, and the connection goes to those that were checked; redirects are not followed or checked in the same way;
 * limits of size, packed and unpacked, and of time over all. It sends no cookies and says nothing of who asks. Throws a
 * coded error for each refusal, `fetch-not-possible` where there is no Node.
 */
export function guardedFetcher(options: GuardedFetcherOptions = {}): Fetcher {
  const { redirects = 0, ports = [443], resolve = systemResolve, authorities } = options
  const { connect = (target: Target) => tlsConnection(target, authorities) } = options
  return async (address, limits) => {
    const deadline = AbortSignal.timeout(limits.milliseconds)
    let next = address
    for (let followed = 0; ; followed++) {
      const at = placeOf(next)
      guardAddress(next, ports)
      const host = hostOf(next)
      const addresses = await before(deadline, at, resolveHost(resolve, host, at))
      guardResolved(addresses, at)
      const target = { host, port: portOf(next), addresses }
      const answer = await before(
        deadline,
        at,
        ask(next, () => connect(target) as NodeSocket, limits, deadline),
      )
      if (answer.redirect === null) return answer.fetched
      if (followed >= redirects) throw refusal('fetch-redirect-refused', at, 'this leads on to another address')
      next = follow(answer.redirect, next)
    }
  }
}

type Answer = { redirect: string } | { redirect: null; fetched: Fetched }

async function resolveHost(resolve: (host: string) => Promise<readonly string[]>, host: string, at: string) {
  return resolve(host).catch((cause: unknown) => {
    if (cause instanceof AttestationError) throw cause
    throw refusal('fetch-host-not-found', at, `'${host}' was not found`, cause)
  })
}

function follow(location: string, from: URL): URL {
  const next = location.length <= 4000 ? URL.parse(location, from) : null
  if (next === null) throw refusal('fetch-redirect-refused', placeOf(from), 'this leads on to what is no address')
  return next
}

/** What comes before the deadline; `fetch-timeout` afterwards. */
async function before<Value>(deadline: AbortSignal, at: string, value: Promise<Value>): Promise<Value> {
  const late = () => refusal('fetch-timeout', at, 'this took too long')
  if (deadline.aborted) throw late()
  return new Promise<Value>((resolve, reject) => {
    deadline.addEventListener('abort', () => reject(late()), { once: true })
    value.then(resolve, (error: unknown) => reject(deadline.aborted ? late() : error))
  })
}

async function ask(
  address: URL,
  connect: () => NodeSocket,
  limits: FetchLimits,
  deadline: AbortSignal,
): Promise<Answer> {
  const at = placeOf(address)
  const response = await request(address, connect, limits, deadline, at)
  try {
    const { statusCode = 0, headers } = response
    if (isRedirect.has(statusCode) && typeof headers['location'] === 'string') return { redirect: headers['location'] }
    if (statusCode !== 200) throw refusal('fetch-status-wrong', at, `answered with ${statusCode}`)
    const mediaType = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
    requireWithin({ bytes: new Uint8Array(), mediaType }, limits, at)
    const packing = packings.get((headers['content-encoding'] ?? 'identity').toLowerCase())
    if (packing === undefined) throw refusal('fetch-encoding-unknown', at, 'this is packed in an unknown way')
    const body = await readBody(response, limits.bytes, at)
    const bytes = packing === null ? body : await unpack(body, packing, limits.bytes, at)
    return { redirect: null, fetched: { bytes, mediaType } }
  } finally {
    response.destroy()
  }
}

const isRedirect: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
const packings: ReadonlyMap<string, Packing | null> = new Map([
  ['identity', null],
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['deflate', 'deflate'],
])

function request(
  address: URL,
  connect: () => NodeSocket,
  { mediaTypes }: FetchLimits,
  signal: AbortSignal,
  at: string,
): Promise<NodeResponse> {
  const http = required(nodeBuiltin<NodeHttp>('node:http'))
  return new Promise<NodeResponse>((resolve, reject) => {
    const failed = (cause: unknown) => reject(refusal('fetch-failed', at, 'the connection failed', cause))
    const headers = {
      host: address.host,
      accept: mediaTypes?.join(', ') ?? '*/*',
      'accept-encoding': 'gzip, deflate',
    }
    const path = `${address.pathname}${address.search}`
    const asked = http.request({
      method: 'GET',
      path,
      headers,
      createConnection: connect,
      signal,
      maxHeaderSize: 16_384,
    })
    asked.on('response', resolve)
    asked.on('error', failed)
    asked.end()
  })
}

async function readBody(response: NodeResponse, limit: number, at: string): Promise<Bytes> {
  const tooLarge = () => new AttestationError('too-large', at, `this has more than ${limit} bytes`)
  if (Number(response.headers['content-length'] ?? 0) > limit) throw tooLarge()
  const parts: Uint8Array[] = []
  let length = 0
  try {
    for await (const part of response) {
      length += part.length
      if (length > limit) throw tooLarge()
      parts.push(part)
    }
  } catch (error) {
    throw error instanceof AttestationError ? error : refusal('fetch-failed', at, 'the connection broke off', error)
  }
  return concatBytes(...parts)
}

async function systemResolve(host: string): Promise<string[]> {
  const found = await required(nodeBuiltin<NodeDns>('node:dns')).promises.lookup(host, { all: true })
  return found.map(({ address }) => address)
}

/** TLS to the addresses that were checked, none other; the certificate is for the name. */
export function tlsConnection({ host, port, addresses }: Target, authorities?: readonly string[]): NodeSocket {
  const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  return required(nodeBuiltin<NodeTls>('node:tls')).connect({
    host,
    port,
    servername: host,
    ALPNProtocols: ['http/1.1'],
    ...(authorities === undefined ? {} : { ca: authorities }),
    lookup: (_host, { all }, answer) =>
      all === true ? answer(null, found) : answer(null, found[0]?.address ?? '', found[0]?.family),
  })
}

function required<Module>(module: Module | undefined): Module {
  if (module === undefined) throw refusal('fetch-not-possible', '', 'this fetcher is for Node: hand in another one')
  return module
}

function refusal(code: FetchCode, at: string, message: string, cause?: unknown): AttestationError {
  return new AttestationError(code, at, message, { cause })
}
