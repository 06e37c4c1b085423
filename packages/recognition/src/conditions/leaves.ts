// SPDX-License-Identifier: Apache-2.0
/** The verdict of a single condition, or the test on an unknown fact that it comes down to. */
import type { Verdict } from '../assessment.ts'
import type { FactDeclaration } from '../bundle.ts'
import type { Compiled } from '../compile/compiled.ts'
import type { Held, PersonView } from '../credentials/person-view.ts'
import { addMonths, type Day, formatDay, latestStart, parseDay } from '../dates/days.ts'
import type { UniformTest } from '../link/uniform.ts'
import { BOOLEAN, constantOf, type Domain, type Test, UNBOUNDED, type Value, WORDS } from '../open/test-fact.ts'
import type { FactValue } from '../rule.ts'
import type { Circumstances } from './circumstances.ts'

export type State = Verdict | Test

export const met = (holds: boolean): Verdict => (holds ? 'met' : 'unmet')

/** A test whose outcome does not depend on the fact is settled. */
export function open(test: Test): State {
  if (test.domain === BOOLEAN) return test
  const constant = constantOf(test)
  return constant === null ? test : met(constant)
}

/** Whether a code equals or lies within one of the wanted ones. */
export const within = (codes: readonly string[], wanted: readonly string[]): boolean =>
  codes.some((code) => wanted.some((one) => code.startsWith(one)))

/** Whether a place is, or lies within, one of the wanted ones. A place that the register does not hold lies only within itself. */
export function placeWithin(compiled: Compiled, place: string, wanted: readonly string[]): boolean {
  const containing = compiled.within[place]
  if (containing === undefined) return wanted.includes(place)
  return wanted.some((one) => containing.includes(one))
}

export function heldState(months: number, held: Held, { day }: Circumstances): State {
  if (held.issued !== undefined) return met(addMonths(held.issued, months) <= day)
  return issuedTest(held, latestStart(day, months) + 1, (issued, edge) => issued < edge)
}

/** A test on the day of issue that turns at `edge`. */
export function issuedTest(held: Held, edge: Day, holds: (issued: Day, edge: Day) => boolean): State {
  return open({
    key: `credential:${held.issuedAs}:issued`,
    asks: { about: 'credential', name: 'issued', credential: held.issuedAs, type: 'date' },
    domain: UNBOUNDED,
    edges: [edge],
    accepts: (value) => holds(Number(value), edge),
  })
}

export function ageState(atLeast: number | null, atMost: number | null, { view, day }: Circumstances): State {
  const reached = (birth: Day, years: number): boolean => addMonths(birth, years * 12) <= day
  const holds = (birth: Day): boolean =>
    (atLeast === null || reached(birth, atLeast)) && (atMost === null || !reached(birth, atMost + 1))
  if (view.birth !== undefined) return met(holds(view.birth))
  const edges: Day[] = []
  if (atLeast !== null) edges.push(latestStart(day, atLeast * 12) + 1)
  if (atMost !== null) edges.push(latestStart(day, (atMost + 1) * 12) + 1)
  const asks = { about: 'birth-date', name: 'birthDate', type: 'date' } as const
  return open({ key: 'birthDate', asks, domain: UNBOUNDED, edges, accepts: (value) => holds(Number(value)) })
}

export function statedState(
  name: string,
  value: boolean | string,
  held: Held,
  { view, compiled }: Circumstances,
): State {
  const key = `credential:${held.id}:stated:${name}`
  const answer = (view.answered ? view.facts.get(key) : undefined) ?? held.source?.stated?.[name]
  if (answer !== undefined) return met(answer === value)
  const boolean = typeof value === 'boolean'
  return open({
    key,
    asks: { about: 'credential', name: `stated:${name}`, credential: held.id, type: boolean ? 'boolean' : 'choice' },
    domain: boolean ? BOOLEAN : WORDS,
    edges: boolean ? [] : [value],
    accepts: (given) => given === value,
    ...optionsOf(compiled.facts[name]),
  })
}

