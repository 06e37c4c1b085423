// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import fc from 'fast-check'
import { platformCrypto } from '../crypto/crypto.ts'
import type { Signer } from '../crypto/crypto-provider.ts'
import { publicJwk } from '../crypto/jwk.ts'
import { newKey } from '../crypto/signers.ts'
import { webProvider } from '../crypto/web-provider.ts'
import { signJws } from '../jose/jws.ts'
import type { JsonObject, JsonValue } from '../json/json.ts'
import { told } from '../testing/forged.ts'
import { raisedLater } from '../testing/raised.ts'
import { skipWithoutVectors, vector, vectorNames } from '../testing/vectors.ts'
import { checkSdJwt } from './check-sd-jwt.ts'
import { conceal, type DisclosureFrame } from './conceal.ts'
import { issueSdJwt, presentSdJwt } from './issue-sd-jwt.ts'
import { readSdJwt } from './sd-jwt.ts'

interface Vector {
  claims: JsonObject
  disclosureFrame: DisclosureFrame
  presentationFrames: JsonObject
  presentedClaims: JsonObject
}

const types = { types: ['t'] }

/** The places that a presentation frame of the vectors asks for. */
function pointersOf(frame: JsonValue, at = ''): string[] {
  if (typeof frame !== 'object' || frame === null) return [at]
  return Object.entries(frame).flatMap(([name, below]) => pointersOf(below, `${at}/${name}`))
}

