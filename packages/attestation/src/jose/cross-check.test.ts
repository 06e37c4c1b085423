// SPDX-License-Identifier: Apache-2.0
// The same credentials and presentations as JWTs before the library jose and before checkVcJwt, with the same verdicts.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { errors, importJWK, jwtVerify, SignJWT } from 'jose'
import { credentialsContext } from '../contexts/pinned.ts'
import { publicJwk } from '../crypto/jwk.ts'
import { newKey } from '../crypto/signers.ts'
import type { JsonObject } from '../json/json.ts'
import { forgedJws, withOtherCharacter } from '../testing/forged.ts'
import { signJws } from './jws.ts'
import { checkVcJwt, issueVcJwt, readVcJwt, type VcJwtType } from './vc-jwt.ts'

const now = 1_800_000_000
const employer = 'https://employer.example'
const owner = 'did:web:authority.example'
const keyId = `${owner}#key-1`
const documents: Record<VcJwtType, JsonObject> = {
  'vc+jwt': {
    '@context': [credentialsContext],
    type: ['VerifiableCredential'],
    issuer: { id: owner, name: 'Authority' },
    credentialSubject: { id: 'did:example:welder', name: 'Zoë 𝒳' },
  },
  'vp+jwt': { '@context': [credentialsContext], type: ['VerifiablePresentation'], holder: owner },
}
type Pair = Awaited<ReturnType<typeof newKey>>
type Maker = (claims: JsonObject, type: VcJwtType, pair: Pair) => Promise<string>

const makers: Record<string, Maker> = {
  'made here': (claims, type, { signer }) => issueVcJwt(claims, signer, { type, keyId }),
  'made there': async (claims, type, { jwk, signer }) => {
    const { algorithm } = signer.publicKey
    return new SignJWT(claims)
      .setProtectedHeader({ alg: algorithm, typ: type, cty: type.slice(0, 2), kid: keyId })
      .sign(await importJWK({ ...jwk }, algorithm))
  },
}

interface Asked {
  pair: Pair
  type: VcJwtType
  audience?: string
}

/** The code of what jose refuses it for, with the claim where it names one. */
async function faultThere(text: string, { pair, type, audience }: Asked): Promise<string | null> {
  const { algorithm } = pair.signer.publicKey
  const key = await importJWK({ ...publicJwk(pair.signer.publicKey) }, algorithm)
  const algorithms = algorithm === 'Ed25519' ? ['EdDSA', 'Ed25519'] : [algorithm]
  const moment = { currentDate: new Date(now * 1000), clockTolerance: 60 }
  try {
    await jwtVerify(text, key, { algorithms, typ: type, ...moment, ...(audience === undefined ? {} : { audience }) })
    return null
  } catch (error) {
    assert.ok(error instanceof errors.JOSEError, String(error))
    return error instanceof errors.JWTClaimValidationFailed ? `${error.code} ${error.claim}` : error.code
  }
}

async function faultsHere(text: string, { pair, type, audience }: Asked): Promise<string[]> {
  const asked = { now, ...(audience === undefined ? {} : { audience }) }
  const problems = await checkVcJwt(readVcJwt(text, type), pair.signer.publicKey, asked)
  return problems.map(({ code, at }) => `${code} ${at}`)
}

type Faults = [there: string | null, here: string[]]

