// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { deflateSync } from 'node:zlib'
import { base64url } from '../bytes/base64url.ts'
import type { Signer } from '../crypto/crypto-provider.ts'
import { newKey } from '../crypto/signers.ts'
import { signJws } from '../jose/jws.ts'
import type { JsonObject, JsonValue } from '../json/json.ts'
import { told } from '../testing/forged.ts'
import { printedLists, printedToken } from '../testing/printed-status-lists.ts'
import { raisedLater } from '../testing/raised.ts'
import { StatusListCache } from './list-cache.ts'
import { lookUpStatus } from './look-up.ts'
import { newStatuses, type StatusEntry, type StatusList, setStatus, statusAt } from './status-list.ts'
import {
  checkStatusListToken,
  encodeTokenStatuses,
  issueTokenList,
  readStatusListToken,
  readTokenStatus,
  type StatusListToken,
  tokenStatuses,
} from './token-list.ts'

const issuer = 'https://authority.example'
const address = 'https://authority.example/statuslists/1'
const now = 1_800_000_000
const claims: JsonObject = {
  iss: issuer,
  sub: address,
  iat: now - 100,
  exp: now + 1000,
  ttl: 43_200,
  status_list: { bits: 1, lst: 'eNrbuRgAAhcBXQ' },
}

function tokenOf(changes: JsonObject): StatusListToken {
  return { ...readStatusListToken(printedToken), issuer, claims: { ...claims, ...changes } }
}

async function listOf(changes: JsonObject = {}): Promise<StatusList> {
  const { list, problems } = await tokenStatuses(tokenOf(changes))
  assert.deepEqual(problems, [])
  return list as StatusList
}

function entryOf(idx: number): StatusEntry {
  const { entries, problems } = readTokenStatus({ status_list: { idx, uri: address } }, 'payload/status')
  assert.deepEqual(problems, [])
  return entries[0] as StatusEntry
}

describe('a token status list', () => {
  for (const { section, bits, lst, set } of printedLists)
    it(`is read as ${section} prints it, and written so that it is the same`, async () => {
      const list = await listOf({ status_list: { bits, lst } })
      const values = new Map(set)
      const whole = section.startsWith('C')
      assert.equal((list.bytes.length * 8) / bits, whole ? 2 ** 20 : section.endsWith('(1)') ? 16 : 12)
      for (const [index, value] of values) assert.equal(statusAt(list, index), value)
      const made = newStatuses('token', (list.bytes.length * 8) / bits, bits)
      for (const [index, value] of values) setStatus(made, index, value)
      assert.deepEqual(made.bytes, list.bytes)
      const encoded = await encodeTokenStatuses(made)
      assert.deepEqual((await listOf({ status_list: encoded })).bytes, list.bytes)
    })

  it('is read from the token that the draft prints', async () => {
    const { list, problems } = await tokenStatuses(readStatusListToken(printedToken))
    assert.deepEqual(problems, [])
    assert.equal(list?.address, 'https://example.com/statuslists/1')
    assert.equal(list.lifetime, 43_200)
    assert.deepEqual([...list.bytes], [0xb9, 0xa3])
  })

  it('says valid, revoked, suspended, and what an application may mean', async () => {
    const list = await listOf({ status_list: { bits: 2, lst: 'eNo76fITAAPfAgc' } })
    const at = (index: number) => told(lookUpStatus(entryOf(index), list, { issuer, now }).problems)
    assert.deepEqual(at(2), [])
    assert.deepEqual(at(0), ['revoked status-revoked payload/status/status_list'])
    assert.deepEqual(at(1), ['suspended status-suspended payload/status/status_list'])
    assert.deepEqual(at(3), ['unsupported status-value-unknown payload/status/status_list'])
  })

  const unfit: [why: string, change: Partial<StatusList>, index: number, code: string][] = [
    ['another list', { address: `${address}0` }, 0, 'status-list-mismatch'],
    ['a list without a name', { address: null }, 0, 'status-list-mismatch'],
    ['a bitstring list', { form: 'bitstring', bytes: new Uint8Array(16384) }, 0, 'status-list-mismatch'],
    ["another issuer's list", { issuer: 'https://other.example' }, 0, 'status-issuer-mismatch'],
    ['a list that is too short', {}, 16, 'status-index-out-of-range'],
    ['a list of tomorrow', { from: now + 61 }, 0, 'status-list-not-yet-valid'],
    ['a list of yesterday', { until: now - 60 }, 0, 'status-list-expired'],
  ]
  for (const [why, change, index, code] of unfit)
    it(`does not answer from ${why}: ${code}`, async () => {
      const { value, problems } = lookUpStatus(entryOf(index), { ...(await listOf()), ...change }, { issuer, now })
      assert.equal(value, null)
      assert.deepEqual(told(problems), [`status-unreachable ${code} payload/status/status_list`])
    })

  const bomb = base64url(deflateSync(new Uint8Array(32 * 1024 * 1024)))
  const refusals: [why: string, changes: Record<string, JsonValue>, told: string][] = [
    ['no name', { sub: '' }, 'status-list-invalid payload/sub'],
    ['no day', { iat: 'today' }, 'status-list-invalid payload/iat'],
    ['an end that is none', { exp: null }, 'status-list-invalid payload/exp'],
    ['a lifetime of nothing', { ttl: 0 }, 'status-list-invalid payload/ttl'],
    ['entries of three bits', { status_list: { bits: 3, lst: '' } }, 'status-list-invalid payload/status_list/bits'],
    ['no bits', { status_list: { bits: 1 } }, 'status-list-invalid payload/status_list/lst'],
    ['bits that are not packed', { status_list: { bits: 1, lst: 'AAAA' } }, 'gzip-invalid payload/status_list/lst'],
    ['bits with padding', { status_list: { bits: 1, lst: 'eA==' } }, 'base64url-invalid payload/status_list/lst'],
    ['a bomb', { status_list: { bits: 1, lst: bomb } }, 'too-large payload/status_list/lst'],
  ]
  for (const [why, changes, expected] of refusals)
    it(`is refused with ${why}`, async () => {
      const { list, problems } = await tokenStatuses(tokenOf(changes))
      assert.equal(list, null)
      assert.deepEqual(told(problems), [`status-unreachable ${expected}`])
    })
})

