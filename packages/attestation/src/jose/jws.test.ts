// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { CompactSign, compactVerify, importJWK } from 'jose'
import { readUtf8, utf8 } from '../bytes/utf8.ts'
import { platformCrypto } from '../crypto/crypto.ts'
import type { PublicKey, Signer } from '../crypto/crypto-provider.ts'
import { type PublicJwk, publicJwk, readPublicJwk } from '../crypto/jwk.ts'
import { newKey, type PrivateJwk, signerFromJwk } from '../crypto/signers.ts'
import { webProvider } from '../crypto/web-provider.ts'
import { forgedJws, told, withOtherCharacter } from '../testing/forged.ts'
import { raised, raisedLater } from '../testing/raised.ts'
import { checkJws } from './check-jws.ts'
import { readJws, signJws } from './jws.ts'

const untyped = { types: [], typeKnown: true }

/** RFC 8037 §A.1: the key; §A.4: what it signed. */
const rfc8037 = {
  jwk: {
    kty: 'OKP',
    crv: 'Ed25519',
    d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
    x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  },
  jws: 'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg',
}

/** The claims of RFC 7515 §A.1 to §A.5, as they are written there. */
const joe = 'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ'

/** RFC 7515 §A.3. */
const es256 = {
  key: {
    kty: 'EC',
    crv: 'P-256',
    x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
    y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
  },
  jws: `eyJhbGciOiJFUzI1NiJ9.${joe}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q`,
}

describe('the JWS that standards print', () => {
  it('RFC 8037 §A.4 and §A.5: signed again it is the same, and it holds', async () => {
    const jws = readJws(rfc8037.jws)
    assert.equal(readUtf8(jws.payload), 'Example of Ed25519 signing')
    assert.deepEqual(await checkJws(jws, readPublicJwk(withoutSecret(rfc8037.jwk)), untyped), [])
    const signer = await signerFromJwk(rfc8037.jwk)
    assert.equal(await forgedJws('{"alg":"EdDSA"}', 'Example of Ed25519 signing', signer), rfc8037.jws)
  })

  it('RFC 7515 §A.3 holds, and by WebCrypto too', async () => {
    const jws = readJws(es256.jws)
    assert.equal(readUtf8(jws.payload), '{"iss":"joe",\r\n "exp":1300819380,\r\n "http://example.com/is_root":true}')
    const key = readPublicJwk(es256.key)
    assert.deepEqual(await checkJws(jws, key, untyped), [])
    assert.deepEqual(await checkJws(jws, key, { ...untyped, crypto: webProvider(globalThis.crypto) }), [])
  })

  it('RFC 7515 §A.4 (ES512) holds', async () => {
    const key = readPublicJwk({
      kty: 'EC',
      crv: 'P-521',
      x: 'AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk',
      y: 'ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2',
    })
    const jws = readJws(
      'eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn',
    )
    assert.equal(readUtf8(jws.payload), 'Payload')
    assert.deepEqual(await checkJws(jws, key, untyped), [])
  })

  const refused: [section: string, text: string, told: string[]][] = [
    [
      '§A.1 (HS256)',
      `eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.${joe}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk`,
      ['malformed jws-type-wrong header/typ', 'tampered jws-algorithm-symmetric header/alg'],
    ],
    ['§A.5 (none)', `eyJhbGciOiJub25lIn0.${joe}.`, ['tampered jws-algorithm-none header/alg']],
    [
      'appendix E (an unknown extension that is critical)',
      'eyJhbGciOiJub25lIiwNCiAiY3JpdCI6WyJodHRwOi8vZXhhbXBsZS5jb20vVU5ERUZJTkVEIl0sDQogImh0dHA6Ly9leGFtcGxlLmNvbS9VTkRFRklORUQiOnRydWUNCn0.RkFJTA.',
      ['unsupported jws-critical-unknown header/crit', 'tampered jws-algorithm-none header/alg'],
    ],
  ]
  for (const [section, text, expected] of refused)
    it(`RFC 7515 ${section} is refused`, async () => {
      assert.deepEqual(told(await checkJws(readJws(text), readPublicJwk(es256.key), untyped)), expected)
    })
})

