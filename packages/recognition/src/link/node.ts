// SPDX-License-Identifier: Apache-2.0
/** The form in which rules are walked: paths worked out, levels expanded, what depends on the date marked. */
import type { Reason, Verdict } from '../assessment.ts'
import type { Compiled } from '../compile/compiled.ts'
import { frameworkOf, selectedLevels } from '../compile/levels.ts'
import { monthsOf } from '../dates/days.ts'
import type { Condition, CredentialSelector, ExperienceSelector, FactTest, Rule } from '../rule.ts'
import { type Uniform, type UniformTest, uniformExperience, uniformSelector, uniformTest } from './uniform.ts'

export interface SelectorNode {
  path: string
  selector: Uniform<CredentialSelector>
  qualifications: ReadonlySet<string> | null
  levels: ReadonlySet<string> | null
  /** Frameworks of the levels, sorted. */
  frameworks: string[]
  /** Whether anything but the identity is tested. */
  plain: boolean
}

/** Reasons that depend on nothing but the verdict are made once. */
export type SharedReasons = Record<Verdict, Reason>

function sharedReasons(path: string, facts: string[] | null): SharedReasons {
  const reason = (verdict: Verdict): Reason => (facts === null ? { path, verdict } : { path, verdict, facts })
  return { met: reason('met'), unmet: reason('unmet'), unknown: reason('unknown'), discretion: reason('discretion') }
}

/** The unchanging parts of an experience key. */
export interface ExperienceKey {
  relevant: boolean
  middle: string
  award: string | null
  end: string
}

interface Base {
  path: string
  /** The verdict may change with the date alone. */
  timed: boolean
  /** Nothing is negated, no time window slides, no derived credential is taken: with the date, conditions come about but do not pass, save for an upper age. */
  monotone: boolean
}

export type Node = Base &
  (
    | { op: 'all' | 'any'; children: Node[] }
    | { op: 'atLeast'; count: number; children: Node[] }
    | { op: 'not' | 'normally'; child: Node }
    | { op: 'credential'; selector: SelectorNode; where: Node | null }
    | { op: 'held'; months: number }
    | {
        op: 'experience'
        selector: Uniform<ExperienceSelector>
        stated: ExperienceSelector
        months: number
        within: number | null
        key: ExperienceKey
      }
    | { op: 'age'; atLeast: number | null; atMost: number | null }
    | { op: 'fact'; test: UniformTest; reasons: SharedReasons }
    | { op: 'stated'; name: string; value: boolean | string }
    | { op: 'is'; selector: SelectorNode }
    | { op: 'undetermined'; reasons: SharedReasons }
  )

export interface RuleNode {
  rule: Rule
  position: number
  subject: SelectorNode | null
  when: Node | null
  timed: boolean
  monotone: boolean
  purposes: ReadonlySet<string>
}

export function linkRule(rule: Rule, position: number, compiled: Compiled, pool: NodePool): RuleNode {
  const link = new Linker(compiled, rule.id, pool)
  const subject = rule.subject === null ? null : link.selector(rule.subject, 'subject')
  const when = rule.when === null ? null : link.node(rule.when, 'when')
  const timed = when?.timed ?? false
  return { rule, position, subject, when, timed, monotone: when?.monotone ?? true, purposes: new Set(rule.purposes) }
}

/**
 * Nodes by place and content. Clauses repeat one another, so equal conditions at equal paths are one node: fewer objects, and those that
 * are used stay in the processor's cache.
 */
export interface NodePool {
  nodes: Map<string, Node>
  selectors: Map<string, SelectorNode>
  /** Equal experience selectors have one key, wherever they stand. */
  experience: Map<string, ExperienceKey>
}

class Linker {
  private readonly compiled: Compiled
  private readonly ruleId: string
  private readonly pool: NodePool

  constructor(compiled: Compiled, ruleId: string, pool: NodePool) {
    this.compiled = compiled
    this.ruleId = ruleId
    this.pool = pool
  }

  selector(selector: CredentialSelector, path: string): SelectorNode {
    const name = `${path} ${JSON.stringify(selector)}`
    const known = this.pool.selectors.get(name)
    if (known !== undefined) return known
    const node = this.makeSelector(selector, path)
    this.pool.selectors.set(name, node)
    return node
  }

  private makeSelector(selector: CredentialSelector, path: string): SelectorNode {
    const levels = selectedLevels(this.compiled.frameworks, selector, `${this.ruleId}: ${path}`)
    const { field, country, notCountry, awardingBody, issuedFrom, issuedBefore, listed } = selector
    const tested = [field, country, notCountry, awardingBody, issuedFrom, issuedBefore, listed]
    return {
      path,
      selector: uniformSelector(selector),
      qualifications: selector.qualification === undefined ? null : new Set(selector.qualification),
      levels: levels === null ? null : new Set(levels),
      frameworks: frameworksNamed(selector, levels),
      plain: tested.every((one) => one === undefined),
    }
  }

