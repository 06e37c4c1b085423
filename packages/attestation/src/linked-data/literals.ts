// SPDX-License-Identifier: Apache-2.0
// JSON values as RDF literals (JSON-LD 1.1 API §8.2.2, Object to RDF Conversion).
import { AttestationError } from '../error.ts'
import { canonicalJson } from '../json/canonical-json.ts'
import type { JsonValue } from '../json/json.ts'
import type { Literal, NamedNode } from './quads.ts'
import { unsupported } from './terms.ts'

const named = (value: string): NamedNode => ({ termType: 'NamedNode', value })
const xsd = 'http://www.w3.org/2001/XMLSchema#'
const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'

/** Datatypes that JSON itself brings. */
export const datatypes = {
  string: named(`${xsd}string`),
  boolean: named(`${xsd}boolean`),
  integer: named(`${xsd}integer`),
  double: named(`${xsd}double`),
  json: named(`${rdf}JSON`),
  langString: named(`${rdf}langString`),
} as const

/** A scalar with the datatype of its term, or that of JSON. */
export function literal(value: string | number | boolean, datatype: NamedNode | null, at: string): Literal {
  if (typeof value === 'number') return number(value, datatype, at)
  if (typeof value === 'boolean')
    return { termType: 'Literal', value: String(value), datatype: datatype ?? datatypes.boolean }
  if (datatype?.value === datatypes.double.value) throw unsupported(at, 'text as xsd:double')
  return { termType: 'Literal', value, datatype: datatype ?? datatypes.string }
}

/** Text in a language; the tag in lower case, as RDF compares it. */
export function inLanguage(value: string, language: string): Literal {
  return { termType: 'Literal', value, datatype: datatypes.langString, language: language.toLowerCase() }
}

/** A whole JSON value (rdf:JSON), in its canonical form. */
export function jsonLiteral(value: JsonValue): Literal {
  return { termType: 'Literal', value: canonicalJson(value), datatype: datatypes.json }
}

/**
 * Numbers with a point, or from 10^21, are doubles in their canonical form; others are integers. `jsonld` writes 1e-7 (no
 * point in its text) as the integer 0, so that nothing it signs with such a number is safe: `number-not-portable`.
 */
function number(value: number, datatype: NamedNode | null, at: string): Literal {
  const isDouble = String(value).includes('.') || Math.abs(value) >= 1e21
  if (!isDouble && !Number.isInteger(value))
    throw new AttestationError('number-not-portable', at, `${value} has no form that every implementation writes alike`)
  if (isDouble || datatype?.value === datatypes.double.value)
    return { termType: 'Literal', value: canonicalDouble(value), datatype: datatype ?? datatypes.double }
  return { termType: 'Literal', value: value.toFixed(0), datatype: datatype ?? datatypes.integer }
}

function canonicalDouble(value: number): string {
  return value.toExponential(15).replace(/(\d)0*e\+?/, '$1E')
}
