// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { nodeCrypto } from '../bytes/platform.ts'
import { platformCrypto } from '../crypto/crypto.ts'
import type { PublicKey, Signer } from '../crypto/crypto-provider.ts'
import { readPublicJwk } from '../crypto/jwk.ts'
import { nodeProvider } from '../crypto/node-provider.ts'
import { newKey } from '../crypto/signers.ts'
import { webProvider } from '../crypto/web-provider.ts'
import type { JsonObject } from '../json/json.ts'
import { forgedJws, told } from '../testing/forged.ts'
import { printedDisclosures, printedIssuerKey, printedJwt, printedKeyBinding } from '../testing/printed-rfc9901.ts'
import { printedSdJwt } from '../testing/printed-vc-jose-cose.ts'
import { raisedLater } from '../testing/raised.ts'
import { checkSdJwt } from './check-sd-jwt.ts'
import { digestOf, writeDisclosure } from './disclosures.ts'
import { readSdJwt } from './sd-jwt.ts'

const example = { types: ['example+sd-jwt'] }
const { family_name, address, given_name, us, ...rest } = printedDisclosures
const shown = [family_name, address, given_name, us]

describe('the SD-JWT that RFC 9901 prints', () => {
  const key = readPublicJwk(printedIssuerKey)
  const plain = {
    iss: 'https://issuer.example.com',
    iat: 1683000000,
    exp: 1883000000,
    sub: 'user_42',
    cnf: {
      jwk: {
        kty: 'EC',
        crv: 'P-256',
        x: 'TCAER19Zvu3OHF4j4W4vfSVoHIP1ILilDls7vCeGemc',
        y: 'ZxjiWWbZMQGHVWKVQ4hbSIirsVfuecCE6t4jT9F2HZQ',
      },
    },
  }
  const person = {
    given_name: 'John',
    family_name: 'Doe',
    address: { street_address: '123 Main St', locality: 'Anytown', region: 'Anystate', country: 'US' },
  }

  it('§5.1: all of it is what the issuer began with', async () => {
    const all = Object.values(printedDisclosures)
    const sdJwt = await readSdJwt([printedJwt, ...all, ''].join('~'))
    assert.deepEqual(sdJwt.payload, {
      ...plain,
      ...person,
      email: 'johndoe@example.com',
      phone_number: '+1-202-555-0101',
      phone_number_verified: true,
      birthdate: '1940-01-01',
      updated_at: 1570000000,
      nationalities: ['US', 'DE'],
    })
    assert.deepEqual(await checkSdJwt(sdJwt, key, example, { now: 1748537300 }), [])
    assert.equal(sdJwt.disclosed.length, 10)
  })

  it('§5.2: what was shown to a verifier, with the proof of the holder', async () => {
    const text = [printedJwt, ...shown, printedKeyBinding].join('~')
    const keyBinding = { audience: 'https://verifier.example.org', nonce: '1234567890' }
    for (const crypto of [platformCrypto, webProvider(globalThis.crypto)]) {
      const sdJwt = await readSdJwt(text, { crypto })
      assert.deepEqual(sdJwt.payload, { ...plain, ...person, nationalities: ['US'] })
      assert.deepEqual(sdJwt.disclosed.map(({ at }) => at).sort(), [
        '/address',
        '/family_name',
        '/given_name',
        '/nationalities/0',
      ])
      assert.deepEqual(await checkSdJwt(sdJwt, key, example, { now: 1748537300, keyBinding, crypto }), [])
    }
  })

  it('§4.2: digests and other spellings of one disclosure', async () => {
    const digests: [text: string, digest: string][] = [
      [
        'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0',
        'X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0',
      ],
      ['WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0', 'w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs'],
    ]
    assert.ok(nodeCrypto)
    const { hash: _, ...withoutHash } = nodeCrypto
    for (const crypto of [platformCrypto, nodeProvider(withoutHash), webProvider(globalThis.crypto)])
      for (const [text, digest] of digests) assert.equal(await digestOf(text, crypto), digest)
    const spellings = [
      'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNXHUwMGY2Yml1cyJd',
      'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsImZhbWlseV9uYW1lIiwiTcO2Yml1cyJd',
      'WwoiXzI2YmM0TFQtYWM2cTJLSTZjQlc1ZXMiLAoiZmFtaWx5X25hbWUiLAoiTcO2Yml1cyIKXQ',
    ]
    for (const text of spellings) {
      const jwt = await forgedJws('{"alg":"ES256"}', JSON.stringify({ _sd: [await digestOf(text, platformCrypto)] }))
      assert.deepEqual((await readSdJwt(`${jwt}~${text}~`)).payload, { family_name: 'Möbius' })
    }
  })

  it('is expired after its day, and another key is not its', async () => {
    const sdJwt = await readSdJwt([printedJwt, ...Object.values(rest), ''].join('~'))
    const other = (await newKey('ES256')).signer.publicKey
    assert.deepEqual(told(await checkSdJwt(sdJwt, other, { types: ['dc+sd-jwt'] }, { now: 1883000061 })), [
      'malformed jws-type-wrong header/typ',
      'tampered signature-wrong signature',
      'expired jwt-expired payload/exp',
    ])
  })
})