  node(condition: Condition, path: string): Node {
    const name = `${path} ${JSON.stringify(condition)}`
    const known = this.pool.nodes.get(name)
    if (known !== undefined) return known
    const node = this.make(condition, path)
    this.pool.nodes.set(name, node)
    return node
  }

  private make(condition: Condition, path: string): Node {
    if ('all' in condition) return this.list('all', condition.all, path)
    if ('any' in condition) return this.list('any', condition.any, path)
    if ('of' in condition) {
      const children = condition.of.map((child, index) => this.node(child, `${path}.of.${index}`))
      return { op: 'atLeast', path, ...marks(children), count: condition.atLeast, children }
    }
    if ('not' in condition) return { ...this.single('not', condition.not, path), monotone: false }
    if ('normally' in condition) return this.single('normally', condition.normally, path)
    if ('credential' in condition) return this.credential(condition, path)
    return this.leaf(condition, path)
  }

  private list(op: 'all' | 'any', conditions: Condition[], path: string): Node {
    const children = conditions.map((child, index) => this.node(child, `${path}.${op}.${index}`))
    return { op, path, ...marks(children), children }
  }

  private single(op: 'not' | 'normally', condition: Condition, path: string): Node {
    const child = this.node(condition, `${path}.${op}`)
    return { op, path, ...marks([child]), child }
  }

  private credential(condition: { credential: CredentialSelector; where?: Condition }, path: string): Node {
    const where = condition.where === undefined ? null : this.node(condition.where, `${path}.where`)
    const selector = this.selector(condition.credential, `${path}.credential`)
    const monotone = (where?.monotone ?? true) && (condition.credential.derived?.length ?? 0) === 0
    return { op: 'credential', path, timed: true, monotone, selector, where }
  }

  private leaf(condition: Condition, path: string): Node {
    const timed = { path, timed: true, monotone: true }
    const timeless = { path, timed: false, monotone: true }
    if ('held' in condition) return { op: 'held', ...timed, months: monthsOf(condition.held) }
    if ('experience' in condition) return this.experience(condition.experience, monthsOf(condition.atLeast), path)
    if ('age' in condition) {
      const { atLeast = null, atMost = null } = condition.age
      return { op: 'age', ...timed, atLeast, atMost }
    }
    if ('fact' in condition) return factNode(condition, path)
    if ('stated' in condition) return { op: 'stated', ...timeless, name: condition.stated, value: condition.is }
    if ('is' in condition) return { op: 'is', ...timeless, selector: this.selector(condition.is, path) }
    return { op: 'undetermined', ...timeless, reasons: sharedReasons(path, null) }
  }

  private experience(selector: ExperienceSelector, months: number, path: string): Node {
    const name = JSON.stringify(selector)
    const key = this.pool.experience.get(name) ?? experienceKeyParts(selector)
    this.pool.experience.set(name, key)
    const within = selector.within === undefined ? null : monthsOf(selector.within)
    const base = { path, timed: true, monotone: within === null }
    return { op: 'experience', ...base, selector: uniformExperience(selector), stated: selector, months, within, key }
  }
}

const marks = (children: readonly Node[]): { timed: boolean; monotone: boolean } => ({
  timed: children.some((one) => one.timed),
  monotone: children.every((one) => one.monotone),
})

function factNode(test: FactTest, path: string): Node {
  const facts = [test.includes === undefined ? test.fact : `${test.fact}:${test.includes}`]
  return {
    op: 'fact',
    path,
    timed: false,
    monotone: true,
    test: uniformTest(test),
    reasons: sharedReasons(path, facts),
  }
}

/** `relevant`, then occupation, place and capacity with sorted values, then `award`, then `within` in months. */
function experienceKeyParts(selector: ExperienceSelector): ExperienceKey {
  const middle: string[] = []
  for (const name of ['occupation', 'place', 'capacity'] as const) {
    const values = selector[name]
    if (values !== undefined) middle.push(`${name}=${[...values].sort().join(',')}`)
  }
  return {
    relevant: selector.relevant === true,
    middle: middle.join(';'),
    award: selector.award === undefined ? null : `award=${selector.award} `,
    end: selector.within === undefined ? '' : `within=${monthsOf(selector.within)}`,
  }
}

/** Frameworks that a selector speaks of, also where no level is left. */
function frameworksNamed(selector: CredentialSelector, levels: string[] | null): string[] {
  if (levels === null) return []
  const named = new Set(levels.map(frameworkOf))
  if (selector.framework !== undefined) named.add(selector.framework)
  for (const level of selector.levels ?? []) named.add(frameworkOf(level))
  for (const bound of [selector.atLeast, selector.atMost]) if (bound !== undefined) named.add(frameworkOf(bound))
  return [...named].sort()
}
