// SPDX-License-Identifier: Apache-2.0
import { instrumentExamples, type LawExample } from '../../../instruments/index.ts'
import { namesOfCodes } from '../../answers/code-names.store.ts'
import type { Pen } from '../../answers/words.model.ts'
import type { ExampleWords } from '../library/law-views.model.ts'
import type { Library } from '../library/open-library.ts'
import { exampleInWords } from './explain-example.ts'

/** The examples of an instrument in words, by the id of their rule, as they were known on the day of the library. */
export async function readExamples(
  { db, pen, when, knownOn, rule: find }: Pick<Library, 'db' | 'pen' | 'when' | 'knownOn' | 'rule'>,
  instrument: string,
): Promise<(rule: string) => ExampleWords[]> {
  const examples = await instrumentExamples(db, instrument, when)
  const names = await namesOfCodes(db, examples.flatMap(codesIn), when)
  const naming: Pen = {
    ...pen,
    texts: { ...pen.texts, name: (thing, id) => pen.texts.name(thing, id) ?? names.get(id) },
  }
  return (id) => {
    const rule = find(`${instrument}#${id}`)
    return examples.filter((one) => one.rule === id).map((one) => exampleInWords(naming, one, { rule, knownOn }))
  }
}

/** Persons name fields and occupations by codes that no rule has to name. */
function codesIn({ content: { person } }: LawExample): string[] {
  const fields = person.credentials.flatMap(({ field = [] }) => field)
  return [...fields, ...(person.experience ?? []).flatMap(({ occupation = [] }) => occupation)]
}
