// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import type { RequestListener, Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, connect as connectTo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { readUtf8 } from '../bytes/utf8.ts'
import { answering } from '../testing/answering.ts'
import { raisedLater } from '../testing/raised.ts'
import { selfSigned } from '../testing/self-signed.ts'
import { type FetchAnswer, type FetchLimits, fetchFrom } from './fetcher.ts'
import { type GuardedFetcherOptions, guardedFetcher, type Target, tlsConnection } from './guarded-fetcher.ts'

const limits: FetchLimits = { bytes: 1000, milliseconds: 2000, mediaTypes: ['application/json'] }
const publicAddress = '93.184.216.34'
const json = { 'content-type': 'application/json; charset=utf-8' }

const answers: Record<string, RequestListener> = {
  '/document?a=b': (request, response) => response.writeHead(200, json).end(JSON.stringify(request.headers)),
  '/packed': (_request, response) =>
    response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync('"packed"')),
  '/bomb': (_request, response) =>
    response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync('0'.repeat(800_000))),
  '/large': (_request, response) => response.writeHead(200, json).end('0'.repeat(1001)),
  '/endless': (_request, response) => {
    response.writeHead(200, json)
    const more = setInterval(() => response.write('0'.repeat(400)), 5)
    response.on('close', () => clearInterval(more))
  },
  '/slow': (_request, response) => void response.writeHead(200, json).write('0'),
  '/silent': () => undefined,
  '/broken': (_request, response) => {
    response.writeHead(200, { ...json, 'content-length': 100 }).write('0')
    setTimeout(() => response.destroy(), 5)
  },
  '/brotli': (_request, response) => response.writeHead(200, { ...json, 'content-encoding': 'br' }).end('0'),
  '/page': (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('0'),
  '/untold': (_request, response) => response.writeHead(200).end('0'),
  '/moved': (_request, response) => response.writeHead(302, { location: '/packed' }).end(),
  '/round': (_request, response) => response.writeHead(307, { location: '/round' }).end(),
  '/home': (_request, response) => response.writeHead(301, { location: 'https://metadata.internal/x' }).end(),
  '/ip': (_request, response) => response.writeHead(301, { location: 'https://169.254.169.254/latest' }).end(),
  '/plain': (_request, response) => response.writeHead(301, { location: 'http://authority.example/packed' }).end(),
  '/private': (_request, response) => response.writeHead(301, { location: 'https://inside.example/packed' }).end(),
  '/nowhere': (_request, response) => response.writeHead(301, { location: 'https://' }).end(),
}

