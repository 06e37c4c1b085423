// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newKey } from '../crypto/signers.ts'
import type { JsonObject } from '../json/json.ts'
import { noteKey, noteKeyText } from '../log/note-key.ts'
import type { StatusList } from '../status/status-list.ts'
import { told } from '../testing/forged.ts'
import { KnownAuthority, now, tools } from '../testing/known-authority.ts'
import { changed } from '../testing/known-credentials.ts'
import { readCertificate } from '../verify/read-certificate.ts'
import type { StatusSource } from '../verify/sources.ts'
import { verify } from '../verify/verify.ts'
import { readTrustListContent } from './read-trust-list.ts'
import type { TrustList } from './trust-list.ts'
import { attestationOf, type TrustedLog, trustedAuthority, trustedLog, trustedStatus } from './trusted-sources.ts'

const authority = await KnownAuthority.found()
const welder = 'https://authority.example/qualifications/welder-2'

async function listWith(
  issuer: JsonObject,
  authorisation: JsonObject = {},
  whole: JsonObject = {},
): Promise<TrustList> {
  const permission = { jurisdictions: ['XA'], from: '2025-01-01T00:00:00Z', ...authorisation }
  const { list, problems } = await readTrustListContent({
    version: 1,
    id: 'https://register.example/trust-list',
    operator: { id: 'did:web:register.example' },
    sequence: 1,
    issued: '2026-11-01T00:00:00Z',
    nextUpdate: '2026-12-01T00:00:00Z',
    issuers: [{ id: authority.id, authorisations: [permission], ...issuer }],
    ...whole,
  })
  assert.deepEqual(problems, [])
  return list as TrustList
}

const jwt = await authority.jwt(authority.credential())
const verified = async (list: TrustList, jurisdiction = 'XA-N') => {
  const asked = await authority.verification(await authority.receipt(jwt))
  const status = trustedStatus(list, asked.status as StatusSource)
  return told((await verify(jwt, { ...asked, status, authority: trustedAuthority(list, { jurisdiction }) })).problems)
}

describe('a certificate beside a trust list', () => {
  it('is verified where its issuer may attest it', async () => {
    const named = { statusLists: ['https://authority.example/status/'] }
    assert.deepEqual(await verified(await listWith(named, { schemes: [welder], types: ['OpenBadgeCredential'] })), [])
    assert.deepEqual(await verified(await listWith({})), [])
  })

  const refusals: [why: string, list: () => Promise<TrustList>, told: string][] = [
    ['in another place', () => listWith({}, { jurisdictions: ['XB'] }), 'issuer-not-for-this-place /issuer'],
    ['of another scheme', () => listWith({}, { schemes: [`${welder}0`] }), 'issuer-not-for-this-kind /issuer'],
    ['of another type', () => listWith({}, { types: ['Diploma'] }), 'issuer-not-for-this-kind /issuer'],
    ['too late', () => listWith({}, { until: '2026-01-01T00:00:00Z' }), 'issuer-no-longer-authorised /issuer'],
  ]
  for (const [why, list, expected] of refusals)
    it(`is refused ${why}`, async () =>
      assert.deepEqual(await verified(await list()), [`issuer-not-authorised ${expected}`]))

  it('is refused where its issuer is not in the list', async () => {
    const list = await listWith({ id: 'did:web:other.example' })
    assert.deepEqual(await verified(list), ['unknown-issuer issuer-not-listed /issuer'])
  })

  it('has no status where the list of it stands elsewhere', async () => {
    const list = await listWith({ statusLists: ['https://authority.example/statuses/'] })
    assert.deepEqual(await verified(list), ['status-unreachable status-list-mismatch /credentialStatus'])
  })

  it('may have its status from a keeper whom the list names, and from no other', async () => {
    const certificate = await readCertificate(jwt, tools)
    const kept = { form: 'token', issuer: 'did:web:keeper.example' } as StatusList
    const ask = async (list: TrustList) => {
      const entry = { form: 'token', list: 'https://keeper.example/1', index: 0, purpose: null } as const
      const whole = { ...entry, size: null, messages: null, at: '' }
      const found = await trustedStatus(list, async () => kept)(whole, certificate, now)
      return 'form' in found ? found.issuer : found
    }
    assert.equal(await ask(await listWith({ statusKeepers: ['did:web:keeper.example'] })), authority.id)
    assert.equal(await ask(await listWith({})), 'did:web:keeper.example')
    assert.equal(await ask(await listWith({ id: 'did:web:other.example' })), 'did:web:keeper.example')
  })
})

