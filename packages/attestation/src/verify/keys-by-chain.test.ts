// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readBase64 } from '../bytes/base64.ts'
import { signerFromJwk } from '../crypto/signers.ts'
import { nodeCertificates } from '../jose/certificates.ts'
import { issueVcJwt } from '../jose/vc-jwt.ts'
import { issueSdJwtVc } from '../sd-jwt/sd-jwt-vc.ts'
import {
  intermediateCertificate,
  leafCertificate,
  leafKey,
  rootCertificate,
  selfSignedCertificate,
} from '../testing/certificates.ts'
import { told } from '../testing/forged.ts'
import { tools } from '../testing/known-authority.ts'
import { keysByChain } from './keys-by-chain.ts'
import { verify } from './verify.ts'

const iss = 'https://authority.example'
const waived = { authority: 'waived', status: 'waived', log: 'waived', holder: 'waived' } as const
const keys = keysByChain(nodeCertificates([readBase64(rootCertificate)]))
const verification = { ...waived, keys, tools, now: 1_800_000_000_000 }

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

  it('are not those of a vc+jwt', async () => {
    const text = await issueVcJwt({ iss }, await signerFromJwk(leafKey))
    assert.equal(
      told((await verify(text, verification)).problems).includes('unknown-issuer x5c-missing header/x5c'),
      true,
    )
  })
})
