// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readBase64 } from '../bytes/base64.ts'
import { publicJwk } from '../crypto/jwk.ts'
import { signerFromJwk } from '../crypto/signers.ts'
import { readSdJwt } from '../sd-jwt/sd-jwt.ts'
import { checkSdJwtVc, issueSdJwtVc, readSdJwtVc } from '../sd-jwt/sd-jwt-vc.ts'
import {
  certificateBelowLeaf,
  intermediateCertificate,
  leafCertificate,
  leafKey,
  rootCertificate,
  rsaCertificate,
  selfSignedCertificate,
} from '../testing/certificates.ts'
import { told } from '../testing/forged.ts'
import { raised } from '../testing/raised.ts'
import { issuerOfChain, nameOfChain, nodeCertificates, readChain } from './certificates.ts'

const now = 1_800_000_000
const check = nodeCertificates([readBase64(rootCertificate)])
const chainOf = (...certificates: string[]) => certificates.map((one) => readBase64(one))
const checked = async (certificates: string[], moment = now) => check(chainOf(...certificates), { now: moment }, 'x5c')

describe('a chain of certificates', () => {
  it('leads from the key that signed to an anchor, which it may leave out', async () => {
    for (const chain of [
      [leafCertificate, intermediateCertificate],
      [leafCertificate, intermediateCertificate, rootCertificate],
    ]) {
      const { certified, problems } = await checked(chain)
      assert.deepEqual(problems, [])
      assert.ok(certified)
      assert.deepEqual(certified.names, ['https://authority.example', 'authority.example'])
      const { d: _, ...jwk } = leafKey
      assert.deepEqual(publicJwk(certified.key), jwk)
    }
    const pinned = await nodeCertificates(chainOf(leafCertificate))(chainOf(leafCertificate), { now }, 'x5c')
    assert.deepEqual(pinned.problems, [])
  })

  it('gives the key of an SD-JWT VC, and names its issuer', async () => {
    const signer = await signerFromJwk(leafKey)
    const x5c = [leafCertificate, intermediateCertificate]
    const claims = { vct: 'welder', iss: 'https://authority.example' }
    const vc = readSdJwtVc(await readSdJwt(await issueSdJwtVc(claims, {}, signer, { x5c })))
    const chain = readChain(vc.sdJwt.jws.header, 'header/x5c')
    assert.ok(chain)
    const { certified } = await check(chain, { now }, 'header/x5c')
    assert.ok(certified)
    assert.deepEqual(await checkSdJwtVc(vc, certified.key, { now }), [])
    assert.deepEqual(issuerOfChain(vc.issuer, certified, 'payload/iss'), [])
  })

  const refusals: [why: string, chain: string[], told: string[], moment?: number][] = [
    ['without what lies between', [leafCertificate], ['unknown-issuer x5c-untrusted x5c/0']],
    ['signed by itself', [selfSignedCertificate], ['unknown-issuer x5c-untrusted x5c/0']],
    [
      'of another issuer with the same names',
      [selfSignedCertificate, intermediateCertificate],
      ['unknown-issuer x5c-untrusted x5c/0'],
    ],
    [
      'issued by one that may not issue',
      [certificateBelowLeaf, leafCertificate, intermediateCertificate],
      ['unknown-issuer x5c-untrusted x5c/0'],
    ],
    ['in another order', [intermediateCertificate, leafCertificate], ['unknown-issuer x5c-untrusted x5c/0']],
    ['after its end', [leafCertificate, intermediateCertificate], ['expired x5c-expired x5c/0'], 2_200_000_000],
    [
      'before its beginning',
      [leafCertificate, intermediateCertificate],
      ['not-yet-valid x5c-not-yet-valid x5c/0', 'not-yet-valid x5c-not-yet-valid x5c/1'],
      1_700_000_000,
    ],
    ['with bytes that are none', [leafCertificate, 'AAAA'], ['malformed x5c-invalid x5c/1']],
    ['of an RSA key', [rsaCertificate, intermediateCertificate], ['unsupported key-unsupported x5c/0']],
  ]
  for (const [why, chain, expected, moment] of refusals)
    it(`is not trusted ${why}`, async () => {
      assert.deepEqual(told((await checked(chain, moment)).problems), expected)
    })

  const unreadable: [why: string, x5c: unknown, told: string][] = [
    ['text', 'AAAA', 'x5c-invalid header/x5c'],
    ['nothing', [], 'x5c-invalid header/x5c'],
    ['seven', Array(7).fill('AAAA'), 'x5c-invalid header/x5c'],
    ['a number', [1], 'x5c-invalid header/x5c'],
    ['a certificate of 20 kB', ['A'.repeat(20_000)], 'x5c-invalid header/x5c'],
    ['base64url', ['AAAA', 'A-_A'], 'base64-invalid header/x5c/1'],
  ]
  for (const [why, x5c, expected] of unreadable)
    it(`is not read from ${why}`, () => {
      assert.equal(
        raised(() => readChain({ x5c: x5c as string }, 'header/x5c')),
        expected,
      )
    })

  it('may be missing', () => {
    assert.equal(readChain({}, 'header/x5c'), null)
  })

  const certified = {
    key: { algorithm: 'ES256', bytes: new Uint8Array(65) },
    names: ['https://a.example/x', 'b.example'],
  } as const
  const issuers: [iss: string | null, matches: boolean][] = [
    [null, true],
    ['https://a.example/x', true],
    ['https://b.example', true],
    ['https://B.example:8443/path', true],
    ['https://a.example', false],
    ['https://a.example/x/y', false],
    ['http://b.example', false],
    ['https://b.example@evil.example', false],
    ['https://evil.example/b.example', false],
    ['https://b.example.evil.example', false],
    ['b.example', true],
  ]
  for (const [iss, matches] of issuers)
    it(`${matches ? 'is' : 'is not'} for ${iss ?? 'an issuer that does not name itself'}`, () => {
      const expected = matches ? [] : ['unknown-issuer x5c-issuer-mismatch payload/iss']
      assert.deepEqual(told(issuerOfChain(iss, certified, 'payload/iss')), expected)
    })

  const subjects: [names: string[], issuer: string | null][] = [
    [
      ['authority.example', 'https://authority.example/issuers/1', 'did:web:authority.example'],
      'https://authority.example/issuers/1',
    ],
    [['Authority.example', 'other.example'], 'https://authority.example'],
    [['*.authority.example'], null],
    [[], null],
  ]
  for (const [names, issuer] of subjects)
    it(`of ${names.join(', ') || 'nobody'} is that of the issuer ${issuer}`, () => {
      assert.equal(nameOfChain({ ...certified, names }), issuer)
    })
})
