// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { importJWK, jwtVerify, SignJWT } from 'jose'
import type { PublicKey, Signer } from '../crypto/crypto-provider.ts'
import { publicJwk } from '../crypto/jwk.ts'
import { newKey, type PrivateJwk } from '../crypto/signers.ts'
import type { JsonObject } from '../json/json.ts'
import { forgedJws, told, withOtherCharacter } from '../testing/forged.ts'
import { printedPresentation } from '../testing/printed-vc-jose-cose.ts'
import { raised, raisedLater } from '../testing/raised.ts'
import { envelope, readEnvelope, readEnvelopes } from './envelopes.ts'
import { signJws } from './jws.ts'
import { checkVcJwt, issueVcJwt, readVcJwt } from './vc-jwt.ts'

const credential: JsonObject = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  id: 'urn:uuid:0b1f7d0e-3c84-4c13-9d7f-3a5b6a0f5f11',
  type: ['VerifiableCredential'],
  issuer: { id: 'did:web:authority.example', name: 'Authority' },
  validFrom: '2026-01-01T00:00:00Z',
  credentialSubject: { id: 'did:example:welder', name: 'Zoë' },
}
const keyId = 'did:web:authority.example#key-1'
const now = 1_800_000_000

describe('a credential as vc+jwt', () => {
  let jwk: PrivateJwk
  let signer: Signer
  let key: PublicKey
  before(async () => {
    ;({ jwk, signer } = await newKey('Ed25519'))
    key = signer.publicKey
  })

  it('comes back as it was signed, with who is to have signed', async () => {
    const jwt = readVcJwt(await issueVcJwt(credential, signer, { keyId }))
    assert.deepEqual(jwt.jws.header, { alg: 'EdDSA', typ: 'vc+jwt', cty: 'vc', kid: keyId })
    assert.deepEqual(jwt.document, credential)
    assert.equal(jwt.signer, 'did:web:authority.example')
    assert.equal(jwt.keyId, keyId)
    assert.deepEqual(await checkVcJwt(jwt, key, { now }), [])
    assert.deepEqual(await checkVcJwt(jwt, key), [])
  })

  it('holds for the library jose, and its for us', async () => {
    const mine = await issueVcJwt(credential, signer, { keyId })
    const { payload } = await jwtVerify(mine, await importJWK({ ...publicJwk(key) }, 'EdDSA'), { typ: 'vc+jwt' })
    assert.deepEqual(payload, credential)
    const claims = { ...credential, iss: 'did:web:authority.example', iat: now - 100, exp: now + 100 }
    const theirs = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'Ed25519', typ: 'vc+jwt' })
      .sign(await importJWK({ ...jwk }, 'Ed25519'))
    assert.deepEqual(await checkVcJwt(readVcJwt(theirs), key, { now }), [])
  })

  it('holds for a minute longer and earlier than its claims, no more', async () => {
    const jwt = readVcJwt(await issueVcJwt({ ...credential, nbf: now, iat: now, exp: now + 1000 }, signer, { keyId }))
    assert.deepEqual(await checkVcJwt(jwt, key, { now: now - 60 }), [])
    assert.deepEqual(await checkVcJwt(jwt, key, { now: now + 1059 }), [])
    assert.deepEqual(told(await checkVcJwt(jwt, key, { now: now - 61 })), [
      'not-yet-valid jwt-not-yet-valid payload/nbf',
      'not-yet-valid jwt-not-yet-valid payload/iat',
    ])
    assert.deepEqual(told(await checkVcJwt(jwt, key, { now: now + 1000, skew: 0 })), [
      'expired jwt-expired payload/exp',
    ])
  })

  it('may come without a type where its media type is known', async () => {
    const text = await forgedJws(JSON.stringify({ alg: 'EdDSA', kid: keyId }), JSON.stringify(credential), signer)
    assert.deepEqual(await checkVcJwt(readVcJwt(text, 'vc+jwt'), key, { now }), [])
    assert.equal(
      raised(() => readVcJwt(text)),
      'jws-type-wrong header/typ',
    )
  })

  const refusals: [why: string, claims: JsonObject, kid: string | null, told: string[]][] = [
    [
      'the old encoding, with the document in vc',
      { vc: {}, vp: {} },
      keyId,
      ['malformed jwt-claim-forbidden payload/vc', 'malformed jwt-claim-forbidden payload/vp'],
    ],
    [
      'an iss that is not the issuer',
      { iss: 'did:web:other.example' },
      keyId,
      ['malformed jwt-issuer-mismatch payload/iss'],
    ],
    [
      'an iss that is a list',
      { iss: ['did:web:authority.example'] },
      keyId,
      ['malformed jwt-claim-invalid payload/iss'],
    ],
    ['neither iss nor the address of a key', {}, 'key-1', ['malformed jwt-key-id-invalid header/kid']],
    ['neither iss nor any key', {}, null, ['malformed jwt-key-id-invalid header/kid']],
    [
      'times that are no numbers',
      { exp: '2030', nbf: null },
      keyId,
      ['malformed jwt-claim-invalid payload/exp', 'malformed jwt-claim-invalid payload/nbf'],
    ],
  ]
  for (const [why, claims, kid, expected] of refusals)
    it(`is refused for ${why}`, async () => {
      const header = { typ: 'vc+jwt', ...(kid === null ? {} : { kid }) }
      const jwt = readVcJwt(await signJws(header, { ...credential, ...claims }, signer))
      assert.deepEqual(told(await checkVcJwt(jwt, key, { now })), expected)
    })

  it('is for the audience that it names, and for nobody else', async () => {
    const jwt = readVcJwt(await issueVcJwt({ ...credential, aud: ['a.example', 'b.example'] }, signer, { keyId }))
    assert.deepEqual(await checkVcJwt(jwt, key, { now, audience: 'b.example' }), [])
    for (const check of [{ now }, { now, audience: 'c.example' }])
      assert.deepEqual(told(await checkVcJwt(jwt, key, check)), ['holder-not-proven jwt-audience-wrong payload/aud'])
  })

  it('tells all that is wrong at once', async () => {
    const text = await signJws(
      { typ: 'vc+jwt', iss: 'did:web:other.example' },
      { ...credential, exp: now - 100, vc: {} },
      signer,
    )
    const jwt = readVcJwt(withOtherCharacter(text, 2), undefined, 'credential')
    assert.deepEqual(told(await checkVcJwt(jwt, key, { now, at: 'credential' })), [
      'malformed jwt-claim-forbidden credential/payload/vc',
      'malformed jwt-issuer-mismatch credential/header/iss',
      'tampered signature-wrong credential/signature',
      'expired jwt-expired credential/payload/exp',
    ])
  })

  const unreadable: [why: string, payload: string, told: string][] = [
    ['a member twice', '{"id":"a","id":"b"}', 'json-duplicate-member payload'],
    ['deep nesting', `{"a":${'['.repeat(64)}${']'.repeat(64)}}`, `json-too-deep payload/a${'/0'.repeat(63)}`],
    ['a number too large to be kept', '{"a":1e999}', 'json-number-out-of-range payload/a'],
    ['a whole number that would change', '{"a":12345678901234567890}', 'json-number-out-of-range payload/a'],
    ['half of a surrogate pair', '{"a":"\\udc00"}', 'json-lone-surrogate payload/a'],
    ['a list', '[]', 'json-type payload'],
    ['text', 'vc', 'json-syntax payload'],
  ]
  for (const [why, payload, expected] of unreadable)
    it(`cannot be read: ${why}`, async () => {
      const text = await forgedJws('{"alg":"EdDSA","typ":"vc+jwt"}', payload, signer)
      assert.equal(
        raised(() => readVcJwt(text)),
        expected,
      )
    })

  it('is not issued when verifiers would refuse it', async () => {
    assert.equal(
      await raisedLater(() => issueVcJwt({ ...credential, vc: {} }, signer, { keyId })),
      'jwt-claim-forbidden payload/vc',
    )
    assert.equal(await raisedLater(() => issueVcJwt(credential, signer)), 'jwt-key-id-invalid header/kid')
    assert.equal(
      await raisedLater(() => issueVcJwt({ ...credential, iss: 'x' }, signer, { keyId })),
      'jwt-issuer-mismatch payload/iss',
    )
  })
})

