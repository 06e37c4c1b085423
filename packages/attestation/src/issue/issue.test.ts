// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { utf8 } from '../bytes/utf8.ts'
import { credentialsContext } from '../contexts/pinned.ts'
import { signerFromJwk } from '../crypto/signers.ts'
import type { JsonObject } from '../json/json.ts'
import { intermediateCertificate, leafCertificate, leafKey } from '../testing/certificates.ts'
import { told } from '../testing/forged.ts'
import { KnownAuthority, places, tools } from '../testing/known-authority.ts'
import { changed } from '../testing/known-credentials.ts'
import { verify } from '../verify/verify.ts'
import { type IssueForm, issue } from './issue.ts'

const authority = await KnownAuthority.found()
const { keyId, signer } = authority
const credential = authority.credential()
const by = { signer, tools }
const claims: JsonObject = {
  vct: 'https://authority.example/types/recognition',
  iss: authority.id,
  name: 'Welder',
  status: { status_list: { idx: 7, uri: places.token } },
}
const rdfc: IssueForm = { form: 'eddsa-rdfc-2022', keyId }
const jwt: IssueForm = { form: 'vc+jwt', keyId }
const wallet: IssueForm = { form: 'dc+sd-jwt', keyId, frame: { _sd: ['name'] } }

describe('issuing a certificate', () => {
  const forms: [content: JsonObject, form: IssueForm][] = [
    [credential, { ...rdfc, created: '2026-11-22T11:00:00Z' }],
    [credential, { form: 'eddsa-jcs-2022', keyId }],
    [credential, jwt],
    [credential, { form: 'vc+sd-jwt', keyId, frame: { _sd: ['name'] } }],
    [claims, wallet],
  ]
  for (const [content, form] of forms)
    it(`gives one that is verified: ${form.form}`, async () => {
      const { certificate, problems } = await issue(content, form, by)
      assert.deepEqual(problems, [])
      const shown = certificate ?? assert.fail()
      const report = await verify(shown, await authority.verification(await authority.receipt(shown)))
      assert.deepEqual([report.verdict, told(report.problems)], ['partly-verified', []])
    })

  it('dates a proof where a date is told', async () => {
    const { certificate } = await issue(credential, { ...rdfc, created: '2026-11-22T11:00:00Z' }, by)
    const { proof } = certificate as JsonObject
    assert.equal((proof as JsonObject)['created'], '2026-11-22T11:00:00Z')
  })

  it('leaves out who issues it where a chain of certificates says so', async () => {
    const { iss: _, ...unnamed } = claims
    const x5c = [leafCertificate, intermediateCertificate]
    const form = { form: 'dc+sd-jwt', frame: {}, x5c } as const
    const { problems } = await issue(unnamed, form, { tools, signer: await signerFromJwk(leafKey) })
    assert.deepEqual(problems, [])
  })
})

describe('nothing is issued', () => {
  const refused = async (content: JsonObject, form: IssueForm, more: object = {}) => {
    const { certificate, problems } = await issue(content, form, { ...by, ...more })
    assert.equal(certificate, null)
    return told(problems)
  }

  it('that a verifier would refuse, and all that is wrong is told at once', async () => {
    const wrong = {
      ...changed(changed(credential, 'issuer/id', 'did:web:other.example'), 'credentialStatus/statusListIndex', '-1'),
      id: undefined as unknown as string,
      validUntil: 'tomorrow',
      grade: 'excellent',
      relatedResource: { id: 'https://authority.example/scheme', digestSRI: 'sha256-AAAA' },
    }
    for (const form of [rdfc, jwt])
      assert.deepEqual(await refused(wrong, form, { resources: () => utf8('the scheme') }), [
        'malformed credential-validity-invalid /validUntil',
        'malformed badge-invalid /id',
        'malformed status-entry-invalid /credentialStatus/statusListIndex',
        'unknown-issuer key-controller-mismatch /issuer',
        'tampered resource-digest-wrong /relatedResource/digestSRI',
        'malformed term-undefined /grade',
      ])
  })

  const inline = { ...credential, '@context': [...(credential['@context'] as string[]), { grade: 'urn:grade' }] }
  const refusals: [why: string, content: JsonObject, form: IssueForm, told: string[]][] = [
    ['with a context of its own, signed as statements', inline, rdfc, ['unsupported context-inline /@context/2']],
    [
      'with a context that is not at hand',
      { ...credential, '@context': [credentialsContext, 'https://other.example/context'] },
      jwt,
      ['malformed badge-context-invalid /@context/1', 'unsupported context-unknown /@context'],
    ],
    [
      'with a text that has no letters',
      { ...credential, name: '\ud800' },
      jwt,
      ['malformed json-lone-surrogate /name'],
    ],
    ['for wallets without a kind', { iss: authority.id }, wallet, ['malformed jwt-claim-invalid /vct']],
    ['for wallets by nobody', { vct: 'welder', name: 'a' }, wallet, ['malformed jwt-claim-invalid /iss']],
    [
      'for wallets by the key of somebody else, with a status that is none',
      { ...claims, iss: 'did:web:other.example', status: { status_list: { idx: -1 } } },
      wallet,
      ['malformed status-entry-invalid /status/status_list/idx', 'unknown-issuer key-controller-mismatch /iss'],
    ],
    [
      'with what must stand open concealed',
      claims,
      { ...wallet, frame: { _sd: ['vct'] } },
      ['malformed sd-claim-not-concealable /vct'],
    ],
  ]
  for (const [why, content, form, expected] of refusals)
    it(why, async () => assert.deepEqual(await refused(content, form), expected))

  it('by a key that cannot sign so', async () => {
    const other = await signerFromJwk(leafKey)
    assert.deepEqual(await refused(credential, rdfc, { signer: other }), ['malformed proof-key-unfit '])
  })

  it('but a context of its own may stand in what is signed as JSON, or where the caller takes it', async () => {
    const taken = { ...by, tools: { ...tools, inlineContexts: 'taken' } } as const
    assert.deepEqual((await issue(inline, jwt, by)).problems, [])
    assert.deepEqual((await issue(inline, rdfc, taken)).problems, [])
  })
})
