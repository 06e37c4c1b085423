// SPDX-License-Identifier: Apache-2.0
// Attacks by addresses that strangers write into certificates, and by what stands there; docs/security.md lists them.
import assert from 'node:assert/strict'
import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, connect as connectTo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { deflateSync, gzipSync } from 'node:zlib'
import { base64url } from '../bytes/base64url.ts'
import { type GuardedFetcherOptions, guardedFetcher, type Target } from '../fetching/guarded-fetcher.ts'
import { signJws } from '../jose/jws.ts'
import type { JsonObject } from '../json/json.ts'
import { attacked, authority } from '../testing/attacked.ts'
import { now, places, tools } from '../testing/known-authority.ts'
import { changed } from '../testing/known-credentials.ts'
import { statusLists } from '../verify/status-lists.ts'
import { keysOfIssuers, listsByAddress } from '../verify/usual-sources.ts'

const outside = '93.184.216.34'
const inside = '169.254.169.254'
const bomb = new Uint8Array(64 * 1024 * 1024)

const answers: Record<string, RequestListener> = {
  '/.well-known/did.json': (_request, response) =>
    response.writeHead(302, { location: `https://${inside}/latest/meta-data` }).end(),
  '/status/leads-on': (_request, response) =>
    response.writeHead(302, { location: 'https://inside.example/status' }).end(),
  '/status/bomb': (_request, response) =>
    response.writeHead(200, { 'content-type': 'application/vc', 'content-encoding': 'gzip' }).end(gzipSync(bomb)),
}

