// SPDX-License-Identifier: Apache-2.0
// Documents that say which keys someone has, and what for (Controlled Identifiers 1.0, DID Core 1.0).
import type { PublicKey } from '../crypto/crypto-provider.ts'
import { readPublicJwk } from '../crypto/jwk.ts'
import { readMultikey } from '../crypto/multikey.ts'
import { readDateTime } from '../dates/date-time.ts'
import { AttestationError } from '../error.ts'
import { isObject, type JsonObject, type JsonValue, pointer } from '../json/json.ts'

/** `assertionMethod` for credentials, `authentication` for presentations. */
export type KeyPurpose = 'assertionMethod' | 'authentication'

/** A verification method as it stands in the document: its key is read when it is asked for. */
export interface VerificationMethod {
  readonly id: string
  readonly controller: string
  /** When it ends, and when it was taken back, in milliseconds since 1970; null where it says nothing. */
  readonly expires: number | null
  readonly revoked: number | null
  readonly members: JsonObject
  readonly at: string
}

export interface DidDocument {
  readonly id: string
  readonly methods: ReadonlyMap<string, VerificationMethod>
  /** The ids of the methods for each purpose; they may be in another document. */
  readonly purposes: Readonly<Record<KeyPurpose, ReadonlySet<string>>>
}

/** More keys than an issuer has. */
const mostMethods = 1000

const methodTypes = new Set(['Multikey', 'JsonWebKey', 'JsonWebKey2020', 'Ed25519VerificationKey2020'])

/**
 * Reads the document of `id` (Controlled Identifiers 1.0 §2). Throws `did-document-invalid` for another's document and for
 * what is malformed, with its place. Methods of types that nobody here knows are kept: others may be known.
 */
export function readDidDocument(document: JsonObject, id: string): DidDocument {
  if (document['id'] !== id) throw invalid('/id', `expected the document of '${id.slice(0, 200)}'`)
  const methods = new Map<string, VerificationMethod>()
  const add = (value: JsonObject, at: string): string => {
    const method = readMethod(value, id, at)
    if (methods.has(method.id)) throw invalid(`${at}/id`, 'this id stands there twice')
    if (methods.size >= mostMethods) throw invalid(at, `at most ${mostMethods} keys are read`)
    methods.set(method.id, method)
    return method.id
  }
  for (const [at, value] of entriesOf(document, 'verificationMethod')) {
    if (!isObject(value)) throw invalid(at, 'expected an object')
    add(value, at)
  }
  const purpose = (name: KeyPurpose): Set<string> => {
    const all = entriesOf(document, name).map(([at, value]) => {
      if (isObject(value)) return add(value, at)
      if (typeof value !== 'string') throw invalid(at, 'expected the id of a key, or a key')
      return absolute(value, id)
    })
    return new Set(all)
  }
  const purposes = { assertionMethod: purpose('assertionMethod'), authentication: purpose('authentication') }
  return { id, methods, purposes }
}

function entriesOf(document: JsonObject, name: string): [at: string, value: JsonValue][] {
  const value = document[name]
  if (value === undefined) return []
  if (!Array.isArray(value) || value.length > mostMethods) throw invalid(pointer(name), 'expected a list')
  return value.map((one, index) => [pointer(name, index), one])
}

function readMethod(value: JsonObject, owner: string, at: string): VerificationMethod {
  const { id, type, controller } = value
  if (typeof id !== 'string' || id === '') throw invalid(`${at}/id`, 'expected an id')
  if (typeof type !== 'string') throw invalid(`${at}/type`, 'expected a type')
  if (typeof controller !== 'string') throw invalid(`${at}/controller`, 'expected whose key it is')
  const moment = (name: 'expires' | 'revoked'): number | null => {
    const text = value[name]
    if (text === undefined) return null
    const read = typeof text === 'string' ? readDateTime(text) : null
    if (read === null) throw invalid(`${at}/${name}`, 'expected a dateTimeStamp')
    return read
  }
  const times = { expires: moment('expires'), revoked: moment('revoked') }
  return { id: absolute(id, owner), controller, ...times, members: value, at }
}

/** An id that is a fragment alone is one of this document (DID Core §3.2.2). */
function absolute(id: string, owner: string): string {
  return id.startsWith('#') ? `${owner}${id}` : id
}

/**
 * The key of a verification method (Controlled Identifiers 1.0 §2.2): `Multikey` and `JsonWebKey`, and what they were
 * called in 2020. Throws `key-unsupported`, `key-invalid` and what reading a Multikey or JWK throws.
 */
export function methodKey({ members, at }: VerificationMethod): PublicKey {
  const { type, publicKeyMultibase: multibase, publicKeyJwk: jwk } = members
  if (!methodTypes.has(String(type)))
    throw new AttestationError('key-unsupported', `${at}/type`, `'${String(type).slice(0, 100)}' is not known here`)
  if (members['secretKeyMultibase'] !== undefined || members['secretKeyJwk'] !== undefined)
    throw new AttestationError('key-invalid', at, 'a private key stands in a public document')
  if ((multibase === undefined) === (jwk === undefined))
    throw new AttestationError('key-invalid', at, "expected either 'publicKeyMultibase' or 'publicKeyJwk'")
  if (jwk !== undefined) return readPublicJwk(jwk, `${at}/publicKeyJwk`)
  if (typeof multibase !== 'string')
    throw new AttestationError('key-invalid', `${at}/publicKeyMultibase`, 'expected a text in multibase')
  return readMultikey(multibase, `${at}/publicKeyMultibase`)
}

function invalid(at: string, message: string): AttestationError {
  return new AttestationError('did-document-invalid', at, message)
}
