// SPDX-License-Identifier: Apache-2.0
/** Does a credential have the attributes a selector names? */
import type { Reason, Verdict } from '../assessment.ts'
import type { Circumstances } from '../conditions/circumstances.ts'
import {
  holdSomePlace,
  issuedTest,
  met,
  open,
  placesDomain,
  placeWithin,
  type State,
  within,
} from '../conditions/leaves.ts'
import { parseDay } from '../dates/days.ts'
import type { SelectorNode } from '../link/node.ts'
import { type Domain, type Value, WORDS } from '../open/test-fact.ts'
import { endedListing, listedState } from './listed.ts'
import type { Held } from './person-view.ts'

/** Both parts of what the credential is: its qualification and its level. */
export function qualificationState(node: SelectorNode, held: Held): State {
  const wanted = node.qualifications
  if (wanted === null) return 'met'
  if (held.hypothesis === 'held') return held.confirmed === undefined ? heldTest(held) : met(held.confirmed)
  if (held.qualification === null) return 'unmet'
  if (held.qualification !== undefined) return met(wanted.has(held.qualification))
  return open({
    key: `credential:${held.id}:qualification`,
    asks: { about: 'credential', name: 'qualification', credential: held.id, type: 'choice' },
    domain: WORDS,
    edges: [...wanted],
    accepts: (value) => wanted.has(String(value)),
  })
}

function heldTest(held: Held): State {
  return open({
    key: `credential:${held.id}:held`,
    asks: { about: 'credential', name: 'held', credential: held.id, type: 'boolean' },
    domain: { kind: 'values', values: [false, true] },
    edges: [],
    accepts: (value) => value === true,
  })
}

export function levelState(node: SelectorNode, held: Held, { compiled }: Circumstances): State {
  const wanted = node.levels
  if (wanted === null) return 'met'
  for (const level of held.levels) if (wanted.has(level)) return 'met'
  const framework = held.openFramework
  if (framework === null || !node.frameworks.includes(framework)) return 'unmet'
  const levels = (compiled.frameworks[framework] ?? []).map((one) => one.level)
  const values = held.kind === 'hypothetical' ? [...levels, 'none'] : levels
  const options = values
  return open({
    key: `credential:${held.id}:level`,
    asks: { about: 'credential', name: 'level', credential: held.id, type: 'choice' },
    domain: { kind: 'values', values },
    edges: [],
    accepts: (value) => wanted.has(String(value)),
    options,
  })
}

/** Of a framework that the selector leaves out. */
function isExcluded({ selector }: SelectorNode, held: Held): boolean {
  return selector.notFramework?.some((one) => speaksOf(held, one)) ?? false
}

/** Quickly: surely another credential than the selector speaks of. */
export function isOther(node: SelectorNode, held: Held): boolean {
  if (node.qualifications !== null && held.hypothesis !== 'held') {
    if (held.qualification === null) return true
    if (held.qualification !== undefined && !node.qualifications.has(held.qualification)) return true
  }
  if (isExcluded(node, held)) return true
  if (node.levels === null || held.openFramework !== null) return false
  for (const level of held.levels) if (node.levels.has(level)) return false
  return true
}

type Attribute = 'field' | 'country' | 'notCountry' | 'awardingBody' | 'issuedFrom' | 'issuedBefore' | 'listed'
const ATTRIBUTES: readonly Attribute[] = [
  'field',
  'country',
  'notCountry',
  'awardingBody',
  'issuedFrom',
  'issuedBefore',
  'listed',
]

/** The fact behind an attribute, as its key names it. */
const factOf = (name: Attribute, selector: SelectorNode['selector']): string => {
  if (name === 'notCountry') return 'country'
  if (name === 'issuedFrom' || name === 'issuedBefore') return 'issued'
  return name === 'listed' ? `listed:${selector.listed?.catalogue}` : name
}

function attributeState(name: Attribute, node: SelectorNode, held: Held, around: Circumstances): State {
  const { selector } = node
  switch (name) {
    case 'field':
      return wordState(held, 'field', held.field, (codes) => within(codes, selector.field ?? []), selector.field ?? [])
    case 'country':
      return placeState(held, around, selector.country ?? [], true)
    case 'notCountry':
      return placeState(held, around, selector.notCountry ?? [], false)
    case 'awardingBody': {
      const wanted = selector.awardingBody ?? []
      const body = held.awardingBody === undefined ? undefined : [held.awardingBody]
      return wordState(held, 'awardingBody', body, (bodies) => bodies.some((one) => wanted.includes(one)), wanted)
    }
    case 'issuedFrom':
    case 'issuedBefore':
      return issuedState(name, selector, held)
    case 'listed':
      return listedState(node, held, around)
  }
}

