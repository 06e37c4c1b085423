// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { base64url } from '../bytes/base64url.ts'
import { newKey } from '../crypto/signers.ts'
import { checkVcJwt, issueVcJwt, readVcJwt } from '../jose/vc-jwt.ts'
import { isObject, type JsonObject, type JsonValue } from '../json/json.ts'
import { told } from '../testing/forged.ts'
import { printedBitstring } from '../testing/printed-status-lists.ts'
import { raised, raisedLater } from '../testing/raised.ts'
import { readStatusEntries } from './bitstring-entry.ts'
import { bitstringListCredential, decodeBitstring, encodeBitstring, readBitstringList } from './bitstring-list.ts'
import { lookUpStatus } from './look-up.ts'
import { fewestEntries, newStatuses, type StatusEntry, type StatusList, setStatus, statusAt } from './status-list.ts'

const issuer = 'did:web:authority.example'
const address = 'https://authority.example/status/3'
const now = Date.parse('2026-06-01T00:00:00Z') / 1000
const validity = { validFrom: '2026-01-01T00:00:00Z', validUntil: '2026-12-31T00:00:00Z' }
const entryOf = (more: JsonObject = {}): JsonObject => ({
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: '94567',
  statusListCredential: address,
  ...more,
})

async function listOf(set: [number, number][], purposes = ['revocation'], size = 1): Promise<JsonObject> {
  const statuses = newStatuses('bitstring', fewestEntries, size)
  for (const [index, value] of set) setStatus(statuses, index, value)
  return bitstringListCredential(statuses, {
    id: address,
    issuer: { id: issuer },
    purposes,
    ...validity,
    lifetime: 300,
  })
}

async function readList(credential: JsonObject): Promise<StatusList> {
  const { list, problems } = await readBitstringList(credential)
  assert.deepEqual(problems, [])
  assert.ok(list)
  return list
}

function entry(more: JsonObject = {}): StatusEntry {
  const { entries, problems } = readStatusEntries({ credentialStatus: entryOf(more) })
  assert.deepEqual(problems, [])
  return entries[0] as StatusEntry
}

