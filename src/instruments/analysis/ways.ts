// SPDX-License-Identifier: Apache-2.0
/** The ways in which formulas can hold together: every consistent choice of alternatives, found by backtracking. */
import type { CredentialSelector, ExperienceSelector, LevelRef } from '@passerelle/recognition'
import { type Literal, satisfiable } from '../checks/domain.ts'
import { levelsFit } from '../checks/selector-satisfiable.ts'
import { frameworkOf } from '../law/known-ids.ts'
import type { Vocabulary } from '../law/vocabulary.ts'
import { asksLevel, type Formula, type Identity } from './formula.ts'

/** What is asked of one person in one way. */
export interface Way {
  /** By the value that they ask of. */
  literals: ReadonlyMap<string, readonly Literal[]>
  /** By credential. */
  identities: ReadonlyMap<string, readonly Identity[]>
  codes: ReadonlyMap<string, readonly { codes: readonly string[]; negated: boolean }[]>
  /** The credentials that the person holds in this way. */
  scopes: readonly string[]
  /** Working time that is asked for, by its key. */
  experience: ReadonlyMap<string, { scope: string; selector: ExperienceSelector }>
}

interface State extends Way {
  nones: readonly ((scope: string) => Formula)[]
}

export interface Search {
  /** False where the search was cut off: what was not found may yet be there. */
  complete: boolean
  /** Steps left. */
  steps: number
}

const mostSteps = 4000

export const newSearch = (steps: number = mostSteps): Search => ({ complete: true, steps })

/** Every way in which all of them hold. `subject`: a credential that all speak of. */
export function* waysOf(
  formulas: readonly Formula[],
  subject: string | null,
  vocabulary: Vocabulary,
  search: Search,
): Generator<Way> {
  const start: State = {
    literals: new Map(),
    identities: new Map(),
    codes: new Map(),
    scopes: subject === null ? [] : [subject],
    experience: new Map(),
    nones: [],
  }
  yield* extend(formulas, start, vocabulary, search)
}

function* extend(formulas: readonly Formula[], start: State, vocabulary: Vocabulary, search: Search): Generator<Way> {
  if (search.steps-- <= 0) {
    search.complete = false
    return
  }
  const choices: Formula[] = []
  const pending = [...formulas]
  let state: State | null = start
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    if (next.op === 'false') return
    if (next.op === 'all') pending.push(...next.of)
    else if (next.op === 'any' || next.op === 'atLeast') choices.push(next)
    else if (next.op !== 'true') {
      state = assume(next as Leaf, state, vocabulary, pending)
      if (state === null) return
    }
  }
  const [choice, ...rest] = choices.toSorted((a, b) => sizeOf(a) - sizeOf(b))
  if (choice === undefined) yield state
  else for (const taken of alternatives(choice)) yield* extend([...taken, ...rest], state, vocabulary, search)
}

const sizeOf = (formula: Formula): number => ('of' in formula ? formula.of.length : 0)

function* alternatives(choice: Formula): Generator<Formula[]> {
  if (choice.op === 'any') for (const one of choice.of) yield [one]
  if (choice.op !== 'atLeast') return
  const { count, of } = choice
  if (count <= 0) yield []
  const [first, ...others] = of
  if (count <= 0 || first === undefined || of.length < count) return
  yield [first, { op: 'atLeast', count: count - 1, of: others }]
  yield [{ op: 'atLeast', count, of: others }]
}

type Leaf = Exclude<Formula, { op: 'true' | 'false' | 'all' | 'any' | 'atLeast' }>

/** The state with one thing more; null: it does not hold together with the rest. */
function assume(leaf: Leaf, state: State, vocabulary: Vocabulary, pending: Formula[]): State | null {
  switch (leaf.op) {
    case 'literal':
      return withLiteral(leaf.literal, state, vocabulary)
    case 'experience': {
      const { scope, selector, literal } = leaf
      const next = withLiteral(literal, state, vocabulary)
      return next && { ...next, experience: new Map(next.experience).set(literal.key, { scope, selector }) }
    }
    case 'identity': {
      const list = [...(state.identities.get(leaf.scope) ?? []), leaf.identity]
      if (identityFor(list, vocabulary) === null) return null
      return { ...state, identities: new Map(state.identities).set(leaf.scope, list) }
    }
    case 'codes': {
      const list = [...(state.codes.get(leaf.scope) ?? []), leaf]
      return codesFor(list) === null ? null : { ...state, codes: new Map(state.codes).set(leaf.scope, list) }
    }
    case 'some':
      pending.push(leaf.holds(leaf.scope), ...state.nones.map((fails) => fails(leaf.scope)))
      return { ...state, scopes: [...state.scopes, leaf.scope] }
    case 'none':
      pending.push(...state.scopes.map((scope) => leaf.fails(scope)))
      return { ...state, nones: [...state.nones, leaf.fails] }
  }
}