let server: Server
before(async () => {
  server = createServer((request, response) => answers[request.url ?? '']?.(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
after(() => {
  server.closeAllConnections()
  server.close()
})

let connected: Target[] = []

/** A guarded fetcher in whose network every connection ends at the server of this test, and says where it was to go. */
function fetcherOf(options: GuardedFetcherOptions = {}) {
  connected = []
  return guardedFetcher({
    resolve: async (host) => [host === 'inside.example' ? inside : outside],
    connect: (target) => {
      connected.push(target)
      return connectTo((server.address() as AddressInfo).port, '127.0.0.1')
    },
    ...options,
  })
}

const hosts = () => connected.map(({ host }) => host)

describe('SSRF through did:web', () => {
  /** What is told of a certificate of this issuer, whose document would have to be fetched. */
  async function issuedBy(did: string, options: GuardedFetcherOptions = {}): Promise<string[]> {
    const own = changed(await authority.prove(authority.credential()), 'issuer/id', did)
    const method = changed(own, 'proof/verificationMethod', `${did}#key-1`)
    const keys = keysOfIssuers({ fetcher: fetcherOf(options) })
    return (await attacked(method, { keys, status: 'waived' })).map((line) => line.split(' ').slice(0, 2).join(' '))
  }

  it('SSRF through did:web: the name leads inside by DNS', async () => {
    assert.deepEqual(await issuedBy('did:web:inside.example'), ['issuer-unreachable address-not-public'])
    assert.deepEqual(await issuedBy('did:web:localhost'), ['issuer-unreachable address-not-public'])
    assert.deepEqual(hosts(), [])
  })

  it('SSRF through did:web: an IP address, or another port', async () => {
    assert.deepEqual(await issuedBy(`did:web:${inside}`), ['malformed did-invalid'])
    assert.deepEqual(await issuedBy('did:web:2130706433'), ['malformed did-invalid'])
    assert.deepEqual(await issuedBy('did:web:authority.example%3A8080'), ['issuer-unreachable address-port-refused'])
    assert.deepEqual(hosts(), [])
  })

  it('SSRF through did:web: a redirect that leads inside', async () => {
    assert.deepEqual(await issuedBy('did:web:thief.example'), ['issuer-unreachable fetch-redirect-refused'])
    assert.deepEqual(await issuedBy('did:web:thief.example', { redirects: 5 }), ['issuer-unreachable address-is-ip'])
    assert.deepEqual(hosts(), ['thief.example'])
  })

  it('SSRF through did:web: DNS that answers otherwise the second time', async () => {
    let asked = 0
    const resolve = async () => [asked++ === 0 ? outside : inside]
    assert.deepEqual(await issuedBy('did:web:thief.example', { resolve }), [
      'issuer-unreachable fetch-redirect-refused',
    ])
    assert.deepEqual(
      connected.map(({ addresses }) => addresses),
      [[outside]],
    )
  })
})

describe('SSRF through status URLs', () => {
  /** What is told of a certificate whose status list is at this address. */
  async function listedAt(address: string, options: GuardedFetcherOptions = {}): Promise<string[]> {
    const entry = changed(authority.credential(), 'credentialStatus/statusListCredential', address)
    const lists = listsByAddress({ fetcher: fetcherOf(options) })
    return attacked(await authority.prove(entry), { status: statusLists({ keys: keysOfIssuers(), tools, lists }) })
  }
  const unreachable = (code: string) => [`status-unreachable ${code} /credentialStatus`]

  it('SSRF through status URLs: no https, an IP address, credentials, or another port', async () => {
    assert.deepEqual(await listedAt('http://authority.example/status'), unreachable('address-not-https'))
    assert.deepEqual(await listedAt('https://0x7f.1/status'), unreachable('address-is-ip'))
    assert.deepEqual(await listedAt('https://[::ffff:127.0.0.1]/status'), unreachable('address-is-ip'))
    assert.deepEqual(await listedAt('https://a:b@authority.example/status'), unreachable('address-with-credentials'))
    assert.deepEqual(await listedAt('https://authority.example:22/status'), unreachable('address-port-refused'))
    assert.deepEqual(hosts(), [])
  })

  it('SSRF through status URLs: the name leads inside by DNS', async () => {
    assert.deepEqual(await listedAt('https://inside.example/status'), unreachable('address-not-public'))
    assert.deepEqual(await listedAt('https://metadata.google.internal/status'), unreachable('address-not-public'))
    const both = { resolve: async () => [outside, inside] }
    assert.deepEqual(await listedAt('https://thief.example/status', both), unreachable('address-not-public'))
    assert.deepEqual(hosts(), [])
  })

  it('SSRF through status URLs: a redirect that leads inside', async () => {
    const address = 'https://thief.example/status/leads-on'
    assert.deepEqual(await listedAt(address), unreachable('fetch-redirect-refused'))
    assert.deepEqual(await listedAt(address, { redirects: 5 }), unreachable('address-not-public'))
    assert.deepEqual(hosts(), ['thief.example'])
  })

  it('gzip bombs: an answer that is packed on the way', async () => {
    assert.deepEqual(await listedAt('https://thief.example/status/bomb'), unreachable('too-large'))
  })
})

describe('gzip bombs', () => {
  it('gzip bombs: the bits of a status list that its issuer signed', async () => {
    const published = (await authority.published(places.revocation)) as JsonObject
    const { proof: _, ...list } = published
    const packed = changed(list, 'credentialSubject/encodedList', `u${base64url(gzipSync(bomb))}`)
    const lists = listsByAddress({ held: new Map([[places.revocation, await authority.prove(packed)]]) })
    const told = await attacked(await authority.prove(authority.credential()), {
      status: statusLists({ keys: keysOfIssuers(), tools, lists }),
    })
    assert.deepEqual(told, ['status-unreachable too-large /credentialStatus'])
  })

  it('gzip bombs: the bits of a status list token', async () => {
    const claims = {
      ...{ sub: places.token, iss: authority.id, iat: now / 1000, exp: now / 1000 + 60 },
      status_list: { bits: 1, lst: base64url(deflateSync(bomb)) },
    }
    const token = await signJws({ typ: 'statuslist+jwt', kid: authority.keyId }, claims, authority.signer)
    const lists = listsByAddress({ held: new Map([[places.token, token]]) })
    const told = await attacked(await authority.sdJwt({ name: 'Welder' }), {
      status: statusLists({ keys: keysOfIssuers(), tools, lists }),
    })
    assert.deepEqual(told, ['status-unreachable too-large /status/status_list'])
  })
})