describe('a bitstring status list', () => {
  it('is read as the Recommendation prints it', async () => {
    const bytes = await decodeBitstring(printedBitstring)
    assert.equal(bytes.length, 16 * 1024)
    assert.ok(bytes.every((byte) => byte === 0))
    assert.deepEqual(await decodeBitstring(await encodeBitstring(bytes)), bytes)
  })

  it('has its first entry in the left-most bit', () => {
    const statuses = newStatuses('bitstring', fewestEntries)
    setStatus(statuses, 0, 1)
    setStatus(statuses, 15, 1)
    assert.deepEqual([...statuses.bytes.subarray(0, 2)], [0x80, 0x01])
    const wide = newStatuses('bitstring', fewestEntries, 3)
    setStatus(wide, 2, 0b101)
    assert.deepEqual([...wide.bytes.subarray(0, 2)], [0b10, 0b10000000])
  })

  it('gives back what was set, in entries of any size', () => {
    const size = fc.integer({ min: 1, max: 8 })
    const set = fc.array(fc.tuple(fc.integer({ min: 0, max: fewestEntries - 1 }), fc.integer({ min: 0, max: 255 })))
    fc.assert(
      fc.property(size, set, (size, all) => {
        const statuses = newStatuses('bitstring', fewestEntries, size)
        const expected = new Map(all.map(([index, value]) => [index, value % 2 ** size]))
        for (const [index, value] of all) setStatus(statuses, index, value % 2 ** size)
        for (const [index, value] of expected) assert.equal(statusAt(statuses, index), value)
      }),
      { numRuns: 100, seed: 20261122 },
    )
  })

  it('is signed as any credential, and says what it says of a certificate', async () => {
    const { signer } = await newKey('Ed25519')
    const credential = await listOf([[94567, 1]])
    const jwt = readVcJwt(await issueVcJwt(credential, signer, { keyId: `${issuer}#key-1` }))
    assert.deepEqual(await checkVcJwt(jwt, signer.publicKey, { now }), [])
    const list = await readList(jwt.document)
    assert.equal(list.lifetime, 300)
    const answer = lookUpStatus(entry(), list, { issuer, now })
    assert.equal(answer.value, 1)
    assert.deepEqual(told(answer.problems), ['revoked status-revoked /credentialStatus'])
    assert.deepEqual(lookUpStatus(entry({ statusListIndex: '94568' }), list, { issuer, now }), {
      value: 0,
      purpose: 'revocation',
      message: null,
      problems: [],
    })
  })

  it('tells a suspension, a message, something to refresh, and what nobody knows', async () => {
    const messages = ['pending_review', 'accepted', 'rejected', 'undefined'].map((message, status) => ({
      status: `0x${status}`,
      message,
    }))
    const purposes = ['suspension', 'refresh', 'message', 'colour']
    const list = await readList(await listOf([[7, 2]], purposes, 2))
    const at = (more: JsonObject) =>
      lookUpStatus(entry({ statusListIndex: '7', statusSize: 2, statusMessage: messages, ...more }), list, {
        issuer,
        now,
      })
    assert.deepEqual(told(at({ statusPurpose: 'suspension' }).problems), [
      'suspended status-suspended /credentialStatus',
    ])
    assert.deepEqual(at({ statusPurpose: 'message' }), {
      value: 2,
      purpose: 'message',
      message: 'rejected',
      problems: [],
    })
    assert.deepEqual(at({ statusPurpose: 'refresh' }).problems, [])
    assert.deepEqual(told(at({ statusPurpose: 'colour' }).problems), [
      'unsupported status-purpose-unknown /credentialStatus',
    ])
  })

  const changes: [why: string, entry: JsonObject, change: Partial<StatusList>, code: string][] = [
    ['another list', { statusListCredential: `${address}0` }, {}, 'status-list-mismatch'],
    ['a token list', {}, { form: 'token' }, 'status-list-mismatch'],
    ["another issuer's", {}, { issuer: 'did:web:other.example' }, 'status-issuer-mismatch'],
    ["nobody's", {}, { issuer: null }, 'status-issuer-mismatch'],
    ['another purpose', { statusPurpose: 'suspension' }, {}, 'status-purpose-mismatch'],
    ['entries of another size', {}, { size: 2, bytes: new Uint8Array(65536) }, 'status-size-mismatch'],
    ['too few to hide in', { statusListIndex: '1' }, { bytes: new Uint8Array(16383) }, 'status-list-too-short'],
    ['one behind its end', { statusListIndex: '131072' }, {}, 'status-index-out-of-range'],
    ['a number beyond all', { statusListIndex: '9'.repeat(100) }, {}, 'status-index-out-of-range'],
    ['not begun', {}, { from: now + 61 }, 'status-list-not-yet-valid'],
    ['over', {}, { until: now - 60 }, 'status-list-expired'],
  ]
  for (const [why, more, change, code] of changes)
    it(`says nothing where it is ${why}: ${code}`, async () => {
      const list = { ...(await readList(await listOf([[94567, 1]]))), ...change }
      const { value, problems } = lookUpStatus(entry(more), list, { issuer, now })
      assert.equal(value, null)
      assert.deepEqual(told(problems), [`status-unreachable ${code} /credentialStatus`])
    })

  it('may be kept by another, who is named', async () => {
    const list = { ...(await readList(await listOf([]))), issuer: 'did:web:keeper.example' }
    assert.deepEqual(lookUpStatus(entry(), list, { issuer, now, keepers: ['did:web:keeper.example'] }).problems, [])
  })
})

describe('a status list credential', () => {
  it('stops at a limit when it unpacks: a gzip bomb', async () => {
    const encodedList = `u${base64url(gzipSync(new Uint8Array(32 * 1024 * 1024)))}`
    const credential = changed(await listOf([]), 'credentialSubject', { encodedList })
    const { list, problems } = await readBitstringList(credential)
    assert.equal(list, null)
    assert.deepEqual(told(problems), ['status-unreachable too-large /credentialSubject/encodedList'])
  })

  const refusals: [why: string, member: string, value: JsonValue, told: string][] = [
    ['another type', 'type', ['VerifiableCredential'], 'status-list-invalid /type'],
    ['a day that is none', 'validUntil', '2026-02-30T00:00:00Z', 'status-list-invalid /validUntil'],
    ['no list', 'credentialSubject', [], 'status-list-invalid /credentialSubject'],
    ['a subject of another type', '/', { type: 'Person' }, 'status-list-invalid /credentialSubject/type'],
    ['no purpose', '/', { statusPurpose: [] }, 'status-list-invalid /credentialSubject/statusPurpose'],
    [
      'a purpose that is no text',
      '/',
      { statusPurpose: ['a', 1] },
      'status-list-invalid /credentialSubject/statusPurpose',
    ],
    ['a size of nothing', '/', { statusSize: 0 }, 'status-list-invalid /credentialSubject/statusSize'],
    ['a lifetime that is none', '/', { ttl: 'long' }, 'status-list-invalid /credentialSubject/ttl'],
    ['no bits', '/', { encodedList: 1 }, 'status-list-invalid /credentialSubject/encodedList'],
    ['bits without prefix', '/', { encodedList: 'H4sI' }, 'multibase-unsupported /credentialSubject/encodedList'],
    ['bits that are no base64url', '/', { encodedList: 'u!' }, 'base64url-invalid /credentialSubject/encodedList'],
    ['bits that are not packed', '/', { encodedList: 'uAAAA' }, 'gzip-invalid /credentialSubject/encodedList'],
  ]
  for (const [why, member, value, expected] of refusals)
    it(`is refused with ${why}`, async () => {
      const name = member === '/' ? 'credentialSubject' : member
      const { list, problems } = await readBitstringList(changed(await listOf([]), name, value))
      assert.equal(list, null)
      assert.deepEqual(told(problems), [`status-unreachable ${expected}`])
    })

  it('is not made of what nobody would take', async () => {
    assert.equal(
      raised(() => newStatuses('bitstring', 1000)),
      'status-list-too-short',
    )
    assert.equal(
      raised(() => newStatuses('bitstring', fewestEntries, 9)),
      'status-list-invalid',
    )
    assert.equal(
      raised(() => setStatus(newStatuses('bitstring', fewestEntries), 0, 2)),
      'status-value-unknown',
    )
    assert.equal(
      raised(() => setStatus(newStatuses('bitstring', fewestEntries), -1, 1)),
      'status-index-out-of-range',
    )
    const issue = { id: address, issuer, purposes: ['revocation'], ...validity }
    assert.equal(
      await raisedLater(() => bitstringListCredential(newStatuses('token', 8), issue)),
      'status-list-invalid',
    )
  })
})

