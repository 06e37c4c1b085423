// SPDX-License-Identifier: Apache-2.0
// Attacks on signatures, as a relying party sees them through verify(); docs/security.md lists them.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, it } from 'node:test'
import { readBase64 } from '../bytes/base64.ts'
import { publicJwk } from '../crypto/jwk.ts'
import { newKey, signerFromJwk } from '../crypto/signers.ts'
import { didKey, didKeyMethod } from '../dids/did-key.ts'
import { nodeCertificates } from '../jose/certificates.ts'
import { signJws } from '../jose/jws.ts'
import { issueSdJwtVc } from '../sd-jwt/sd-jwt-vc.ts'
import { attacked, authority, thief } from '../testing/attacked.ts'
import { leafKey, rootCertificate, selfSignedCertificate } from '../testing/certificates.ts'
import { forgedJws } from '../testing/forged.ts'
import { changed } from '../testing/known-credentials.ts'
import { keysByChain } from '../verify/keys-by-chain.ts'

const { keyId } = authority
const payload = JSON.stringify(authority.credential())
const header = (members: object) => JSON.stringify({ typ: 'vc+jwt', kid: keyId, ...members })
const ecdsa = (await newKey('ES256')).signer

describe('algorithm confusion', () => {
  it('algorithm confusion: HS256 with the public key as the secret', async () => {
    const unsigned = (await forgedJws(header({ alg: 'HS256' }), payload)).slice(0, -1)
    const mac = createHmac('sha256', authority.signer.publicKey.bytes).update(unsigned).digest('base64url')
    assert.deepEqual(await attacked(`${unsigned}.${mac}`), ['tampered jws-algorithm-symmetric header/alg'])
  })

  it('algorithm confusion: the algorithm of another kind of key', async () => {
    const forged = await forgedJws(header({ alg: 'ES256' }), payload, ecdsa)
    assert.deepEqual(await attacked(forged), ['tampered jws-algorithm-not-of-key header/alg'])
  })

  it('algorithm confusion: a proof of EdDSA beside a key of ECDSA', async () => {
    const proven = await authority.prove(authority.credential())
    const own = changed(proven, 'issuer/id', didKey(ecdsa.publicKey))
    const method = changed(own, 'proof/verificationMethod', didKeyMethod(ecdsa.publicKey))
    assert.deepEqual(await attacked(method, { status: 'waived' }), [
      'tampered proof-key-unfit /proof/verificationMethod',
    ])
  })
})

describe('none', () => {
  it('none: nothing is signed, and the header says so in any letters', async () => {
    for (const alg of ['none', 'nOnE'])
      assert.deepEqual(await attacked(await forgedJws(header({ alg }), payload)), [
        'tampered jws-algorithm-none header/alg',
      ])
  })

  it('none: a document whose proof was taken away', async () => {
    assert.deepEqual(await attacked(authority.credential()), ['malformed proof-missing /proof'])
  })
})

describe('key substitution', () => {
  it('key substitution: the key that signed stands in the header', async () => {
    const own = header({ alg: 'EdDSA', jwk: publicJwk(thief.signer.publicKey), jku: 'https://thief.example/keys' })
    assert.deepEqual(await attacked(await forgedJws(own, payload, thief.signer)), [
      'tampered signature-wrong signature',
    ])
  })

  it('key substitution: the header names the key of somebody else', async () => {
    const own = header({ alg: 'EdDSA', kid: thief.keyId })
    assert.deepEqual(await attacked(await forgedJws(own, payload, thief.signer)), [
      'unknown-issuer key-controller-mismatch did:key',
    ])
  })

  it('key substitution: the proof names the key of somebody else', async () => {
    assert.deepEqual(await attacked(await thief.prove(authority.credential())), [
      'unknown-issuer key-controller-mismatch did:key',
    ])
  })

  it('key substitution: a chain of certificates that nobody vouches for', async () => {
    const signer = await signerFromJwk(leafKey)
    const claims = { vct: 'welder', iss: 'https://authority.example' }
    const text = await issueSdJwtVc(claims, {}, signer, { x5c: [selfSignedCertificate] })
    const keys = keysByChain(nodeCertificates([readBase64(rootCertificate)]))
    assert.deepEqual(await attacked(text, { keys, status: 'waived', now: Date.parse('2027-01-01T00:00:00Z') }), [
      'unknown-issuer x5c-untrusted header/x5c/0',
    ])
  })
})

describe('wrong typ', () => {
  it('wrong typ: an access token of the same issuer', async () => {
    const token = await signJws({ typ: 'at+jwt', kid: keyId }, authority.credential(), authority.signer)
    assert.deepEqual(await attacked(token), ['malformed jws-type-wrong header/typ'])
  })

  it('wrong typ: a presentation in place of a certificate', async () => {
    const shown = await signJws({ typ: 'vp+jwt', kid: keyId }, authority.credential(), authority.signer)
    assert.deepEqual(await attacked(shown), ['malformed jws-type-wrong header/typ'])
  })

  it('wrong typ: the proof of a holder in place of a wallet certificate', async () => {
    const proof = await signJws({ typ: 'kb+jwt', kid: keyId }, { vct: 'welder', iss: authority.id }, authority.signer)
    assert.deepEqual(await attacked(`${proof}~`), ['malformed jws-type-wrong header/typ'])
  })
})