function withLiteral(literal: Literal, state: State, { jurisdictions }: Vocabulary): State | null {
  const list = [...(state.literals.get(literal.key) ?? []), literal]
  if (!satisfiable(list, jurisdictions)) return null
  return { ...state, literals: new Map(state.literals).set(literal.key, list) }
}

/** One field for each list, in none that is excluded; null: there are none. */
export function codesFor(tests: readonly { codes: readonly string[]; negated: boolean }[]): string[] | null {
  const excluded = tests.flatMap(({ codes, negated }) => (negated ? codes : []))
  const found = new Set<string>()
  for (const { codes, negated } of tests) {
    if (negated) continue
    const code = codes.find((one) => !excluded.some((wider) => one.startsWith(wider)))
    if (code === undefined) return null
    found.add(code)
  }
  return [...found]
}

export interface What {
  qualification?: string
  level?: LevelRef
}

/** What a credential may be so that all the tests come out; null: nothing. A level that is stated counts before the register's. */
export function identityFor(tests: readonly Identity[], vocabulary: Vocabulary): What | null {
  const asked = tests.filter(({ selector }) => selector.qualification !== undefined)
  const levels = tests.filter(({ selector }) => selector.qualification === undefined)
  const names = new Set<string | undefined>()
  const wanted = asked.find(({ negated }) => !negated)
  if (wanted === undefined) names.add(undefined)
  else for (const id of wanted.selector.qualification ?? []) names.add(id)
  for (const name of names) {
    if (!asked.every(({ selector, negated }) => named(selector, name) !== negated)) continue
    const what = levelFor(name, levels, vocabulary)
    if (what !== null) return what
  }
  return wanted === undefined ? registered(asked, levels, vocabulary) : null
}

const named = ({ qualification = [] }: CredentialSelector, id: string | undefined): boolean =>
  id !== undefined && qualification.includes(id)

function levelFor(id: string | undefined, tests: readonly Identity[], vocabulary: Vocabulary): What | null {
  const own = id === undefined ? [] : (vocabulary.qualifications?.get(id)?.levels ?? [])
  const base = id === undefined ? {} : { qualification: id }
  const passes = (levels: readonly LevelRef[]): boolean =>
    tests.every(({ selector, negated }) => fits(selector, levels, vocabulary) !== negated)
  if (passes(own)) return base
  for (const framework of frameworksOf(tests, vocabulary)) {
    const level = framework.levels.map((one) => `${framework.id}/${one.id}`).find((one) => passes([one]))
    if (level !== undefined) return { ...base, level }
  }
  return null
}

function fits(selector: CredentialSelector, levels: readonly LevelRef[], vocabulary: Vocabulary): boolean {
  const { notFramework } = selector
  if (notFramework !== undefined) return !levels.some((level) => notFramework.includes(frameworkOf(level)))
  return asksLevel(selector) ? levelsFit(selector, levels, vocabulary) : true
}

/** Frameworks that the tests speak of, and one more, for a level of none of them. */
function frameworksOf(tests: readonly Identity[], { frameworks }: Vocabulary) {
  const spoken = new Set(
    tests.flatMap(({ selector: { framework, levels = [], atLeast, atMost, notFramework = [] } }) => [
      ...notFramework,
      ...[framework ?? [], [...levels, atLeast ?? [], atMost ?? []].flat().map(frameworkOf)].flat(),
    ]),
  )
  const all = [...(frameworks?.values() ?? [])]
  const other = all.find(({ id }) => !spoken.has(id))
  return [...all.filter(({ id }) => spoken.has(id)), ...(other === undefined ? [] : [other])]
}

/** Several levels at once come only from the register. */
function registered(asked: readonly Identity[], tests: readonly Identity[], vocabulary: Vocabulary): What | null {
  if (tests.length === 0) return null
  for (const { id, levels } of severalLevels(vocabulary.qualifications)) {
    const allowed = asked.every(({ selector, negated }) => named(selector, id) !== negated)
    if (allowed && tests.every(({ selector, negated }) => fits(selector, levels, vocabulary) !== negated))
      return { qualification: id }
  }
  return null
}

const known = new WeakMap<object, { id: string; levels: string[] }[]>()

function severalLevels(qualifications: Vocabulary['qualifications']): { id: string; levels: string[] }[] {
  if (qualifications === null) return []
  let found = known.get(qualifications)
  if (found === undefined) {
    found = [...qualifications.values()].filter(({ levels }) => levels.length > 1)
    known.set(qualifications, found)
  }
  return found
}
