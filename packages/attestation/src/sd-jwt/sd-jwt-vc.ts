// SPDX-License-Identifier: Apache-2.0
// SD-JWT VC (draft-ietf-oauth-sd-jwt-vc): what wallets hold. Claims in plain JSON, no linked data.
import type { CryptoProvider, PublicKey, Signer } from '../crypto/crypto-provider.ts'
import type { HeaderMembers } from '../jose/jws.ts'
import { isObject, type JsonObject, type JsonValue } from '../json/json.ts'
import type { Problem } from '../report.ts'
import { checkSdJwt, type SdJwtCheck } from './check-sd-jwt.ts'
import type { DisclosureFrame } from './conceal.ts'
import { refuseConcealing, wronglyConcealed } from './concealable.ts'
import { issueSdJwt } from './issue-sd-jwt.ts'
import type { SdJwt } from './sd-jwt.ts'

/** A certificate as an SD-JWT VC: what it says, before anything in it is believed. */
export interface SdJwtVc {
  readonly sdJwt: SdJwt
  /** What kind of certificate it is (`vct`); empty where that is missing. */
  readonly type: string
  /** `iss`; null where the chain of certificates alone names the issuer. */
  readonly issuer: string | null
  readonly keyId: string | null
  /** Where its status is found (Token Status List §6); null where it has none. */
  readonly status: JsonObject | null
  /** What is wrong before any key is asked. */
  readonly problems: readonly Problem[]
}

/** The types that `typ` may name: `vc+sd-jwt` was the one until November 2024, and is still met. */
const types = ['dc+sd-jwt', 'vc+sd-jwt'] as const

/** Claims that must not be disclosed, but stand open (§2.2.2.2). */
const open: ReadonlySet<string> = new Set(['iss', 'nbf', 'exp', 'cnf', 'vct', 'vct#integrity', 'aka_vcts', 'status'])

/** Whether an SD-JWT is to be an SD-JWT VC: W3C credentials had the same `typ` for some time, but have no `vct`. */
export function isSdJwtVc(sdJwt: SdJwt): boolean {
  return sdJwt.signedPayload['vct'] !== undefined
}

const shapes: readonly [name: string, fits: (value: JsonValue) => boolean, expected: string][] = [
  ['iss', (value) => typeof value === 'string', 'a text'],
  ['sub', (value) => typeof value === 'string', 'a text'],
  ['status', isObject, 'an object'],
  ['cnf', isObject, 'an object'],
  ['aka_vcts', (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'), 'a list of texts'],
]

/**
 * The claims of an SD-JWT VC (§2.2.2). Tells `jwt-claim-invalid` for a missing `vct` and for registered claims of
 * another shape, and `sd-claim-not-concealable` for those that must stand open but were disclosed.
 */
export function readSdJwtVc(sdJwt: SdJwt, at = ''): SdJwtVc {
  const place = at === '' ? '' : `${at}/`
  const { payload } = sdJwt
  const problems = [...wronglyConcealed(sdJwt, open, place), ...claimProblems(payload, `${place}payload`)]
  const { vct, iss, status } = payload
  const { kid } = sdJwt.jws.header
  return {
    sdJwt,
    type: typeof vct === 'string' ? vct : '',
    issuer: typeof iss === 'string' ? iss : null,
    keyId: typeof kid === 'string' ? kid : null,
    status: isObject(status) ? status : null,
    problems,
  }
}

/** What is wrong with the shapes of claims: `jwt-claim-invalid`. */
export function claimProblems(claims: JsonObject, at = ''): Problem[] {
  const problems: Problem[] = []
  const report = (name: string, expected: string) =>
    problems.push({
      fault: 'malformed',
      code: 'jwt-claim-invalid',
      at: `${at}/${name}`,
      message: `expected ${expected} (draft-ietf-oauth-sd-jwt-vc §2.2.2.2)`,
    })
  const { vct } = claims
  if (typeof vct !== 'string' || vct === '') report('vct', 'the name of a kind of certificate')
  for (const [name, fits, expected] of shapes) {
    const value = claims[name]
    if (value !== undefined && !fits(value)) report(name, expected)
  }
  return problems
}

/** All that is wrong with an SD-JWT VC for the key of its issuer (§2.4). Its status is not asked here. */
export async function checkSdJwtVc(vc: SdJwtVc, key: PublicKey, check: SdJwtCheck = {}): Promise<Problem[]> {
  return [...vc.problems, ...(await checkSdJwt(vc.sdJwt, key, { types }, check))]
}

export interface SdJwtVcIssue {
  keyId?: string
  /** The issuer's chain of certificates, its own first, each as DER in base64. */
  x5c?: string[]
  alg?: string
  crypto?: CryptoProvider
}

/**
 * Signs a certificate as an SD-JWT VC. Throws `sd-claim-not-concealable` for a frame that conceals what must stand open,
 * and what `issueSdJwt` throws.
 */
export async function issueSdJwtVc(
  claims: JsonObject & { vct: string },
  frame: DisclosureFrame,
  signer: Signer,
  { keyId, x5c, alg, crypto }: SdJwtVcIssue = {},
): Promise<string> {
  refuseConcealing(frame, open)
  const header: HeaderMembers = { typ: 'dc+sd-jwt' }
  if (keyId !== undefined) header.kid = keyId
  if (x5c !== undefined) header.x5c = x5c
  if (alg !== undefined) header.alg = alg
  return issueSdJwt(claims, frame, signer, header, crypto)
}
