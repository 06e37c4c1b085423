// SPDX-License-Identifier: Apache-2.0
// Certificates by the usual library, @digitalbazaar/vc, over the contexts at hand.
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { from } from '@digitalbazaar/ed25519-multikey'
import { createSignCryptosuite, createVerifyCryptosuite } from '@digitalbazaar/eddsa-jcs-2022-cryptosuite'
import { cryptosuite as rdfc } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { createPresentation, issue, signPresentation, verify, verifyCredential } from '@digitalbazaar/vc'
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
    authentication: [method],
  }
}

async function signingSuite(suite: Cryptosuite, key: PrintedKey): Promise<DataIntegrityProof> {
  const method = didKeyMethod(readDidKey(`did:key:${key.publicKeyMultibase}`))
  const [controller] = method.split('#')
  const pair = await from({
    '@context': 'https://w3id.org/security/multikey/v1',
    type: 'Multikey',
    id: method,
    controller,
    publicKeyMultibase: key.publicKeyMultibase,
    secretKeyMultibase: key.privateKeyMultibase,
  })
  const cryptosuite = suite === 'eddsa-rdfc-2022' ? rdfc : createSignCryptosuite()
  return new DataIntegrityProof({ signer: pair.signer(), date: '2026-11-01T00:00:00Z', cryptosuite })
}

function verifyingSuite(suite: Cryptosuite): DataIntegrityProof {
  return new DataIntegrityProof({ cryptosuite: suite === 'eddsa-rdfc-2022' ? rdfc : createVerifyCryptosuite() })
}

/** A credential with a proof that the usual library made. */
export async function issueByUsualLibrary(
  credential: JsonObject,
  cryptosuite: Cryptosuite,
  key: PrintedKey,
): Promise<JsonObject> {
  const suite = await signingSuite(cryptosuite, key)
  return (await issue({ credential: structuredClone(credential), suite, documentLoader })) as JsonObject
}

/** Whether the usual library says that a credential with a proof is verified, at a moment (milliseconds since 1970) or now. */
export async function verifiedByUsualLibrary(
  credential: JsonObject,
  cryptosuite: Cryptosuite,
  moment = Date.now(),
): Promise<boolean> {
  const asked = { credential: structuredClone(credential), suite: verifyingSuite(cryptosuite), documentLoader }
  const { verified } = await verifyCredential({ ...asked, now: new Date(moment), maxClockSkew: 0 })
  return verified
}

export interface Shown {
  cryptosuite: Cryptosuite
  challenge: string
  domain: string
  /** Milliseconds since 1970. */
  moment: number
}

/** A presentation of a credential that its holder signed by the usual library. */
export async function presentByUsualLibrary(
  credential: JsonObject,
  holder: PrintedKey,
  { cryptosuite, challenge, domain, moment }: Shown,
): Promise<JsonObject> {
  const about = { verifiableCredential: [credential], holder: `did:key:${holder.publicKeyMultibase}` }
  const presentation = createPresentation({ ...about, now: new Date(moment) })
  const suite = await signingSuite(cryptosuite, holder)
  return (await signPresentation({ presentation, suite, documentLoader, challenge, domain })) as JsonObject
}

/** Whether the usual library says that a presentation is its holder's, and that each credential in it is verified. */
export async function shownToUsualLibrary(
  presentation: JsonObject,
  { cryptosuite, challenge, domain, moment }: Shown,
): Promise<[presentation: boolean, credentials: boolean[]]> {
  const asked = { presentation: structuredClone(presentation), suite: verifyingSuite(cryptosuite), documentLoader }
  const at = { now: new Date(moment), maxClockSkew: 0 }
  const { presentationResult, credentialResults } = await verify({ ...asked, ...at, challenge, domain })
  return [presentationResult.verified, credentialResults.map(({ verified }) => verified)]
}