describe('issuing and showing an SD-JWT', () => {
  let signer: Signer
  let holder: Signer
  before(async () => {
    signer = (await newKey('ES256')).signer
    holder = (await newKey('Ed25519')).signer
  })

  const names = skipWithoutVectors === false ? vectorNames('sd-jwt/') : []
  it('has 17 vectors', { skip: skipWithoutVectors }, () => {
    assert.equal(names.length, 17)
  })
  for (const name of names)
    it(`shows what the vector ${name} shows`, async () => {
      const { claims, disclosureFrame, presentationFrames, presentedClaims } = vector<Vector>(`sd-jwt/${name}`)
      const text = await issueSdJwt(claims, disclosureFrame ?? {}, signer, { typ: 't' })
      const whole = await readSdJwt(text)
      assert.deepEqual(whole.payload, claims)
      assert.deepEqual(await checkSdJwt(whole, signer.publicKey, types), [])
      // One vector asks for a second element where there is one.
      const wanted = pointersOf(presentationFrames ?? {}).filter((at) => !at.startsWith('/qux/1'))
      const presented = await readSdJwt(await presentSdJwt(text, { disclose: wanted }))
      assert.deepEqual(await checkSdJwt(presented, signer.publicKey, types), [])
      // An object whose members are all concealed stays, empty (RFC 9901 §7.1, step 3.5); the vector leaves it out.
      const expected = name === 'array_none_disclosed.json' ? { is_over: {} } : presentedClaims
      assert.deepEqual(presented.payload, expected)
    })

  it('gives back any claims from any frame, and only what was asked for', async () => {
    const leaf = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), fc.constant(null))
    const { claims } = fc.letrec((tie) => ({
      claims: fc.dictionary(fc.stringMatching(/^[a-z~/é]{1,4}$/), tie('value'), { maxKeys: 5, noNullPrototype: true }),
      value: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        leaf,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), tie('value'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }))
    await fc.assert(
      fc.asyncProperty(claims as fc.Arbitrary<JsonObject>, fc.infiniteStream(fc.nat(3)), async (some, choices) => {
        const text = await issueSdJwt(some, anyFrame(some, choices), signer, { typ: 't' })
        const whole = await readSdJwt(text)
        assert.deepEqual(whole.problems, [])
        assert.deepEqual(whole.payload, some)
        const wanted = whole.disclosed.filter(() => choices.next().value === 0).map(({ at }) => at)
        const shown = await readSdJwt(await presentSdJwt(text, { disclose: wanted }))
        assert.deepEqual(shown.problems, [])
        for (const { at } of shown.disclosed) assert.equal(typeof at, 'string')
        const above = whole.disclosed.filter(({ at }) => wanted.some((one) => one === at || one.startsWith(`${at}/`)))
        assert.equal(shown.disclosures.length, above.length)
      }),
      { numRuns: 150, seed: 20261122 },
    )
  })

  it('conceals the same by WebCrypto', async () => {
    const crypto = webProvider(globalThis.crypto)
    const text = await issueSdJwt({ a: 1, b: [1, 2] }, { _sd: ['a'], b: { _sd: [0] } }, signer, { typ: 't' }, crypto)
    const shown = await presentSdJwt(text, { disclose: ['/a'], crypto })
    const sdJwt = await readSdJwt(shown, { crypto })
    assert.deepEqual(sdJwt.payload, { a: 1, b: [2] })
    assert.deepEqual(await checkSdJwt(sdJwt, signer.publicKey, types, { crypto }), [])
  })

  it('hides the order and the number of claims, and salts each by itself', async () => {
    const frame = { _sd: ['a', 'b', 'c'], _sd_decoy: 3, d: { _sd: [0], _sd_decoy: 2 } }
    const { payload, disclosures } = await conceal({ a: 1, b: 1, c: 1, d: [1] }, frame, platformCrypto)
    const digests = payload['_sd'] as string[]
    assert.equal(digests.length, 6)
    assert.deepEqual(digests, [...digests].sort())
    assert.equal((payload['d'] as JsonValue[]).length, 3)
    assert.equal(disclosures.length, 4)
    const salts = disclosures.map((text) => JSON.parse(Buffer.from(text, 'base64url').toString())[0] as string)
    assert.equal(new Set(salts).size, 4)
    assert.equal(
      salts.every((salt) => /^[\w-]{22}$/.test(salt)),
      true,
    )
  })

  it('adds nothing where nothing is concealed', async () => {
    assert.deepEqual(await conceal({ a: 1 }, {}, platformCrypto), { payload: { a: 1 }, disclosures: [] })
    assert.equal((await issueSdJwt({ a: 1 }, {}, signer, { typ: 't' })).split('~').length, 2)
  })

  const refusals: [why: string, claims: JsonObject, frame: DisclosureFrame, told: string][] = [
    ['a frame of a member that is not there', { a: 1 }, { _sd: ['b'] }, 'disclosure-unknown /b'],
    ['a frame of a position that is not there', { a: [1] }, { a: { _sd: [1] } }, 'disclosure-unknown /a/1'],
    ['a frame below what is not there', { a: {} }, { a: { b: { _sd: [] } } }, 'disclosure-unknown /a/b'],
    ['a frame of a text', { a: 'x' }, { a: { _sd: [] } }, 'disclosure-unknown /a'],
    ['a claim named _sd', { a: [{ _sd: [] }] }, {}, 'sd-claim-forbidden /a/0/_sd'],
    ['a claim named ...', { '...': 'x' }, {}, 'sd-claim-forbidden /...'],
    ['a claim named _sd_alg', { _sd_alg: 'md5' }, {}, 'sd-claim-forbidden /_sd_alg'],
  ]
  for (const [why, claims, frame, expected] of refusals)
    it(`refuses ${why}`, async () => {
      assert.equal(await raisedLater(() => issueSdJwt(claims, frame, signer, { typ: 't' })), expected)
    })

  it('shows no pointer to nothing, nothing that was shown already, and nothing that is not sound', async () => {
    const binding = { signer: holder, audience: 'a', nonce: 'n' }
    const text = await issueSdJwt({ a: { b: 1 }, c: 2 }, { _sd: ['c'] }, signer, { typ: 't' })
    for (const at of ['a', '/d', '/a/b/c', '/a/toString'])
      assert.equal(await raisedLater(() => presentSdJwt(text, { disclose: [at] })), `disclosure-unknown ${at}`)
    const shown = await presentSdJwt(text, { disclose: ['/a/b'], keyBinding: binding })
    assert.equal(await raisedLater(() => presentSdJwt(shown, { disclose: [] })), 'sd-jwt-syntax key-binding')
    const foreign = `${text}${(await issueSdJwt({ e: 1 }, { _sd: ['e'] }, signer, { typ: 't' })).split('~')[1]}~`
    assert.equal(
      await raisedLater(() => presentSdJwt(foreign, { disclose: [] })),
      'disclosure-unreferenced disclosures/1',
    )
  })

  describe('with the proof of the holder', () => {
    const now = 1_800_000_000
    const expected = { audience: 'https://employer.example', nonce: 'n-0S6' }
    let text: string
    before(async () => {
      const claims = { name: 'Zoë', grade: 1, cnf: { jwk: { ...publicJwk(holder.publicKey) } } }
      text = await issueSdJwt(claims, { _sd: ['name', 'grade'] }, signer, { typ: 't' })
    })
    const show = (binding: object = {}): Promise<string> =>
      presentSdJwt(text, {
        disclose: ['/name'],
        keyBinding: { signer: holder, ...expected, issuedAt: now, ...binding },
      })
    const check = async (shown: string, moment = now): Promise<string[]> =>
      told(await checkSdJwt(await readSdJwt(shown), signer.publicKey, types, { now: moment, keyBinding: expected }))

    it('holds for five minutes, and a minute for the clocks', async () => {
      const shown = await show()
      assert.deepEqual(await check(shown), [])
      assert.deepEqual(await check(shown, now + 360), [])
      assert.deepEqual(await check(shown, now + 361), ['holder-not-proven key-binding-too-old key-binding/payload/iat'])
      assert.deepEqual(await check(shown, now - 61), ['holder-not-proven jwt-not-yet-valid key-binding/payload/iat'])
    })

    it('is made now unless told otherwise', async () => {
      const shown = await presentSdJwt(text, { disclose: [], keyBinding: { signer: holder, ...expected } })
      const sdJwt = await readSdJwt(shown)
      assert.deepEqual(await checkSdJwt(sdJwt, signer.publicKey, types, { keyBinding: expected }), [])
    })

    const wrong: [why: string, shown: () => Promise<string>, told: string[]][] = [
      ['nothing was proven', () => presentSdJwt(text, { disclose: [] }), ['key-binding-missing key-binding']],
      [
        'it was made for another audience',
        () => show({ audience: 'https://other.example' }),
        ['key-binding-audience-wrong key-binding/payload/aud'],
      ],
      [
        'replay: it was made for another occasion',
        () => show({ nonce: 'before' }),
        ['key-binding-nonce-wrong key-binding/payload/nonce'],
      ],
      [
        'replay: it was made for other disclosures',
        async () => {
          const [proof, whole] = [(await show()).split('~').pop(), text]
          return `${whole}${proof}`
        },
        ['key-binding-hash-wrong key-binding/payload/sd_hash'],
      ],
      [
        'key substitution: somebody else signed it',
        () => show({ signer }),
        ['jws-algorithm-not-of-key key-binding/header/alg'],
      ],
      ['a proof that is no JWT', async () => `${text}a.b.c`, ['base64url-invalid key-binding/payload']],
    ]
    for (const [why, shown, expectedHere] of wrong)
      it(`does not hold: ${why}`, async () => {
        assert.deepEqual(
          await check(await shown()),
          expectedHere.map((one) => `holder-not-proven ${one}`),
        )
      })

    it('does not hold without a type, a time, one audience and a nonce', async () => {
      const shown = `${text}${await signJws({ typ: 'jwt' }, { aud: ['x'], nonce: 1 }, holder)}`
      assert.deepEqual(await check(shown), [
        'holder-not-proven jws-type-wrong key-binding/header/typ',
        'holder-not-proven key-binding-claim-invalid key-binding/payload/aud',
        'holder-not-proven key-binding-claim-invalid key-binding/payload/nonce',
        'holder-not-proven key-binding-claim-invalid key-binding/payload/iat',
        'holder-not-proven key-binding-hash-wrong key-binding/payload/sd_hash',
      ])
    })

    it('does not hold where the issuer names no key, or none that is read', async () => {
      for (const [cnf, code] of [
        [{}, 'key-binding-key-missing payload/cnf/jwk'],
        [{ jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } }, 'key-unsupported payload/cnf/jwk'],
      ] as const) {
        const issued = await issueSdJwt({ cnf }, {}, signer, { typ: 't' })
        const shown = await presentSdJwt(issued, {
          disclose: [],
          keyBinding: { signer: holder, ...expected, issuedAt: now },
        })
        assert.deepEqual(await check(shown), [`holder-not-proven ${code}`])
      }
    })

    it('is not looked at where none was asked for', async () => {
      assert.deepEqual(await checkSdJwt(await readSdJwt(`${text}x`), signer.publicKey, types, { now }), [])
    })
  })
})

/** A frame that conceals some of what is there, at any depth, with decoys. */
function anyFrame(value: JsonValue, choices: Iterator<number>): DisclosureFrame {
  const frame: DisclosureFrame = { _sd: [] }
  if (typeof value !== 'object' || value === null) return frame
  const concealed: (string | number)[] = []
  for (const [name, below] of Object.entries(value)) {
    if (choices.next().value === 0) concealed.push(Array.isArray(value) ? Number(name) : name)
    if (typeof below === 'object' && below !== null && choices.next().value !== 0)
      frame[name] = anyFrame(below, choices)
  }
  return { ...frame, _sd: concealed, _sd_decoy: (choices.next().value ?? 0) % 2 }
}
