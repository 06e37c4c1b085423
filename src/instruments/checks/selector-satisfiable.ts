// SPDX-License-Identifier: Apache-2.0
import type { CredentialSelector, LevelRef } from '@passerelle/recognition'
import { frameworkOf } from '../law/known-ids.ts'
import type { Vocabulary } from '../law/vocabulary.ts'
import { liesWithin } from '../law/vocabulary.ts'
import { inBothLanguages, type Told } from '../source/both-languages.ts'
import { someJurisdiction } from './domain.ts'

/** Why no credential at all can satisfy the selectors together; null: some can. */
export function unsatisfiable(selectors: readonly CredentialSelector[], vocabulary: Vocabulary): Told | null {
  return (
    disjoint(selectors, 'qualification') ??
    disjoint(selectors, 'awardingBody') ??
    noLevel(selectors, vocabulary) ??
    noCountry(selectors, vocabulary) ??
    noDay(selectors) ??
    noClass(selectors)
  )
}

/** Why the register's own entries contradict the selectors, although a person could state otherwise; null: they do not. */
export function contradictsRegister(selectors: readonly CredentialSelector[], vocabulary: Vocabulary): Told | null {
  const named = selectors.find((selector) => selector.qualification !== undefined)?.qualification
  if (named === undefined || vocabulary.qualifications === null) return null
  const entries = named.flatMap((id) => vocabulary.qualifications?.get(id) ?? [])
  if (entries.length < named.length) return null
  const excluded = excludedFrameworks(selectors)
  const others = selectors.map(({ qualification: _qualification, ...rest }) => rest)
  const fits = entries.some((entry) => {
    const left = entry.levels.some((level) => excluded.has(frameworkOf(level)))
    const levels =
      entry.levels.length === 0 || others.every((selector) => levelsFit(selector, entry.levels, vocabulary))
    const body = entry.awardingBody
    const bodies = body === null || others.every((selector) => selector.awardingBody?.includes(body) ?? true)
    return !left && levels && bodies && countryFits(others, entry.country, vocabulary)
  })
  return fits ? null : inBothLanguages('finding.why.register', { ids: named.join(', ') })
}

function countryFits(
  selectors: readonly CredentialSelector[],
  country: string | null,
  { jurisdictions }: Vocabulary,
): boolean {
  if (country === null || jurisdictions === null) return true
  return selectors.every(
    (selector) =>
      (selector.country?.some((place) => liesWithin(country, place, jurisdictions)) ?? true) &&
      !(selector.notCountry?.some((place) => liesWithin(country, place, jurisdictions)) ?? false),
  )
}

function disjoint(selectors: readonly CredentialSelector[], key: 'qualification' | 'awardingBody'): Told | null {
  const lists = selectors.flatMap((selector) => (selector[key] === undefined ? [] : [selector[key]]))
  const [first, ...rest] = lists
  if (first === undefined || first.some((id) => rest.every((list) => list.includes(id)))) return null
  return inBothLanguages(`finding.why.disjoint.${key}`)
}

/** A credential has one level that is stated, or those of its qualification; one of these sets must do. */
function noLevel(selectors: readonly CredentialSelector[], vocabulary: Vocabulary): Told | null {
  const asked = selectors.filter(asksLevel)
  const excluded = excludedFrameworks(selectors)
  if (asked.length === 0 || vocabulary.frameworks === null) return null
  const single = [...vocabulary.frameworks.values()].flatMap((framework) =>
    framework.levels.map((level) => [`${framework.id}/${level.id}`]),
  )
  const registered = [...(vocabulary.qualifications?.values() ?? [])].map((entry) => entry.levels)
  const possible = [...single, ...registered].some(
    (levels) =>
      !levels.some((level) => excluded.has(frameworkOf(level))) &&
      asked.every((selector) => levelsFit(selector, levels, vocabulary)),
  )
  return possible ? null : inBothLanguages('finding.why.level')
}

/** Frameworks of which the credential may have no level (`notFramework`). */
function excludedFrameworks(selectors: readonly CredentialSelector[]): Set<string> {
  return new Set(selectors.flatMap((selector) => selector.notFramework ?? []))
}

function asksLevel(selector: CredentialSelector): boolean {
  const { levels, framework, atLeast, atMost } = selector
  return levels !== undefined || framework !== undefined || atLeast !== undefined || atMost !== undefined
}

/** One level of the credential satisfies every level test of the selector. */
export function levelsFit(selector: CredentialSelector, levels: readonly LevelRef[], vocabulary: Vocabulary): boolean {
  if (!asksLevel(selector)) return true
  return levels.some(
    (level) =>
      (selector.levels?.includes(level) ?? true) &&
      (selector.framework === undefined || selector.framework === frameworkOf(level)) &&
      inRange(level, selector, vocabulary),
  )
}

function inRange(level: LevelRef, { atLeast, atMost }: CredentialSelector, vocabulary: Vocabulary): boolean {
  for (const [end, sign] of [[atLeast, 1] as const, [atMost, -1] as const]) {
    if (end === undefined) continue
    const [own, limit] = [rankOf(level, vocabulary), rankOf(end, vocabulary)]
    if (frameworkOf(end) !== frameworkOf(level) || own === null || limit === null || (own - limit) * sign < 0)
      return false
  }
  return true
}

function rankOf(level: LevelRef, { frameworks }: Vocabulary): number | null {
  const framework = frameworks?.get(frameworkOf(level))
  return framework?.levels.find((item) => `${framework.id}/${item.id}` === level)?.rank ?? null
}

function noCountry(selectors: readonly CredentialSelector[], { jurisdictions }: Vocabulary): Told | null {
  const within = selectors.flatMap((selector) => (selector.country === undefined ? [] : [selector.country]))
  const outside = selectors.flatMap((selector) => selector.notCountry ?? [])
  if (jurisdictions === null || within.length === 0 || someJurisdiction(within, outside, jurisdictions)) return null
  return inBothLanguages('finding.why.country')
}

function noDay(selectors: readonly CredentialSelector[]): Told | null {
  const from = selectors
    .flatMap((selector) => selector.issuedFrom ?? [])
    .sort()
    .at(-1)
  const before = selectors.flatMap((selector) => selector.issuedBefore ?? []).sort()[0]
  if (from === undefined || before === undefined || from < before) return null
  return inBothLanguages('finding.why.days', { from, before })
}

function noClass(selectors: readonly CredentialSelector[]): Told | null {
  const classes = new Map<string, readonly string[]>()
  for (const { listed } of selectors) {
    if (listed?.classes === undefined) continue
    const before = classes.get(listed.catalogue)
    const left = before === undefined ? listed.classes : listed.classes.filter((name) => before.includes(name))
    if (left.length === 0) return inBothLanguages('finding.why.class', { catalogue: listed.catalogue })
    classes.set(listed.catalogue, left)
  }
  return null
}
