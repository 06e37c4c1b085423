// SPDX-License-Identifier: Apache-2.0
import { AttestationError } from '../error.ts'
import { canonicalJson } from '../json/canonical-json.ts'
import type { JsonValue } from '../json/json.ts'
import { type Name, nameOf } from './statements.ts'

/** What a context says of a term (JSON-LD 1.1 §9.15), as far as this package follows it. */
export interface Term {
  /** An absolute IRI, a keyword, or null where a context says that the term means nothing. */
  readonly id: string | null
  /** The id as statements have it; null where it is no IRI. */
  readonly name: Name | null
  /** `@id`, `@vocab`, `@json`, `@none`, or the IRI of a datatype. */
  readonly type?: string
  /** The datatype as statements have it; null where there is none. */
  readonly datatype: Name | null
  readonly container: 'none' | 'list' | 'graph'
  /** Whether the context says `@set`: without meaning here, but a definition without it is another one. */
  readonly isSet: boolean
  /** The context in which its value is read. */
  readonly context?: JsonValue
  /** Whether it may begin a compact IRI. */
  readonly prefix: boolean
  readonly isProtected: boolean
  /** What of its definition is not followed here; only who uses the term is told. */
  readonly unsupported?: string
}

const keywords = new Set([
  ...['@base', '@container', '@context', '@default', '@direction', '@embed', '@explicit', '@graph', '@id', '@included'],
  ...['@index', '@json', '@language', '@list', '@nest', '@none', '@omitDefault', '@prefix', '@preserve', '@protected'],
  ...['@requireAll', '@reverse', '@set', '@type', '@value', '@version', '@vocab', '@null'],
])

export function isKeyword(text: string): boolean {
  return text.charCodeAt(0) === 64 && keywords.has(text)
}

/** Whether a text looks like a keyword: such ones are reserved and never expand (JSON-LD 1.1 API §5.2.2). */
export function looksLikeKeyword(text: string): boolean {
  return text.charCodeAt(0) === 64 && /^@[a-zA-Z]+$/.test(text)
}

const absolute = /^([A-Za-z][A-Za-z0-9+-.]*|_):[^\s]*$/

/** Whether a text has the form of an absolute IRI or of a blank node identifier. */
export function isAbsolute(iri: string): boolean {
  return absolute.test(iri)
}

/** An absolute IRI as statements have it; null for what is none: keywords, blank nodes, nothing. */
export function nameOfTerm(iri: string | null | undefined): Name | null {
  return iri == null || iri.startsWith('_:') || !isAbsolute(iri) ? null : nameOf(iri)
}

/** Whether two definitions say the same, apart from being protected (JSON-LD 1.1 §4.1.11). */
export function sameTerm(left: Term, right: Term): boolean {
  return (
    left.id === right.id &&
    left.type === right.type &&
    left.container === right.container &&
    left.isSet === right.isSet &&
    left.prefix === right.prefix &&
    left.unsupported === right.unsupported &&
    written(left.context) === written(right.context)
  )
}

function written(context: JsonValue | undefined): string {
  return context === undefined ? '' : canonicalJson(context)
}

/** What is correct JSON-LD, but not followed here: `jsonld` may do it instead. */
export function unsupported(at: string, what: string): AttestationError {
  return new AttestationError('linked-data-unsupported', at, `${what} is not followed here`)
}

export function invalid(at: string, message: string): AttestationError {
  return new AttestationError('linked-data-invalid', at, message)
}
