// SPDX-License-Identifier: Apache-2.0
// Certificates by the usual library, @digitalbazaar/vc, over the contexts at hand.
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { from } from '@digitalbazaar/ed25519-multikey'
import { createSignCryptosuite, createVerifyCryptosuite } from '@digitalbazaar/eddsa-jcs-2022-cryptosuite'
import { cryptosuite as rdfc } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { issue, verifyCredential } from '@digitalbazaar/vc'
import { pinnedContexts } from '../contexts/pinned.ts'
import { didKeyMethod, readDidKey } from '../dids/did-key.ts'
import type { Cryptosuite } from '../integrity/proof.ts'
import type { JsonObject } from '../json/json.ts'
import type { PrintedKey } from './eddsa-vectors.ts'

const documents = new Map<string, unknown>(pinnedContexts.map(({ url, document }) => [url, document]))

/** A did:key, and the key in it, as the documents that the library asks for. */
async function documentLoader(url: string) {
  return { contextUrl: null, documentUrl: url, document: documents.get(url) ?? keyDocument(url) }
}

function keyDocument(url: string): unknown {
  const key = readDidKey(url)
  const method = didKeyMethod(key)
  const [controller, publicKeyMultibase] = method.split('#') as [string, string]
  const multikey = {
    '@context': 'https://w3id.org/security/multikey/v1',
    id: method,
    type: 'Multikey',
    controller,
    publicKeyMultibase,
  }
  if (url.includes('#')) return multikey
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: controller,
    verificationMethod: [multikey],
    assertionMethod: [method],
  }
}

/** A credential with a proof that the usual library made. */
export async function issueByUsualLibrary(
  credential: JsonObject,
  suite: Cryptosuite,
  key: PrintedKey,
): Promise<JsonObject> {
  const method = didKeyMethod(readDidKey(`did:key:${key.publicKeyMultibase}`))
  const [controller] = method.split('#')
  const context = 'https://w3id.org/security/multikey/v1'
  const pair = await from({
    '@context': context,
    type: 'Multikey',
    id: method,
    controller,
    publicKeyMultibase: key.publicKeyMultibase,
    secretKeyMultibase: key.privateKeyMultibase,
  })
  const cryptosuite = suite === 'eddsa-rdfc-2022' ? rdfc : createSignCryptosuite()
  const proof = new DataIntegrityProof({ signer: pair.signer(), date: '2026-11-01T00:00:00Z', cryptosuite })
  return (await issue({ credential: structuredClone(credential), suite: proof, documentLoader })) as JsonObject
}

/** Whether the usual library says that a credential with a proof is verified. */
export async function verifiedByUsualLibrary(credential: JsonObject, suite: Cryptosuite): Promise<boolean> {
  const cryptosuite = suite === 'eddsa-rdfc-2022' ? rdfc : createVerifyCryptosuite()
  const proof = new DataIntegrityProof({ cryptosuite })
  const { verified } = await verifyCredential({ credential: structuredClone(credential), suite: proof, documentLoader })
  return verified
}
