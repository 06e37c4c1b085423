// SPDX-License-Identifier: Apache-2.0
import { AttestationError } from '../error.ts'
import type { JsonValue } from '../json/json.ts'
import type { ActiveContext } from './active-context.ts'
import { inDirection } from './directions.ts'
import { inLanguage, literal } from './literals.ts'
import { type Name, nameOf, type Value } from './statements.ts'
import { invalid, isAbsolute, unsupported } from './terms.ts'

/** The members of an object that are keywords, under whatever name. */
export interface KeywordEntries {
  '@id'?: JsonValue
  '@type'?: JsonValue
  '@value'?: JsonValue
  '@language'?: JsonValue
  '@direction'?: JsonValue
}

const languageTag = /^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/

/** A value object (JSON-LD 1.1 §4.2, §9.5): text in a language or direction, or a scalar with a datatype of its own. */
export function valueObject(entries: KeywordEntries, context: ActiveContext, at: () => string): Value {
  const value = entries['@value']
  const language = entries['@language'] ?? undefined
  const direction = entries['@direction']
  const datatype = datatypeOf(entries['@type'], context, at)
  if (value === null || value === undefined) throw invalid(at(), 'a value is null')
  if (typeof value === 'object') throw invalid(at(), 'a value is neither text, number nor boolean')
  if (language === undefined && direction === undefined) return literal(value, datatype, at)
  if (datatype !== null) throw invalid(at(), 'a value has both a type and a language or direction')
  if (language !== undefined && !(typeof language === 'string' && languageTag.test(language)))
    throw invalid(at(), 'a language is no tag of BCP 47')
  if (typeof value !== 'string') throw invalid(at(), 'only text has a language or direction')
  if (direction === undefined) return inLanguage(value, language as string)
  if (direction !== 'ltr' && direction !== 'rtl') throw invalid(at(), "a direction is neither 'ltr' nor 'rtl'")
  return inDirection(value, language ?? '', direction)
}

function datatypeOf(type: JsonValue | undefined, context: ActiveContext, at: () => string): Name | null {
  if (type === undefined) return null
  if (typeof type !== 'string') throw unsupported(at(), 'a value whose type is not one text')
  const known = context.terms.get(type)?.name
  if (known != null) return known
  const iri = context.expand(type, true)
  if (iri === '@json') throw unsupported(at(), "'@json' in a document")
  if (iri === null || !isAbsolute(iri))
    throw new AttestationError('term-undefined', at(), `no context says what the type '${type}' means`)
  if (iri.startsWith('_:')) throw invalid(at(), 'a blank node is no type of a value')
  return nameOf(iri)
}
