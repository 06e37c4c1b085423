// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { guardedFetch } from './guarded-fetch.ts'
import { readProviderNetworks } from './provider-settings.ts'
import { providerFlaws } from './providers.model.ts'
import { providerReach } from './public-address.ts'

const onTheWeb = providerReach('https://pass.example', [])

const hidden = [
  ...['10.0.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1'],
  ...['0.0.0.0', '224.0.0.1', '255.255.255.255', '198.18.0.1', '192.0.2.1', '::1', '::', 'fe80::1', 'fd00::1'],
  ...[
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    'ff02::1',
    'nonsense',
    '',
  ],
]

test('a server on the web asks at public addresses only', () => {
  for (const address of [
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '203.0.114.1',
    '2606:4700::1111',
    '2a00:1450:4001::5',
  ]) {
    assert.equal(onTheWeb.allows(address), true, address)
  }
  for (const address of hidden) assert.equal(onTheWeb.allows(address), false, address)
  assert.equal(onTheWeb.allowsPlain('localhost'), false)
})

test('and where the installation says so', () => {
  const inside = providerReach('https://pass.example', ['10.20.0.0/16', 'fd00:1::/32', '192.168.7.7'])
  for (const address of ['10.20.255.1', 'fd00:1::5', '192.168.7.7', '8.8.8.8'])
    assert.equal(inside.allows(address), true)
  for (const address of ['10.21.0.1', 'fd00:2::5', '192.168.7.8', '127.0.0.1'])
    assert.equal(inside.allows(address), false)
  const tried = providerReach('http://127.0.0.1:3000', [])
  for (const address of ['127.0.0.1', '::1']) assert.equal(tried.allows(address), true)
  for (const address of ['10.0.0.1', '169.254.169.254']) assert.equal(tried.allows(address), false)
  assert.deepEqual(['localhost', '127.0.0.1', '[::1]', '10.0.0.1'].map(tried.allowsPlain), [true, true, true, false])
})

test('no connection is made to an address that is not allowed, by name or by number', async () => {
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    response.end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const question = { method: 'GET' as const, headers: {}, body: null, redirect: 'manual' as const }
  const fetch = guardedFetch(onTheWeb)
  const forbidden = { told: { key: 'provider.fault.address', args: {} } }
  for (const url of [
    `https://127.0.0.1:${port}/`,
    `https://localhost:${port}/`,
    `http://localhost:${port}/`,
    `https://2130706433:${port}/`,
    `https://0x7f.1:${port}/`,
    `https://[::ffff:7f00:1]:${port}/`,
    `https://[::1]:${port}/`,
    'https://169.254.169.254/latest/meta-data',
    'ftp://8.8.8.8/',
  ]) {
    await assert.rejects(async () => fetch(url, question), forbidden, url)
  }
  assert.equal(asked, 0)
  const tried = guardedFetch(providerReach('http://127.0.0.1', []))
  assert.equal((await tried(`http://127.0.0.1:${port}/`, question)).status, 200)
  assert.equal(asked, 1)
  server.close()
})

test('an issuer is an https address, and a name for the button is there in both languages', () => {
  const form = {
    ...{ authority: 'xa-authority-north', issuer: 'https://id.example', clientId: 'x', clientSecret: '' },
    ...{ names: { en: 'A', 'zh-CN': '甲' }, vouches: false },
  }
  const flaws = (change: object) =>
    providerFlaws({ ...form, ...change }, onTheWeb.allowsPlain).map(({ field, flaw }) => `${field} ${flaw}`)
  assert.deepEqual(flaws({}), [])
  for (const issuer of [
    'https://id.example/?x=1',
    'https://id.example/#x',
    'https://u:p@id.example',
    'id',
    'javascript:1',
  ]) {
    assert.deepEqual(flaws({ issuer }), ['issuer issuer'], issuer)
  }
  assert.deepEqual(flaws({ issuer: 'http://id.example' }), ['issuer insecure'])
  assert.deepEqual(flaws({ issuer: '', clientId: '', names: { en: '', 'zh-CN': 'x'.repeat(81) } }), [
    'issuer missing',
    'clientId missing',
    'nameEn missing',
    'nameZh long',
  ])
})

test('the networks are read at the start, or it is said what was expected', () => {
  assert.deepEqual(readProviderNetworks({}), [])
  assert.deepEqual(readProviderNetworks({ PASSERELLE_PROVIDER_NETWORKS: 'loopback, 10.0.0.0/8,fd00::/8' }), [
    'loopback',
    '10.0.0.0/8',
    'fd00::/8',
  ])
  for (const wrong of ['10.0.0.0/33', 'example.org', '10.0.0/8', '10.0.0.0/8/8', 'private']) {
    assert.throws(
      () => readProviderNetworks({ PASSERELLE_PROVIDER_NETWORKS: wrong }),
      /expected|is not networks/,
      wrong,
    )
  }
})
