// SPDX-License-Identifier: Apache-2.0
import { checkCredential, type ValidityPeriod } from '../credential/check-credential.ts'
import { checkOpenBadge, isOpenBadge } from '../credential/open-badge.ts'
import type { CryptoProvider, PublicKey } from '../crypto/crypto-provider.ts'
import { AttestationError } from '../error.ts'
import { checkProof } from '../integrity/check-proof.ts'
import type { IntegrityTools } from '../integrity/hash-data.ts'
import { readSecured } from '../integrity/proof.ts'
import { mediaType } from '../jose/check-jws.ts'
import { readEnvelope } from '../jose/envelopes.ts'
import { readJws } from '../jose/jws.ts'
import { checkVcJwt, readVcJwt } from '../jose/vc-jwt.ts'
import { isObject, type JsonObject, type JsonValue } from '../json/json.ts'
import { jsonLimits, readJson } from '../json/read-json.ts'
import { requireSound } from '../json/sound-json.ts'
import type { Problem } from '../report.ts'
import { readSdJwt, type SdJwt } from '../sd-jwt/sd-jwt.ts'
import { checkSdJwtVc, isSdJwtVc, readSdJwtVc } from '../sd-jwt/sd-jwt-vc.ts'
import { checkVcSdJwt, readVcSdJwt } from '../sd-jwt/vc-sd-jwt.ts'

/** A certificate in any of its forms, read alike; nothing in it is believed yet. */
export interface Certificate {
  readonly form: 'data-integrity' | 'vc+jwt' | 'vc+sd-jwt' | 'dc+sd-jwt'
  /** What it says, with what was disclosed. */
  readonly document: JsonObject
  readonly issuer: string | null
  /** W3C types, or the one `vct`. */
  readonly types: readonly string[]
  readonly validity: ValidityPeriod
  /** What is wrong with its shape. */
  readonly shape: readonly Problem[]
  /** The signatures in it: where each stands, and the address of its key where it says one. */
  readonly signatures: readonly { readonly at: string; readonly keyId: string | null }[]
  /** What a transparency log knows it by: the compact text, or the document. */
  readonly logged: string | JsonObject
  /**
   * All that is wrong with the signature of this number for a key, at a moment in milliseconds since 1970. A JWT that names
   * an audience is for this one alone, and for nobody where none is told (RFC 7519 §4.1.3).
   */
  check(number: number, key: PublicKey, now: number, audience?: string): Promise<Problem[]>
  /** The SD-JWT in it, by which a holder can prove to be one. */
  readonly sdJwt: SdJwt | null
}

/**
 * Reads a certificate: JSON with proofs, or an envelope, as text or object; `vc+jwt`, `vc+sd-jwt` or `dc+sd-jwt` as text.
 * Throws the code of what makes it unreadable.
 */
export async function readCertificate(presented: string | JsonObject, tools: IntegrityTools): Promise<Certificate> {
  if (typeof presented !== 'string') {
    requireSound(presented, jsonLimits.depth)
    return byDocument(presented, tools)
  }
  const text = presented.trim()
  if (text.startsWith('{')) return byDocument(objectOf(readJson(text)), tools)
  return text.includes('~') ? bySdJwt(text, tools) : byJwt(text, tools)
}

function objectOf(value: JsonValue): JsonObject {
  if (isObject(value)) return value
  throw new AttestationError('json-type', '', 'expected an object')
}

async function byDocument(document: JsonObject, tools: IntegrityTools): Promise<Certificate> {
  const types = [document['type']].flat()
  if (types.includes('EnvelopedVerifiableCredential')) return byEnvelope(document, tools)
  const secured = readSecured(document)
  const credential = credentialOf(document)
  return {
    ...credential,
    form: 'data-integrity',
    signatures: secured.proofs.map(({ at, verificationMethod }) => ({ at, keyId: verificationMethod })),
    logged: document,
    sdJwt: null,
    shape: [...secured.problems, ...credential.shape],
    check: async (number, key, now) => {
      const proof = secured.proofs[number]
      return proof === undefined ? [] : checkProof(secured, proof, key, { purpose: 'assertionMethod', now }, tools)
    },
  }
}

/** What is in an envelope, of the form that its address says: no other may hide behind a media type. */
async function byEnvelope(document: JsonObject, tools: IntegrityTools): Promise<Certificate> {
  const { type, text } = readEnvelope(document)
  const certificate = type === 'vc+jwt' ? byJwt(text, tools) : await bySdJwt(text, tools)
  if (certificate.form === type) return certificate
  throw new AttestationError(
    'envelope-invalid',
    '/id',
    `this holds a certificate as ${certificate.form}, not as ${type}`,
  )
}

/** What every credential of the W3C data model says of itself, in whatever way it is secured. */
function credentialOf(document: JsonObject): Pick<Certificate, 'document' | 'issuer' | 'types' | 'validity' | 'shape'> {
  const { problems, issuer, types, validity } = checkCredential(document)
  return {
    document,
    issuer,
    types,
    validity,
    shape: isOpenBadge(types) ? [...problems, ...checkOpenBadge(document)] : problems,
  }
}

function byJwt(text: string, { crypto }: IntegrityTools): Certificate {
  const { typ } = readJws(text).header
  if (typeof typ === 'string' && mediaType(typ) === 'vp+jwt')
    throw new AttestationError('jws-type-wrong', 'header/typ', 'this is a presentation: expected one certificate')
  const jwt = readVcJwt(text, 'vc+jwt')
  return {
    ...credentialOf(jwt.document),
    form: 'vc+jwt',
    issuer: jwt.signer,
    signatures: [{ at: 'signature', keyId: jwt.keyId }],
    logged: text,
    sdJwt: null,
    check: (_number, key, now, audience) => checkVcJwt(jwt, key, circumstances(jwt.document, now, audience, crypto)),
  }
}

async function bySdJwt(text: string, { crypto }: IntegrityTools): Promise<Certificate> {
  const sdJwt = await readSdJwt(text, { crypto })
  const shared = { logged: text, sdJwt }
  if (!isSdJwtVc(sdJwt)) {
    const credential = readVcSdJwt(sdJwt, 'vc+sd-jwt')
    return {
      ...credentialOf(credential.document),
      ...shared,
      form: 'vc+sd-jwt',
      issuer: credential.signer,
      signatures: [{ at: 'signature', keyId: credential.keyId }],
      check: (_number, key, now, audience) =>
        checkVcSdJwt(credential, key, circumstances(credential.document, now, audience, crypto)),
    }
  }
  const vc = readSdJwtVc(sdJwt)
  return {
    ...shared,
    form: 'dc+sd-jwt',
    document: sdJwt.payload,
    issuer: vc.issuer,
    types: [vc.type],
    validity: { from: null, until: null },
    shape: [],
    signatures: [{ at: 'signature', keyId: vc.keyId }],
    check: (_number, key, now, audience) => checkSdJwtVc(vc, key, circumstances(sdJwt.payload, now, audience, crypto)),
  }
}

/** What a certificate is checked by; one that names no audience is for everyone. */
function circumstances({ aud }: JsonObject, now: number, audience: string | undefined, crypto: CryptoProvider) {
  const asked = aud === undefined || audience === undefined ? {} : { audience }
  return { now: now / 1000, crypto, ...asked }
}
