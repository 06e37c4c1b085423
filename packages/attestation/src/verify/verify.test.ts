// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { publicJwk } from '../crypto/jwk.ts'
import { newKey } from '../crypto/signers.ts'
import type { JsonObject } from '../json/json.ts'
import type { Report } from '../report.ts'
import { bindKey } from '../sd-jwt/key-binding.ts'
import { certificatesOfAllKinds } from '../testing/bad-certificates.ts'
import { KnownAuthority, now } from '../testing/known-authority.ts'
import { changed } from '../testing/known-credentials.ts'
import type { Verification } from './sources.ts'
import { verify } from './verify.ts'

const authority = await KnownAuthority.found()
const holder = await newKey('ES256')
const claims: JsonObject = {
  name: 'Welder, level 2 (demonstration)',
  cnf: { jwk: { ...publicJwk(holder.signer.publicKey) } },
}

/** The steps that did not pass, and all problems, in short. */
function told({ verdict, steps, problems }: Report): string[] {
  const odd = steps.filter((step) => step.verdict !== 'passed').map((step) => `${step.name} ${step.verdict}`)
  return [
    verdict,
    ...odd,
    ...problems.map(({ fault, code, at }) => `${fault}: ${code} ${at.startsWith('did:key:') ? 'did:key' : at}`),
  ]
}

async function asked(certificate: string | JsonObject, more: Partial<Verification> = {}): Promise<Verification> {
  return { ...(await authority.verification(await authority.receipt(certificate))), ...more }
}

const jcs = await authority.prove(authority.credential(), 'eddsa-jcs-2022')
const forms: [name: string, certificate: string | JsonObject][] = [
  ['eddsa-rdfc-2022', await authority.prove(authority.credential())],
  ['eddsa-jcs-2022', jcs],
  ['eddsa-jcs-2022 as text', JSON.stringify(jcs)],
  ['vc+jwt', await authority.jwt(authority.credential())],
  ['dc+sd-jwt', await authority.sdJwt(claims)],
]

describe('a certificate', () => {
  for (const [name, certificate] of forms)
    it(`is verified, but for its holder whom nobody asked: ${name}`, async () => {
      const receipt = await authority.receipt(
        typeof certificate === 'string' && certificate.startsWith('{') ? jcs : certificate,
      )
      const report = await verify(certificate, await authority.verification(receipt))
      assert.deepEqual(told(report), ['partly-verified', 'holder waived'])
      assert.equal(report.issuer, authority.id)
    })

  it('is verified whole when its holder shows it here and now', async () => {
    const certificate = await authority.sdJwt(claims)
    const audience = 'https://employer.example'
    const binding = { signer: holder.signer, audience, nonce: 'n-1', issuedAt: now / 1000 }
    const shown = await bindKey(certificate, binding)
    const whole = await verify(shown, await asked(shown, { holder: { audience, nonce: 'n-1' } }))
    assert.deepEqual(told(whole), ['verified'])
    assert.equal(whole.document?.['name'], 'Welder, level 2 (demonstration)')
    const replayed = await verify(shown, await asked(shown, { holder: { audience, nonce: 'n-2' } }))
    assert.deepEqual(told(replayed), [
      'refused',
      'holder failed',
      'holder-not-proven: key-binding-nonce-wrong key-binding/payload/nonce',
    ])
  })

  it('in an envelope is what it is', async () => {
    const text = await authority.jwt(authority.credential())
    const enveloped = {
      '@context': 'https://www.w3.org/ns/credentials/v2',
      type: 'EnvelopedVerifiableCredential',
      id: `data:application/vc+jwt,${text}`,
    }
    assert.deepEqual(told(await verify(enveloped, await asked(text))), ['partly-verified', 'holder waived'])
  })
})

describe('a certificate that names an audience', () => {
  const audience = 'https://employer.example'
  const refused = (at: string) => ['refused', 'holder failed', `holder-not-proven: jwt-audience-wrong ${at}`]

  it('is for that one alone', async () => {
    const named = { ...authority.credential(), aud: [audience] }
    for (const certificate of [await authority.jwt(named), await authority.sdJwt({ ...claims, aud: audience })]) {
      const asking = async (more: Partial<Verification>) =>
        told(await verify(certificate, await asked(certificate, more)))
      assert.deepEqual(await asking({ audience }), ['partly-verified', 'holder waived'])
      assert.deepEqual(await asking({ audience: 'https://other.example' }), refused('payload/aud'))
      assert.deepEqual(await asking({}), refused('payload/aud'))
    }
  })

  it('is for the one whom its holder names in the same breath', async () => {
    const certificate = await authority.sdJwt({ ...claims, aud: audience })
    const shown = await bindKey(certificate, { signer: holder.signer, audience, nonce: 'n-1', issuedAt: now / 1000 })
    const whole = await verify(shown, await asked(shown, { holder: { audience, nonce: 'n-1' } }))
    assert.deepEqual(told(whole), ['verified'])
  })

  it('says nothing to the others: one that names none is for everyone', async () => {
    const certificate = await authority.jwt(authority.credential())
    const report = await verify(certificate, await asked(certificate, { audience }))
    assert.deepEqual(told(report), ['partly-verified', 'holder waived'])
  })
})

