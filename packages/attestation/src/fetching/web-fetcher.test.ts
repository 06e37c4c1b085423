// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { readUtf8 } from '../bytes/utf8.ts'
import { answering } from '../testing/answering.ts'
import { raisedLater } from '../testing/raised.ts'
import type { FetchLimits } from './fetcher.ts'
import { webFetcher } from './web-fetcher.ts'

const own = 'https://authority.example'
const limits: FetchLimits = { bytes: 1000, milliseconds: 5000, mediaTypes: ['application/json'] }
const json = { 'content-type': 'application/json; charset=utf-8' }
const answers: Record<string, RequestListener> = {
  '/document': (request, response) => response.writeHead(200, json).end(JSON.stringify(request.headers)),
  '/empty': (_request, response) => response.writeHead(200, json).end(),
  '/large': (_request, response) => response.writeHead(200, json).end('0'.repeat(1001)),
  '/bomb': (_request, response) =>
    response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync('0'.repeat(800_000))),
  '/page': (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('0'),
  '/moved': (_request, response) => response.writeHead(302, { location: '/document' }).end(),
  '/slow': (_request, response) => void response.writeHead(200, json).write('0'),
  '/silent': () => undefined,
  '/broken': (_request, response) => {
    response.writeHead(200, { ...json, 'content-length': 100 }).write('0')
    setTimeout(() => response.destroy(), 5)
  },
}

describe('a fetcher over fetch', () => {
  let server: Server
  const asked: string[] = []
  before(async () => {
    server = await answering(answers)
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  /** The `fetch` of Node; whatever host is asked for, the server of this test answers. */
  const fetcher = webFetcher({
    fetch: (address, init) => {
      asked.push(address.href)
      return fetch(new URL(address.pathname, `http://127.0.0.1:${(server.address() as AddressInfo).port}`), init)
    },
  })
  const told = (path: string, more: Partial<FetchLimits> = {}) =>
    raisedLater(() => fetcher(new URL(path, own), { ...limits, ...more }))

  it('fetches, and tells nothing of who asks', async () => {
    const { bytes, mediaType } = await fetcher(new URL('/document', own), limits)
    const headers = JSON.parse(readUtf8(bytes)) as Record<string, string>
    assert.deepEqual(
      [mediaType, headers['accept'], headers['cookie'], headers['referer']],
      ['application/json', 'application/json', undefined, undefined],
    )
    assert.equal((await fetcher(new URL('/empty', own), limits)).bytes.length, 0)
  })

  const refusals: [why: string, path: string, told: string][] = [
    ['no encryption', 'http://authority.example/x', 'address-not-https http://authority.example/x'],
    ['a name and a password', 'https://a:b@authority.example/x', `address-with-credentials ${own}/x`],
    ['another port', `${own}:8443/x`, `address-port-refused ${own}:8443/x`],
    ['an IP address', 'https://127.0.0.1/x', 'address-is-ip https://127.0.0.1/x'],
    ['a private name', 'https://printer.local/x', 'address-not-public https://printer.local/x'],
    ['a redirect', '/moved', `fetch-redirect-refused ${own}/moved`],
    ['nothing there', '/nothing', `fetch-status-wrong ${own}/nothing`],
    ['another media type', '/page', `fetch-media-type-wrong ${own}/page`],
    ['more than is taken', '/large', `too-large ${own}/large`],
    ['a gzip bomb', '/bomb', `too-large ${own}/bomb`],
    ['half of it', '/broken', `fetch-failed ${own}/broken`],
  ]
  for (const [why, path, expected] of refusals)
    it(`refuses ${why}`, async () => assert.equal(await told(path), expected))

  it('asks for nothing that it refuses by its address', async () => {
    asked.length = 0
    await told('https://127.0.0.1/x')
    await told('http://authority.example/x')
    assert.deepEqual(asked, [])
  })

  it('stops at the time that it is given, before the answer and within it', async () => {
    assert.equal(await told('/silent', { milliseconds: 100 }), `fetch-timeout ${own}/silent`)
    assert.equal(await told('/slow', { milliseconds: 100 }), `fetch-timeout ${own}/slow`)
  })
})