describe('a presentation as vp+jwt', () => {
  it('holds credentials in envelopes, which come back', async () => {
    const [authority, holder] = [(await newKey('ES256')).signer, (await newKey('Ed25519')).signer]
    const text = await issueVcJwt(credential, authority, { keyId })
    const presentation = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      holder: 'did:example:welder',
      verifiableCredential: [envelope({ type: 'vc+jwt', text })],
    }
    const presented = await issueVcJwt(presentation, holder, {
      type: 'vp+jwt',
      keyId: 'did:example:welder#1',
      alg: 'Ed25519',
    })
    const read = readVcJwt(presented)
    assert.equal(read.signer, 'did:example:welder')
    assert.deepEqual(await checkVcJwt(read, holder.publicKey, { now }), [])
    assert.deepEqual(readEnvelopes(read.document), { envelopes: [{ type: 'vc+jwt', text }], problems: [] })
    const whole = envelope({ type: 'vp+jwt', text: presented })
    assert.deepEqual(readEnvelope(whole), { type: 'vp+jwt', text: presented })
  })

  it('is shown once, to one: replay and another audience are told', async () => {
    const holder = (await newKey('Ed25519')).signer
    const presentation = { type: 'VerifiablePresentation', holder: 'did:example:welder', aud: 'a.example', nonce: 'n1' }
    const text = await issueVcJwt(presentation, holder, { type: 'vp+jwt', keyId: 'did:example:welder#1' })
    const check = async (occasion: object) =>
      told(await checkVcJwt(readVcJwt(text), holder.publicKey, { now, ...occasion }))
    assert.deepEqual(await check({ audience: 'a.example', nonce: 'n1' }), [])
    assert.deepEqual(await check({ audience: 'b.example', nonce: 'n2' }), [
      'holder-not-proven jwt-audience-wrong payload/aud',
      'holder-not-proven jwt-nonce-wrong payload/nonce',
    ])
    const bare = await issueVcJwt({ iss: 'did:example:welder' }, holder, { type: 'vp+jwt' })
    const occasion = { now, audience: 'a.example', nonce: 'n1' }
    assert.deepEqual(told(await checkVcJwt(readVcJwt(bare), holder.publicKey, occasion)), [
      'holder-not-proven jwt-audience-wrong payload/aud',
      'holder-not-proven jwt-nonce-wrong payload/nonce',
    ])
  })

  it('is read as VC-JOSE-COSE §3.1.2 prints it, but for two texts in one envelope', async () => {
    const read = readVcJwt(printedPresentation, 'vp+jwt')
    assert.equal(read.keyId, 'ExHkBMW9fmbkvV266mRpuP2sUY_N_EWIN1lapUzO8ro')
    assert.deepEqual(told(readEnvelopes(read.document).problems), [
      'malformed envelope-invalid /verifiableCredential/0/id',
    ])
    const [{ id }] = read.document['verifiableCredential'] as [{ id: string }]
    const inner = readVcJwt(id.split(/[,;]/)[1] ?? '', 'vc+jwt')
    assert.equal(inner.signer, 'https://university.example/issuers/565049')
    assert.deepEqual(told(inner.problems), ['malformed jwt-key-id-invalid header/kid'])
    const { publicKey } = (await newKey('ES256')).signer
    assert.deepEqual(told(await checkVcJwt(read, publicKey, { now })), ['tampered signature-wrong signature'])
  })

  const good = envelope({ type: 'vc+jwt', text: 'a.b.c' })
  const refusals: [why: string, value: JsonObject | string, told: string][] = [
    ['text', 'a.b.c', 'envelope-invalid'],
    ['a credential as it is', credential, 'envelope-invalid /type'],
    ['no context', { type: good['type'] as string, id: good['id'] as string }, 'envelope-invalid /@context'],
    ['an address on the web', { ...good, id: 'https://example.org/vc.jwt' }, 'envelope-invalid /id'],
    ['another media type', { ...good, id: 'data:text/html,<p>' }, 'envelope-invalid /id'],
    [
      'a presentation where a credential belongs',
      { ...good, id: 'data:application/vp+jwt,a.b.c' },
      'envelope-invalid /id',
    ],
    ['a credential by COSE', { ...good, id: 'data:application/vc+cose;base64,0oRY' }, 'envelope-unsupported /id'],
    ['two texts', { ...good, id: 'data:application/vc+jwt,a.b.c,d.e.f' }, 'envelope-invalid /id'],
  ]
  for (const [why, value, expected] of refusals)
    it(`is not taken from an envelope: ${why}`, () => {
      assert.equal(
        raised(() => readEnvelope(value)),
        expected,
      )
      const { problems } = readEnvelopes({ verifiableCredential: [good, value] }, 'payload')
      const [code = '', at = ''] = expected.split(' ')
      const fault = code === 'envelope-unsupported' ? 'unsupported' : 'malformed'
      assert.deepEqual(told(problems), [`${fault} ${code} payload/verifiableCredential/1${at}`])
    })
})
