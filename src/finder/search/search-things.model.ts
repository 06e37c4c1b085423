// SPDX-License-Identifier: Apache-2.0
import type { Hit } from './name-index.model.ts'
import { findNames } from './name-search.model.ts'
import { pageOfThing } from './page-of-thing.model.ts'
import { type Result, type ResultGroup, type SearchKind, searchKinds } from './search-result.model.ts'
import type { FoundThing, SearchSet } from './search-set.model.ts'

/** A thing has many names: so many more of them are looked at. */
const namesPerThing = 4

/** The things whose names answer the query best. */
export function searchThings(
  set: SearchSet,
  query: string,
  asked: { kind?: SearchKind | undefined; lang: string; limit: number },
): Result[] {
  const wanted = asked.kind === undefined ? -1 : searchKinds.indexOf(asked.kind)
  const hits = findNames(set.search, query, {
    limit: asked.limit * namesPerThing,
    ...(wanted < 0 ? {} : { accepts: (name) => set.kindOf[name] === wanted }),
  })
  // Of two that answer equally well, the one that is called so comes before the one that is also known as it.
  const calledSo = ({ name, score }: Hit): number => score + (set.names[name]?.further === true ? 0 : 0.02)
  hits.sort((one, other) => calledSo(other) - calledSo(one) || one.name - other.name)
  const taken = new Set<number>()
  const results: Result[] = []
  for (const hit of hits) {
    const number = set.thingOf[hit.name] ?? 0
    if (taken.has(number) || results.length === asked.limit) continue
    taken.add(number)
    results.push(resultOf(set, hit, asked.lang))
  }
  return results
}

/** Results by kind; the kind with the best result comes first. */
function searchGroups(set: SearchSet, query: string, asked: { lang: string; limit: number }): ResultGroup[] {
  const groups = searchKinds.flatMap((kind): ResultGroup[] => {
    const results = searchThings(set, query, { kind, lang: asked.lang, limit: asked.limit + 1 })
    if (results.length === 0) return []
    return [{ kind, results: results.slice(0, asked.limit), more: results.length > asked.limit }]
  })
  const best = Math.max(0, ...groups.map(bestOf))
  return groups.filter((group) => bestOf(group) >= best * 0.6).sort((one, other) => bestOf(other) - bestOf(one))
}

const inGroup = 5
const ofOneKind = 30

/** What the page of results shows: a few of every kind, or more of the one asked for. */
export function groupsFor(set: SearchSet, query: string, asked: { kind: SearchKind | null; lang: string }) {
  const { kind, lang } = asked
  if (kind === null) return searchGroups(set, query, { lang, limit: inGroup })
  const results = searchThings(set, query, { kind, lang, limit: ofOneKind })
  return results.length === 0 ? [] : [{ kind, results, more: false }]
}

const bestOf = (group: ResultGroup): number => group.results[0]?.score ?? 0

function resultOf(set: SearchSet, { name: at, score }: Hit, lang: string): Result {
  const found = set.names[at]
  const nothing = { kind: searchKinds[0], id: '', inFinder: false, names: {} }
  const thing: FoundThing = set.things[set.thingOf[at] ?? 0] ?? nothing
  const { kind, id, names } = thing
  const language = [lang, lang.split('-')[0] ?? lang, found?.lang ?? 'en', 'en'].find((one) => one in names) ?? null
  const name = (language === null ? undefined : names[language]) ?? found?.name ?? id
  return {
    kind,
    id,
    name,
    nameLanguage: language,
    matched: found === undefined || found.name === name ? null : { name: found.name, language: found.lang },
    score: Math.round(score * 1000) / 1000,
    ...pageOfThing(thing, name),
  }
}
