// SPDX-License-Identifier: Apache-2.0
// Credentials and presentations as JWTs (W3C Securing Verifiable Credentials using JOSE and COSE, VC-JOSE-COSE).
import type { CryptoProvider, PublicKey, Signer } from '../crypto/crypto-provider.ts'
import { AttestationError, type JoseCode } from '../error.ts'
import { isObject, type JsonObject, type JsonValue } from '../json/json.ts'
import type { Problem } from '../report.ts'
import { checkJws, mediaType } from './check-jws.ts'
import { type HeaderMembers, type Jws, type JwsHeader, readJws, readObject, signJws } from './jws.ts'
import { type Occasion, occasionProblems } from './jwt-audience.ts'
import { type Moment, timeProblems } from './jwt-times.ts'

export type VcJwtType = 'vc+jwt' | 'vp+jwt'

/** A credential (`vc+jwt`) or presentation (`vp+jwt`) as a JWT: what it says, before anything in it is believed. */
export interface VcJwt extends Signatory {
  readonly type: VcJwtType
  readonly jws: Jws
  /** The claims: the unsecured document, with JWT claims beside its own members (VC-JOSE-COSE §3.1.1, §3.1.3). */
  readonly document: JsonObject
  /** What is wrong before any key is asked. */
  readonly problems: readonly Problem[]
}

/** Who is to have signed, and by which key. */
export interface Signatory {
  /** The id of `issuer`, of a presentation that of `holder`, otherwise `iss`; null where there is none. */
  readonly signer: string | null
  readonly keyId: string | null
}

/**
 * Reads a `vc+jwt` or `vp+jwt`. `told` is the media type that came with it, where one did; then `typ` may be missing,
 * as VC-JOSE-COSE §3.1.1 allows. Throws what `readJws` throws, `json-type` for a payload that is no object, and
 * `jws-type-wrong` where neither tells which of the two it is.
 */
export function readVcJwt(text: string, told?: VcJwtType, at = ''): VcJwt {
  const jws = readJws(text, at)
  const place = at === '' ? '' : `${at}/`
  const { typ } = jws.header as JwsHeader & { typ?: string }
  const type = told ?? (typ === undefined ? '' : mediaType(typ))
  if (type !== 'vc+jwt' && type !== 'vp+jwt')
    throw new AttestationError('jws-type-wrong', `${place}header/typ`, "expected 'vc+jwt' or 'vp+jwt'")
  const document = readObject(jws.payload, `${place}payload`)
  const problems: Problem[] = []
  const signatory = signatoryOf(jws.header, document, type === 'vc+jwt' ? 'issuer' : 'holder', place, problems)
  return { type, jws, document, ...signatory, problems }
}

/**
 * Who is to have signed (VC-JOSE-COSE §4.1.2, §4.2): `iss`, in the header or the claims, must be the issuer; without
 * it, and with an issuer, `kid` must be the whole address of a key. `vc` and `vp` as names of claims are the old
 * encoding, which hid the document in a member (§3.1.3, forbidden).
 */
export function signatoryOf(
  header: JsonObject,
  document: JsonObject,
  role: 'issuer' | 'holder',
  place: string,
  problems: Problem[],
): Signatory {
  const report = (code: JoseCode, at: string, message: string) =>
    problems.push({ fault: 'malformed', code, at: `${place}${at}`, message })
  for (const name of ['vc', 'vp'])
    if (Object.hasOwn(document, name)) report('jwt-claim-forbidden', `payload/${name}`, `'${name}' must not be there`)
  const owner = idOf(document[role])
  const named = issuersNamed(header, document)
  for (const [at, iss] of named) {
    if (typeof iss !== 'string') report('jwt-claim-invalid', at, 'expected a string (RFC 7519 §4.1.1)')
    else if (iss !== (owner ?? named[0]?.[1])) report('jwt-issuer-mismatch', at, `not the ${role}: '${iss}'`)
  }
  const { kid } = header
  const keyId = typeof kid === 'string' ? kid : null
  if (owner !== null && named.length === 0 && !(keyId !== null && /^[a-z][a-z0-9+.-]*:/i.test(keyId)))
    report('jwt-key-id-invalid', 'header/kid', `expected the whole address of a key, because 'iss' is missing`)
  const iss = named[0]?.[1]
  return { signer: owner ?? (typeof iss === 'string' ? iss : null), keyId }
}

function issuersNamed(header: JsonObject, document: JsonObject): [at: string, iss: JsonValue][] {
  const all: [string, JsonValue | undefined][] = [
    ['payload/iss', document['iss']],
    ['header/iss', header['iss']],
  ]
  return all.filter((one): one is [string, JsonValue] => one[1] !== undefined)
}

function idOf(value: JsonValue | undefined): string | null {
  const id = isObject(value) ? value['id'] : value
  return typeof id === 'string' ? id : null
}

export interface JwtCheck extends Moment, Occasion {
  crypto?: CryptoProvider
  at?: string
}

/**
 * All that is wrong with a `vc+jwt` or `vp+jwt` for the key of its signer (VC-JOSE-COSE §5.1): what reading found, type,
 * algorithm, signature, `exp`, `nbf` and `aud`, and `nonce` where one is expected: so is a presentation shown once, and
 * to one. What the document says of itself (`validFrom`, status) is not asked here.
 */
export async function checkVcJwt(jwt: VcJwt, key: PublicKey, check: JwtCheck = {}): Promise<Problem[]> {
  const { at = '', crypto } = check
  const expectation = { types: [jwt.type], typeKnown: true, at }
  const problems = await checkJws(jwt.jws, key, crypto === undefined ? expectation : { ...expectation, crypto })
  const place = at === '' ? 'payload' : `${at}/payload`
  const { document } = jwt
  return [
    ...jwt.problems,
    ...problems,
    ...timeProblems(document, check, place),
    ...occasionProblems(document, check, place),
  ]
}

/**
 * Signs a credential or presentation as it stands. `keyId` is the whole address of the key's verification method, or
 * there is an `iss` among the claims. Throws `jwt-claim-forbidden`, `jwt-issuer-mismatch` and `jwt-key-id-invalid` for
 * what a verifier would refuse, and what `signJws` throws.
 */
export async function issueVcJwt(
  document: JsonObject,
  signer: Signer,
  { type = 'vc+jwt', keyId, alg }: { type?: VcJwtType; keyId?: string; alg?: string } = {},
): Promise<string> {
  const header: HeaderMembers & JsonObject = { typ: type, cty: type.slice(0, 2) }
  if (keyId !== undefined) header.kid = keyId
  if (alg !== undefined) header.alg = alg
  const problems: Problem[] = []
  signatoryOf(header, document, type === 'vc+jwt' ? 'issuer' : 'holder', '', problems)
  const [problem] = problems
  if (problem !== undefined) throw new AttestationError(problem.code, problem.at, problem.message)
  return signJws(header, document, signer)
}