const invalid = 'ERR_JWT_CLAIM_VALIDATION_FAILED'
const verified: Faults = [null, []]
const claimed: [what: string, claims: JsonObject, audience: string | undefined, expected: Faults][] = [
  ['hold', {}, undefined, verified],
  ['hold for whom they are made', { aud: employer }, employer, verified],
  ['hold for one of many', { aud: ['https://other.example', employer] }, employer, verified],
  ['hold a minute after they are over', { exp: now - 59 }, undefined, verified],
  ['hold a minute before they begin', { nbf: now + 60 }, undefined, verified],
  ['are over', { exp: now - 60 }, undefined, ['ERR_JWT_EXPIRED', ['jwt-expired payload/exp']]],
  ['have not begun', { nbf: now + 61 }, undefined, [`${invalid} nbf`, ['jwt-not-yet-valid payload/nbf']]],
  [
    'are for another',
    { aud: 'https://other.example' },
    employer,
    [`${invalid} aud`, ['jwt-audience-wrong payload/aud']],
  ],
  ['are for nobody', {}, employer, [`${invalid} aud`, ['jwt-audience-wrong payload/aud']]],
  // There, an audience is passed over that nobody asked for (RFC 7519 §4.1.3 refuses it).
  ['are for somebody', { aud: employer }, undefined, [null, ['jwt-audience-wrong payload/aud']]],
  ['are over at no moment', { exp: 'soon' }, undefined, [`${invalid} exp`, ['jwt-claim-invalid payload/exp']]],
]

const forged: [
  what: string,
  forge: (text: string, asked: Asked, stranger: Pair) => Promise<string>,
  expected: Faults,
][] = [
  [
    'were signed by another',
    (_text, { type }, stranger) => signJws({ typ: type, kid: keyId }, documents[type], stranger.signer),
    ['ERR_JWS_SIGNATURE_VERIFICATION_FAILED', ['signature-wrong signature']],
  ],
  [
    'were changed',
    async (text, { type }) => {
      const [header, , signature] = text.split('.')
      const changed = { ...documents[type], id: 'urn:uuid:0b2ef47c-8b3c-4f57-9c07-2a1f8b6a5e10' }
      return `${header}.${Buffer.from(JSON.stringify(changed)).toString('base64url')}.${signature}`
    },
    ['ERR_JWS_SIGNATURE_VERIFICATION_FAILED', ['signature-wrong signature']],
  ],
  [
    'have another signature',
    async (text) => withOtherCharacter(text, 2),
    ['ERR_JWS_SIGNATURE_VERIFICATION_FAILED', ['signature-wrong signature']],
  ],
  [
    'are not signed',
    (_text, { type }) =>
      forgedJws(JSON.stringify({ alg: 'none', typ: type, kid: keyId }), JSON.stringify(documents[type])),
    ['ERR_JOSE_ALG_NOT_ALLOWED', ['jws-algorithm-none header/alg']],
  ],
  [
    'are of another type',
    (_text, { type, pair }) => signJws({ typ: 'JWT', kid: keyId }, documents[type], pair.signer),
    [`${invalid} typ`, ['jws-type-wrong header/typ']],
  ],
  [
    'have to be understood and are not',
    (_text, { type, pair: { signer } }) => {
      const header = { alg: signer.publicKey.algorithm, typ: type, kid: keyId, crit: ['sealed'], sealed: true }
      return forgedJws(JSON.stringify(header), JSON.stringify(documents[type]), signer)
    },
    ['ERR_JOSE_NOT_SUPPORTED', ['jws-critical-unknown header/crit']],
  ],
]

describe('JWTs between here and jose', () => {
  for (const algorithm of ['Ed25519', 'ES256', 'ES384', 'ES512'] as const)
    for (const type of ['vc+jwt', 'vp+jwt'] as const)
      for (const [name, make] of Object.entries(makers)) {
        it(`that claim something have the same verdicts: ${type} by ${algorithm}, ${name}`, async () => {
          const pair = await newKey(algorithm)
          for (const [what, claims, audience, expected] of claimed) {
            const asked = { pair, type, ...(audience === undefined ? {} : { audience }) }
            const text = await make({ ...documents[type], ...claims }, type, pair)
            assert.deepEqual([await faultThere(text, asked), await faultsHere(text, asked)], expected, what)
          }
        })

        it(`that are forged have the same verdicts: ${type} by ${algorithm}, ${name}`, async () => {
          const [pair, stranger] = [await newKey(algorithm), await newKey(algorithm)]
          for (const [what, forge, expected] of forged) {
            const text = await forge(await make(documents[type], type, pair), { pair, type }, stranger)
            const found = [await faultThere(text, { pair, type }), await faultsHere(text, { pair, type })]
            assert.deepEqual(found, expected, what)
          }
        })
      }
})
