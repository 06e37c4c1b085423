// SPDX-License-Identifier: Apache-2.0
import type { Condition, CredentialSelector } from '@passerelle/recognition'
import type { Vocabulary } from '../law/vocabulary.ts'
import { type ConditionAt, childrenOf } from '../rules/walk-condition.ts'
import { inBothLanguages, type Told } from '../source/both-languages.ts'
import { formatPath, type Path } from '../source/source-problem.ts'
import { type Literal, satisfiable } from './domain.ts'
import { literalsOf, monthsOf } from './literals.ts'
import { contradictsRegister, unsatisfiable } from './selector-satisfiable.ts'

/** A part of a rule that can never hold, and why. */
export interface DeadPart {
  path: Path
  reason: Told
  /** `register`: only the register's entries stand against it. */
  kind: 'rule' | 'branch' | 'register'
}

export interface RuleAnalysis {
  /** Whether some person could get the verdict met or discretion. */
  canGrant: boolean
  /** Whether some person could get the verdict met; what the source leaves open (`undetermined`) counts as not shown. */
  canBeMet: boolean
  dead: DeadPart[]
}

interface Scope {
  name: string
  selectors: readonly CredentialSelector[]
}

/** What is known to hold in one branch: literals on facts, and the credential in scope. */
interface Branch {
  literals: readonly Literal[]
  scope: Scope | null
}

type Step = ConditionAt & { negated: boolean }

/**
 * Finds rules and branches that can never hold, by reasoning over the conditions and not by trying persons:
 * literals on one value are intersected along every conjunctive path, alternatives are followed one by one.
 */
export function analyseRule(
  subject: CredentialSelector | 'none',
  when: Condition | undefined,
  path: Path,
  vocabulary: Vocabulary,
): RuleAnalysis {
  const open = new Analyser(vocabulary, false)
  const canGrant = open.rule(subject, when, path)
  const canBeMet = canGrant && new Analyser(vocabulary, true).rule(subject, when, path)
  return { canGrant, canBeMet, dead: open.dead }
}

class Analyser {
  readonly dead: DeadPart[] = []
  readonly vocabulary: Vocabulary
  /** Whether the verdict must be met: `undetermined` counts as never shown, discretion does not do. */
  readonly strict: boolean

  constructor(vocabulary: Vocabulary, strict: boolean) {
    this.vocabulary = vocabulary
    this.strict = strict
  }

  rule(subject: CredentialSelector | 'none', when: Condition | undefined, path: Path): boolean {
    const scope = subject === 'none' ? null : { name: 'subject', selectors: [subject] }
    if (scope !== null && !this.selectors(scope.selectors, [...path, 'subject'], 'rule')) return false
    if (when === undefined) return true
    const start: Step = { node: when, path: [...path, 'when'], scoped: scope !== null, negated: false }
    return this.hold([start], { literals: [], scope }, 'rule') !== null
  }

  /** All steps at once: first what they ask directly, then every alternative under that. Null: they never hold together. */
  private hold(steps: readonly Step[], start: Branch, kind: 'rule' | 'branch'): Branch | null {
    const flat = steps.flatMap((step) => flatten(step))
    let branch: Branch | null = start
    for (const step of flat) {
      if (alternativesOf(step) === null) branch = this.leaf(step, branch, kind)
      if (branch === null) return null
    }
    for (const step of flat) {
      const alternatives = alternativesOf(step)
      if (alternatives !== null) branch = this.choose(step, alternatives.of, alternatives.need, branch, kind)
      if (branch === null) return null
    }
    return branch
  }

  /** At least `need` of the alternatives; with just as many left as needed, all of these hold from here on. */
  private choose(
    step: Step,
    of: readonly Step[],
    need: number,
    branch: Branch,
    kind: 'rule' | 'branch',
  ): Branch | null {
    const found: DeadPart[] = []
    const alive = of.filter((alternative) => {
      const own = new Analyser(this.vocabulary, this.strict)
      const holds = own.hold([alternative], branch, 'branch') !== null
      found.push(...own.dead)
      return holds
    })
    if (alive.length < need) {
      const reason =
        need === 1
          ? inBothLanguages('finding.why.none-of')
          : inBothLanguages('finding.why.too-few', { alive: alive.length, need })
      this.dead.push({ path: step.path, reason, kind }, ...found.map((part) => ({ ...part, kind })))
      return null
    }
    this.dead.push(...found)
    if (alive.length > need || need === 0) return branch
    return new Analyser(this.vocabulary, this.strict).hold(alive, branch, kind)
  }

