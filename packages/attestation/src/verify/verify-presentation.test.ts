// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { credentialsContext } from '../contexts/pinned.ts'
import { newKey } from '../crypto/signers.ts'
import { didKey, didKeyMethod } from '../dids/did-key.ts'
import { addProof, type ProofOptions } from '../integrity/add-proof.ts'
import { envelope } from '../jose/envelopes.ts'
import { issueVcJwt } from '../jose/vc-jwt.ts'
import type { JsonObject } from '../json/json.ts'
import type { DisclosureFrame } from '../sd-jwt/conceal.ts'
import { presentSdJwt } from '../sd-jwt/issue-sd-jwt.ts'
import { issueVcSdJwt } from '../sd-jwt/vc-sd-jwt.ts'
import { KnownAuthority, now, tools } from '../testing/known-authority.ts'
import { changed } from '../testing/known-credentials.ts'
import { keysOfHolders } from './usual-sources.ts'
import { type PresentationReport, type PresentationVerification, verifyPresentation } from './verify-presentation.ts'

const authority = await KnownAuthority.found()
const { signer } = await newKey('Ed25519')
const holder = didKey(signer.publicKey)
const occasion = { challenge: 'c-1', domain: 'employer.example' }
const credential = changed(authority.credential(), 'credentialSubject/id', holder)
const certificate = await authority.prove(credential)
const jwt = await authority.jwt(credential)

const presentation = (...credentials: JsonObject[]): JsonObject => ({
  '@context': [credentialsContext],
  type: ['VerifiablePresentation'],
  holder,
  verifiableCredential: credentials,
})

function shown(document: JsonObject, more: Partial<ProofOptions> = {}): Promise<JsonObject> {
  const made = { ...occasion, created: '2026-11-22T11:59:00Z', proofPurpose: 'authentication' }
  const method = { verificationMethod: didKeyMethod(signer.publicKey) }
  return addProof(document, { cryptosuite: 'eddsa-rdfc-2022', ...method, ...made, ...more }, signer, tools)
}

/** Signed by its holder as an SD-JWT; of what the frame conceals, nothing is shown. */
async function disclosed(frame: DisclosureFrame, made: JsonObject = {}): Promise<string> {
  const document = {
    ...presentation(envelope({ type: 'vc+jwt', text: jwt })),
    termsOfUse: { type: 'ShownOnce' },
    aud: occasion.domain,
    nonce: occasion.challenge,
    ...made,
  }
  const options = { type: 'vp+sd-jwt', keyId: didKeyMethod(signer.publicKey) } as const
  return presentSdJwt(await issueVcSdJwt(document, frame, signer, options), { disclose: [] })
}

async function told(presented: string | JsonObject, more: Partial<PresentationVerification> = {}): Promise<string[]> {
  const { holder: _, ...asked } = await authority.verification(null)
  const verification = {
    ...asked,
    log: 'waived',
    holders: keysOfHolders(),
    occasion,
    subject: 'is-holder',
    ...more,
  } as const
  return short(await verifyPresentation(presented, verification))
}

function short({ verdict, problems, credentials }: PresentationReport): string[] {
  const inside = credentials.map((report) => [report.verdict, ...report.problems.map(({ code }) => code)].join(' '))
  return [verdict, ...problems.map(({ fault, code, at }) => `${fault}: ${code} ${at}`), ...inside]
}