it('the SD-JWT of VC-JOSE-COSE §3.2.2 is read as the credential that it was made of', async () => {
  const { payload, problems } = await readSdJwt(printedSdJwt)
  assert.deepEqual(problems, [])
  assert.deepEqual(payload, {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2'],
    id: 'http://university.example/credentials/1872',
    type: ['VerifiableCredential', 'ExampleAlumniCredential'],
    issuer: 'https://university.example/issuers/565049',
    validFrom: '2010-01-01T19:23:24Z',
    credentialSchema: { id: 'https://example.org/examples/degree.json', type: 'JsonSchema' },
    credentialSubject: {
      id: 'did:example:123',
      degree: { type: 'BachelorDegree', name: 'Bachelor of Science and Arts' },
    },
  })
})

describe('an SD-JWT whose disclosures do not fit', () => {
  let signer: Signer
  let key: PublicKey
  before(async () => {
    ;({ signer } = await newKey('Ed25519'))
    key = signer.publicKey
  })
  const make = async (payload: JsonObject | string, disclosures: readonly string[]): Promise<string> => {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload)
    return [await forgedJws('{"alg":"EdDSA","typ":"t"}', body, signer), ...disclosures, ''].join('~')
  }
  const disclosure = (name: string | null, value: unknown): string =>
    writeDisclosure('s', { name, value: value as string })
  const raw = (json: string): string => Buffer.from(json).toString('base64url')
  const digest = (text: string): string => digestOf(text, platformCrypto) as string

  const name = disclosure('name', 'Zoë')
  const element = disclosure(null, 'welder')
  const nested = disclosure('inner', { _sd: [digest(name)] })
  const refusals: [why: string, payload: JsonObject, disclosures: string[], told: string[]][] = [
    [
      'a disclosure that the issuer did not sign',
      { _sd: [digest(name)] },
      [name, disclosure('grade', 1)],
      ['tampered disclosure-unreferenced disclosures/1'],
    ],
    [
      'a disclosure without the one that it stands in',
      { _sd: [digest(nested)] },
      [name],
      ['tampered disclosure-unreferenced disclosures/0'],
    ],
    ['a disclosure twice', { _sd: [digest(name)] }, [name, name], ['malformed disclosure-duplicated disclosures/1']],
    [
      'a digest twice in one list',
      { _sd: [digest(name), digest(name)] },
      [name],
      ['malformed sd-digest-duplicated payload/_sd'],
    ],
    [
      'a digest in two places, though nothing is shown',
      { _sd: ['x'], a: [{ '...': 'x' }] },
      [],
      ['malformed sd-digest-duplicated payload/_sd'],
    ],
    [
      'a digest again within a disclosure',
      { _sd: [digest(name), digest(nested)] },
      [name, nested],
      ['malformed sd-digest-duplicated payload/inner/_sd'],
    ],
    [
      'a claim that is there already',
      { name: 'Ann', _sd: [digest(name)] },
      [name],
      ['malformed sd-claim-overwritten disclosures/0'],
    ],
    [
      'a claim that another disclosure gave',
      { _sd: [digest(name), digest(disclosure('name', 'Ann'))] },
      [name, disclosure('name', 'Ann')],
      ['malformed sd-claim-overwritten disclosures/1'],
    ],
    [
      'a claim named _sd',
      { _sd: [digest(disclosure('_sd', []))] },
      [disclosure('_sd', [])],
      ['malformed sd-claim-forbidden disclosures/0'],
    ],
    [
      'a claim named ...',
      { _sd: [digest(disclosure('...', 'x'))] },
      [disclosure('...', 'x')],
      ['malformed sd-claim-forbidden disclosures/0'],
    ],
    [
      'a claim named __proto__',
      { _sd: [digest(disclosure('__proto__', {}))] },
      [disclosure('__proto__', {})],
      ['malformed sd-claim-forbidden disclosures/0'],
    ],
    ['... in an object', { a: { '...': 'x' } }, [], ['malformed sd-claim-forbidden payload/a/...']],
    ['... beside other members', { a: [{ '...': 'x', b: 1 }] }, [], ['malformed sd-claim-forbidden payload/a/0/...']],
    ['_sd_alg below the top', { a: { _sd_alg: 'sha-256' } }, [], ['malformed sd-claim-forbidden payload/a/_sd_alg']],
    ['_sd that is no list', { a: [{ _sd: 'x' }] }, [], ['malformed sd-digest-invalid payload/a/0/_sd']],
    [
      'a digest that is a number',
      { _sd: [1], a: [{ '...': 2 }] },
      [],
      ['malformed sd-digest-invalid payload/a/0', 'malformed sd-digest-invalid payload/_sd'],
    ],
    [
      'an element where a member belongs',
      { _sd: [digest(element)] },
      [element],
      ['malformed disclosure-invalid disclosures/0'],
    ],
    [
      'a member where an element belongs',
      { a: [{ '...': digest(name) }] },
      [name],
      ['malformed disclosure-invalid disclosures/0'],
    ],
    [
      'a salt that is a number',
      { _sd: [digest(raw('[1,"a","b"]'))] },
      [raw('[1,"a","b"]')],
      ['malformed disclosure-invalid disclosures/0'],
    ],
    [
      'four parts',
      { _sd: [digest(raw('["s","a","b","c"]'))] },
      [raw('["s","a","b","c"]')],
      ['malformed disclosure-invalid disclosures/0'],
    ],
    [
      'a disclosure with a member twice',
      { _sd: [digest(raw('["s","a",{"b":1,"b":2}]'))] },
      [raw('["s","a",{"b":1,"b":2}]')],
      ['malformed json-duplicate-member disclosures/0/2'],
    ],
    [
      'a disclosure in another alphabet',
      { _sd: [digest('a+b/')] },
      ['a+b/'],
      ['malformed base64url-invalid disclosures/0'],
    ],
    [
      'a hash that is not known',
      { _sd_alg: 'md5', _sd: [digest(name)] },
      [name],
      ['unsupported sd-algorithm-unsupported payload/_sd_alg'],
    ],
  ]
  for (const [why, payload, disclosures, expected] of refusals)
    it(`is refused for ${why}`, async () => {
      const sdJwt = await readSdJwt(await make(payload, disclosures))
      assert.deepEqual(told(await checkSdJwt(sdJwt, key, { types: ['t'] })), expected)
    })

  it('is refused for disclosures that nest without end, each in the next', async () => {
    const texts = [disclosure('end', 1)]
    for (let level = 0; level < 200; level++)
      texts.push(disclosure('a', { b: [{ c: { _sd: [digest(texts[level] as string)] } }] }))
    const sdJwt = await readSdJwt(await make({ _sd: [digest(texts.at(-1) as string)] }, texts))
    assert.equal(
      told(sdJwt.problems).some((one) => one.startsWith('malformed json-too-deep payload/a/b/0/c/a/b/0/c')),
      true,
    )
  })

  it('tells nothing of digests without disclosures: they are decoys, or not for this reader', async () => {
    const sdJwt = await readSdJwt(await make({ _sd: [digest(name), 'decoy'], a: [{ '...': digest(element) }, 1] }, []))
    assert.deepEqual(sdJwt.payload, { a: [1] })
    assert.deepEqual(await checkSdJwt(sdJwt, key, { types: ['t'] }), [])
  })

  const unreadable: [why: string, text: () => string | Promise<string>, told: string][] = [
    ['a JWT without a tilde', () => printedJwt, 'sd-jwt-syntax vc'],
    ['two tildes in a row', () => `${printedJwt}~~`, 'sd-jwt-syntax vc'],
    ['1001 disclosures', () => `${printedJwt}~${'a~'.repeat(1001)}`, 'too-large vc'],
    ['4 MB', () => `${printedJwt}~${'a'.repeat(4_000_000)}`, 'too-large vc'],
    ['a JWT in two parts', () => 'a.b~', 'jws-syntax vc'],
    ['a payload that is a list', () => make('[]', []), 'json-type vc/payload'],
    ['a payload with a member twice', () => make('{"_sd":[],"_sd":[]}', []), 'json-duplicate-member vc/payload'],
    ['a payload with half of a surrogate pair', () => make('{"a":"\\ud801"}', []), 'json-lone-surrogate vc/payload/a'],
    ['a payload with a number too large', () => make('{"exp":1e400}', []), 'json-number-out-of-range vc/payload/exp'],
    [
      'a payload with deep nesting',
      () => make(`{"a":${'['.repeat(99)}${']'.repeat(99)}}`, []),
      `json-too-deep vc/payload/a${'/0'.repeat(63)}`,
    ],
  ]
  for (const [why, text, expected] of unreadable)
    it(`cannot be read: ${why}`, async () => {
      const written = await text()
      assert.equal(await raisedLater(() => readSdJwt(written, { at: 'vc' })), expected)
    })
})
