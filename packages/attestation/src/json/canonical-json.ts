// SPDX-License-Identifier: Apache-2.0
import { AttestationError } from '../error.ts'
import { type JsonObject, type JsonValue, pointer } from './json.ts'

/**
 * JSON Canonicalization Scheme (RFC 8785): members sorted by UTF-16 code units, no space, numbers and strings as
 * ECMAScript writes them. Throws `json-lone-surrogate` and `json-number-out-of-range` where RFC 8785 §3.2.2 has no form.
 */
export function canonicalJson(value: JsonValue): string {
  return written(value, [])
}

function written(value: JsonValue, path: (string | number)[]): string {
  if (typeof value === 'string') return string(value, path)
  if (typeof value === 'number') return finite(value, path)
  if (typeof value !== 'object' || value === null) return String(value)
  return Array.isArray(value) ? array(value, path) : object(value, path)
}

function array(value: JsonValue[], path: (string | number)[]): string {
  let text = '['
  for (let index = 0; index < value.length; index++) {
    path.push(index)
    text += `${index === 0 ? '' : ','}${written(value[index] as JsonValue, path)}`
    path.pop()
  }
  return `${text}]`
}

function object(value: JsonObject, path: (string | number)[]): string {
  let text = ''
  for (const name of Object.keys(value).sort()) {
    const member = value[name]
    if (member === undefined) continue
    path.push(name)
    text += `${text === '' ? '' : ','}${string(name, path)}:${written(member, path)}`
    path.pop()
  }
  return `{${text}}`
}

/** Text that stands between quotes as it is: without what RFC 8785 §3.2.2.2 escapes, and without surrogates. */
const plain = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/

function string(value: string, path: (string | number)[]): string {
  if (plain.test(value)) return `"${value}"`
  if (!value.isWellFormed())
    throw new AttestationError('json-lone-surrogate', pointer(...path), 'a string has half of a surrogate pair')
  return JSON.stringify(value)
}

function finite(value: number, path: (string | number)[]): string {
  if (!Number.isFinite(value))
    throw new AttestationError('json-number-out-of-range', pointer(...path), 'this number is not finite')
  return String(value === 0 ? 0 : value)
}
