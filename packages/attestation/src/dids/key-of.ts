// SPDX-License-Identifier: Apache-2.0
import { readUtf8 } from '../bytes/utf8.ts'
import type { PublicKey } from '../crypto/crypto-provider.ts'
import { AttestationError, type KeyCode } from '../error.ts'
import { type Fetcher, type FetchLimits, fetchFrom } from '../fetching/fetcher.ts'
import { type Moment, secondsOf } from '../jose/jwt-times.ts'
import { problemOf, within } from '../jose/within.ts'
import { isObject, type JsonObject } from '../json/json.ts'
import { readJson } from '../json/read-json.ts'
import type { Fault, Problem } from '../report.ts'
import {
  type DidDocument,
  type KeyPurpose,
  methodKey,
  readDidDocument,
  type VerificationMethod,
} from './did-document.ts'
import { readDidKey } from './did-key.ts'
import { didWebAddress } from './did-web.ts'

/** Where keys may come from. */
export interface KeySources extends Moment {
  /** Documents at hand, by the DID or address whose they are: for these nothing is fetched. */
  documents?: ReadonlyMap<string, JsonObject>
  fetcher?: Fetcher
  limits?: Partial<Pick<FetchLimits, 'bytes' | 'milliseconds'>>
  /** Whose key it is to be: the issuer, or the holder. Left out: whoever has it. */
  owner?: string
}

/** A key, or why there is none. */
export type KeyAnswer =
  | { readonly key: PublicKey; readonly controller: string; readonly problem: null }
  | { readonly key: null; readonly controller: null; readonly problem: Problem }

export const documentLimits: FetchLimits = {
  bytes: 256 * 1024,
  milliseconds: 10_000,
  mediaTypes: [
    'application/did',
    'application/did+json',
    'application/did+ld+json',
    'application/cid',
    'application/json',
    'application/ld+json',
  ],
}

/**
 * The key of a verification method for a purpose (Controlled Identifiers 1.0 §3.3), from a did:key, a did:web, or the
 * document at an https address. A DID alone means the one key that it has for the purpose. What is wrong is a problem:
 * `unknown-issuer` with `key-not-found`, `key-not-for-this-purpose`, `key-controller-mismatch`, `key-expired` or
 * `key-revoked`; `issuer-unreachable` with the code of the fetcher or of the document; `unsupported` for other methods of
 * DIDs and other keys.
 */
export async function keyOf(method: string, purpose: KeyPurpose, sources: KeySources = {}): Promise<KeyAnswer> {
  const { owner } = sources
  const whole = method.startsWith('#') && owner !== undefined ? `${owner}${method}` : method
  const controller = whole.split('#', 1)[0] ?? ''
  try {
    if (owner !== undefined && controller !== owner)
      throw refusal('key-controller-mismatch', whole, `this is not a key of '${owner.slice(0, 200)}'`)
    if (controller.startsWith('did:key:')) return { key: readDidKey(whole), controller, problem: null }
    const address = documentAddress(controller)
    const document = await documentOf(controller, address, sources)
    if ('problem' in document) return { key: null, controller: null, problem: document.problem }
    const found = findMethod(document.read, whole, purpose)
    requireInForce(found, secondsOf(sources) * 1000)
    const key = within(place(controller), () => methodKey(found))
    return { key, controller, problem: null }
  } catch (error) {
    return { key: null, controller: null, problem: problemOf(error, faultOf(error)) }
  }
}

function faultOf(error: unknown): Fault {
  const { code } = error as AttestationError
  if (code === 'did-method-unsupported' || code === 'key-unsupported' || code === 'multibase-unsupported')
    return 'unsupported'
  return code === 'did-invalid' ? 'malformed' : 'unknown-issuer'
}

/** Where the document of a controller stands; throws `did-invalid` and `did-method-unsupported`. */
function documentAddress(controller: string): string {
  if (controller.startsWith('did:web:')) return didWebAddress(controller).href
  if (/^https:\/\/\S+$/i.test(controller)) return controller
  if (/^did:[a-z0-9]+:./.test(controller))
    throw refusal('did-method-unsupported', controller, 'only did:key and did:web are known here')
  throw refusal('did-invalid', controller, 'expected a DID, or an https address')
}

async function documentOf(
  controller: string,
  address: string,
  { documents, fetcher, limits }: KeySources,
): Promise<{ read: DidDocument } | { problem: Problem }> {
  const known = documents?.get(controller)
  try {
    if (known !== undefined) return { read: within(place(controller), () => readDidDocument(known, controller)) }
    const answer = await fetchFrom(fetcher, address, { ...documentLimits, ...limits }, 'issuer-unreachable')
    if (answer.fetched === null) return { problem: answer.problem }
    const { bytes } = answer.fetched
    const read = within(place(controller), () => {
      const document = readJson(readUtf8(bytes))
      if (!isObject(document)) throw new AttestationError('json-type', '', 'expected an object')
      return readDidDocument(document, controller)
    })
    return { read }
  } catch (error) {
    return { problem: problemOf(error, 'issuer-unreachable') }
  }
}

function findMethod(document: DidDocument, method: string, purpose: KeyPurpose): VerificationMethod {
  const ids = document.purposes[purpose]
  if (!method.includes('#')) {
    const [only, ...more] = [...ids].flatMap((id) => document.methods.get(id) ?? [])
    if (only !== undefined && more.length === 0) return requireOwn(only, document)
    throw refusal('key-not-found', method, `this has ${more.length === 0 ? 'no key' : 'several keys'} for ${purpose}`)
  }
  const found = document.methods.get(method)
  if (found === undefined) throw refusal('key-not-found', method, 'there is no such key')
  if (!ids.has(method)) throw refusal('key-not-for-this-purpose', method, `this key is not for ${purpose}`)
  return requireOwn(found, document)
}

function requireOwn(method: VerificationMethod, { id }: DidDocument): VerificationMethod {
  if (method.controller === id) return method
  throw refusal('key-controller-mismatch', method.id, `this key belongs to '${method.controller.slice(0, 200)}'`)
}

/**
 * No key is believed from the moment on at which it ended or was taken back: systems 'are expected to not verify any proofs
 * associated with the verification method at or after' it (Controlled Identifiers 1.0 §2.2, of both). That moment is the one
 * of verification, not the day that a signature says of itself (`created`, `iat`, `validFrom`): whoever got hold of the key
 * writes any day. §5.5.1 lets a key that was taken back stand for what was signed before only where that time is known
 * reliably, and otherwise calls the present the only safe moment. `verify()` knows it where witnesses of a log had seen
 * the certificate by then (`seenAt`), and judges the key at that moment. Without a log, an issuer that goes over to a new
 * key leaves the old one in its document without an end, and takes it back only when it is lost to others.
 */
function requireInForce({ id, expires, revoked }: VerificationMethod, now: number): void {
  if (revoked !== null && now >= revoked) throw refusal('key-revoked', id, 'this key was taken back')
  if (expires !== null && now >= expires) throw refusal('key-expired', id, 'this key has ended')
}

function place(controller: string): string {
  return controller.slice(0, 200)
}

function refusal(code: KeyCode, at: string, message: string): AttestationError {
  return new AttestationError(code, at.slice(0, 300), message)
}