describe('what a credential says about its status', () => {
  it('may be nothing, one, or several', () => {
    assert.deepEqual(readStatusEntries({}), { entries: [], problems: [] })
    const both = [entryOf(), entryOf({ statusPurpose: 'suspension', id: `${address}#94567` })]
    const { entries } = readStatusEntries({ credentialStatus: both }, '/vc')
    assert.deepEqual(
      entries.map(({ purpose, at }) => [purpose, at]),
      [
        ['revocation', '/vc/credentialStatus/0'],
        ['suspension', '/vc/credentialStatus/1'],
      ],
    )
  })

  const refusals: [why: string, entry: JsonValue, told: string][] = [
    ['no object', 'revoked', 'malformed status-entry-invalid '],
    ['another kind', { type: 'StatusList2021Entry' }, 'unsupported status-type-unknown /type'],
    ['no purpose', entryOf({ statusPurpose: '' }), 'malformed status-entry-invalid /statusPurpose'],
    ['a number for a text', entryOf({ statusListIndex: 7 }), 'malformed status-entry-invalid /statusListIndex'],
    ['a negative index', entryOf({ statusListIndex: '-1' }), 'malformed status-entry-invalid /statusListIndex'],
    ['a hexadecimal index', entryOf({ statusListIndex: '0x1' }), 'malformed status-entry-invalid /statusListIndex'],
    ['no address', entryOf({ statusListCredential: 'here' }), 'malformed status-entry-invalid /statusListCredential'],
    ['the id of the list', entryOf({ id: address }), 'malformed status-entry-invalid /id'],
    ['a size that is none', entryOf({ statusSize: '2' }), 'malformed status-entry-invalid /statusSize'],
    ['a size without messages', entryOf({ statusSize: 2 }), 'malformed status-entry-invalid /statusMessage'],
    ['too few messages', entryOf({ statusMessage: [] }), 'malformed status-entry-invalid /statusMessage'],
    ['a reference that is none', entryOf({ statusReference: [1] }), 'malformed status-entry-invalid /statusReference'],
    [
      'one message twice',
      entryOf({ statusMessage: [0, 0].map((status) => ({ status: `0x${status}`, message: 'unset' })) }),
      'malformed status-entry-invalid /statusMessage/1',
    ],
  ]
  for (const [why, value, expected] of refusals)
    it(`is refused with ${why}`, () => {
      const { entries, problems } = readStatusEntries({ credentialStatus: value })
      assert.deepEqual(entries, [])
      assert.deepEqual(
        told(problems).map((line) => line.replace('/credentialStatus', '')),
        [expected],
      )
    })

  it('is refused with more statuses than any certificate has', () => {
    const { problems } = readStatusEntries({ credentialStatus: new Array<JsonObject>(33).fill(entryOf()) })
    assert.deepEqual(told(problems), ['malformed too-large /credentialStatus'])
  })
})

/** A credential with another member; an object is laid over what is there. */
function changed(credential: JsonObject, member: string, value: JsonValue): JsonObject {
  const old = credential[member]
  return { ...credential, [member]: isObject(old) && isObject(value) ? { ...old, ...value } : value }
}
