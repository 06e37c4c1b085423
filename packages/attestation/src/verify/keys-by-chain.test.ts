// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readBase64 } from '../bytes/base64.ts'
import { signerFromJwk } from '../crypto/signers.ts'
import { nodeCertificates } from '../jose/certificates.ts'
import { issueVcJwt } from '../jose/vc-jwt.ts'
import { issueSdJwtVc } from '../sd-jwt/sd-jwt-vc.ts'
import { newStatuses } from '../status/status-list.ts'
import { issueTokenList } from '../status/token-list.ts'
import {
  intermediateCertificate,
  leafCertificate,
  leafKey,
  rootCertificate,
  selfSignedCertificate,
} from '../testing/certificates.ts'
import { told } from '../testing/forged.ts'
import { tools } from '../testing/known-authority.ts'
import { readTrustListContent } from '../trust/read-trust-list.ts'
import type { TrustList } from '../trust/trust-list.ts'
import { trustedAuthority } from '../trust/trusted-sources.ts'
import { keysByChain } from './keys-by-chain.ts'
import type { AuthoritySource } from './sources.ts'
import { statusLists } from './status-lists.ts'
import { verify } from './verify.ts'

const iss = 'https://authority.example'
const waived = { authority: 'waived', status: 'waived', log: 'waived', holder: 'waived' } as const
const keys = keysByChain(nodeCertificates([readBase64(rootCertificate)]))
const verification = { ...waived, keys, tools, now: 1_800_000_000_000 }

async function listOf(id: string): Promise<TrustList> {
  const { list } = await readTrustListContent({
    version: 1,
    id: 'https://register.example/trust-list',
    operator: { id: 'did:web:register.example' },
    sequence: 1,
    issued: '2027-01-01T00:00:00Z',
    nextUpdate: '2027-02-01T00:00:00Z',
    issuers: [{ id, authorisations: [{ jurisdictions: ['*'], from: '2024-01-01T00:00:00Z' }] }],
  })
  assert.ok(list)
  return list
}

describe('keys by the chain of certificates', () => {
  const chains: [why: string, x5c: string[] | undefined, iss: string, told: string[]][] = [
    ['of the issuer', [leafCertificate, intermediateCertificate], iss, []],
    [
      'of somebody else',
      [leafCertificate, intermediateCertificate],
      'https://other.example',
      ['unknown-issuer x5c-issuer-mismatch payload/iss'],
    ],
    ['that leads nowhere', [selfSignedCertificate], iss, ['unknown-issuer x5c-untrusted header/x5c/0']],
    ['that is missing', undefined, iss, ['unknown-issuer x5c-missing header/x5c']],
    ['that is none', ['AA'], iss, ['unknown-issuer base64-invalid header/x5c/0']],
  ]
  for (const [why, x5c, issuer, expected] of chains)
    it(`${expected.length === 0 ? 'are' : 'are not'} taken from one ${why}`, async () => {
      const signer = await signerFromJwk(leafKey)
      const text = await issueSdJwtVc({ vct: 'welder', iss: issuer }, {}, signer, x5c === undefined ? {} : { x5c })
      assert.deepEqual(told((await verify(text, verification)).problems), expected)
    })

  it('name the issuer of a certificate that does not name one, whom the trust list then knows', async () => {
    const signer = await signerFromJwk(leafKey)
    const text = await issueSdJwtVc({ vct: 'welder' }, {}, signer, { x5c: [leafCertificate, intermediateCertificate] })
    const asked: string[] = []
    const authority: AuthoritySource = ({ issuer, certificate }) => {
      asked.push(issuer, certificate.issuer ?? '')
      return []
    }
    const { verdict, issuer, steps } = await verify(text, { ...verification, authority })
    assert.deepEqual([verdict, issuer, asked], ['partly-verified', iss, [iss, iss]])
    assert.equal(steps.find(({ name }) => name === 'authority')?.verdict, 'passed')
    const elsewhere = trustedAuthority(await listOf('https://other.example'))
    assert.deepEqual(told((await verify(text, { ...verification, authority: elsewhere })).problems), [
      'unknown-issuer issuer-not-listed header/x5c',
    ])
  })

  it('are those of the status list of such a certificate, by a chain of its own', async () => {
    const signer = await signerFromJwk(leafKey)
    const x5c = [leafCertificate, intermediateCertificate]
    const status = { status_list: { idx: 3, uri: `${iss}/status` } }
    const text = await issueSdJwtVc({ vct: 'welder', status }, {}, signer, { x5c })
    const about = { address: `${iss}/status`, issuedAt: 1_799_999_000, expires: 1_800_001_000 }
    const answer = async (chain: string[]) => {
      const list = await issueTokenList(newStatuses('token', 8, 1), { ...about, x5c: chain }, signer)
      const lists = statusLists({ keys, tools, lists: () => list })
      return told((await verify(text, { ...verification, status: lists })).problems)
    }
    assert.deepEqual(await answer(x5c), [])
    assert.deepEqual(await answer([selfSignedCertificate]), ['status-unreachable x5c-untrusted /status/status_list'])
  })

  it('are not those of a vc+jwt', async () => {
    const text = await issueVcJwt({ iss }, await signerFromJwk(leafKey))
    assert.equal(
      told((await verify(text, verification)).problems).includes('unknown-issuer x5c-missing header/x5c'),
      true,
    )
  })
})
