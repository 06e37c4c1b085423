// SPDX-License-Identifier: Apache-2.0

import type { Db } from '../../../db/index.ts'
import { type LoadedLaw, lawShelf } from '../../../finder/index.ts'
import type { Localized } from '../../../kernel/index.ts'
import { languages, type Words, wordsIn } from '../../../ui/index.ts'
import type { Named } from './pick.model.ts'

/** Things that a text of law names by id. */
export const pickKinds = [
  'place',
  'level',
  'framework',
  'qualification',
  'body',
  'fact',
  'statement',
  'catalogue',
  'instrument',
] as const
export type PickKind = (typeof pickKinds)[number]

/** The law with the names of what it speaks of. */
export const namedLaw = (db: Db): Promise<LoadedLaw> => lawShelf(db).take(null)

const written = new WeakMap<LoadedLaw, Map<string, Named[]>>()

/** Everything of a kind with its name in the reader's language, by name. Made once for each language and state of the law. */
export function namesOfKind(law: LoadedLaw, words: Words, kind: PickKind): Named[] {
  const lists = written.get(law) ?? new Map<string, Named[]>()
  written.set(law, lists)
  const key = `${kind} ${words.lang}`
  const known = lists.get(key)
  if (known !== undefined) return known
  const list = idsOf(law, kind)
    .map((id) => ({ id, name: nameOf(law, words, kind, id) ?? id }))
    .sort((a, b) => words.compare(a.name, b.name))
  lists.set(key, list)
  return list
}

function idsOf({ bundle, texts, vocabulary, aliases }: LoadedLaw, kind: PickKind): string[] {
  // A place stands under each of its codes; it is offered under the one that texts write.
  if (kind === 'place') return bundle.jurisdictions.flatMap(({ code }) => (aliases[code] === undefined ? [code] : []))
  if (kind === 'level') return bundle.frameworks.flatMap(({ id, levels }) => levels.map((level) => `${id}/${level.id}`))
  if (kind === 'framework') return bundle.frameworks.map(({ id }) => id)
  if (kind === 'qualification') return bundle.qualifications.map(({ id }) => id)
  if (kind === 'body') return [...(vocabulary.awardingBodies ?? [])]
  if (kind === 'fact') return [...(vocabulary.facts?.keys() ?? [])]
  if (kind === 'statement') return [...(vocabulary.statements?.keys() ?? [])]
  if (kind === 'catalogue') return bundle.catalogues.map(({ id }) => id)
  return texts.instruments().map(({ id }) => id)
}

const things = {
  place: 'jurisdiction',
  level: 'level',
  framework: 'framework',
  qualification: 'qualification',
  body: 'awardingBody',
} as const

/** Everything of a kind under its name in every language that we speak: what somebody may type for it. */
export const typableNames = (law: LoadedLaw, kind: PickKind): Named[] =>
  languages.flatMap((lang) => namesOfKind(law, wordsIn(lang), kind))

/** What something is called; undefined: nobody has named it. A level says of which framework it is. */
export function nameOf(law: LoadedLaw, words: Words, kind: PickKind, id: string): string | undefined {
  const name = namedBy(law, kind, id)
  if (name === undefined) return undefined
  const framework = kind === 'level' ? namedBy(law, 'framework', id.split('/')[0] ?? '') : undefined
  return framework === undefined ? words.pick(name) : `${words.pick(name)} · ${words.pick(framework)}`
}

/** What places are called: for pages of which a place is only the heading. */
export async function namePlaces(db: Db): Promise<(words: Words, code: string) => string> {
  const law = await namedLaw(db)
  return (words, code) => nameOf(law, words, 'place', code) ?? code
}

function namedBy({ texts }: LoadedLaw, kind: PickKind, id: string): Localized | undefined {
  return kind === 'fact' || kind === 'statement'
    ? texts.fact(id)?.label
    : kind === 'catalogue'
      ? texts.catalogue(id)?.title
      : kind === 'instrument'
        ? texts.instrument(id)?.title
        : texts.name(things[kind], id)
}
