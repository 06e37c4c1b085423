// SPDX-License-Identifier: Apache-2.0
import { multibase58 } from '../bytes/multibase.ts'
import type { Signer } from '../crypto/crypto-provider.ts'
import { AttestationError } from '../error.ts'
import type { JsonObject, JsonValue } from '../json/json.ts'
import { hashData, type IntegrityTools } from './hash-data.ts'
import type { Cryptosuite } from './proof.ts'

export interface ProofOptions {
  readonly cryptosuite: Cryptosuite
  /** The address of the verification method of the signer's key. */
  readonly verificationMethod: string
  /** `assertionMethod` unless said otherwise. */
  readonly proofPurpose?: string
  /** XML Schema dateTimeStamp. */
  readonly created?: string
  readonly expires?: string
  readonly challenge?: string
  readonly domain?: string | string[]
  /** An id, where another proof is to rest on this one. */
  readonly id?: string
  /** Ids of proofs that stand in the document: this one covers them too (VC-DI §2.1.2, proof chains). */
  readonly previousProof?: string | string[]
}

/**
 * The document with a proof, beside those that it has (VC-DI §4.2, §4.3; VC-DI-EDDSA §3.2.1, §3.3.1). Throws
 * `proof-key-unfit` for a key that is not Ed25519, `proof-previous-unknown`, and what makes a document unfit to be signed:
 * the codes of linked data for eddsa-rdfc-2022, those of canonical JSON for both.
 */
export async function addProof(
  document: JsonObject,
  options: ProofOptions,
  signer: Signer,
  tools: IntegrityTools,
): Promise<JsonObject> {
  if (signer.publicKey.algorithm !== 'Ed25519')
    throw new AttestationError('proof-key-unfit', '', `${options.cryptosuite} signs with Ed25519`)
  const { proof: standing, ...unsecured } = document
  const proofs = standing === undefined ? [] : ([standing].flat() as JsonValue[])
  const config = configOf(options, unsecured)
  const before = previous(proofs, options.previousProof)
  const covered: JsonObject = before.length === 0 ? unsecured : { ...unsecured, proof: before }
  const signature = await signer.sign(await hashData(options.cryptosuite, covered, config, tools))
  const proof: JsonObject = { ...config, proofValue: multibase58(signature) }
  return { ...unsecured, proof: proofs.length === 0 ? proof : [...proofs, proof] }
}

/** The proof without its value; for eddsa-jcs-2022 it names the contexts of the document (VC-DI-EDDSA §3.3.1, step 2). */
function configOf(options: ProofOptions, unsecured: JsonObject): JsonObject {
  const { cryptosuite, proofPurpose = 'assertionMethod', ...others } = options
  const config: JsonObject = { type: 'DataIntegrityProof', cryptosuite, proofPurpose }
  for (const [name, value] of Object.entries(others)) if (value !== undefined) config[name] = value
  const { '@context': context } = unsecured
  if (cryptosuite === 'eddsa-jcs-2022' && context !== undefined) config['@context'] = context
  return config
}

function previous(proofs: readonly JsonValue[], named: string | string[] | undefined): JsonValue[] {
  return (named === undefined ? [] : [named].flat()).map((id) => {
    const found = proofs.find((proof) => (proof as JsonObject)['id'] === id)
    if (found === undefined)
      throw new AttestationError('proof-previous-unknown', '/previousProof', `no proof has the id '${id}'`)
    return found
  })
}