  private leaf(step: Step, branch: Branch, kind: 'rule' | 'branch'): Branch | null {
    const { node, negated } = step
    if ('undetermined' in node) return this.strict ? null : branch
    if ('normally' in node) return this.normally(step, node.normally, branch)
    if ('credential' in node) return negated ? branch : this.credential(step, node, branch, kind)
    if ('is' in node && typeof node.is === 'object') return negated ? branch : this.is(step, node.is, branch, kind)
    if ('experience' in node && !negated && !this.fitsWindow(step, node, kind)) return null
    const scope = branch.scope?.name ?? ''
    const own = literalsOf(node, negated, formatPath(step.path), scope, this.vocabulary)
    const literals = [...branch.literals, ...own]
    for (const literal of own) {
      const same = literals.filter((other) => other.key === literal.key)
      if (satisfiable(same, this.vocabulary.jurisdictions)) continue
      const others = [...new Set(same.map((other) => other.path))].filter((other) => other !== literal.path)
      const reason =
        others.length === 0
          ? inBothLanguages('finding.why.no-value')
          : inBothLanguages('finding.why.together', { others: others.join(', ') })
      this.dead.push({ path: step.path, reason, kind })
      return null
    }
    return { ...branch, literals }
  }

  /** Unmet inside becomes discretion, so it narrows nothing unless the verdict met is wanted (`strict`). */
  private normally(step: Step, inner: Condition, branch: Branch): Branch | null {
    if (step.negated) return this.strict ? null : branch
    const held = this.hold([{ ...step, node: inner, path: [...step.path, 'normally'] }], branch, 'branch')
    return this.strict ? held : branch
  }

  private credential(
    step: Step,
    node: { credential: CredentialSelector; where?: Condition },
    branch: Branch,
    kind: 'rule' | 'branch',
  ): Branch | null {
    const selectors = [node.credential]
    if (!this.selectors(selectors, [...step.path, 'credential'], kind)) return null
    if (node.where === undefined) return branch
    const scope = { name: formatPath(step.path), selectors }
    const where: Step = { node: node.where, path: [...step.path, 'where'], scoped: true, negated: false }
    return this.hold([where], { literals: branch.literals, scope }, kind) === null ? null : branch
  }

  private is(step: Step, selector: CredentialSelector, branch: Branch, kind: 'rule' | 'branch'): Branch | null {
    const selectors = [...(branch.scope?.selectors ?? []), selector]
    if (!this.selectors(selectors, [...step.path, 'is'], kind)) return null
    return { ...branch, scope: { name: branch.scope?.name ?? '', selectors } }
  }

  private selectors(selectors: readonly CredentialSelector[], path: Path, kind: 'rule' | 'branch'): boolean {
    const reason = unsatisfiable(selectors, this.vocabulary)
    if (reason !== null) {
      this.dead.push({ path, reason, kind })
      return false
    }
    const contradiction = contradictsRegister(selectors, this.vocabulary)
    if (contradiction !== null) this.dead.push({ path, reason: contradiction, kind: 'register' })
    return true
  }

  private fitsWindow(step: Step, node: Extract<Condition, { experience: unknown }>, kind: 'rule' | 'branch'): boolean {
    const window = node.experience.within
    if (window === undefined || monthsOf(node.atLeast) <= monthsOf(window)) return true
    const months = { months: monthsOf(node.atLeast), window: monthsOf(window) }
    const reason = inBothLanguages('finding.why.window', months)
    this.dead.push({ path: step.path, reason, kind })
    return false
  }
}

/** The conjunction that a step is, in negation normal form; any other step stands for itself. */
function flatten(step: Step): Step[] {
  const { node, negated } = step
  const below = childrenOf(step).map((child) => ({ ...child, negated }))
  if ('not' in node) return below.flatMap((child) => flatten({ ...child, negated: !negated }))
  if (('all' in node && !negated) || ('any' in node && negated)) return below.flatMap(flatten)
  return [step]
}

/** The alternatives of a step and how many of them are needed; null where it is not a choice. */
function alternativesOf(step: Step): { of: Step[]; need: number } | null {
  const { node, negated } = step
  const of = childrenOf(step).map((child) => ({ ...child, negated }))
  if (('any' in node && !negated) || ('all' in node && negated)) return { of, need: 1 }
  if ('of' in node) return { of, need: negated ? of.length - node.atLeast + 1 : node.atLeast }
  return null
}
