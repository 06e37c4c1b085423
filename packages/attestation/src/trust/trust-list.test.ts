// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { PublicKey, Signer } from '../crypto/crypto-provider.ts'
import { multikey } from '../crypto/multikey.ts'
import { newKey } from '../crypto/signers.ts'
import { keyOf } from '../dids/key-of.ts'
import { signJws } from '../jose/jws.ts'
import type { JsonObject, JsonValue } from '../json/json.ts'
import { noteKey, noteKeyText } from '../log/note-key.ts'
import { told, withOtherCharacter } from '../testing/forged.ts'
import { raisedLater } from '../testing/raised.ts'
import { type Attestation, mayAttest, mayKeepStatusAt, trustedDocuments } from './may-attest.ts'
import { checkTrustList, readTrustList, signTrustList, type TrustListCheck } from './signed-trust-list.ts'
import type { TrustedIssuer, TrustList } from './trust-list.ts'

const welders = 'did:web:welders.example'
const now = Date.parse('2026-06-01T00:00:00Z') / 1000
const at = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000

describe('a trust list', () => {
  let signer: Signer
  let issuerKey: PublicKey
  let logKey: string
  before(async () => {
    ;({ signer } = await newKey('Ed25519'))
    issuerKey = (await newKey('ES256')).signer.publicKey
    logKey = noteKeyText(await noteKey('log.welders.example', 'ed25519', signer.publicKey))
  })

  const contentOf = (): JsonObject => ({
    version: 1,
    id: 'https://register.example/trust-list',
    operator: { id: 'did:web:register.example', name: 'Register of awarding bodies' },
    sequence: 17,
    issued: '2026-05-01T00:00:00Z',
    nextUpdate: '2026-08-01T00:00:00Z',
    issuers: [
      {
        id: welders,
        keys: [{ id: `${welders}#key-1`, type: 'Multikey', publicKeyMultibase: multikey(issuerKey) }],
        authorisations: [
          {
            types: ['WeldingCertificate'],
            schemes: ['https://register.example/schemes/iso-9606'],
            jurisdictions: ['FR', 'BE-VLG'],
            from: '2024-01-01T00:00:00Z',
            until: '2026-01-01T00:00:00Z',
          },
          { types: ['WeldingCertificate'], jurisdictions: ['DE'], from: '2025-01-01T00:00:00Z' },
        ],
        statusLists: ['https://welders.example/status/', 'https://status.example/welders'],
        statusKeepers: ['did:web:status.example'],
        logs: [logKey],
      },
      { id: 'https://university.example', authorisations: [{ jurisdictions: ['*'], from: '2020-01-01T00:00:00Z' }] },
    ],
  })
  const listOf = async (): Promise<TrustList> => {
    const { list, problems } = await readTrustList(await signTrustList(contentOf(), signer))
    assert.deepEqual(problems, [])
    return list as TrustList
  }
  const check = async (content: JsonObject, how: TrustListCheck = {}) =>
    checkTrustList(await readTrustList(await signTrustList(content, signer)), signer.publicKey, { now, ...how })

  it('is signed, read and checked, and remembered', async () => {
    const text = await signTrustList(contentOf(), signer, 'did:web:register.example#key-1')
    const signed = await readTrustList(text)
    assert.deepEqual(signed.jws.header, { alg: 'EdDSA', typ: 'trust-list+jwt', kid: 'did:web:register.example#key-1' })
    const { problems, state } = await checkTrustList(signed, signer.publicKey, { now })
    assert.deepEqual(problems, [])
    assert.equal(state?.sequence, 17)
    assert.deepEqual((await checkTrustList(signed, signer.publicKey, { now, known: state })).problems, [])
    const newer = await check({ ...contentOf(), sequence: 18 }, { known: state })
    assert.deepEqual(newer.problems, [])
  })

  it('needs no network: its keys verify', async () => {
    const documents = trustedDocuments(await listOf())
    assert.deepEqual((await keyOf(`${welders}#key-1`, 'assertionMethod', { documents, now })).key, issuerKey)
    assert.deepEqual([...documents.keys()], [welders])
  })

  const refusals: [why: string, change: JsonObject, told: string][] = [
    ['stale', { sequence: 18, nextUpdate: '2026-05-31T23:58:59Z' }, 'expired trust-list-stale payload/nextUpdate'],
    [
      'of tomorrow',
      { sequence: 18, issued: '2026-06-02T00:00:00Z' },
      'not-yet-valid trust-list-not-yet-issued payload/issued',
    ],
    ['rolled back', { sequence: 16 }, 'tampered trust-list-rolled-back payload/sequence'],
    ['one of two with a number', { operator: { id: 'did:web:x' } }, 'tampered trust-list-split payload/sequence'],
    ['another one', { id: 'https://other.example/list' }, 'unknown-issuer trust-list-other payload/id'],
  ]
  for (const [why, change, expected] of refusals)
    it(`is refused: ${why}`, async () => {
      const { state: known } = await check(contentOf())
      assert.ok(known)
      const { problems, state } = await check({ ...contentOf(), ...change }, { known })
      assert.deepEqual(told(problems), [expected])
      assert.equal(state, null)
    })

  it('is refused where its signature does not hold, or is of something else', async () => {
    const text = await signTrustList(contentOf(), signer)
    const forged = await readTrustList(withOtherCharacter(text, 2))
    assert.deepEqual(told((await checkTrustList(forged, signer.publicKey, { now })).problems), [
      'tampered signature-wrong signature',
    ])
    const other = await readTrustList(await signJws({ typ: 'vc+jwt' }, contentOf(), signer))
    assert.deepEqual(told((await checkTrustList(other, signer.publicKey, { now })).problems), [
      'malformed jws-type-wrong header/typ',
    ])
  })

  const part = (change: JsonObject) => {
    const [first, second] = contentOf()['issuers'] as JsonObject[]
    return { issuers: [{ ...first, ...change }, second as JsonObject] }
  }
  const permission = (change: JsonObject) =>
    part({ authorisations: [{ jurisdictions: ['FR'], from: '2024-01-01T00:00:00Z', ...change }] })
  const malformed: [why: string, change: () => Record<string, JsonValue>, places: string[]][] = [
    ['another version', () => ({ version: 2 }), ['/version']],
    ['no address', () => ({ id: 'http://register.example/' }), ['/id']],
    ['no operator', () => ({ operator: 'Register' }), ['/operator/id']],
    ['no number', () => ({ sequence: 0 }), ['/sequence']],
    ['no days', () => ({ issued: '2026-02-30T00:00:00Z', nextUpdate: 1 }), ['/issued', '/nextUpdate']],
    ['an end before its beginning', () => ({ nextUpdate: '2026-05-01T00:00:00Z' }), ['/nextUpdate']],
    ['no issuers', () => ({ issuers: [] }), ['/issuers']],
    ['an issuer that is none', () => ({ issuers: [1] }), ['/issuers/0/id', '/issuers/0/authorisations']],
    [
      'an issuer twice',
      () => part({ id: 'https://university.example', keys: [] }),
      ['/issuers/0/keys', '/issuers/1/id'],
    ],
    ['no permissions', () => part({ authorisations: [] }), ['/issuers/0/authorisations']],
    ['no types', () => permission({ types: [] }), ['/issuers/0/authorisations/0/types']],
    ['a scheme that is none', () => permission({ schemes: ['ISO 9606'] }), ['/issuers/0/authorisations/0/schemes/0']],
    ['no place', () => permission({ jurisdictions: [] }), ['/issuers/0/authorisations/0/jurisdictions']],
    [
      'a place that is none',
      () => permission({ jurisdictions: ['fr'] }),
      ['/issuers/0/authorisations/0/jurisdictions/0'],
    ],
    ['no beginning', () => permission({ from: '2024' }), ['/issuers/0/authorisations/0/from']],
    ['an end before', () => permission({ until: '2023-01-01T00:00:00Z' }), ['/issuers/0/authorisations/0/until']],
    ['a key that is none', () => part({ keys: [{ id: '#1', type: 'Multikey' }] }), ['/issuers/0/keys']],
    ['a log that is none', () => part({ logs: ['log'] }), ['/issuers/0/logs/0']],
    ['a status without https', () => part({ statusLists: ['http://a.example/'] }), ['/issuers/0/statusLists/0']],
    ['a policy of logs without a quorum', () => ({ logPolicy: '' }), ['/logPolicy']],
    ['a policy of logs that is no text', () => ({ logPolicy: ['quorum none'] }), ['/logPolicy']],
    ['a keeper that is none', () => part({ statusKeepers: ['somebody'] }), ['/issuers/0/statusKeepers/0']],
  ]
  for (const [why, change, places] of malformed)
    it(`is malformed with ${why}`, async () => {
      const content = { ...contentOf(), ...change() }
      const { list, problems } = await readTrustList(await signJws({ typ: 'trust-list+jwt' }, content, signer))
      assert.equal(list, null)
      assert.deepEqual(
        told(problems),
        places.map((place) => `malformed trust-list-invalid payload${place}`),
      )
      assert.equal(await raisedLater(() => signTrustList(content, signer)), `trust-list-invalid ${places[0]}`)
    })

  it("does not take another's key for an issuer's own", async () => {
    const publicKeyMultibase = multikey(issuerKey)
    for (const key of [{ id: 'did:web:other.example#1' }, { id: '#1', controller: 'did:web:other.example' }]) {
      const content = { ...contentOf(), ...part({ keys: [{ type: 'Multikey', publicKeyMultibase, ...key }] }) }
      assert.equal(await raisedLater(() => signTrustList(content, signer)), 'trust-list-invalid /issuers/0/keys')
    }
  })

  const welding: Attestation = {
    types: ['VerifiableCredential', 'WeldingCertificate'],
    schemes: ['https://register.example/schemes/iso-9606'],
    jurisdiction: 'FR-BRE',
    attestedAt: at('2025-06-01'),
  }
  const answers: [why: string, issuer: string, change: Partial<Attestation>, told: string[]][] = [
    ['what is permitted', welders, {}, []],
    ['in a part of a country alone', welders, { jurisdiction: 'BE-VLG' }, []],
    ['by the other permission', welders, { schemes: [], jurisdiction: 'DE' }, []],
    ['anything anywhere', 'https://university.example', { types: ['Diploma'], jurisdiction: 'BR' }, []],
    ['somebody else', 'did:web:other.example', {}, ['unknown-issuer issuer-not-listed /issuer']],
    ['another kind', welders, { types: ['Diploma'] }, ['issuer-not-authorised issuer-not-for-this-kind /issuer']],
    [
      'another kind beside one that it may',
      welders,
      { types: ['WeldingCertificate', 'Diploma'] },
      ['issuer-not-authorised issuer-not-for-this-kind /issuer'],
    ],
    [
      'another scheme beside one that it may',
      welders,
      {
        schemes: ['https://register.example/schemes/iso-9606', 'https://other.example/1'],
        attestedAt: at('2024-06-01'),
      },
      ['issuer-not-authorised issuer-not-for-this-place /issuer'],
    ],
    [
      'no kind',
      welders,
      { types: ['VerifiableCredential'] },
      ['issuer-not-authorised issuer-not-for-this-kind /issuer'],
    ],
    ['another place', welders, { jurisdiction: 'BE-BRU' }, ['issuer-not-authorised issuer-not-for-this-place /issuer']],
    ['no scheme', welders, { schemes: [] }, ['issuer-not-authorised issuer-not-for-this-place /issuer']],
    [
      'too early',
      welders,
      { attestedAt: at('2024-01-01') - 1 },
      ['issuer-not-authorised issuer-not-yet-authorised /issuer'],
    ],
    [
      'too late',
      welders,
      { attestedAt: at('2026-01-01') },
      ['issuer-not-authorised issuer-no-longer-authorised /issuer'],
    ],
  ]
  for (const [why, issuer, change, expected] of answers)
    it(`says who may attest: ${why}`, async () => {
      const problems = mayAttest(await listOf(), issuer, { ...welding, ...change }, { now, at: '/issuer' })
      assert.deepEqual(told(problems), expected)
    })

  it('does not ask for a place where none is told', async () => {
    const { jurisdiction: _, ...nowhere } = welding
    assert.deepEqual(mayAttest(await listOf(), welders, nowhere, { now }), [])
  })

  it('says no more than that it is stale, and what it said, once it is', async () => {
    const later = { now: at('2026-08-01') + 60 }
    assert.deepEqual(told(mayAttest(await listOf(), welders, welding, later)), ['issuer-unreachable trust-list-stale '])
    assert.deepEqual(mayAttest(await listOf(), welders, welding, { now: later.now - 1 }), [])
  })

  it('says where status lists stand, and who logs', async () => {
    const issuer = (await listOf()).issuers.get(welders) as TrustedIssuer
    assert.deepEqual(issuer.statusKeepers, ['did:web:status.example'])
    assert.equal(issuer.logs[0]?.name, 'log.welders.example')
    const addresses = [
      ...[
        'https://welders.example/status/3',
        'https://status.example/welders',
        'https://welders.example/status/a/../3',
      ],
      ...['https://welders.example/other/3', 'https://status.example/welders/1', 'https://welders.example/status/../x'],
      ...['https://welders.example.evil.example/status/3', 'here'],
    ]
    assert.deepEqual(
      addresses.map((address) => mayKeepStatusAt(issuer, address)),
      [true, true, true, false, false, false, false, false],
    )
    assert.equal(mayKeepStatusAt({ ...issuer, statusLists: [] }, 'https://anywhere.example/1'), true)
  })

  it('is no list where it is no JSON object', async () => {
    const text = (await signTrustList(contentOf(), signer)).split('.')
    assert.equal(await raisedLater(() => readTrustList(`${text[0]}.W10.${text[2]}`)), 'json-type payload')
  })
})
