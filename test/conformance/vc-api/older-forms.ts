// SPDX-License-Identifier: Apache-2.0
// What fixtures of the suites are and certificates of ours are not: credentials of Verifiable Credentials Data Model 1.1,
// proofs of the type Ed25519Signature2020. The package reads neither; its own checks are asked as far as they go.
import {
  checkCredential,
  checkProof,
  credentialsContext,
  type IntegrityTools,
  isObject,
  type JsonObject,
  type JsonValue,
  type Problem,
  type Proof,
  readDidKey,
  readSecured,
  type SecuredDocument,
} from '../../../packages/attestation/src/index.ts'

const firstContext = 'https://www.w3.org/2018/credentials/v1'
const proofContext = 'https://w3id.org/security/data-integrity/v2'

export function isOlder(document: JsonObject): boolean {
  return isVersion1(document) || isSignature2020(document['proof'])
}

/** The credential as Data Model 2.0 would say it, whose rules for its shape are those of 1.1 too; another one as it is. */
export function asVersion2(credential: JsonObject): JsonObject {
  if (!isVersion1(credential)) return credential
  const { '@context': context, issuanceDate, expirationDate, ...others } = credential
  const document: JsonObject = {
    ...others,
    '@context': [credentialsContext, ...[context].flat().slice(1)] as JsonValue[],
  }
  if (issuanceDate !== undefined) document['validFrom'] = issuanceDate
  if (expirationDate !== undefined) document['validUntil'] = expirationDate
  return document
}

/** With the context that says what a proof is, which that of 1.1 does not. */
export function readyForProof(credential: JsonObject): JsonObject {
  if (!isVersion1(credential)) return credential
  const contexts = [credential['@context']].flat() as JsonValue[]
  return contexts.includes(proofContext) ? credential : { ...credential, '@context': [...contexts, proofContext] }
}

/** What is wrong with shape and proofs, by whichever did:keys made them: whose keys they are is not asked. */
export async function checkOlder(document: JsonObject, tools: IntegrityTools): Promise<Problem[]> {
  const { problems: shape } = checkCredential(asVersion2(document))
  const secured = securedOf(document)
  const problems = [...shape, ...secured.problems]
  const expectation = { purpose: 'assertionMethod', now: Date.now() }
  for (const proof of secured.proofs)
    problems.push(...(await checkProof(secured, proof, readDidKey(proof.verificationMethod), expectation, tools)))
  return problems
}

function isVersion1({ '@context': context }: JsonObject): boolean {
  return Array.isArray(context) && context[0] === firstContext
}

function isSignature2020(proof: JsonValue | undefined): proof is JsonObject {
  return isObject(proof) && proof['type'] === 'Ed25519Signature2020'
}

/** Ed25519Signature2020 signs what eddsa-rdfc-2022 signs, with the proof as it stands. */
function securedOf(document: JsonObject): SecuredDocument {
  const { proof } = document
  if (!isSignature2020(proof)) return readSecured(document)
  const like = { ...proof, type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022' }
  const secured = readSecured({ ...document, proof: like })
  return { ...secured, proofs: secured.proofs.map((one): Proof => ({ ...one, written: proof })) }
}
