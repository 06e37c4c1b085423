// SPDX-License-Identifier: Apache-2.0
// JSON values as RDF literals (JSON-LD 1.1 API §8.2.2, Object to RDF Conversion).
import { AttestationError } from '../error.ts'
import { canonicalJson } from '../json/canonical-json.ts'
import type { JsonValue } from '../json/json.ts'
import { type Name, nameOf, type Value, writtenValue } from './statements.ts'
import { unsupported } from './terms.ts'

const xsd = 'http://www.w3.org/2001/XMLSchema#'
const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'

/** Datatypes that JSON itself brings. */
export const datatypes = {
  string: nameOf(`${xsd}string`),
  boolean: nameOf(`${xsd}boolean`),
  integer: nameOf(`${xsd}integer`),
  double: nameOf(`${xsd}double`),
  json: nameOf(`${rdf}JSON`),
  langString: nameOf(`${rdf}langString`),
} as const

/** A scalar with the datatype of its term, or that of JSON. */
export function literal(value: string | number | boolean, datatype: Name | null, at: () => string): Value {
  if (datatype?.value === datatypes.langString.value) throw unsupported(at(), 'rdf:langString without a language')
  if (typeof value === 'number') return number(value, datatype, at)
  if (typeof value === 'boolean') return writtenValue(String(value), datatype ?? datatypes.boolean)
  if (datatype?.value === datatypes.double.value) throw unsupported(at(), 'text as xsd:double')
  return writtenValue(value, datatype ?? datatypes.string)
}

/** Text in a language; the tag in lower case, as RDF compares it. */
export function inLanguage(value: string, language: string): Value {
  return writtenValue(value, datatypes.langString, language.toLowerCase())
}

/** A whole JSON value (rdf:JSON), in its canonical form. */
export function jsonLiteral(value: JsonValue): Value {
  return writtenValue(canonicalJson(value), datatypes.json)
}

/**
 * Numbers with a point, or from 10^21, are doubles in their canonical form; others are integers. `jsonld` writes 1e-7 (no
 * point in its text) as the integer 0, so that nothing it signs with such a number is safe: `number-not-portable`.
 */
function number(value: number, datatype: Name | null, at: () => string): Value {
  const isDouble = String(value).includes('.') || Math.abs(value) >= 1e21
  if (!isDouble && !Number.isInteger(value))
    throw new AttestationError(
      'number-not-portable',
      at(),
      `${value} has no form that every implementation writes alike`,
    )
  if (isDouble || datatype?.value === datatypes.double.value)
    return writtenValue(canonicalDouble(value), datatype ?? datatypes.double)
  return writtenValue(value.toFixed(0), datatype ?? datatypes.integer)
}

function canonicalDouble(value: number): string {
  return value.toExponential(15).replace(/(\d)0*e\+?/, '$1E')
}
