// SPDX-License-Identifier: Apache-2.0
// Certificates by the libraries of the Digital Credentials Consortium: @digitalcredentials/verifier-core, and those that
// come with it.
import { createRequire } from 'node:module'
import { verifyCredential, verifyPresentation } from '@digitalcredentials/verifier-core'
import type { JsonObject } from '../json/json.ts'
import { methodOf, type PrintedKey } from './eddsa-vectors.ts'

const load = createRequire(import.meta.url)

type Loader = (url: string) => Promise<{ document: unknown }>

const { issue, createPresentation, signPresentation } = load('@digitalcredentials/vc') as {
  issue(options: { credential: object; suite: object; documentLoader: Loader }): Promise<JsonObject>
  createPresentation(options: { verifiableCredential: object[]; holder: string; verify: false }): object
  signPresentation(options: {
    presentation: object
    suite: object
    documentLoader: Loader
    challenge: string
    domain: string
  }): Promise<JsonObject>
}
const { DataIntegrityProof } = load('@digitalcredentials/data-integrity') as {
  DataIntegrityProof: new (options: { signer: object; date: string; cryptosuite: object }) => object
}
const { cryptosuite } = load('@digitalcredentials/eddsa-rdfc-2022-cryptosuite') as { cryptosuite: object }
const { from } = load('@digitalcredentials/ed25519-multikey') as {
  from(key: object): Promise<{ signer(): object }>
}
const { securityLoader } = load('@digitalcredentials/security-document-loader') as {
  securityLoader(): { build(): Loader }
}
const lists = load('@digitalcredentials/vc-bitstring-status-list') as {
  createList(options: { length: number }): Promise<{ setStatus(index: number, set: boolean): void }>
  createCredential(options: { id: string; list: object; statusPurpose: string }): Promise<JsonObject>
}

/** Fetches nothing: its contexts are at hand, and so are the keys in did:key. */
const documentLoader = securityLoader().build()

async function proofBy(key: PrintedKey, date: string): Promise<object> {
  const id = methodOf(key)
  const pair = await from({
    '@context': 'https://w3id.org/security/multikey/v1',
    type: 'Multikey',
    id,
    controller: id.split('#')[0],
    publicKeyMultibase: key.publicKeyMultibase,
    secretKeyMultibase: key.privateKeyMultibase,
  })
  return new DataIntegrityProof({ signer: pair.signer(), date, cryptosuite })
}

/** A credential with a proof by `eddsa-rdfc-2022`, the one cryptosuite of Data Integrity that they have. */
export async function issueByConsortium(credential: JsonObject, key: PrintedKey, date: string): Promise<JsonObject> {
  return issue({ credential: structuredClone(credential), suite: await proofBy(key, date), documentLoader })
}

/** A status list credential, not yet signed, nor issued by anybody. */
export async function listByConsortium(id: string, statusPurpose: string, set: readonly number[]): Promise<JsonObject> {
  const list = await lists.createList({ length: 131_072 })
  for (const index of set) list.setStatus(index, true)
  return lists.createCredential({ id, list, statusPurpose })
}

/** A presentation that its holder signed, to authenticate. */
export async function presentByConsortium(
  credential: JsonObject,
  holder: PrintedKey,
  made: { challenge: string; domain: string; date: string },
): Promise<JsonObject> {
  const { date, ...occasion } = made
  const id = methodOf(holder).split('#')[0] as string
  const presentation = createPresentation({ verifiableCredential: [credential], holder: id, verify: false })
  return signPresentation({ presentation, suite: await proofBy(holder, date), documentLoader, ...occasion })
}

type Report = Awaited<ReturnType<typeof verifyCredential>> & { error?: Error }

/**
 * What verifier-core finds wrong with a certificate, said by the steps of `verify`; with a question mark what it could not
 * find out. A certificate whose signature does not hold is looked at no further there.
 */
export async function faultsByConsortium(credential: JsonObject, registry: string): Promise<string[]> {
  type Asked = Parameters<typeof verifyCredential>[0]
  const asked = { credential: structuredClone(credential), knownDIDRegistries: registries(registry) }
  return faultsIn((await verifyCredential(asked as unknown as Asked)) as Report)
}

/** What it says of a presentation: of its signature, and what is wrong with each certificate in it. */
export async function presentedToConsortium(
  presentation: JsonObject,
  { registry, unsigned = false }: { registry: string; unsigned?: boolean },
): Promise<[signature: string | undefined, faults: string[][]]> {
  type Asked = Parameters<typeof verifyPresentation>[0]
  const asked = { presentation: structuredClone(presentation), knownDIDRegistries: registries(registry) }
  const report = await verifyPresentation({ ...asked, unsignedPresentation: unsigned } as unknown as Asked)
  return [report.presentationResult?.signature, (report.credentialResults ?? []).map(faultsIn)]
}

function registries(url: string): object[] {
  return [{ name: 'the registry of the test', type: 'dcc-legacy', url }]
}

const stepOf: Record<string, string> = {
  valid_signature: 'signature',
  expiration: 'period',
  revocation_status: 'status',
  suspension_status: 'status',
  registered_issuer: 'authority',
}

function faultsIn({ errors = [], error, log = [] }: Report): string[] {
  if (errors.length > 0) return errors.map(({ name }) => (name === 'no_proof' ? 'shape' : 'signature'))
  const wrong = log.filter(({ valid }) => valid !== true)
  const told = wrong.map(({ id, valid }) => `${stepOf[id]}${valid === false ? '' : '?'}`)
  // That a certificate is not valid yet has no step there, and stands in no log.
  return error?.message.includes('is before "validFrom"') ? ['period', ...told] : told
}