describe('the logs of a trust list', async () => {
  const ours = noteKeyText(authority.logKey)
  const { signer } = await newKey('Ed25519')
  const other = noteKeyText(await noteKey('log.other.example', 'ed25519', signer.publicKey))
  const witness = noteKeyText(await noteKey('witness.example', 'cosignature/v1', signer.publicKey))
  const policyOf = (...lines: string[]) => ({ logPolicy: [...lines, ''].join('\n') })
  const receipt = await authority.receipt(jwt)
  const step = async (list: TrustList, shown: TrustedLog['receipt'] = receipt) => {
    const asked = await authority.verification(null)
    const { steps } = await verify(jwt, { ...asked, log: trustedLog(list, { receipt: shown }) })
    const { verdict, problems } = steps.find(({ name }) => name === 'log') ?? assert.fail()
    return [verdict, ...problems.map(({ code }) => code)].join(' ')
  }

  it('are those of the issuer, otherwise those of its policy', async () => {
    assert.equal(await step(await listWith({ logs: [ours] })), 'passed')
    assert.equal(await step(await listWith({}, {}, policyOf(`log ${ours}`, 'quorum none'))), 'passed')
    const own = await listWith({ logs: [other] }, {}, policyOf(`log ${ours}`, 'quorum none'))
    assert.equal(await step(own), 'failed log-unknown')
  })

  it('need the witnesses of its policy, whoever the issuer is', async () => {
    const witnessed = policyOf(`witness w ${witness}`, 'quorum w')
    assert.equal(await step(await listWith({ logs: [ours] }, {}, witnessed)), 'failed witness-quorum-missing')
  })

  it('are waived where it names none for an issuer whom it knows, and never for a stranger', async () => {
    assert.equal(await step(await listWith({})), 'waived')
    assert.equal(await step(await listWith({ id: 'did:web:other.example' })), 'failed log-unknown')
    assert.equal(await step(await listWith({ id: 'did:web:other.example' }), null), 'failed log-proof-missing')
  })

  it('ask for a receipt, which may be looked for by the certificate', async () => {
    const list = await listWith({ logs: [ours] })
    assert.equal(await step(list, null), 'failed log-proof-missing')
    assert.equal(await step(list, async ({ logged }) => (logged === jwt ? receipt : null)), 'passed')
  })
})

describe('what a certificate attests', () => {
  it('is read from it: kinds, achievements, and since when', async () => {
    const credential = changed(authority.credential(), 'credentialSubject/achievement/achievementType', 'Certification')
    const read = attestationOf(await readCertificate(await authority.jwt(credential), tools), now)
    assert.deepEqual(read, {
      types: ['VerifiableCredential', 'OpenBadgeCredential', 'Certification'],
      schemes: [welder],
      attestedAt: Date.parse('2026-01-01T00:00:00Z') / 1000,
    })
  })

  it('is the kind of a wallet certificate, since it was issued, or now', async () => {
    const at = async (claims: JsonObject) => {
      const certificate = await readCertificate(await authority.sdJwt({ name: 'Welder', ...claims }), tools)
      return attestationOf(certificate, now)
    }
    const types = ['https://authority.example/types/recognition']
    assert.deepEqual(await at({ iat: 1_700_000_000 }), { types, schemes: [], attestedAt: 1_700_000_000 })
    assert.equal((await at({ iat: 1_700_000_000, nbf: 1_700_000_500 })).attestedAt, 1_700_000_500)
    assert.equal((await at({})).attestedAt, now / 1000)
  })
})
