// SPDX-License-Identifier: Apache-2.0
import { isObject, type JsonObject, type JsonValue, pointer } from '../json/json.ts'
import type { Problem } from '../report.ts'

/**
 * The contexts that stand in a document itself, at the top or further in: nobody but who wrote the document vouches for
 * what they make of its members (VC-DI §4.6, Context Validation). Each is `unsupported` and `context-inline`. The
 * certificates in a presentation are left out: each is verified by itself, and its own proof may cover its contexts.
 */
export function inlineContextProblems(document: JsonObject): Problem[] {
  if (!isWrittenOut(document)) return []
  const places: string[] = []
  const { verifiableCredential: _, ...presentation } = document
  const isPresentation = [document['type']].flat().includes('VerifiablePresentation')
  collect(isPresentation ? presentation : document, [], places)
  const message = 'a context that stands in the document itself is not taken: a proof over statements does not cover it'
  return places.map((at) => ({ fault: 'unsupported', code: 'context-inline', at, message }))
}

/** Whether a context is anywhere: hardly ever, so that places are not kept in mind for nothing. */
function isWrittenOut(value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some(isWrittenOut)
  for (const name of Object.keys(value)) {
    const member = value[name] as JsonValue
    if (name === '@context' ? writtenOut(member, []).length > 0 : isWrittenOut(member)) return true
  }
  return false
}

function collect(value: JsonValue, path: (string | number)[], places: string[]): void {
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) collect(entry, [...path, index], places)
    return
  }
  if (!isObject(value)) return
  for (const [name, member] of Object.entries(value))
    if (name !== '@context') collect(member, [...path, name], places)
    else places.push(...writtenOut(member, [...path, name]))
}

function writtenOut(context: JsonValue, path: readonly (string | number)[]): string[] {
  if (!Array.isArray(context)) return typeof context === 'string' ? [] : [pointer(...path)]
  return context.flatMap((entry, index) => (typeof entry === 'string' ? [] : [pointer(...path, index)]))
}
