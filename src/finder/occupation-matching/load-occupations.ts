// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { allOccupationNames, newestScheme, type OccupationNames, occupationNamesState } from '../../register/index.ts'
import { type OccupationConcept, OccupationMatcher } from './occupation-matcher.model.ts'

export interface Occupation extends OccupationConcept {
  uri: string | null
}

export interface OccupationShelf {
  /** Of the register: `esco-1.2.1`. */
  scheme: string
  matcher: OccupationMatcher
  occupations: ReadonlyMap<string, Occupation>
  /** Languages in which occupations have names. */
  languages: ReadonlySet<string>
}

interface Kept {
  state: string
  shelf: Promise<OccupationShelf | null>
}

const kept = new WeakMap<Db, Kept>()

/** The newest imported ESCO, ready to be matched; made again when names have come since. Null: none is imported. */
export async function loadOccupations(db: Db): Promise<OccupationShelf | null> {
  const state = await occupationNamesState(db)
  const found = kept.get(db)
  if (found?.state === state) return found.shelf
  const shelf = read(db)
  kept.set(db, { state, shelf })
  shelf.catch(() => kept.delete(db))
  return shelf
}

async function read(db: Db): Promise<OccupationShelf | null> {
  const scheme = await newestScheme(db, 'esco', 'occupation')
  if (scheme === null) return null
  const occupations = toOccupations(await allOccupationNames(db, scheme))
  const languages = new Set(occupations.flatMap(({ names }) => Object.keys(names)))
  const byCode = new Map(occupations.map((one) => [one.code, one]))
  return { scheme, matcher: new OccupationMatcher(occupations), occupations: byCode, languages }
}

/** Unit groups of ISCO and occupations below them; higher groups are too wide to be an answer. */
function toOccupations(rows: readonly OccupationNames[]): Occupation[] {
  const found = new Map<string, { uri: string | null; names: Record<string, string[]> }>()
  for (const { code, uri, lang, name, alternatives } of rows) {
    if (!/^\d{4}(\.|$)/.test(code)) continue
    const one = found.get(code) ?? { uri, names: {} }
    found.set(code, one)
    const names = one.names[baseOf(lang)] ?? []
    one.names[baseOf(lang)] = names
    names.push(name, ...alternatives)
  }
  return [...found].map(([code, one]) => ({ code, group: code.slice(0, 4), ...one }))
}

/** `zh-CN` → `zh`: a title is not written differently enough. */
export function baseOf(lang: string): string {
  return lang.toLowerCase().split('-')[0] ?? lang
}