function wordState(
  held: Held,
  name: string,
  known: readonly string[] | undefined,
  holds: (words: readonly string[]) => boolean,
  edges: readonly string[],
): State {
  if (known !== undefined) return met(holds(known))
  return attributeTest(held, name, WORDS, edges, (value) => holds([String(value)]))
}

function attributeTest(
  held: Held,
  name: string,
  domain: Domain,
  edges: readonly string[],
  accepts: (value: Value) => boolean,
): State {
  const asks = { about: 'credential', name, credential: held.id, type: 'choice' } as const
  return open({ key: `credential:${held.id}:${name}`, asks, domain, edges, accepts })
}

/** Whether the place of award lies within the wanted ones, or (`inside` false) outside all of them. */
function placeState(held: Held, { compiled }: Circumstances, wanted: readonly string[], inside: boolean): State {
  const holds = (place: string): boolean => placeWithin(compiled, place, wanted) === inside
  if (held.country !== undefined) return met(holds(held.country))
  if (!holdSomePlace(compiled, wanted)) return met(!inside)
  return {
    key: `credential:${held.id}:country`,
    asks: { about: 'credential', name: 'country', credential: held.id, type: 'place' },
    domain: placesDomain(compiled),
    edges: [inside ? 'within' : 'outside', ...wanted],
    accepts: (value) => holds(String(value)),
  }
}

function issuedState(name: 'issuedFrom' | 'issuedBefore', selector: SelectorNode['selector'], held: Held): State {
  const edge = parseDay(selector[name] ?? '', name)
  const holds = (issued: number): boolean => (name === 'issuedFrom' ? issued >= edge : issued < edge)
  return held.issued === undefined ? issuedTest(held, edge, holds) : met(holds(held.issued))
}

/** Calls `visit` with every state the selector comes down to; identity first, without a name. */
export function selectorStates(
  node: SelectorNode,
  held: Held,
  around: Circumstances,
  visit: (state: State, name: Attribute | null) => void,
): void {
  if (isExcluded(node, held)) visit('unmet', null)
  if (node.qualifications !== null) visit(qualificationState(node, held), null)
  if (node.levels !== null) visit(levelState(node, held, around), null)
  if (node.plain) return
  for (const name of ATTRIBUTES) {
    if (node.selector[name] !== undefined) visit(attributeState(name, node, held, around), name)
  }
}

const verdictOf = (state: State): Verdict => (typeof state === 'string' ? state : 'unknown')

/** Joins two verdicts by `all`. */
export function both(a: Verdict, b: Verdict): Verdict {
  if (a === 'met') return b
  if (b === 'met' || a === b) return a
  if (a === 'unmet' || b === 'unmet') return 'unmet'
  return 'unknown'
}

/** The selector's verdict with a line for each attribute; the identity speaks through the parent's own verdict and facts. */
export function selectorReason(node: SelectorNode, held: Held, around: Circumstances): Reason {
  let verdict = isExcluded(node, held) ? 'unmet' : verdictOf(qualificationState(node, held))
  const level = node.levels === null ? 'met' : levelState(node, held, around)
  verdict = both(verdict, verdictOf(level))
  const reason: Reason = { path: node.path, verdict, credential: held.id }
  if (verdict === 'unknown') reason.facts = identityKeys(node, held, around)
  if (!node.plain && verdict !== 'unmet') addAttributes(reason, node, held, around)
  return reason
}

function identityKeys(node: SelectorNode, held: Held, around: Circumstances): string[] {
  const keys: string[] = []
  for (const state of [qualificationState(node, held), levelState(node, held, around)]) {
    if (typeof state !== 'string') keys.push(state.key)
  }
  return keys
}

function addAttributes(reason: Reason, node: SelectorNode, held: Held, around: Circumstances): void {
  const children: Reason[] = []
  for (const name of ATTRIBUTES) {
    if (node.selector[name] === undefined) continue
    const verdict = verdictOf(attributeState(name, node, held, around))
    const ended = name === 'listed' ? endedListing(node, held, around) : undefined
    const fact = ended === undefined ? factOf(name, node.selector) : 'issued'
    const facts = [`credential:${fact === 'issued' ? held.issuedAs : held.id}:${fact}`]
    children.push({ path: `${node.path}.${name}`, verdict, facts, ...(ended !== undefined && { ended }) })
    reason.verdict = both(reason.verdict, verdict)
  }
  reason.children = children
}

/** Whether the credential speaks of the framework: it has, or has somewhere in it, a level. */
export const speaksOf = (held: Held, framework: string): boolean =>
  held.openFramework === framework || held.levels.some((level) => isOf(level, framework))

const isOf = (level: string, framework: string): boolean =>
  level.startsWith(framework) && level.charCodeAt(framework.length) === SLASH

const SLASH = 47
