// SPDX-License-Identifier: Apache-2.0
// Text in a direction, by a datatype that says it (JSON-LD 1.1 §10.3, the i18n namespace). VC-DI leaves open how a
// direction becomes a statement; this is how the usual libraries sign it.
import { AttestationError } from '../error.ts'
import { datatypes } from './literals.ts'
import { nameOf, type Statement, type Value, writtenValue } from './statements.ts'

const i18n = 'https://www.w3.org/ns/i18n#'

/** Text in a direction, with or without (`''`) a language. */
export function inDirection(value: string, language: string, direction: 'ltr' | 'rtl'): Value {
  return writtenValue(value, nameOf(`${i18n}${language.toLowerCase()}_${direction}`))
}

/**
 * Texts of one property that are apart in their direction alone: `jsonld` takes them for one, so that nothing it signs with
 * such texts is safe: `text-not-portable`.
 */
export function checkDirections(statements: readonly Statement[]): void {
  if (!statements.some(({ object }) => object.termType === 'Literal' && object.datatype.value.startsWith(i18n))) return
  const directions = new Map<string, string>()
  for (const { subject, predicate, object, graph } of statements) {
    const language = object.termType === 'Literal' ? languageOf(object) : null
    if (language === null) continue
    const text = JSON.stringify([graph.text, subject.text, predicate.value, object.value, language])
    const { value: direction } = (object as Value).datatype
    if ((directions.get(text) ?? direction) !== direction)
      throw new AttestationError(
        'text-not-portable',
        '',
        `'${object.value.slice(0, 60)}' stands there in two directions`,
      )
    directions.set(text, direction)
  }
}

/** The language of a text, in whichever direction; null for what is no text. */
function languageOf({ datatype, language }: Value): string | null {
  if (datatype.value.startsWith(i18n)) return datatype.value.slice(i18n.length).replace(/_(ltr|rtl)$/, '')
  if (datatype.value === datatypes.string.value) return ''
  return language ?? null
}
