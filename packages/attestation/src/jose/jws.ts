// SPDX-License-Identifier: Apache-2.0
import { base64url, readBase64url } from '../bytes/base64url.ts'
import type { Bytes } from '../bytes/bytes.ts'
import { readUtf8, utf8 } from '../bytes/utf8.ts'
import type { Signer } from '../crypto/crypto-provider.ts'
import { AttestationError } from '../error.ts'
import { isObject, type JsonObject } from '../json/json.ts'
import { type JsonLimits, readJson } from '../json/read-json.ts'
import { algorithmNames, keyAlgorithm } from './algorithms.ts'
import { within } from './within.ts'

/** The protected header (RFC 7515 §4). Members that nobody here knows are kept, and ignored. */
export interface JwsHeader extends JsonObject {
  alg: string
}

/** A JSON Web Signature in its compact form (RFC 7515 §7.1), read, not yet verified. */
export interface Jws {
  readonly header: JwsHeader
  readonly payload: Bytes
  readonly signature: Bytes
  /** What the signature is over: header and payload as they stand in the text, with the dot between them. */
  readonly signed: Bytes
}

/** Characters of a whole JWS, and of its header, which a chain of certificates makes long. */
export const jwsLimits = { length: 4_000_000, header: 65_536, headerDepth: 8 } as const

/**
 * Reads a compact JWS; believes nothing in it. `at` is where it stands, for the places of errors: `header`, `payload`,
 * `signature`, and JSON pointers behind `header`. Throws `too-large`, `jws-syntax`, `base64url-invalid`,
 * `utf8-invalid`, what JSON throws, and `jws-header-invalid`.
 */
export function readJws(text: string, at = ''): Jws {
  if (text.length > jwsLimits.length)
    throw new AttestationError('too-large', at, `this has ${text.length} characters, at most ${jwsLimits.length}`)
  const first = text.indexOf('.')
  const last = text.lastIndexOf('.')
  if (first <= 0 || last === first || text.indexOf('.', first + 1) !== last)
    throw new AttestationError('jws-syntax', at, 'expected three parts with dots between them (RFC 7515 §7.1)')
  const place = at === '' ? '' : `${at}/`
  const payload = readBase64url(text.slice(first + 1, last), `${place}payload`)
  const signature = readBase64url(text.slice(last + 1), `${place}signature`)
  const header = readHeader(text.slice(0, first), `${place}header`)
  return { header, payload, signature, signed: utf8(text.slice(0, last)) }
}

function readHeader(encoded: string, at: string): JwsHeader {
  const limits = { length: jwsLimits.header, depth: jwsLimits.headerDepth }
  const header = readObject(readBase64url(encoded, at), at, limits)
  const wrong = (name: string, expected: string): never => {
    throw new AttestationError('jws-header-invalid', `${at}/${name}`, `expected ${expected}`)
  }
  const { alg, typ, cty, kid, crit } = header
  if (typeof alg !== 'string') return wrong('alg', 'the name of an algorithm (RFC 7515 §4.1.1)')
  if (typ !== undefined && typeof typ !== 'string') wrong('typ', 'a media type (RFC 7515 §4.1.9)')
  if (cty !== undefined && typeof cty !== 'string') wrong('cty', 'a media type (RFC 7515 §4.1.10)')
  if (kid !== undefined && typeof kid !== 'string') wrong('kid', 'a string (RFC 7515 §4.1.4)')
  if (crit !== undefined && !namesMembers(crit, header))
    wrong('crit', 'names of members of this header, at least one (RFC 7515 §4.1.11)')
  return header as JwsHeader
}

function namesMembers(crit: unknown, header: JsonObject): boolean {
  if (!Array.isArray(crit) || crit.length === 0) return false
  return crit.every((name) => typeof name === 'string' && Object.hasOwn(header, name))
}

/** The JSON object of UTF-8 bytes; errors name places behind `at`; anything but an object is `json-type`. */
export function readObject(bytes: Uint8Array, at: string, limits?: JsonLimits): JsonObject {
  const value = within(at, () => readJson(readUtf8(bytes), limits))
  if (!isObject(value)) throw new AttestationError('json-type', at, 'expected a JSON object')
  return value
}

/** What a header says beside the algorithm, which follows from the key. */
export interface HeaderMembers {
  /** The media type without `application/`. */
  typ: string
  /** `EdDSA` (RFC 8037), which everyone knows, unless the newer name `Ed25519` (RFC 9864) is asked for. */
  alg?: string
  kid?: string
  cty?: string
  /** The chain of certificates, the signer's first, each as DER in base64 (RFC 7515 §4.1.6). */
  x5c?: string[]
  iss?: string
}

/**
 * Signs an object as a compact JWS. What the other side would refuse to read is refused here too (as `readJson` does),
 * and `jws-algorithm-not-of-key` where another algorithm than the key's is asked for.
 */
export async function signJws(members: HeaderMembers, payload: JsonObject, signer: Signer): Promise<string> {
  const { algorithm } = signer.publicKey
  const alg = members.alg ?? algorithmNames[algorithm]
  if (keyAlgorithm(alg) !== algorithm)
    throw new AttestationError('jws-algorithm-not-of-key', 'header/alg', `a key for ${algorithm} cannot sign '${alg}'`)
  const body = JSON.stringify(payload)
  within('payload', () => readJson(body))
  const signed = `${base64url(utf8(JSON.stringify({ alg, ...members })))}.${base64url(utf8(body))}`
  const signature = await signer.sign(utf8(signed))
  return `${signed}.${base64url(signature)}`
}