describe('a status list token', () => {
  let signer: Signer
  before(async () => {
    ;({ signer } = await newKey('ES256'))
  })

  it('is signed, checked and kept by its signature', async () => {
    const statuses = newStatuses('token', 1000, 2)
    setStatus(statuses, 7, 2)
    const issue = { address, issuer, issuedAt: now, expires: now + 1000, lifetime: 600, keyId: 'k' }
    const text = await issueTokenList(statuses, issue, signer)
    const token = readStatusListToken(text)
    assert.deepEqual(token.jws.header, { alg: 'ES256', typ: 'statuslist+jwt', kid: 'k' })
    assert.deepEqual(await checkStatusListToken(token, signer.publicKey, { now }), [])
    const { list } = await tokenStatuses(token)
    const cache = new StatusListCache()
    cache.keep(text.slice(text.lastIndexOf('.') + 1), list as StatusList)
    const kept = cache.get(text.split('.')[2] as string) as StatusList
    assert.deepEqual(told(lookUpStatus(entryOf(7), kept, { issuer, now }).problems), [
      'suspended status-suspended payload/status/status_list',
    ])
  })

  it('is refused of another type, by another key and out of its time', async () => {
    const { signer: other } = await newKey('ES256')
    const text = await signJws({ typ: 'vc+jwt' }, claims, signer)
    assert.deepEqual(
      told(await checkStatusListToken(readStatusListToken(text), other.publicKey, { now: now + 1060 })),
      ['malformed jws-type-wrong header/typ', 'tampered signature-wrong signature', 'expired jwt-expired payload/exp'],
    )
  })

  it('is not made of the bits of another form', async () => {
    const issue = { address, issuedAt: now, expires: now + 1000 }
    const statuses = newStatuses('bitstring', 200_000)
    assert.equal(await raisedLater(() => issueTokenList(statuses, issue, signer)), 'status-list-invalid')
  })
})

describe('where the status of a token stands', () => {
  const refusals: [why: string, status: JsonValue, told: string][] = [
    ['no object', [], 'malformed status-entry-invalid '],
    ['another mechanism', { identifier_list: {} }, 'unsupported status-type-unknown '],
    ['no index', { status_list: { uri: address } }, 'malformed status-entry-invalid /status_list/idx'],
    ['half an index', { status_list: { idx: 0.5, uri: address } }, 'malformed status-entry-invalid /status_list/idx'],
    ['no address', { status_list: { idx: 0, uri: 'here' } }, 'malformed status-entry-invalid /status_list/uri'],
  ]
  for (const [why, status, expected] of refusals)
    it(`is refused with ${why}`, () => assert.deepEqual(told(readTokenStatus(status).problems), [expected]))

  it('may be nowhere', () => assert.deepEqual(readTokenStatus(null), { entries: [], problems: [] }))
})

describe('kept lists', () => {
  const list = async (bytes: number): Promise<StatusList> => ({ ...(await listOf()), bytes: new Uint8Array(bytes) })

  it('go when they are too many, those that were not asked for first', async () => {
    const cache = new StatusListCache({ lists: 2 })
    const some = await list(10)
    cache.keep('a', some)
    cache.keep('b', some)
    assert.equal(cache.get('a'), some)
    cache.keep('c', some)
    assert.deepEqual(
      ['a', 'b', 'c'].map((signature) => cache.get(signature) !== undefined),
      [true, false, true],
    )
  })

  it('go when they are too large together; one larger than all is not kept', async () => {
    const cache = new StatusListCache({ bytes: 100 })
    cache.keep('a', await list(60))
    cache.keep('a', await list(50))
    cache.keep('b', await list(50))
    assert.ok(cache.get('a') && cache.get('b'))
    cache.keep('c', await list(101))
    assert.ok(cache.get('a') && cache.get('b') && !cache.get('c'))
    cache.keep('d', await list(100))
    assert.ok(!cache.get('a') && !cache.get('b') && cache.get('d'))
  })
})