describe('a JWS', () => {
  let jwk: PrivateJwk
  let signer: Signer
  let key: PublicKey
  let other: Signer
  before(async () => {
    ;({ jwk, signer } = await newKey('Ed25519'))
    key = signer.publicKey
    other = (await newKey('ES256')).signer
  })

  for (const algorithm of ['Ed25519', 'ES256', 'ES384', 'ES512'] as const)
    it(`of ${algorithm} holds for the library jose, and its for us`, async () => {
      const own = await newKey(algorithm)
      const mine = await signJws({ typ: 'vc+jwt', kid: 'k' }, { name: 'Zoë 𝒳' }, own.signer)
      const pub = await importJWK({ ...publicJwk(own.signer.publicKey) }, algorithm)
      const { payload } = await compactVerify(mine, pub)
      assert.deepEqual(JSON.parse(new TextDecoder().decode(payload)), { name: 'Zoë 𝒳' })
      const secret = await importJWK({ ...own.jwk }, algorithm)
      for (const alg of algorithm === 'Ed25519' ? ['EdDSA', 'Ed25519'] : [algorithm]) {
        const theirs = await new CompactSign(utf8('{}'))
          .setProtectedHeader({ alg, typ: 'application/VC+jwt' })
          .sign(secret)
        assert.deepEqual(await checkJws(readJws(theirs), own.signer.publicKey, { types: ['vc+jwt'] }), [])
      }
    })

  const forgeries: [why: string, forge: () => Promise<string>, told: string[]][] = [
    [
      'none, in any letters',
      () => forgedJws('{"alg":"nOnE","typ":"t"}', '{}'),
      ['tampered jws-algorithm-none header/alg'],
    ],
    [
      'algorithm confusion: HS256 with the public key as the secret',
      async () => {
        const text = (await forgedJws('{"alg":"HS256","typ":"t"}', '{"admin":true}')).slice(0, -1)
        return `${text}.${createHmac('sha256', key.bytes).update(text).digest('base64url')}`
      },
      ['tampered jws-algorithm-symmetric header/alg'],
    ],
    [
      'algorithm confusion: the algorithm of another kind of key',
      () => forgedJws('{"alg":"ES256","typ":"t"}', '{}', signer),
      ['tampered jws-algorithm-not-of-key header/alg'],
    ],
    [
      'an algorithm that is not verified here',
      () => forgedJws('{"alg":"RS256","typ":"t"}', '{}', signer),
      ['unsupported jws-algorithm-unsupported header/alg'],
    ],
    [
      'key substitution: the key that signed stands in the header',
      () => forgedJws(JSON.stringify({ alg: 'EdDSA', typ: 't', jwk: publicJwk(rfc8037Key) }), '{}', rfc8037Signer),
      ['tampered signature-wrong signature'],
    ],
    [
      'key substitution by an address in the header',
      () => forgedJws('{"alg":"EdDSA","typ":"t","jku":"https://evil.example/keys"}', '{}', rfc8037Signer),
      ['tampered signature-wrong signature'],
    ],
    [
      'another type',
      () => forgedJws('{"alg":"EdDSA","typ":"at+jwt"}', '{}', signer),
      ['malformed jws-type-wrong header/typ'],
    ],
    ['no type', () => forgedJws('{"alg":"EdDSA"}', '{}', signer), ['malformed jws-type-wrong header/typ']],
    [
      'an extension that changes the meaning of the payload',
      () => forgedJws('{"alg":"EdDSA","typ":"t","b64":false,"crit":["b64"]}', '{}', signer),
      ['unsupported jws-critical-unknown header/crit'],
    ],
    [
      'another payload',
      async () => withOtherCharacter(await signJws({ typ: 't' }, { grade: 'pass, not fail' }, signer), 1),
      ['tampered signature-wrong signature'],
    ],
    [
      'another signature',
      async () => withOtherCharacter(await signJws({ typ: 't' }, {}, signer), 2),
      ['tampered signature-wrong signature'],
    ],
    [
      'a signature that is cut off',
      async () => (await signJws({ typ: 't' }, {}, signer)).slice(0, -2),
      ['tampered signature-wrong signature'],
    ],
  ]
  let rfc8037Signer: Signer
  let rfc8037Key: PublicKey
  before(async () => {
    rfc8037Signer = await signerFromJwk(rfc8037.jwk)
    rfc8037Key = rfc8037Signer.publicKey
  })
  for (const [why, forge, expected] of forgeries)
    it(`does not hold: ${why}`, async () => {
      assert.deepEqual(told(await checkJws(readJws(await forge()), key, { types: ['t'] })), expected)
    })

  const header = (text: string): Promise<string> => forgedJws(text, '{}')
  const unreadable: [why: string, text: () => string | Promise<string>, told: string][] = [
    ['two parts', () => 'e30.e30', 'jws-syntax jwt'],
    ['four parts', () => 'e30.e30.e30.e30', 'jws-syntax jwt'],
    ['no header', () => '.e30.e30', 'jws-syntax jwt'],
    ['a header in another alphabet', () => 'e3+.e30.', 'base64url-invalid jwt/header'],
    [
      'bits behind the end of the signature',
      () => `${btoa('{"alg":"x"}').replaceAll('=', '')}.e30.AB`,
      'base64url-invalid jwt/signature',
    ],
    ['a header that is not UTF-8', () => 'gICA.e30.', 'utf8-invalid jwt/header'],
    ['a header that is a list', () => header('["alg"]'), 'json-type jwt/header'],
    ['a header with a member twice', () => header('{"alg":"EdDSA","alg":"none"}'), 'json-duplicate-member jwt/header'],
    ['a header without an algorithm', () => header('{"typ":"t"}'), 'jws-header-invalid jwt/header/alg'],
    ['a type that is a number', () => header('{"alg":"x","typ":1}'), 'jws-header-invalid jwt/header/typ'],
    ['a content type that is a list', () => header('{"alg":"x","cty":[]}'), 'jws-header-invalid jwt/header/cty'],
    ['a key id that is an object', () => header('{"alg":"x","kid":{}}'), 'jws-header-invalid jwt/header/kid'],
    ['nothing critical', () => header('{"alg":"x","crit":[]}'), 'jws-header-invalid jwt/header/crit'],
    [
      'something critical that is not there',
      () => header('{"alg":"x","crit":["exp"]}'),
      'jws-header-invalid jwt/header/crit',
    ],
    [
      'a header with deep nesting',
      () => header(`{"alg":"x","a":${'['.repeat(9)}${']'.repeat(9)}}`),
      `json-too-deep jwt/header/a${'/0'.repeat(7)}`,
    ],
    ['a header with half of a surrogate pair', () => header('{"alg":"\\ud800"}'), 'json-lone-surrogate jwt/header/alg'],
    ['a header that is too long', () => header(`{"alg":"${'x'.repeat(65_536)}"}`), 'too-large jwt/header'],
    ['a text that is too long', () => 'e'.repeat(4_000_001), 'too-large jwt'],
  ]
  for (const [why, text, expected] of unreadable)
    it(`cannot be read: ${why}`, async () => {
      const written = await text()
      assert.equal(
        raised(() => readJws(written, 'jwt')),
        expected,
      )
    })

  it('is not signed when nobody could read it, or by another algorithm', async () => {
    assert.equal(
      await raisedLater(() => signJws({ typ: 't' }, { a: ['\ud800'] }, signer)),
      'json-lone-surrogate payload/a/0',
    )
    assert.equal(
      await raisedLater(() => signJws({ typ: 't' }, { a: 2 ** 60 }, signer)),
      'json-number-out-of-range payload/a',
    )
    assert.equal(
      await raisedLater(() => signJws({ typ: 't', alg: 'EdDSA' }, {}, other)),
      'jws-algorithm-not-of-key header/alg',
    )
    assert.equal(jwk.crv, 'Ed25519')
  })

  it('is checked by the library of the platform unless another is handed in', async () => {
    const text = await signJws({ typ: 't' }, {}, other)
    const never = { ...platformCrypto, verify: () => false }
    assert.deepEqual(told(await checkJws(readJws(text), other.publicKey, { types: ['t'], crypto: never, at: 'kb' })), [
      'tampered signature-wrong kb/signature',
    ])
  })
})

function withoutSecret({ kty, crv, x }: PrivateJwk): PublicJwk {
  return { kty, crv, x }
}
