// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import fc from 'fast-check'
import type { PublicKey, Signer } from '../crypto/crypto-provider.ts'
import { publicJwk } from '../crypto/jwk.ts'
import { newKey } from '../crypto/signers.ts'
import { AttestationError } from '../error.ts'
import type { JsonObject } from '../json/json.ts'
import { told } from '../testing/forged.ts'
import { raised, raisedLater } from '../testing/raised.ts'
import type { DisclosureFrame } from './conceal.ts'
import { issueSdJwt, presentSdJwt } from './issue-sd-jwt.ts'
import { readSdJwt } from './sd-jwt.ts'
import { checkSdJwtVc, isSdJwtVc, issueSdJwtVc, readSdJwtVc } from './sd-jwt-vc.ts'
import { checkVcSdJwt, issueVcSdJwt, readVcSdJwt } from './vc-sd-jwt.ts'

const now = 1_800_000_000
const vct = 'https://authority.example/types/welder/1'
const keyBinding = { audience: 'https://employer.example', nonce: 'n-0S6' }
let signer: Signer
let key: PublicKey
let holder: Signer
before(async () => {
  signer = (await newKey('ES256')).signer
  key = signer.publicKey
  holder = (await newKey('ES256')).signer
})

const claimsOf = (more: JsonObject = {}) => ({
  vct,
  iss: 'https://authority.example',
  iat: now - 10,
  exp: now + 1000,
  status: { status_list: { idx: 7, uri: 'https://authority.example/status/1' } },
  cnf: { jwk: { ...publicJwk(holder.publicKey) } },
  given_name: 'Zoë',
  birthdate: '2001-02-03',
  skills: ['TIG', 'MAG'],
  ...more,
})
const frame = { _sd: ['given_name', 'birthdate'], skills: { _sd: [0, 1] } }

describe('a certificate as dc+sd-jwt', () => {
  it('is shown in part, by its holder, to one audience', async () => {
    const text = await issueSdJwtVc(claimsOf(), frame, signer, { keyId: 'key-1' })
    const binding = { signer: holder, ...keyBinding, issuedAt: now }
    const vc = readSdJwtVc(await readSdJwt(await presentSdJwt(text, { disclose: ['/skills/1'], keyBinding: binding })))
    assert.equal(isSdJwtVc(vc.sdJwt), true)
    assert.deepEqual([vc.type, vc.issuer, vc.keyId], [vct, 'https://authority.example', 'key-1'])
    assert.deepEqual(vc.status, claimsOf().status)
    assert.deepEqual(vc.sdJwt.payload['skills'], ['MAG'])
    assert.equal(vc.sdJwt.payload['birthdate'], undefined)
    assert.deepEqual(vc.sdJwt.jws.header, { alg: 'ES256', typ: 'dc+sd-jwt', kid: 'key-1' })
    assert.deepEqual(await checkSdJwtVc(vc, key, { now, keyBinding }), [])
    assert.deepEqual(told(await checkSdJwtVc(vc, key, { now: now + 2000 })), ['expired jwt-expired payload/exp'])
  })

  it('may have the type of older drafts, no issuer, and no status', async () => {
    const text = await issueSdJwt({ vct }, {}, signer, { typ: 'vc+sd-jwt' })
    const vc = readSdJwtVc(await readSdJwt(text))
    assert.deepEqual([vc.issuer, vc.keyId, vc.status], [null, null, null])
    assert.deepEqual(await checkSdJwtVc(vc, key, { now }), [])
  })

  const refusals: [why: string, claims: JsonObject, frame: DisclosureFrame, told: string[]][] = [
    ['no kind', {}, {}, ['malformed jwt-claim-invalid payload/vct']],
    ['an empty kind', { vct: '' }, {}, ['malformed jwt-claim-invalid payload/vct']],
    [
      'registered claims of another shape',
      { vct, iss: 1, sub: {}, status: 'x', cnf: [], aka_vcts: [1] },
      {},
      ['iss', 'sub', 'status', 'cnf', 'aka_vcts'].map((name) => `malformed jwt-claim-invalid payload/${name}`),
    ],
    ['a kind that is disclosed', { vct }, { _sd: ['vct'] }, ['malformed sd-claim-not-concealable disclosures/0']],
    [
      'an end that is disclosed',
      { vct, exp: now + 1 },
      { _sd: ['exp'] },
      ['malformed sd-claim-not-concealable disclosures/0'],
    ],
    [
      'a status of which a part is disclosed',
      { vct, status: { a: 1 } },
      { status: { _sd: ['a'] } },
      ['malformed sd-claim-not-concealable disclosures/0'],
    ],
    ['an end that is no number', { vct, exp: '2030' }, {}, ['malformed jwt-claim-invalid payload/exp']],
  ]
  for (const [why, claims, concealed, expected] of refusals)
    it(`is refused for ${why}`, async () => {
      const sdJwt = await readSdJwt(await issueSdJwt(claims, concealed, signer, { typ: 'dc+sd-jwt' }))
      assert.deepEqual(told(await checkSdJwtVc(readSdJwtVc(sdJwt), key, { now })), expected)
    })

  it('is for the audience that it names, if it names one', async () => {
    const text = await issueSdJwtVc({ vct, aud: keyBinding.audience, cnf: claimsOf().cnf }, {}, signer)
    const binding = { signer: holder, ...keyBinding, issuedAt: now }
    const vc = readSdJwtVc(await readSdJwt(await presentSdJwt(text, { disclose: [], keyBinding: binding })))
    assert.deepEqual(await checkSdJwtVc(vc, key, { now, keyBinding }), [])
    assert.deepEqual(told(await checkSdJwtVc(vc, key, { now })), ['holder-not-proven jwt-audience-wrong payload/aud'])
  })

  it('does not hold with any one character changed', async () => {
    const text = await issueSdJwtVc(claimsOf(), frame, signer)
    const binding = { signer: holder, ...keyBinding, issuedAt: now }
    const shown = await presentSdJwt(text, { disclose: ['/given_name', '/skills/1'], keyBinding: binding })
    const character = fc.constantFrom(...'ABab09-_.~= "\u00e9')
    await fc.assert(
      fc.asyncProperty(fc.nat(shown.length - 1), character, fc.boolean(), async (at, other, insert) => {
        fc.pre(insert || shown[at] !== other)
        const forged = `${shown.slice(0, at)}${other}${shown.slice(insert ? at : at + 1)}`
        assert.notEqual(await outcomeOf(forged), 'holds', forged)
      }),
      { numRuns: 800, seed: 20261122 },
    )
    assert.equal(await outcomeOf(shown), 'holds')
  })

  it('is refused with another type, and told where it stands', async () => {
    const sdJwt = await readSdJwt(await issueSdJwt({ vct: 1 }, {}, signer, { typ: 'jwt' }), { at: 'vc' })
    assert.deepEqual(told(await checkSdJwtVc(readSdJwtVc(sdJwt, 'vc'), key, { at: 'vc' })), [
      'malformed jwt-claim-invalid vc/payload/vct',
      'malformed jws-type-wrong vc/header/typ',
    ])
  })

  it('is not issued with what must stand open concealed', async () => {
    for (const name of ['iss', 'nbf', 'exp', 'cnf', 'vct', 'vct#integrity', 'aka_vcts', 'status'])
      for (const wrong of [{ _sd: [name] }, { [name]: { _sd: ['a'] } }])
        assert.equal(
          await raisedLater(() => issueSdJwtVc({ vct, [name]: { a: 1 } } as { vct: string }, wrong, signer)),
          `sd-claim-not-concealable /${name}`,
        )
  })
})

