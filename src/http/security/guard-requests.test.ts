// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestShell, testShell } from '../../../test/http/shell.ts'
import { readHttpSettings } from '../http-settings.ts'
import { knownHosts } from './known-hosts.ts'

let shell: TestShell
before(async () => {
  shell = await testShell({ inline: { styles: ['sha256-abc'] } })
})
after(() => shell.app.close())

const common = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
  'x-frame-options': 'DENY',
}

/** The headers of an answer that do not change from one to the next. */
async function steadyHeaders(url: string) {
  const { headers } = await shell.app.inject(url)
  const { date: _date, 'x-request-id': _id, connection: _connection, etag: _etag, ...steady } = headers
  return steady
}

test('the headers of a page', async () => {
  assert.deepEqual(await steadyHeaders('/page'), {
    ...common,
    'content-security-policy':
      "default-src 'none'; style-src 'self' 'sha256-abc'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'content-type': 'text/html; charset=utf-8',
    'content-length': '26',
    'cache-control': 'private, no-cache',
    vary: 'Accept-Language, Cookie',
  })
})

test('the headers of data', async () => {
  assert.deepEqual(await steadyHeaders('/api/v1/places/CN'), {
    ...common,
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'ETag, Link, Retry-After, X-Request-Id',
    'content-type': 'application/json; charset=utf-8',
    'content-length': '13',
    'cache-control': 'public, max-age=60, stale-while-revalidate=600',
    vary: 'Accept, Accept-Language',
  })
})

test('https is demanded only where the public address is https', async () => {
  const secure = await testShell({ settings: { host: '0.0.0.0', baseUrl: 'https://recognition.example' } })
  const { headers } = await secure.app.inject('/api/v1/places/CN')
  assert.equal(headers['strict-transport-security'], 'max-age=31536000; includeSubDomains')
  await secure.app.close()
})

test('other origins may read, and assess, without credentials', async () => {
  const ask = async (url: string, method: string) => {
    const headers = { origin: 'https://jobs.example', 'access-control-request-method': method }
    const response = await shell.app.inject({ method: 'OPTIONS', url, headers })
    return [response.statusCode, response.headers.allow, response.headers['access-control-allow-methods']]
  }
  assert.deepEqual(await ask('/api/v1/assessments', 'POST'), [204, 'OPTIONS, POST', 'POST'])
  assert.deepEqual(await ask('/api/v1/places/CN', 'DELETE'), [204, 'GET, HEAD, OPTIONS', 'GET, HEAD'])
  assert.deepEqual(await ask('/page', 'GET'), [204, 'GET, HEAD, OPTIONS', undefined])
  assert.deepEqual(await ask('/api/v1/nowhere', 'GET'), [404, undefined, undefined])
})

test('the names a server answers to', async () => {
  const local = knownHosts({ host: '127.0.0.1', baseUrl: 'https://pass.example/app', baseUrlGiven: true })
  const open = knownHosts({ host: '0.0.0.0', baseUrl: 'http://0.0.0.0:3000', baseUrlGiven: false })
  const named = knownHosts({ host: '0.0.0.0', baseUrl: 'https://pass.example', baseUrlGiven: true })
  const names = [
    '127.0.0.1:3000',
    'localhost',
    '[::1]:80',
    'pass.example',
    'PASS.example:443',
    'evil.example',
    '10.0.0.7:3000',
    undefined,
  ]
  assert.deepEqual(names.map(local), [true, true, true, true, true, false, false, false])
  assert.deepEqual(
    names.map(open),
    names.map(() => true),
  )
  assert.deepEqual(names.map(named), [true, true, true, true, true, false, true, false])
  const refused = await shell.app.inject({ url: '/page', headers: { host: 'evil.example' } })
  assert.deepEqual([refused.statusCode, refused.json().code], [421, 'misdirected'])
  const http = { trustProxy: ['loopback'], requestsPerMinute: 0, baseUrlGiven: true }
  const proxied = await testShell({ http, settings: { host: '0.0.0.0', baseUrl: 'https://pass.example' } })
  const through = (forwarded: string) =>
    proxied.app.inject({ url: '/page', headers: { host: 'inner', 'x-forwarded-host': forwarded } })
  assert.deepEqual([(await through('pass.example')).statusCode, (await through('evil.example')).statusCode], [200, 421])
  await proxied.app.close()
})

test('too many requests of one client', async () => {
  const limited = await testShell({ http: { trustProxy: ['loopback'], requestsPerMinute: 2, baseUrlGiven: false } })
  const from = (client: string, url = '/api/v1/places/CN') =>
    limited.app.inject({ url, headers: { 'x-forwarded-for': client } })
  const statuses = [await from('192.0.2.1'), await from('192.0.2.1', '/nowhere'), await from('192.0.2.1')].map(
    (response) => response.statusCode,
  )
  assert.deepEqual(statuses, [200, 404, 429])
  const refused = await from('192.0.2.1')
  assert.equal(refused.json().code, 'rate-limited')
  assert.match(String(refused.headers['retry-after']), /^\d+$/)
  assert.equal((await from('192.0.2.2')).statusCode, 200)
  assert.equal((await limited.app.inject({ url: '/health/live' })).statusCode, 200)
  await limited.app.close()
})

test('the settings of the server, and what is wrong with them', () => {
  assert.deepEqual(readHttpSettings({}), { trustProxy: false, requestsPerMinute: 600, baseUrlGiven: false })
  const given = {
    PASSERELLE_TRUST_PROXY: 'loopback, 10.0.0.0/8',
    PASSERELLE_RATE_LIMIT: '0',
    PASSERELLE_BASE_URL: 'https://a.example',
  }
  assert.deepEqual(readHttpSettings(given), {
    trustProxy: ['loopback', '10.0.0.0/8'],
    requestsPerMinute: 0,
    baseUrlGiven: true,
  })
  assert.deepEqual(readHttpSettings({ PASSERELLE_TRUST_PROXY: '2' }).trustProxy, 2)
  assert.throws(() => readHttpSettings({ PASSERELLE_TRUST_PROXY: 'yes', PASSERELLE_RATE_LIMIT: '-1' }), {
    code: 'settings',
    message: [
      "PASSERELLE_TRUST_PROXY: 'yes' is not 'none', a number of proxies from 1 to 9, or addresses and ranges such as loopback,10.0.0.0/8",
      "PASSERELLE_RATE_LIMIT: '-1' is not a whole number of requests a minute, 0 for no limit",
    ].join('\n'),
  })
})
