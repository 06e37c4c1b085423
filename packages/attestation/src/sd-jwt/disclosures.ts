// SPDX-License-Identifier: Apache-2.0
import { base64url, readBase64url } from '../bytes/base64url.ts'
import { readUtf8, utf8 } from '../bytes/utf8.ts'
import type { CryptoProvider, Soon } from '../crypto/crypto-provider.ts'
import { AttestationError } from '../error.ts'
import { within } from '../jose/within.ts'
import type { JsonValue } from '../json/json.ts'
import { readJson } from '../json/read-json.ts'

/** One claim that was concealed: a member of an object by its name, or an element of an array without one (RFC 9901 §4.2). */
export interface Disclosure {
  readonly name: string | null
  readonly value: JsonValue
}

/** The text of a disclosure, as its digest is taken over it. */
export function writeDisclosure(salt: string, { name, value }: Disclosure): string {
  return base64url(utf8(JSON.stringify(name === null ? [salt, value] : [salt, name, value])))
}

/**
 * The claim of a disclosure. Throws `disclosure-invalid` for anything but `[salt, value]` or `[salt, name, value]`, and
 * what base64url, UTF-8 and JSON throw, with places behind `at`.
 */
export function readDisclosure(text: string, at: string): Disclosure {
  const bytes = readBase64url(text, at)
  const parts = within(at, () => readJson(readUtf8(bytes)))
  if (Array.isArray(parts) && typeof parts[0] === 'string') {
    if (parts.length === 2) return { name: null, value: parts[1] as JsonValue }
    if (parts.length === 3 && typeof parts[1] === 'string') return { name: parts[1], value: parts[2] as JsonValue }
  }
  throw new AttestationError('disclosure-invalid', at, 'expected [salt, value] or [salt, name, value] (RFC 9901 §4.2)')
}

/** SHA-256 of a text in ASCII, as base64url (RFC 9901 §4.2.3). */
export function digestOf(text: string, crypto: CryptoProvider): Soon<string> {
  if (crypto.sha256OfText !== undefined) return crypto.sha256OfText(text)
  const digest = crypto.sha256(utf8(text))
  return digest instanceof Uint8Array ? base64url(digest) : digest.then(base64url)
}
