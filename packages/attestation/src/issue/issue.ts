// SPDX-License-Identifier: Apache-2.0
import { checkCredential } from '../credential/check-credential.ts'
import { checkOpenBadge, isOpenBadge } from '../credential/open-badge.ts'
import { checkResourceDigests, type ResourceSource } from '../credential/resource-digests.ts'
import type { Signer } from '../crypto/crypto-provider.ts'
import { AttestationError } from '../error.ts'
import { addProof } from '../integrity/add-proof.ts'
import type { IntegrityTools } from '../integrity/hash-data.ts'
import { inlineContextProblems } from '../integrity/inline-contexts.ts'
import type { Cryptosuite } from '../integrity/proof.ts'
import { issueVcJwt } from '../jose/vc-jwt.ts'
import { unreadable } from '../jose/within.ts'
import type { JsonObject } from '../json/json.ts'
import { jsonLimits } from '../json/read-json.ts'
import { requireSound } from '../json/sound-json.ts'
import { canonicalQuads } from '../linked-data/canonical-quads.ts'
import type { Problem } from '../report.ts'
import type { DisclosureFrame } from '../sd-jwt/conceal.ts'
import { claimProblems, issueSdJwtVc } from '../sd-jwt/sd-jwt-vc.ts'
import { issueVcSdJwt } from '../sd-jwt/vc-sd-jwt.ts'
import { readStatusEntries } from '../status/bitstring-entry.ts'
import { readTokenStatus } from '../status/token-list.ts'

/** How a certificate is signed. `keyId` is the whole address of the key, which has to be the issuer's own. */
export type IssueForm =
  | {
      readonly form: Cryptosuite
      readonly keyId: string
      /** When it is signed, an XML Schema dateTimeStamp. */
      readonly created?: string
    }
  | { readonly form: 'vc+jwt'; readonly keyId: string }
  /** What the holder may disclose one by one. */
  | { readonly form: 'vc+sd-jwt'; readonly keyId: string; readonly frame: DisclosureFrame }
  | {
      readonly form: 'dc+sd-jwt'
      readonly frame: DisclosureFrame
      readonly keyId?: string
      /** The issuer's chain of certificates, its own first, each as DER in base64; without `keyId`. */
      readonly x5c?: readonly string[]
    }

export interface Issue {
  readonly signer: Signer
  readonly tools: IntegrityTools
  /** Related resources at hand: their digests are compared. */
  readonly resources?: ResourceSource
}

/** A certificate: a document, or text in compact form. Where there is a problem there is none. */
export type Issued =
  | { readonly certificate: string | JsonObject; readonly problems: readonly [] }
  | { readonly certificate: null; readonly problems: readonly Problem[] }

/**
 * Issues a certificate, unless a verifier would refuse it: looks first, tells all that is wrong, then signs. A credential
 * of the W3C data model is looked at for its shape (VC Data Model 2.0 §4, Open Badges 3.0), its status entries, its terms
 * as linked data, the digests of its related resources, and that the key is its issuer's; the claims of a `dc+sd-jwt` for
 * their shapes (draft-ietf-oauth-sd-jwt-vc §2.2.2) and the status. Terms that no context knows are refused in every form,
 * though only eddsa-rdfc-2022 signs statements. That it is issued now, logged and listed, is the caller's.
 */
export async function issue(
  content: JsonObject,
  form: IssueForm,
  { signer, tools, resources }: Issue,
): Promise<Issued> {
  try {
    requireSound(content, jsonLimits.depth)
    const problems =
      form.form === 'dc+sd-jwt' ? unfitClaims(content, form) : await unfitCredential(content, form, tools, resources)
    if (problems.length > 0) return { certificate: null, problems }
    return { certificate: await signed(content, form, signer, tools), problems: [] }
  } catch (error) {
    return { certificate: null, problems: [unreadable(error)] }
  }
}

/** Without a chain the issuer has to be named, since nothing else leads to the key. */
function unfitClaims(claims: JsonObject, { keyId, x5c }: Extract<IssueForm, { form: 'dc+sd-jwt' }>): Problem[] {
  const problems = [...claimProblems(claims), ...readTokenStatus(claims['status'] ?? null, '/status').problems]
  const { iss } = claims
  if (iss === undefined && x5c === undefined)
    problems.push({ fault: 'malformed', code: 'jwt-claim-invalid', at: '/iss', message: 'expected who issues it' })
  if (typeof iss === 'string' && keyId?.includes(':') && !isOwn(keyId, iss))
    problems.push(foreignKey(keyId, iss, '/iss'))
  return problems
}

async function unfitCredential(
  credential: JsonObject,
  form: Exclude<IssueForm, { form: 'dc+sd-jwt' }>,
  tools: IntegrityTools,
  resources: ResourceSource = () => null,
): Promise<Problem[]> {
  const { problems, types, issuer } = checkCredential(credential)
  const status = readStatusEntries(credential).problems.filter(({ fault }) => fault === 'malformed')
  return [
    ...problems,
    ...(isOpenBadge(types) ? checkOpenBadge(credential) : []),
    ...status,
    ...(issuer === null || isOwn(form.keyId, issuer) ? [] : [foreignKey(form.keyId, issuer, '/issuer')]),
    ...(await checkResourceDigests(credential, resources)),
    ...(await unfitStatements(credential, form.form === 'eddsa-rdfc-2022', tools)),
  ]
}

function isOwn(keyId: string, issuer: string): boolean {
  return keyId.startsWith(`${issuer}#`)
}

function foreignKey(keyId: string, issuer: string, at: string): Problem {
  const message = `'${keyId.slice(0, 200)}' is not a key of '${issuer.slice(0, 200)}'`
  return { fault: 'unknown-issuer', code: 'key-controller-mismatch', at, message }
}

/** What linked data this package does not follow says nothing against forms that sign no statements. */
async function unfitStatements(
  credential: JsonObject,
  signsStatements: boolean,
  { library, fallback, inlineContexts }: IntegrityTools,
): Promise<Problem[]> {
  const problems = signsStatements && inlineContexts !== 'taken' ? inlineContextProblems(credential) : []
  const { proof: _, ...statements } = credential
  try {
    await canonicalQuads(statements, library, signsStatements ? fallback : undefined)
  } catch (error) {
    const isOther = error instanceof AttestationError && error.code === 'linked-data-unsupported' && !signsStatements
    if (!isOther) problems.push(unreadable(error))
  }
  return problems
}

async function signed(
  content: JsonObject,
  form: IssueForm,
  signer: Signer,
  tools: IntegrityTools,
): Promise<string | JsonObject> {
  const { crypto } = tools
  if (form.form === 'vc+jwt') return issueVcJwt(content, signer, { keyId: form.keyId })
  if (form.form === 'vc+sd-jwt') return issueVcSdJwt(content, form.frame, signer, { keyId: form.keyId, crypto })
  if (form.form === 'dc+sd-jwt') {
    const { frame, keyId, x5c } = form
    const named = { ...(keyId === undefined ? {} : { keyId }), ...(x5c === undefined ? {} : { x5c: [...x5c] }) }
    return issueSdJwtVc(content as JsonObject & { vct: string }, frame, signer, { ...named, crypto })
  }
  const { form: cryptosuite, keyId: verificationMethod, created } = form
  const dated = created === undefined ? {} : { created }
  return addProof(content, { cryptosuite, verificationMethod, ...dated }, signer, tools)
}
