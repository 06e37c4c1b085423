// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { base64url, readBase64url } from '../bytes/base64url.ts'
import { type Bytes, hex } from '../bytes/bytes.ts'
import { nodeCrypto } from '../bytes/platform.ts'
import { utf8 } from '../bytes/utf8.ts'
import { didKey, didKeyMethod, readDidKey } from '../dids/did-key.ts'
import { raised, raisedLater } from '../testing/raised.ts'
import { skipWithoutVectors, vector } from '../testing/vectors.ts'
import type { CryptoProvider, PublicKey } from './crypto-provider.ts'
import { publicJwk, readPublicJwk } from './jwk.ts'
import { multikey, readMultikey } from './multikey.ts'
import { nodeProvider } from './node-provider.ts'
import { newKey, signerFromJwk } from './signers.ts'
import { webProvider } from './web-provider.ts'

const bytes = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'hex'))

assert.ok(nodeCrypto)
const providers: [name: string, provider: CryptoProvider][] = [
  ['node:crypto', nodeProvider(nodeCrypto)],
  ['WebCrypto', webProvider(globalThis.crypto)],
]

interface Wycheproof {
  numberOfTests: number
  testGroups: {
    publicKey?: { pk: string; uncompressed: string }
    key?: { pk: string }
    tests: { tcId: number; msg: string; sig: string; result: 'valid' | 'invalid' }[]
  }[]
}

for (const [name, provider] of providers)
  describe(`signatures by ${name}`, () => {
    it('verifies test 2 of RFC 8032 §7.1, and not one bit beside it', async () => {
      const key: PublicKey = {
        algorithm: 'Ed25519',
        bytes: bytes('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c'),
      }
      const signature = bytes(
        '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
      )
      assert.equal(await provider.verify(key, bytes('72'), signature), true)
      assert.equal(await provider.verify(key, bytes('73'), signature), false)
      signature[63] = 0x20
      assert.equal(await provider.verify(key, bytes('72'), signature), false)
    })

    it('verifies the ES256 example of RFC 7515 §A.3', async () => {
      const key = readPublicJwk({
        kty: 'EC',
        crv: 'P-256',
        x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
        y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
      })
      const input =
        'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ'
      const signature = readBase64url(
        'DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q',
      )
      assert.equal(await provider.verify(key, utf8(input), signature), true)
      assert.equal(await provider.verify(key, utf8(`${input}A`), signature), false)
      assert.equal(await provider.verify(key, utf8(input), signature.slice(1)), false)
    })

    it('hashes as FIPS 180-4 prints it', async () => {
      assert.equal(
        hex(await provider.sha256(utf8('abc'))),
        'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      )
    })

    const wycheproof: [file: string, algorithm: PublicKey['algorithm']][] = [
      ['wycheproof/ed25519_test.json', 'Ed25519'],
      ['wycheproof/ecdsa_secp256r1_sha256_p1363_test.json', 'ES256'],
    ]
    for (const [file, algorithm] of wycheproof)
      it(`judges every signature of ${file} as it says`, { skip: skipWithoutVectors }, async () => {
        const { numberOfTests, testGroups } = vector<Wycheproof>(file)
        const wrong: number[] = []
        let judged = 0
        for (const { publicKey, key, tests } of testGroups) {
          judged += tests.length
          const point = algorithm === 'ES256' ? publicKey?.uncompressed : (publicKey?.pk ?? key?.pk)
          const read: PublicKey = { algorithm, bytes: bytes(point ?? '') }
          for (const { tcId, msg, sig, result } of tests)
            if ((await provider.verify(read, bytes(msg), bytes(sig))) !== (result === 'valid')) wrong.push(tcId)
        }
        assert.deepEqual(wrong, [])
        assert.equal(judged, numberOfTests)
      })
  })

describe('keys', () => {
  for (const algorithm of ['Ed25519', 'ES256', 'ES384', 'ES512'] as const)
    it(`of ${algorithm} sign, and are read back from JWK, Multikey and did:key`, async () => {
      const { jwk, signer } = await newKey(algorithm)
      const signature = await signer.sign(utf8('certificate'))
      for (const [name, provider] of providers)
        assert.equal(await provider.verify(signer.publicKey, utf8('certificate'), signature), true, name)
      assert.deepEqual(readPublicJwk(publicJwk(signer.publicKey)), signer.publicKey)
      assert.deepEqual(readMultikey(multikey(signer.publicKey)), signer.publicKey)
      assert.deepEqual(readDidKey(didKey(signer.publicKey)), signer.publicKey)
      assert.deepEqual(readDidKey(didKeyMethod(signer.publicKey)), signer.publicKey)
      assert.deepEqual((await signerFromJwk(jwk)).publicKey, signer.publicKey)
    })

  it('are written as the did:key method prints them', () => {
    const ed25519 = readDidKey('did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp')
    assert.equal(hex(ed25519.bytes), '3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29')
    const p256 = readDidKey('did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169')
    assert.equal(didKey(p256), 'did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169')
    assert.equal(base64url(p256.bytes.subarray(1, 33)), 'fyNYMN0976ci7xqiSdag3buk-ZCwgXU4kz9XNkBlNUI')
    for (const [did, algorithm] of [
      ['did:key:z82Lm1MpAkeJcix9K8TMiLd5NMAhnwkjjCBeWHXyu3U4oT2MVJJKXkcVBgjGhnLBn2Kaau9', 'ES384'],
      [
        'did:key:z2J9gaYxrKVpdoG9A4gRnmpnRCcxU6agDtFVVBVdn1JedouoZN7SzcyREXXzWgt3gGiwpoHq7K68X4m32D8HgzG8wv3sY5j7',
        'ES512',
      ],
    ] as const) {
      const key = readDidKey(did)
      assert.equal(key.algorithm, algorithm)
      assert.equal(didKey(key), did)
      assert.deepEqual(readPublicJwk(publicJwk(key)), key)
    }
  })

  const refusals: [why: string, read: () => unknown, told: string][] = [
    [
      'a secp256k1 key',
      () => readDidKey('did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme'),
      'key-unsupported did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme',
    ],
    [
      'a fragment of another key',
      () => readDidKey('did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp#z6Mk'),
      'did-invalid',
    ],
    [
      'a private key where a public one belongs',
      () => readPublicJwk({ kty: 'OKP', crv: 'Ed25519', x: '', d: '' }),
      'key-invalid',
    ],
    [
      'a point off the curve',
      () =>
        readPublicJwk({ kty: 'EC', crv: 'P-256', x: base64url(new Uint8Array(32)), y: base64url(new Uint8Array(32)) }),
      'key-invalid',
    ],
    [
      'a coordinate of 31 bytes',
      () => readPublicJwk({ kty: 'OKP', crv: 'Ed25519', x: base64url(new Uint8Array(31)) }),
      'key-invalid /x',
    ],
    ['an RSA key', () => readPublicJwk({ kty: 'RSA', n: 'AQAB', e: 'AQAB' }, '/jwk'), 'key-unsupported /jwk'],
    ['something that is no JWK', () => readPublicJwk('key'), 'key-invalid'],
  ]
  for (const [why, read, told] of refusals)
    it(`refuse ${why}`, () => {
      assert.equal(raised(read), told)
    })

  it('refuse a private JWK that is none', async () => {
    const x = base64url(new Uint8Array(32).fill(1))
    assert.equal(await raisedLater(() => signerFromJwk({ kty: 'OKP', crv: 'Ed25519', x, d: 'AA' })), 'key-invalid')
  })
})
