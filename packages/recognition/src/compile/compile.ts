// SPDX-License-Identifier: Apache-2.0
import type { Bundle, JurisdictionNode } from '../bundle.ts'
import { parseDay } from '../dates/days.ts'
import { RecognitionError } from '../error.ts'
import type { Condition, PlainDate, Rule } from '../rule.ts'
import type { Compiled, CompiledCatalogue, EndedItem, PlaceIndex } from './compiled.ts'
import { selectedLevels } from './levels.ts'
import { validateRule } from './validate-rule.ts'

const byCodePoint = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

interface Interval {
  from?: PlainDate | null
  until?: PlainDate | null
}

/** `[from, until)`; ISO dates compare as strings. */
const inForce = (interval: Interval, asOf: PlainDate): boolean =>
  (interval.from == null || interval.from <= asOf) && (interval.until == null || asOf < interval.until)

/** What a rule has to leave undetermined on a day on which it may not be in force. */
export const doubtfulDay = 'the day on which it takes effect or ends is not known exactly'

/** The rule as it speaks on the date: where it may not be in force it can come to nothing better than unknown. */
function onDay(rule: Rule, asOf: PlainDate): Rule {
  if (rule.doubtful?.some((days) => inForce(days, asOf)) !== true) return rule
  const doubt: Condition = { undetermined: doubtfulDay }
  const { when } = rule
  // Last in the list, so that the paths of the other conditions stay as they are.
  if (when !== null && 'all' in when) return { ...rule, when: { all: [...when.all, doubt] } }
  return { ...rule, when: when === null ? doubt : { all: [when, doubt] } }
}

/**
 * Indexes a bundle as of one date. Costs milliseconds; keep the result and assess many persons with it.
 *
 * @throws {RecognitionError} where a rule speaks of a level, fact or catalogue that the bundle does not hold
 */
export function compile(bundle: Bundle, asOf: PlainDate): Compiled {
  parseDay(asOf, 'asOf')
  const frameworks: Compiled['frameworks'] = {}
  for (const framework of bundle.frameworks) {
    frameworks[framework.id] = framework.levels.map(({ id, rank }) => ({ level: `${framework.id}/${id}`, rank }))
  }
  const compiled: Compiled = {
    version: 1,
    asOf,
    rules: bundle.rules
      .filter((rule) => inForce(rule, asOf))
      .map((rule) => onDay(rule, asOf))
      .sort((a, b) => byCodePoint(a.id, b.id)),
    places: {},
    within: containment(bundle.jurisdictions, asOf),
    frameworks,
    qualifications: Object.fromEntries(
      bundle.qualifications.map(({ id, levels, country, awardingBody, field }) => [
        id,
        { levels, country, awardingBody, field },
      ]),
    ),
    catalogues: Object.fromEntries(bundle.catalogues.map((one) => [one.id, catalogueOn(one, asOf)])),
    facts: Object.fromEntries(bundle.facts.map((fact) => [fact.id, fact])),
  }
  withoutPrototypes(compiled).rules.forEach((rule, position) => {
    validateRule(rule, compiled)
    indexRule(compiled, rule, position)
  })
  return withoutPrototypes(compiled)
}

/** What is looked up by an id that a person states holds its own ids only: `constructor` is as unknown as any other. */
function withoutPrototypes(compiled: Compiled): Compiled {
  const { places, within, frameworks, qualifications, catalogues, facts } = compiled
  const inner = [
    ...Object.values(places).flatMap(({ byQualification, byLevel }) => [byQualification, byLevel]),
    ...Object.values(catalogues).flatMap(({ items, ended }) => (ended === undefined ? [items] : [items, ended])),
  ]
  for (const record of [places, within, frameworks, qualifications, catalogues, facts, ...inner]) {
    Object.setPrototypeOf(record, null)
  }
  return compiled
}

function catalogueOn(catalogue: Bundle['catalogues'][number], asOf: PlainDate): CompiledCatalogue {
  const items: Record<string, string> = {}
  const ended: Record<string, EndedItem[]> = {}
  let some = false
  for (const item of catalogue.items) {
    if (inForce(item, asOf)) items[item.qualification] = item.class
    else if (item.after !== undefined && item.until !== undefined && item.until <= asOf) {
      some = true
      ended[item.qualification] ??= []
      ended[item.qualification]?.push({ until: item.until, class: item.class, kept: item.after === 'kept' })
    }
  }
  const { classes, coverage } = catalogue
  const compiled = { classes, complete: coverage === 'complete', items }
  if (!some) return compiled
  for (const list of Object.values(ended)) list.sort((a, b) => byCodePoint(a.until + a.class, b.until + b.class))
  return { ...compiled, ended }
}

/** Transitive closure of the parents whose membership holds on the date; a cycle ends the walk. */
function containment(nodes: JurisdictionNode[], asOf: PlainDate): Record<string, string[]> {
  const parents = new Map(nodes.map((node) => [node.code, node.parents.filter((one) => inForce(one, asOf))]))
  const within: Record<string, string[]> = {}
  for (const node of nodes) {
    const reached = new Set([node.code])
    for (const code of reached) for (const parent of parents.get(code) ?? []) reached.add(parent.code)
    within[node.code] = [...reached]
  }
  return within
}

function indexRule(compiled: Compiled, rule: Rule, position: number): void {
  for (const place of new Set(rule.places)) {
    compiled.places[place] ??= { byQualification: {}, byLevel: {}, any: [], none: [] }
    enter(compiled, compiled.places[place], rule, position)
  }
}

function enter(compiled: Compiled, index: PlaceIndex, rule: Rule, position: number): void {
  if (rule.subject === null) {
    index.none.push(position)
    return
  }
  const levels = selectedLevels(compiled.frameworks, rule.subject, rule.id)
  if (rule.subject.qualification !== undefined) addTo(index.byQualification, rule.subject.qualification, position)
  else if (levels !== null) addTo(index.byLevel, levels, position)
  else index.any.push(position)
}

function addTo(index: Record<string, number[]>, keys: string[], position: number): void {
  for (const key of new Set(keys)) {
    index[key] ??= []
    index[key].push(position)
  }
}

/** Reads a compiled form back from JSON text. */
export function revive(text: string): Compiled {
  const value = JSON.parse(text) as Partial<Compiled> | null
  if (value?.version !== 1 || value.rules === undefined) {
    throw new RecognitionError('invalid-condition', 'compiled', 'not a compiled bundle of version 1')
  }
  return withoutPrototypes(value as Compiled)
}
