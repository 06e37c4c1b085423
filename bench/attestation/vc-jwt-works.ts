// SPDX-License-Identifier: Apache-2.0
import { importJWK, jwtVerify, SignJWT } from 'jose'
import {
  checkVcJwt,
  issueVcJwt,
  type JsonObject,
  newKey,
  publicJwk,
  readVcJwt,
} from '../../packages/attestation/src/index.ts'
import { credentialOf, keyId, now } from './jose-samples.ts'
import { mustHold, type RawJws, rawKey, variety, type Work } from './work.ts'

export async function vcJwtWorks(algorithm: 'Ed25519' | 'ES256'): Promise<Work[]> {
  const key = await newKey(algorithm)
  const raw = rawKey(key)
  const documents = Array.from({ length: variety }, (_, index) => credentialOf(index))
  const texts = await Promise.all(documents.map((document) => issueVcJwt(document, key.signer, { keyId })))
  const parts = texts.map(raw.parts)
  const textAt = (index: number) => texts[index % variety] as string
  const documentAt = (index: number) => documents[index % variety] as JsonObject
  const partsAt = (index: number) => parts[index % variety] as RawJws
  const open = await importJWK({ ...publicJwk(key.signer.publicKey) }, algorithm)
  const secret = await importJWK({ ...key.jwk }, algorithm)
  const alg = algorithm === 'Ed25519' ? 'EdDSA' : algorithm
  const common = { size: 100, text: textAt(0) }
  return [
    {
      ...common,
      name: `vc+jwt verify, ${algorithm}`,
      ours: async (index) => {
        const jwt = readVcJwt(textAt(index))
        mustHold((await checkVcJwt(jwt, key.signer.publicKey, { now })).length === 0)
      },
      raw: (index) => raw.verify(partsAt(index)),
      direct: (index) => raw.verifyDirect(partsAt(index)),
      peer: async (index) => void (await jwtVerify(textAt(index), open, { typ: 'vc+jwt' })),
    },
    {
      ...common,
      name: `vc+jwt issue, ${algorithm}`,
      ours: async (index) => void (await issueVcJwt(documentAt(index), key.signer, { keyId })),
      raw: (index) => raw.sign(partsAt(index)),
      direct: (index) => raw.signDirect(partsAt(index)),
      peer: async (index) =>
        void (await new SignJWT(documentAt(index))
          .setProtectedHeader({ alg, typ: 'vc+jwt', cty: 'vc', kid: keyId })
          .sign(secret)),
    },
  ]
}