export function factState(test: UniformTest, { view, compiled }: Circumstances): State {
  const answer = view.facts.get(test.fact)
  if (test.includes !== undefined) return memberState(test.fact, test.includes, answer, view)
  if (answer !== undefined) return met(satisfies(answer, test, compiled))
  const declaration = compiled.facts[test.fact]
  const type = declaration?.type ?? 'boolean'
  if (type === 'place' && test.within !== undefined) return openPlace(test, compiled)
  return open({
    key: test.fact,
    asks: { about: 'fact', name: test.fact, type },
    domain: domainOf(declaration, compiled),
    edges: edgesOf(test),
    accepts: (value) => satisfies(value, test, compiled),
    ...optionsOf(declaration),
  })
}

/** A place test holds for what lies within the places it names, if the register has any, and not for others. */
function openPlace(test: UniformTest, compiled: Compiled): State {
  const wanted = test.within ?? []
  if (!holdSomePlace(compiled, wanted)) return 'unmet'
  return {
    key: test.fact,
    asks: { about: 'fact', name: test.fact, type: 'place' },
    domain: placesDomain(compiled),
    edges: ['within', ...wanted],
    accepts: (value) => satisfies(value, test, compiled),
  }
}

const optionsOf = (declaration: FactDeclaration | undefined): { options?: readonly FactValue[] } =>
  declaration?.options === undefined ? {} : { options: declaration.options }

function memberState(set: string, name: string, answer: FactValue | undefined, view: PersonView): State {
  if (Array.isArray(answer)) return met(answer.includes(name))
  const key = `${set}:${name}`
  const own = view.facts.get(key)
  if (own !== undefined) return met(own === true)
  return {
    key,
    asks: { about: 'fact', name: set, type: 'set' },
    domain: BOOLEAN,
    edges: [],
    accepts: (value) => value === true,
    member: { set, name },
  }
}

function domainOf(declaration: FactDeclaration | undefined, compiled: Compiled): Domain {
  switch (declaration?.type) {
    case 'boolean':
      return BOOLEAN
    case 'number':
    case 'date':
      return UNBOUNDED
    case 'place':
      return placesDomain(compiled)
    default:
      return declaration?.options === undefined ? WORDS : { kind: 'values', values: declaration.options }
  }
}

const placesDomains = new WeakMap<Compiled, Domain>()
const containers = new WeakMap<Compiled, Set<string>>()

/** Whether any jurisdiction of the register is, or lies within, one of these; they need not be in the register themselves. */
export function holdSomePlace(compiled: Compiled, places: readonly string[]): boolean {
  let known = containers.get(compiled)
  if (known === undefined) {
    known = new Set(Object.values(compiled.within).flat())
    containers.set(compiled, known)
  }
  return places.some((place) => known.has(place))
}

/** Every jurisdiction of the register, and somewhere else. Large: what is worked out over it is kept with it. */
export function placesDomain(compiled: Compiled): Domain {
  let domain = placesDomains.get(compiled)
  if (domain === undefined) {
    domain = { kind: 'values', values: [...Object.keys(compiled.within), ELSEWHERE], memo: new Map() }
    placesDomains.set(compiled, domain)
  }
  return domain
}

const ELSEWHERE = '\u0000elsewhere'

function edgesOf(test: UniformTest): (number | string)[] {
  if (test.atLeast !== undefined) return [test.atLeast]
  if (test.atMost !== undefined) return [test.atMost]
  if (test.from !== undefined) return [parseDay(test.from, test.fact)]
  if (test.before !== undefined) return [parseDay(test.before, test.fact)]
  if (test.in !== undefined) return test.in
  if (test.within !== undefined) return test.within
  return typeof test.is === 'string' ? [test.is] : []
}

/** A date is given as text where stated and as a day number where tried out. */
const dayValue = (value: FactValue | Value, at: string): Day =>
  typeof value === 'number' ? value : parseDay(String(value), at)

function satisfies(value: FactValue | Value, test: UniformTest, compiled: Compiled): boolean {
  if (test.is !== undefined) return value === test.is
  if (test.in !== undefined) return typeof value === 'string' && test.in.includes(value)
  if (test.atLeast !== undefined) return typeof value === 'number' && value >= test.atLeast
  if (test.atMost !== undefined) return typeof value === 'number' && value <= test.atMost
  if (test.within !== undefined) return typeof value === 'string' && placeWithin(compiled, value, test.within)
  if (test.from !== undefined) return dayValue(value, test.fact) >= parseDay(test.from, test.fact)
  return dayValue(value, test.fact) < parseDay(test.before ?? formatDay(0), test.fact)
}
