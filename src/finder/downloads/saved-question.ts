// SPDX-License-Identifier: Apache-2.0
import { isPlainDate, type PlainDate } from '../../kernel/index.ts'

/** What a downloaded answer says of its question; beside it stands the person. */
export interface SavedQuestion {
  person: string
  place: string | undefined
  purpose: string | undefined
  asOf: PlainDate | undefined
  knownOn: PlainDate | undefined
}

const mark = /"format"\s*:\s*"passerelle-answer\/1"/

/** The question of a downloaded answer; null where the text is something else, a person's file for example. */
export function savedQuestion(text: string): SavedQuestion | null {
  if (!mark.test(text.slice(0, 200))) return null
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch {
    return null
  }
  const member = (name: string): unknown => (typeof file === 'object' && file !== null ? Reflect.get(file, name) : null)
  const word = (name: string): string | undefined => {
    const value = member(name)
    return typeof value === 'string' ? value : undefined
  }
  const day = (name: string): PlainDate | undefined => {
    const value = word(name)
    return value !== undefined && isPlainDate(value) ? value : undefined
  }
  return {
    person: JSON.stringify(member('person') ?? null),
    place: word('in'),
    purpose: word('purpose'),
    asOf: day('asOf'),
    knownOn: day('knownOn'),
  }
}
