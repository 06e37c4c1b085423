// SPDX-License-Identifier: Apache-2.0
// The package in a real browser: what verifies there is small, fetches nothing, and says what Node says.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import type { Browser } from 'playwright-core'
import { noBrowser, openBrowser } from '../../../test/journeys/browser.ts'
import { certificatesOfAllKinds } from './testing/bad-certificates.ts'
import { KnownAuthority, places } from './testing/known-authority.ts'

const program = `
  import { trustedAuthority, trustedLog, keysOfIssuers, listsByAddress, readTrustList, statusLists, usualTools, verify, webFetcher } from './index.ts'
  globalThis.verifyAll = async (asked) => {
    const { trust, held, now, kinds } = JSON.parse(asked)
    const holdings = { held: new Map(Object.entries(held)) }
    const [keys, tools] = [keysOfIssuers(holdings), usualTools()]
    const { list } = await readTrustList(trust)
    const said = {}
    for (const [name, { certificate, receipt }] of Object.entries(kinds)) {
      const { verdict, problems } = await verify(certificate, {
        ...{ now, tools, keys, holder: 'waived', log: trustedLog(list, { receipt }) },
        authority: trustedAuthority(list, { jurisdiction: 'XA-N' }),
        status: statusLists({ keys, tools, lists: listsByAddress(holdings) }),
      })
      said[name] = [verdict, ...problems.map(({ code }) => code)].join(' ')
    }
    return said
  }
  globalThis.fetchAll = async (addresses) => {
    const fetcher = webFetcher()
    const limits = { bytes: 1000, milliseconds: 5000, mediaTypes: ['application/vc'] }
    const fetched = (address) => fetcher(new URL(address), limits).then(({ bytes }) => bytes.length, ({ code }) => code)
    return Promise.all(addresses.map(fetched))
  }
`

/** What a page that verifies has to load, as one script. */
async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
  })
  return (outputFiles[0] as { text: string }).text
}

describe('the package in a browser', () => {
  it('verifies with at most 60 kB of compressed script', async () => {
    const size = gzipSync(await bundled(), { level: 9 }).length
    assert.equal(size <= 60_000, true, `${size} bytes`)
  })

  it('tells the kinds of bad certificates apart by WebCrypto, and asks the network for nothing', {
    skip: noBrowser,
  }, async () => {
    const authority = await KnownAuthority.found()
    const kinds = await certificatesOfAllKinds(authority)
    const lists = Object.values(places).map(async (place) => [place, await authority.published(place)] as const)
    const asked = {
      trust: await authority.trustList(authority.signer),
      held: Object.fromEntries(await Promise.all(lists)),
      now: Date.parse('2026-11-22T12:00:00Z'),
      kinds,
    }
    const browser: Browser = await openBrowser()
    try {
      const page = await browser.newPage()
      const requests: string[] = []
      await page.route('https://relying.example/', (route) => route.fulfill({ contentType: 'text/html', body: '<p>' }))
      await page.goto('https://relying.example/')
      page.on('request', (request) => requests.push(request.url()))
      await page.addScriptTag({ content: await bundled() })
      const said = await page.evaluate(
        (input) => (globalThis as unknown as Verifier).verifyAll(input),
        JSON.stringify(asked),
      )
      assert.deepEqual(said, {
        good: 'partly-verified',
        tampered: 'refused signature-wrong',
        malformed: 'refused json-duplicate-member',
        'of an issuer whom nobody knows': 'refused key-controller-mismatch',
        'of an issuer who may not issue it': 'refused issuer-not-for-this-kind',
        'of an issuer whom no list names': 'refused issuer-not-listed',
        revoked: 'refused status-revoked',
        suspended: 'refused status-suspended',
        expired: 'refused credential-expired',
        'not yet valid': 'refused credential-not-yet-valid',
        'of a status that cannot be read': 'undetermined fetch-not-possible',
        'issued in secret': 'refused log-proof-missing',
        'logged as another one': 'refused inclusion-wrong',
      })
      assert.deepEqual(requests, [])
    } finally {
      await browser.close()
    }
  })

  it('fetches by a fetcher of its own, within its limits', { skip: noBrowser }, async () => {
    const cors = { 'access-control-allow-origin': '*' }
    const vc = { contentType: 'application/vc', headers: cors }
    const browser: Browser = await openBrowser()
    try {
      const page = await browser.newPage()
      await page.route('https://relying.example/', (route) => route.fulfill({ contentType: 'text/html', body: '<p>' }))
      await page.route('https://lists.example/sound', (route) => route.fulfill({ ...vc, body: '{}' }))
      await page.route('https://lists.example/large', (route) => route.fulfill({ ...vc, body: '0'.repeat(1001) }))
      await page.route('https://lists.example/page', (route) =>
        route.fulfill({ contentType: 'text/html', headers: cors }),
      )
      await page.route('https://lists.example/gone', (route) => route.fulfill({ ...vc, status: 404 }))
      await page.route('https://lists.example/broken', (route) => route.abort())
      await page.route('https://lists.example/moved', (route) =>
        route.fulfill({ ...vc, status: 302, headers: { ...cors, location: 'https://lists.example/sound' } }),
      )
      await page.goto('https://relying.example/')
      await page.addScriptTag({ content: await bundled() })
      const expected = {
        'https://lists.example/sound': 2,
        'https://lists.example/large': 'too-large',
        'https://lists.example/page': 'fetch-media-type-wrong',
        'https://lists.example/gone': 'fetch-status-wrong',
        'https://lists.example/broken': 'fetch-failed',
        'https://lists.example/moved': 'fetch-redirect-refused',
        'http://lists.example/sound': 'address-not-https',
      }
      const said = await page.evaluate(
        (addresses) => (globalThis as unknown as Verifier).fetchAll(addresses),
        Object.keys(expected),
      )
      assert.deepEqual(said, Object.values(expected))
    } finally {
      await browser.close()
    }
  })
})

interface Verifier {
  fetchAll(addresses: string[]): Promise<(number | string)[]>
  verifyAll(asked: string): Promise<Record<string, string>>
}