describe('an envelope', () => {
  const enveloped = (id: string) => ({
    '@context': 'https://www.w3.org/ns/credentials/v2',
    type: 'EnvelopedVerifiableCredential',
    id,
  })
  const codes = async (id: string) =>
    (await verify(enveloped(id), await authority.verification(null))).problems.map(({ code }) => code)

  it('holds the form that its address says, and no other', async () => {
    assert.deepEqual(await codes(`data:application/vc+sd-jwt,${await authority.sdJwt(claims)}`), ['envelope-invalid'])
    assert.deepEqual(await codes('data:application/vc+jwt,{}'), ['jws-syntax'])
  })
})

describe('ten kinds of bad certificates are told apart', async () => {
  const kinds = await certificatesOfAllKinds(authority)
  const others = ['shape', 'issuer', 'signature', 'period', 'authority', 'status', 'log', 'holder']
  const expected: Record<string, string[]> = {
    good: ['partly-verified', 'holder waived'],
    tampered: ['refused', 'signature failed', 'holder waived', 'tampered: signature-wrong /proof/proofValue'],
    malformed: [
      'refused',
      'form failed',
      ...others.map((name) => `${name} unreached`),
      'malformed: json-duplicate-member ',
    ],
    'of an issuer whom nobody knows': [
      ...['refused', 'issuer failed', 'signature unreached', 'holder waived'],
      'unknown-issuer: key-controller-mismatch did:key',
    ],
    'of an issuer who may not issue it': [
      ...['refused', 'authority failed', 'holder waived'],
      'issuer-not-authorised: issuer-not-for-this-kind /issuer',
    ],
    'of an issuer whom no list names': [
      ...['refused', 'authority failed', 'holder waived'],
      'unknown-issuer: issuer-not-listed /issuer',
    ],
    revoked: ['refused', 'status failed', 'holder waived', 'revoked: status-revoked /credentialStatus'],
    suspended: ['refused', 'status failed', 'holder waived', 'suspended: status-suspended /status/status_list'],
    expired: ['refused', 'period failed', 'holder waived', 'expired: credential-expired /validUntil'],
    'not yet valid': [
      'refused',
      'period failed',
      'holder waived',
      'not-yet-valid: credential-not-yet-valid /validFrom',
    ],
    'of a status that cannot be read': [
      ...['undetermined', 'status undetermined', 'holder waived'],
      'status-unreachable: fetch-failed /credentialStatus',
    ],
    'issued in secret': ['refused', 'log failed', 'holder waived', 'log-proof-missing: log-proof-missing '],
    'logged as another one': ['refused', 'log failed', 'holder waived', 'log-proof-wrong: inclusion-wrong hashes'],
  }
  for (const [name, { certificate, receipt }] of Object.entries(kinds))
    it(name, async () => {
      assert.deepEqual(told(await verify(certificate, await authority.verification(receipt))), expected[name])
    })

  it('and all that is wrong is told at once', async () => {
    authority.revoke(15)
    const credential = changed(changed(authority.credential(15), 'validUntil', '2026-11-01T00:00:00Z'), 'id', undefined)
    const certificate = changed(await authority.prove(credential), 'name', 'Another')
    assert.deepEqual(told(await verify(certificate, await authority.verification(null))), [
      'refused',
      ...['shape failed', 'signature failed', 'period failed', 'status failed', 'log failed', 'holder waived'],
      'malformed: badge-invalid /id',
      'tampered: signature-wrong /proof/proofValue',
      'expired: credential-expired /validUntil',
      'revoked: status-revoked /credentialStatus',
      'log-proof-missing: log-proof-missing ',
    ])
  })
})

describe('a status list', () => {
  it('of another issuer says nothing', async () => {
    const stranger = await KnownAuthority.found()
    const certificate = await authority.prove(authority.credential())
    const lists = { ...(await asked(certificate)), status: (await stranger.verification(null)).status }
    assert.deepEqual(told(await verify(certificate, lists)), [
      'undetermined',
      'status undetermined',
      'holder waived',
      'status-unreachable: status-issuer-mismatch /credentialStatus',
    ])
  })
})