describe('a guarded fetcher', () => {
  let server: Server
  let connected: Target[] = []
  before(async () => {
    server = await answering(answers)
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  /** Names lead where it is said; all connections end at the server of this test. */
  function fetcherOf(options: GuardedFetcherOptions = {}, names: Record<string, string[]> = {}) {
    connected = []
    return guardedFetcher({
      resolve: async (host) => names[host] ?? [publicAddress],
      connect: (target) => {
        connected.push(target)
        return connectTo((server.address() as AddressInfo).port, '127.0.0.1')
      },
      ...options,
    })
  }
  const fetched = (path: string, options?: GuardedFetcherOptions, names?: Record<string, string[]>) =>
    fetcherOf(options, names)(new URL(path, 'https://authority.example'), limits)

  it('fetches, from the addresses that it checked, and tells nothing of who asks', async () => {
    const { bytes, mediaType } = await fetched('/document?a=b#c')
    assert.equal(mediaType, 'application/json')
    assert.deepEqual(JSON.parse(readUtf8(bytes)), {
      host: 'authority.example',
      accept: 'application/json',
      'accept-encoding': 'gzip, deflate',
      connection: 'close',
    })
    assert.deepEqual(connected, [{ host: 'authority.example', port: 443, addresses: [publicAddress] }])
    assert.equal(readUtf8((await fetched('/packed')).bytes), '"packed"')
  })

  it('follows as many redirects as it is told to', async () => {
    assert.equal(readUtf8((await fetched('/moved', { redirects: 1 })).bytes), '"packed"')
    const told = await raisedLater(() => fetched('/round', { redirects: 3 }))
    assert.equal(told, 'fetch-redirect-refused https://authority.example/round')
    assert.equal(connected.length, 4)
  })

  const own = 'https://authority.example'
  const refusals: [why: string, address: string, told: string, options?: GuardedFetcherOptions][] = [
    ['no encryption', 'http://authority.example/x', 'address-not-https http://authority.example/x'],
    ['a file', 'file:///etc/passwd', 'address-not-https file:///etc/passwd'],
    ['a name and a password', 'https://a:b@authority.example/x', `address-with-credentials ${own}/x`],
    ['another port', 'https://authority.example:22/x', `address-port-refused ${own}:22/x`],
    ['an IP address', 'https://93.184.216.34/x', 'address-is-ip https://93.184.216.34/x'],
    ['an IP address in hexadecimal', 'https://0x7f.1/x', 'address-is-ip https://127.0.0.1/x'],
    ['an IP address as one number', 'https://2130706433/x', 'address-is-ip https://127.0.0.1/x'],
    ['an IPv6 address', 'https://[::ffff:127.0.0.1]/x', 'address-is-ip https://[::ffff:7f00:1]/x'],
    ['this machine', 'https://localhost/x', 'address-not-public https://localhost/x'],
    ['a name without a dot', 'https://intranet/x', 'address-not-public https://intranet/x'],
    ['a private name', 'https://metadata.google.internal/x', 'address-not-public https://metadata.google.internal/x'],
    ['a private name with a dot', 'https://printer.local./x', 'address-not-public https://printer.local./x'],
    ['a name that leads inside', 'https://inside.example/x', 'address-not-public https://inside.example/x'],
    ['a name that leads inside too', 'https://both.example/x', 'address-not-public https://both.example/x'],
    ['a mapped address', 'https://mapped.example/x', 'address-not-public https://mapped.example/x'],
    ['no address', 'https://none.example/x', 'fetch-host-not-found https://none.example/x'],
    ['a redirect', '/moved', `fetch-redirect-refused ${own}/moved`],
    ['a redirect to a private name', '/home', 'address-not-public https://metadata.internal/x', { redirects: 5 }],
    ['a redirect to an IP address', '/ip', 'address-is-ip https://169.254.169.254/latest', { redirects: 5 }],
    ['a redirect to no encryption', '/plain', 'address-not-https http://authority.example/packed', { redirects: 5 }],
    ['a redirect that leads inside', '/private', 'address-not-public https://inside.example/packed', { redirects: 5 }],
    ['a redirect to nowhere', '/nowhere', `fetch-redirect-refused ${own}/nowhere`, { redirects: 5 }],
    ['nothing there', '/nothing', `fetch-status-wrong ${own}/nothing`],
    ['another media type', '/page', `fetch-media-type-wrong ${own}/page`],
    ['no media type', '/untold', `fetch-media-type-wrong ${own}/untold`],
    ['another packing', '/brotli', `fetch-encoding-unknown ${own}/brotli`],
    ['more than is taken', '/large', `too-large ${own}/large`],
    ['more than is taken, without end', '/endless', `too-large ${own}/endless`],
    ['a gzip bomb', '/bomb', `too-large ${own}/bomb`],
    ['half of it', '/broken', `fetch-failed ${own}/broken`],
  ]
  const names = {
    'inside.example': ['10.0.0.7'],
    'both.example': [publicAddress, '127.0.0.1'],
    'mapped.example': ['::ffff:8.8.8.8'],
    'none.example': [],
  }
  for (const [why, address, told, options] of refusals)
    it(`refuses ${why}`, async () => assert.equal(await raisedLater(() => fetched(address, options, names)), told))

  it('connects to nothing that it refuses by its address', async () => {
    await raisedLater(() => fetched('https://inside.example/x', {}, names))
    assert.deepEqual(connected, [])
  })

  it('stops at the time that it is given: for the name, the connection, the answer and the body', async () => {
    const short = { ...limits, milliseconds: 100 }
    const late = (path: string, options: GuardedFetcherOptions = {}) =>
      raisedLater(() => fetcherOf(options)(new URL(path, own), short))
    assert.equal(
      await late('/document', { resolve: () => new Promise(() => undefined) }),
      `fetch-timeout ${own}/document`,
    )
    assert.equal(await late('/silent'), `fetch-timeout ${own}/silent`)
    assert.equal(await late('/slow'), `fetch-timeout ${own}/slow`)
  })

  it('tells a name that is not found, and a host that does not answer', async () => {
    const resolve = () => Promise.reject(new Error('ENOTFOUND'))
    assert.equal(await raisedLater(() => fetched('/x', { resolve })), `fetch-host-not-found ${own}/x`)
    const connect = () => connectTo(1, '127.0.0.1')
    assert.equal(await raisedLater(() => fetched('/x', { connect })), `fetch-failed ${own}/x`)
  })

  it('leads no server inside by the address of a status list: SSRF, by its name and by a redirect', async () => {
    const ask = async (address: string, redirects: number) => {
      const fetcher = fetcherOf({ redirects }, names)
      const answer = await fetchFrom(
        fetcher,
        address,
        { ...limits, mediaTypes: ['application/vc'] },
        'status-unreachable',
      )
      return answer.fetched === null ? `${answer.problem.fault} ${answer.problem.code}` : 'fetched'
    }
    assert.equal(await ask('https://inside.example/status/1', 0), 'status-unreachable address-not-public')
    assert.equal(await ask('https://169.254.169.254/status/1', 0), 'status-unreachable address-is-ip')
    assert.equal(await ask(`${own}/private`, 0), 'status-unreachable fetch-redirect-refused')
    assert.equal(await ask(`${own}/private`, 5), 'status-unreachable address-not-public')
    assert.deepEqual(
      connected.map(({ host }) => host),
      ['authority.example'],
    )
  })

  it('becomes a problem of what it means for who asks', async () => {
    const problemOf = (answer: FetchAnswer) => (answer.fetched === null ? answer.problem : null)
    const ask = (address: string) => fetchFrom(fetcherOf({}, names), address, limits, 'status-unreachable')
    const { fetched } = await ask(`${own}/packed`)
    assert.equal(fetched?.mediaType, 'application/json')
    assert.equal(problemOf(await ask('https://inside.example/x'))?.code, 'address-not-public')
    assert.equal(problemOf(await ask('here'))?.code, 'address-invalid')
    assert.equal(problemOf(await fetchFrom(undefined, own, limits, 'issuer-unreachable'))?.code, 'fetch-not-possible')
    const throwing = () => Promise.reject(new Error('offline'))
    assert.deepEqual(problemOf(await fetchFrom(throwing, own, limits, 'issuer-unreachable')), {
      fault: 'issuer-unreachable',
      code: 'fetch-failed',
      at: own,
      message: 'offline',
    })
    const generous = async () => ({ bytes: new Uint8Array(1001), mediaType: 'application/json' })
    assert.equal(problemOf(await fetchFrom(generous, own, limits, 'issuer-unreachable'))?.code, 'too-large')
  })
})

describe('the encrypted connection of a guarded fetcher', () => {
  it('goes to the checked address, and takes only a certificate of the name that is vouched for', async () => {
    const pair = selfSigned('authority.example')
    const server = createTlsServer(pair, (_request, response) => response.writeHead(200, json).end('"encrypted"'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const fetcher = (authorities?: string[]) =>
      guardedFetcher({
        resolve: async () => [publicAddress],
        connect: ({ host }) => tlsConnection({ host, port, addresses: ['127.0.0.1'] }, authorities),
      })
    const ask = (host: string, authorities?: string[]) => fetcher(authorities)(new URL(`https://${host}/x`), limits)
    assert.equal(readUtf8((await ask('authority.example', [pair.cert])).bytes), '"encrypted"')
    assert.equal(await raisedLater(() => ask('authority.example')), 'fetch-failed https://authority.example/x')
    assert.equal(await raisedLater(() => ask('other.example', [pair.cert])), 'fetch-failed https://other.example/x')
    server.closeAllConnections()
    server.close()
  })
})