describe('a presentation', () => {
  const forms: [name: string, presented: () => Promise<string | JsonObject>][] = [
    ['eddsa-rdfc-2022', () => shown(presentation(certificate))],
    [
      'eddsa-jcs-2022, as text',
      async () => JSON.stringify(await shown(presentation(certificate), { cryptosuite: 'eddsa-jcs-2022' })),
    ],
    [
      'vp+jwt with an enveloped certificate',
      () => {
        const document = {
          ...presentation(envelope({ type: 'vc+jwt', text: jwt })),
          aud: occasion.domain,
          nonce: occasion.challenge,
        }
        return issueVcJwt(document, signer, { type: 'vp+jwt', keyId: didKeyMethod(signer.publicKey) })
      },
    ],
    ['vp+sd-jwt with an enveloped certificate', () => disclosed({})],
    [
      'vp+sd-jwt in an envelope',
      async () => envelope({ type: 'vp+sd-jwt', text: await disclosed({ _sd: ['termsOfUse'] }) }),
    ],
  ]
  for (const [name, presented] of forms)
    it(`is verified with the certificates in it, as far as it was asked: ${name}`, async () => {
      assert.deepEqual(await told(await presented()), ['partly-verified', 'partly-verified'])
    })

  it('is verified whole where nothing is waived', async () => {
    const asked = await authority.verification(await authority.receipt(certificate))
    assert.deepEqual(await told(await shown(presentation(certificate)), { log: asked.log }), [
      'verified',
      'partly-verified',
    ])
  })

  it('may hold certificates that are for its relying party alone', async () => {
    const held = async (aud: string) => {
      const text = await authority.jwt({ ...credential, aud })
      return told(await shown(presentation(envelope({ type: 'vc+jwt', text }))))
    }
    assert.deepEqual(await held(occasion.domain), ['partly-verified', 'partly-verified'])
    assert.deepEqual(await held('other.example'), ['refused', 'refused jwt-audience-wrong'])
  })

  it('may hold a certificate with a context of its own that is signed as JSON, and none signed as statements', async () => {
    const own = { ...credential, '@context': [...(credential['@context'] as string[]), { grade: 'urn:grade' }] }
    const seen = async (suite: 'eddsa-jcs-2022' | 'eddsa-rdfc-2022') =>
      told(await shown(presentation(await authority.prove(own, suite))))
    assert.deepEqual(await seen('eddsa-jcs-2022'), ['partly-verified', 'partly-verified'])
    assert.deepEqual(await seen('eddsa-rdfc-2022'), ['undetermined', 'undetermined context-inline'])
  })

  it('of several certificates is as good as the worst of them', async () => {
    const worse = changed(certificate, 'name', 'Another')
    assert.deepEqual(await told(await shown(presentation(certificate, worse))), [
      ...['refused', 'partly-verified', 'refused signature-wrong'],
    ])
  })

  it('shown before, or to somebody else, is told', async () => {
    const seen = await shown(presentation(certificate), { challenge: 'c-0', domain: 'other.example' })
    assert.deepEqual(await told(seen), [
      'refused',
      'holder-not-proven: proof-challenge-wrong /proof/challenge',
      'holder-not-proven: proof-domain-wrong /proof/domain',
      'partly-verified',
    ])
  })

  it('shown before, or to somebody else, as vp+sd-jwt is told', async () => {
    assert.deepEqual(await told(await disclosed({}, { aud: 'other.example', nonce: 'c-0' })), [
      'refused',
      'holder-not-proven: jwt-audience-wrong payload/aud',
      'holder-not-proven: jwt-nonce-wrong payload/nonce',
      'partly-verified',
    ])
  })

  it('whose holder is not disclosed is nobody whom a certificate speaks of', async () => {
    assert.deepEqual(await told(await disclosed({ _sd: ['holder'] })), [
      'refused',
      'holder-not-proven: holder-not-subject /verifiableCredential/0',
      'partly-verified',
    ])
  })

  it('changed after its holder signed it as vp+sd-jwt is told', async () => {
    const [header, , signature] = (await disclosed({})).split('.')
    const [, payload] = (await disclosed({}, { termsOfUse: { type: 'Another' } })).split('.')
    assert.deepEqual(await told(`${header}.${payload}.${signature}`), [
      'refused',
      'tampered: signature-wrong signature',
      'partly-verified',
    ])
  })

  it('by JOSE of a certificate without an envelope is told', async () => {
    const bare = { verifiableCredential: certificate }
    const expected = ['refused', 'malformed: envelope-invalid /verifiableCredential/type', 'partly-verified']
    assert.deepEqual(await told(await disclosed({}, bare)), expected)
    const document = { ...presentation(), ...bare, aud: occasion.domain, nonce: occasion.challenge }
    const keyId = didKeyMethod(signer.publicKey)
    assert.deepEqual(await told(await issueVcJwt(document, signer, { type: 'vp+jwt', keyId })), expected)
  })

  it('signed for a certificate and not for showing is told', async () => {
    const seen = await shown(presentation(certificate), { proofPurpose: 'assertionMethod' })
    assert.deepEqual(await told(seen), [
      'refused',
      'tampered: proof-purpose-wrong /proof/proofPurpose',
      'partly-verified',
    ])
  })

  it('by somebody else than its holder is told', async () => {
    const other = { ...presentation(certificate), holder: authority.id }
    const [verdict, problem] = await told(await shown(other))
    assert.deepEqual(
      [verdict, problem?.split(' ').slice(0, 2).join(' ')],
      ['refused', 'unknown-issuer: key-controller-mismatch'],
    )
  })

  it("of another one's certificate is told, unless the caller waives it", async () => {
    const others = await authority.prove(authority.credential())
    const seen = await shown(presentation(others))
    assert.deepEqual(await told(seen), [
      'refused',
      'holder-not-proven: holder-not-subject /verifiableCredential/0',
      'partly-verified',
    ])
    assert.deepEqual(await told(seen, { subject: 'waived' }), ['partly-verified', 'partly-verified'])
  })

  it('without a proof, or that cannot be read, is told', async () => {
    assert.deepEqual(await told(presentation(certificate)), [
      'refused',
      'malformed: proof-missing /proof',
      'partly-verified',
    ])
    assert.deepEqual(await told('{"type":1,"type":2}'), ['refused', 'malformed: json-duplicate-member '])
    const enveloped = {
      '@context': credentialsContext,
      type: 'EnvelopedVerifiablePresentation',
      id: 'data:application/vp+cose,a',
    }
    assert.deepEqual(await told(enveloped), ['undetermined', 'unsupported: envelope-unsupported /id'])
  })

  it('of more than 64 certificates is not read at all', async () => {
    const seen = presentation(...Array.from({ length: 65 }, () => certificate))
    assert.deepEqual(await told(seen), ['refused', 'malformed: too-large /verifiableCredential'])
  })

  it('is dated by the moment that is given', async () => {
    const early = { now: now - 3_600_000 }
    assert.deepEqual(await told(await shown(presentation(certificate)), early), [
      'refused',
      'not-yet-valid: proof-not-yet-made /proof/created',
      'partly-verified',
    ])
  })
})
