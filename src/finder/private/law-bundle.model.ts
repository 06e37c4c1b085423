// SPDX-License-Identifier: Apache-2.0
import { type Bundle, type Compiled, compile, type PlainDate, type Rule } from '@passerelle/recognition'
import type { Localized } from '../../kernel/index.ts'
import type { LawWithRules } from '../answers/assessed.model.ts'
import type {
  CatalogueText,
  FactText,
  InstrumentText,
  LawTexts,
  NamedThing,
  RuleText,
} from '../answers/law-texts.model.ts'
import { codesOf, conditionsOf } from '../answers/rule-walk.model.ts'

/** The law of one country and of the unions it lies in, with the texts that an answer shows. Plain JSON; nobody's question is in it. */
export interface LawBundle {
  version: 1
  /** `CN`: every place whose code begins so. */
  root: string
  bundle: Bundle
  instruments: (Omit<InstrumentText, 'ruled'> & { ruled: string[] })[]
  rules: Record<string, RuleText>
  facts: Record<string, FactText>
  catalogues: Record<string, CatalogueText>
  leftOpen: Record<string, Localized>
  names: Record<NamedThing, Record<string, Localized>>
}

/** Which bundle answers for a place. It is that of the country, so that asking for it does not say which city is meant. */
export function rootOf(place: string): string {
  return place.split('-')[0] ?? place
}

/** The root of the whole law, for comparing countries. */
export const everywhere = 'ALL'

/** Every root that a place can have. */
export function rootsOf(bundle: Pick<Bundle, 'jurisdictions'>): string[] {
  return [...new Set(bundle.jurisdictions.map(({ code }) => rootOf(code))), everywhere].sort()
}

/** Cuts out of the whole law what can reach a place of the root, on whatever date. */
export function cutBundle(law: { bundle: Bundle; texts: LawTexts }, root: string): LawBundle {
  const { bundle, texts } = law
  const places = root === everywhere ? null : reachedFrom(bundle, root)
  const reaches = (named: readonly string[]): boolean => places === null || named.some((place) => places.has(place))
  const rules = bundle.rules.filter((rule) => reaches(rule.places))
  const cut = { ...bundle, rules }
  const spokenOf = new Set(rules.map((rule) => rule.instrument))
  const instruments = texts
    .instruments()
    .filter((one) => spokenOf.has(one.id) || reaches(one.places))
    .map((one) => ({ ...one, ruled: [...one.ruled] }))
  return {
    version: 1,
    root,
    bundle: cut,
    instruments,
    rules: known(
      rules.map((rule) => rule.id),
      texts.rule,
    ),
    facts: known(
      bundle.facts.map((fact) => fact.id),
      texts.fact,
    ),
    catalogues: known(
      bundle.catalogues.map((one) => one.id),
      texts.catalogue,
    ),
    leftOpen: known(rules.flatMap(leftOpenIn), texts.leftOpen),
    names: namesFor(cut, texts),
  }
}

/** The places of the root and all that any of them has ever lain in. */
function reachedFrom({ jurisdictions }: Bundle, root: string): ReadonlySet<string> {
  const parents = new Map(jurisdictions.map((one) => [one.code, one.parents]))
  const reached = new Set(jurisdictions.map((one) => one.code).filter((code) => rootOf(code) === root))
  for (const code of reached) for (const parent of parents.get(code) ?? []) reached.add(parent.code)
  return reached
}

function known<Value>(ids: readonly string[], find: (id: string) => Value | undefined): Record<string, Value> {
  const found: Record<string, Value> = {}
  for (const id of ids) {
    const value = find(id)
    if (value !== undefined) found[id] = value
  }
  return found
}

function namesFor(bundle: Bundle, texts: LawTexts): LawBundle['names'] {
  const of = (thing: NamedThing, ids: readonly string[]) => known(ids, (id) => texts.name(thing, id))
  const levels = bundle.frameworks.flatMap(({ id, levels: own }) => own.map((level) => `${id}/${level.id}`))
  const bodies = bundle.qualifications.flatMap((one) => one.awardingBody ?? [])
  const codes = codesOf(bundle)
  return {
    qualification: of(
      'qualification',
      bundle.qualifications.map((one) => one.id),
    ),
    level: of('level', levels),
    framework: of(
      'framework',
      bundle.frameworks.map((one) => one.id),
    ),
    field: of('field', codes),
    occupation: of('occupation', codes),
    jurisdiction: of(
      'jurisdiction',
      bundle.jurisdictions.map((one) => one.code),
    ),
    awardingBody: of('awardingBody', [...new Set([...bodies, ...bodiesNamed(bundle.rules)])]),
  }
}

/** What the conditions of a rule leave to the authority. */
function leftOpenIn(rule: Rule): string[] {
  return conditionsOf(rule).flatMap((one) => ('undetermined' in one ? [one.undetermined] : []))
}

/** Awarding bodies that rules name, wherever they stand in them. */
function bodiesNamed(rules: readonly Rule[]): string[] {
  const found: string[] = []
  JSON.stringify(rules, (key, value: unknown) => {
    if (key === 'awardingBody' && Array.isArray(value)) found.push(...value.filter((one) => typeof one === 'string'))
    return value
  })
  return found
}

/** A bundle as it arrives on a device, ready to answer. */
export function openBundle(cut: LawBundle): LawWithRules {
  const { bundle, names } = cut
  const instruments = cut.instruments.map((one) => ({ ...one, ruled: new Set(one.ruled) }))
  const byId = new Map(instruments.map((one) => [one.id, one]))
  const rules = new Map(bundle.rules.map((rule) => [rule.id, rule]))
  const compiled = new Map<PlainDate, Compiled>()
  return {
    bundle,
    texts: {
      rule: (id) => cut.rules[id],
      instrument: (id) => byId.get(id),
      fact: (id) => cut.facts[id],
      catalogue: (id) => cut.catalogues[id],
      leftOpen: (english) => cut.leftOpen[english],
      name: (thing, id) => names[thing][id],
      instruments: () => instruments,
    },
    compiledFor: (asOf) => {
      let known = compiled.get(asOf)
      if (known === undefined) {
        known = compile(bundle, asOf)
        compiled.set(asOf, known)
      }
      return known
    },
    rule: (id) => rules.get(id),
  }
}
