// SPDX-License-Identifier: Apache-2.0
import type { PublicKey } from '../crypto/crypto-provider.ts'
import { AttestationError, type AttestationErrorCode } from '../error.ts'
import { canonicalJson } from '../json/canonical-json.ts'
import type { JsonObject, JsonValue } from '../json/json.ts'
import type { Fault, Problem } from '../report.ts'
import { hashData, type IntegrityTools } from './hash-data.ts'
import { inlineContextProblems } from './inline-contexts.ts'
import type { Proof, SecuredDocument } from './proof.ts'

/** What a proof has to be for. */
export interface ProofExpectation {
  /** `assertionMethod` for credentials, `authentication` for presentations. */
  purpose: string
  /** Milliseconds since 1970. */
  now: number
  /** Milliseconds by which clocks may differ. */
  skew?: number
  /** Asked of presentations: what the verifier had sent, and who it is. */
  challenge?: string
  domain?: string
}

/**
 * All that is wrong with one proof of a document for the key of its verification method (VC-DI §4.4 to §4.6,
 * VC-DI-EDDSA §3.2.7, §3.3.7). Whether the key is its signer's, for this purpose, the caller finds out.
 */
export async function checkProof(
  secured: SecuredDocument,
  proof: Proof,
  key: PublicKey,
  expectation: ProofExpectation,
  tools: IntegrityTools,
): Promise<Problem[]> {
  const problems: Problem[] = []
  const report = (fault: Fault, code: AttestationErrorCode, member: string, message: string) => {
    problems.push({ fault, code, at: `${proof.at}${member}`, message })
  }
  checkCircumstances(proof, expectation, report)
  if (proof.cryptosuite === 'eddsa-rdfc-2022' && tools.inlineContexts !== 'taken')
    problems.push(...inlineContextProblems(secured.unsecured))
  const document = documentOf(secured, proof, report)
  if (key.algorithm !== 'Ed25519')
    report(
      'tampered',
      'proof-key-unfit',
      '/verificationMethod',
      `${proof.cryptosuite} signs with Ed25519, the key is for ${key.algorithm}`,
    )
  else if (document !== null && !(await holds(document, proof, key, tools, report)))
    report('tampered', 'signature-wrong', '/proofValue', 'the signature does not hold for this document and this key')
  return problems
}

type Report = (fault: Fault, code: AttestationErrorCode, member: string, message: string) => void

async function holds(
  document: JsonObject,
  proof: Proof,
  key: PublicKey,
  tools: IntegrityTools,
  report: Report,
): Promise<boolean> {
  const { proofValue: _, ...options } = proof.written
  try {
    const data = await hashData(proof.cryptosuite, document, options, tools)
    return await tools.crypto.verify(key, data, proof.proofValue)
  } catch (error) {
    if (!(error instanceof AttestationError)) throw error
    const fault =
      error.code === 'linked-data-unsupported' || error.code === 'context-unknown' ? 'unsupported' : 'malformed'
    report(fault, error.code, '', error.message)
    return true
  }
}

function checkCircumstances(proof: Proof, expectation: ProofExpectation, report: Report): void {
  const { purpose, now, skew = 60_000, challenge, domain } = expectation
  if (proof.proofPurpose !== purpose)
    report('tampered', 'proof-purpose-wrong', '/proofPurpose', `expected '${purpose}', not '${proof.proofPurpose}'`)
  if (proof.expires !== null && proof.expires + skew < now)
    report('expired', 'proof-expired', '/expires', 'this proof has ended')
  if (proof.created !== null && proof.created - skew > now)
    report('not-yet-valid', 'proof-not-yet-made', '/created', 'this proof says that it was made after now')
  if (challenge !== undefined && proof.challenge !== challenge)
    report(
      'holder-not-proven',
      'proof-challenge-wrong',
      '/challenge',
      'this is not the challenge that was sent: shown before?',
    )
  if (domain !== undefined && !proof.domains.includes(domain))
    report('holder-not-proven', 'proof-domain-wrong', '/domain', 'this was made for somebody else')
}

/**
 * The document that the proof was made over: with the proofs before it in a chain (VC-DI §4.6), and for eddsa-jcs-2022
 * with the contexts that the proof names, which the document's must begin with (VC-DI-EDDSA §3.3.7, steps 4 and 5).
 */
function documentOf({ unsecured, proofs }: SecuredDocument, proof: Proof, report: Report): JsonObject | null {
  const before = proof.previous.map((id) =>
    proofs.find(({ written }) => written['id'] === id && written !== proof.written),
  )
  if (before.includes(undefined)) {
    report('malformed', 'proof-previous-unknown', '/previousProof', 'it rests on a proof that is not there')
    return null
  }
  const chained: JsonObject =
    before.length === 0 ? unsecured : { ...unsecured, proof: before.map((one) => (one as Proof).written) }
  const { '@context': context } = proof.written
  if (proof.cryptosuite !== 'eddsa-jcs-2022' || context === undefined) return chained
  if (!beginsWith(unsecured['@context'], context)) {
    report(
      'tampered',
      'proof-context-mismatch',
      '/@context',
      'the contexts of the document do not begin with those of the proof',
    )
    return null
  }
  return { ...chained, '@context': context }
}

function beginsWith(whole: JsonValue | undefined, start: JsonValue): boolean {
  const entries = whole === undefined ? [] : [whole].flat()
  return [start]
    .flat()
    .every((entry, index) => index < entries.length && same(entry as JsonValue, entries[index] as JsonValue))
}

function same(left: JsonValue, right: JsonValue): boolean {
  return canonicalJson(left) === canonicalJson(right)
}
