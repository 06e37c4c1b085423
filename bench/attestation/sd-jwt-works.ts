// SPDX-License-Identifier: Apache-2.0

import * as nodeCrypto from 'node:crypto'
import { createPublicKey, randomBytes } from 'node:crypto'
import {
  bindKey,
  checkSdJwtVc,
  issueSdJwtVc,
  newKey,
  publicJwk,
  readSdJwt,
  readSdJwtVc,
} from '../../packages/attestation/src/index.ts'
import { claimsOf, concealed, now } from './jose-samples.ts'
import { type Key, mustHold, type RawJws, type RawKey, rawKey, variety, type Work } from './work.ts'

const expected = { audience: 'https://employer.example', nonce: 'n-0S6_WzA2Mj' }
const frame = { _sd: concealed }
const keyId = 'key-1'

/** SHA-256 in base64url: the fastest way that the running Node has. */
const digestAlone = (text: string): string =>
  typeof nodeCrypto.hash === 'function'
    ? nodeCrypto.hash('sha256', text, 'base64url')
    : nodeCrypto.createHash('sha256').update(text).digest('base64url')

interface Raw {
  jwt: RawJws
  disclosures: string[]
  proof: RawJws
  presented: string
}

function rawOf(text: string, issuer: RawKey, holder: RawKey): Raw {
  const [jwt = '', ...disclosures] = text.split('~')
  const proof = disclosures.pop() ?? ''
  return {
    jwt: issuer.parts(jwt),
    disclosures,
    proof: holder.parts(proof),
    presented: text.slice(0, -proof.length),
  }
}

interface Samples {
  key: Key
  claims: ReturnType<typeof claimsOf>[]
  whole: string[]
  shown: string[]
  raws: Raw[]
  issuer: RawKey
  holder: RawKey
  holderJwk: ReturnType<typeof publicJwk>
}

async function samples(): Promise<Samples> {
  const [key, bearer] = [await newKey('ES256'), await newKey('ES256')]
  const [issuer, holder] = [rawKey(key), rawKey(bearer)]
  const claims = Array.from({ length: variety }, (_, index) => claimsOf(index, bearer.signer))
  const whole = await Promise.all(claims.map((one) => issueSdJwtVc(one, frame, key.signer, { keyId })))
  const shown = await Promise.all(
    whole.map((text) => bindKey(text, { signer: bearer.signer, ...expected, issuedAt: now })),
  )
  const raws = shown.map((text) => rawOf(text, issuer, holder))
  return { key, claims, whole, shown, raws, issuer, holder, holderJwk: publicJwk(bearer.signer.publicKey) }
}

export async function sdJwtWorks(): Promise<Work[]> {
  const made = await samples()
  return [verifying(made), verifyingShown(made), issuing(made)]
}

const at = <Item>(items: readonly Item[], index: number): Item => items[index % variety] as Item

function verifying({ key, whole, raws, issuer }: Samples): Work {
  const alone = (verify: (jws: RawJws) => void) => (index: number) => {
    const { jwt, disclosures } = at(raws, index)
    verify(jwt)
    for (const disclosure of disclosures) digestAlone(disclosure)
  }
  return {
    name: 'SD-JWT VC verify, ES256, 10 disclosures',
    size: 100,
    text: at(whole, 0),
    ours: async (index) => {
      const vc = readSdJwtVc(await readSdJwt(at(whole, index)))
      mustHold((await checkSdJwtVc(vc, key.signer.publicKey, { now })).length === 0)
    },
    raw: alone(issuer.verify),
    direct: alone(issuer.verifyDirect),
    peer: null,
  }
}

/** The key of each holder comes with the certificate: reading it is a part of the work, for node:crypto too. */
function verifyingShown({ key, shown, raws, issuer, holder, holderJwk }: Samples): Work {
  const alone = (verify: 'verify' | 'verifyDirect') => (index: number) => {
    const { jwt, disclosures, proof, presented } = at(raws, index)
    issuer[verify](jwt)
    for (const disclosure of disclosures) digestAlone(disclosure)
    createPublicKey({ key: { ...holderJwk }, format: 'jwk' })
    holder[verify](proof)
    digestAlone(presented)
  }
  return {
    name: 'SD-JWT VC verify, ES256, 10 disclosures, proof of the holder',
    size: 50,
    text: at(shown, 0),
    ours: async (index) => {
      const vc = readSdJwtVc(await readSdJwt(at(shown, index)))
      mustHold((await checkSdJwtVc(vc, key.signer.publicKey, { now, keyBinding: expected })).length === 0)
    },
    raw: alone('verify'),
    direct: alone('verifyDirect'),
    peer: null,
  }
}

function issuing({ key, claims, whole, raws, issuer }: Samples): Work {
  const alone = (sign: (jws: RawJws) => void) => (index: number) => {
    const { jwt, disclosures } = at(raws, index)
    randomBytes(16 * disclosures.length)
    for (const disclosure of disclosures) digestAlone(disclosure)
    sign(jwt)
  }
  return {
    name: 'SD-JWT VC issue, ES256, 10 disclosures',
    size: 100,
    text: at(whole, 0),
    ours: async (index) => void (await issueSdJwtVc(at(claims, index), frame, key.signer, { keyId })),
    raw: alone(issuer.sign),
    direct: alone(issuer.signDirect),
    peer: null,
  }
}
