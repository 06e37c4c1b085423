// SPDX-License-Identifier: Apache-2.0
// Credentials and presentations of the W3C data model as SD-JWTs (VC-JOSE-COSE §3.2).
import type { CryptoProvider, PublicKey, Signer } from '../crypto/crypto-provider.ts'
import { AttestationError } from '../error.ts'
import { mediaType } from '../jose/check-jws.ts'
import type { HeaderMembers } from '../jose/jws.ts'
import { type Signatory, signatoryOf } from '../jose/vc-jwt.ts'
import type { JsonObject } from '../json/json.ts'
import type { Problem } from '../report.ts'
import { checkSdJwt, type SdJwtCheck } from './check-sd-jwt.ts'
import type { DisclosureFrame } from './conceal.ts'
import { refuseConcealing } from './concealable.ts'
import { issueSdJwt } from './issue-sd-jwt.ts'
import type { SdJwt } from './sd-jwt.ts'

export type VcSdJwtType = 'vc+sd-jwt' | 'vp+sd-jwt'

/** A credential or presentation of the W3C data model as an SD-JWT: what it says, before anything in it is believed. */
export interface VcSdJwt extends Signatory {
  readonly type: VcSdJwtType
  readonly sdJwt: SdJwt
  /** What is disclosed of the document, with JWT claims beside its own members. */
  readonly document: JsonObject
  /** What is wrong before any key is asked. */
  readonly problems: readonly Problem[]
}

/** What verifiers need, and issuers therefore leave open (§3.2.1, SHOULD). */
const open: ReadonlySet<string> = new Set([
  '@context',
  'type',
  'issuer',
  'credentialStatus',
  'credentialSchema',
  'relatedResource',
])

/**
 * The document of an SD-JWT. `told` is the media type that came with it, where one did; then `typ` may be missing.
 * Throws `jws-type-wrong` where neither tells whether it is a credential or a presentation. Whether enough of it was
 * disclosed to be one, the data model says.
 */
export function readVcSdJwt(sdJwt: SdJwt, told?: VcSdJwtType, at = ''): VcSdJwt {
  const place = at === '' ? '' : `${at}/`
  const { typ } = sdJwt.jws.header
  const type = told ?? (typeof typ === 'string' ? mediaType(typ) : '')
  if (type !== 'vc+sd-jwt' && type !== 'vp+sd-jwt')
    throw new AttestationError('jws-type-wrong', `${place}header/typ`, "expected 'vc+sd-jwt' or 'vp+sd-jwt'")
  const problems: Problem[] = []
  const role = type === 'vc+sd-jwt' ? 'issuer' : 'holder'
  const signatory = signatoryOf(sdJwt.jws.header, sdJwt.payload, role, place, problems)
  return { type, sdJwt, document: sdJwt.payload, ...signatory, problems }
}

/** All that is wrong with it for the key of its signer (§5.2). What the document says of itself is not asked here. */
export async function checkVcSdJwt(vc: VcSdJwt, key: PublicKey, check: SdJwtCheck = {}): Promise<Problem[]> {
  return [...vc.problems, ...(await checkSdJwt(vc.sdJwt, key, { types: [vc.type], typeKnown: true }, check))]
}

export interface VcSdJwtIssue {
  type?: VcSdJwtType
  keyId?: string
  alg?: string
  crypto?: CryptoProvider
}

/**
 * Signs a credential or presentation as it stands, with what a frame names concealed. Throws `sd-claim-not-concealable`
 * for what verifiers need, the problems of `readVcSdJwt`, and what `issueSdJwt` throws.
 */
export async function issueVcSdJwt(
  document: JsonObject,
  frame: DisclosureFrame,
  signer: Signer,
  { type = 'vc+sd-jwt', keyId, alg, crypto }: VcSdJwtIssue = {},
): Promise<string> {
  refuseConcealing(frame, open)
  const header: HeaderMembers & JsonObject = { typ: type, cty: type.slice(0, 2) }
  if (keyId !== undefined) header.kid = keyId
  if (alg !== undefined) header.alg = alg
  const problems: Problem[] = []
  signatoryOf(header, document, type === 'vc+sd-jwt' ? 'issuer' : 'holder', '', problems)
  const [problem] = problems
  if (problem !== undefined) throw new AttestationError(problem.code, problem.at, problem.message)
  return issueSdJwt(document, frame, signer, header, crypto)
}