/** What becomes of a text; nothing but an {@link AttestationError} is ever thrown. */
async function outcomeOf(text: string): Promise<string> {
  try {
    const problems = await checkSdJwtVc(readSdJwtVc(await readSdJwt(text)), key, { now, keyBinding })
    return problems[0]?.code ?? 'holds'
  } catch (error) {
    assert.ok(error instanceof AttestationError, String(error))
    return error.code
  }
}

describe('a credential of the W3C data model as vc+sd-jwt', () => {
  const credential = {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiableCredential'],
    issuer: 'did:web:authority.example',
    credentialSubject: { id: 'did:example:welder', name: 'Zoë' },
  }
  const keyId = 'did:web:authority.example#key-1'

  it('comes back as far as it is disclosed', async () => {
    const text = await issueVcSdJwt(credential, { credentialSubject: { _sd: ['id', 'name'] } }, signer, { keyId })
    const sdJwt = await readSdJwt(await presentSdJwt(text, { disclose: ['/credentialSubject/name'] }))
    assert.equal(isSdJwtVc(sdJwt), false)
    const vc = readVcSdJwt(sdJwt)
    assert.deepEqual([vc.type, vc.signer, vc.keyId], ['vc+sd-jwt', 'did:web:authority.example', keyId])
    assert.deepEqual(vc.document, { ...credential, credentialSubject: { name: 'Zoë' } })
    assert.deepEqual(await checkVcSdJwt(vc, key, { now }), [])
  })

  it('may conceal even the issuer, and come without a type where its media type is known', async () => {
    const claims = { ...credential, iss: credential.issuer }
    const text = await issueSdJwt(claims, { _sd: ['issuer'] }, signer, { typ: 'vc+sd-jwt' })
    assert.deepEqual(await checkVcSdJwt(readVcSdJwt(await readSdJwt(text)), key), [])
    const hidden = readVcSdJwt(await readSdJwt(await presentSdJwt(text, { disclose: [] })))
    assert.equal(hidden.signer, 'did:web:authority.example')
  })

  it('is refused for another issuer, the old encoding, and another type', async () => {
    const claims = { ...credential, iss: 'did:web:other.example', vc: {} }
    const vc = readVcSdJwt(await readSdJwt(await issueSdJwt(claims, {}, signer, { typ: 'vp+sd-jwt' })), 'vc+sd-jwt')
    assert.deepEqual(told(await checkVcSdJwt(vc, key)), [
      'malformed jwt-claim-forbidden payload/vc',
      'malformed jwt-issuer-mismatch payload/iss',
      'malformed jws-type-wrong header/typ',
    ])
    const other = await readSdJwt(await issueSdJwt(credential, {}, signer, { typ: 'dc+sd-jwt' }))
    assert.equal(
      raised(() => readVcSdJwt(other)),
      'jws-type-wrong header/typ',
    )
  })

  it('is not issued without what verifiers need', async () => {
    assert.equal(
      await raisedLater(() => issueVcSdJwt(credential, { _sd: ['type'] }, signer, { keyId })),
      'sd-claim-not-concealable /type',
    )
    assert.equal(await raisedLater(() => issueVcSdJwt(credential, {}, signer)), 'jwt-key-id-invalid header/kid')
  })

  it('may be a presentation', async () => {
    const presentation = { type: 'VerifiablePresentation', holder: 'did:example:welder', purpose: 'job' }
    const options = { type: 'vp+sd-jwt', keyId: 'did:example:welder#1' } as const
    const text = await issueVcSdJwt(presentation, { _sd: ['purpose'] }, holder, options)
    const vp = readVcSdJwt(await readSdJwt(text))
    assert.deepEqual([vp.signer, vp.document], ['did:example:welder', presentation])
    assert.deepEqual(await checkVcSdJwt(vp, holder.publicKey), [])
  })
})
