// SPDX-License-Identifier: Apache-2.0
import {
  assess,
  type Compiled,
  type Condition,
  type Credential,
  type CredentialSelector,
  type Finding,
  type Outcome,
  type Person,
  type Reason,
  type Rule,
} from '@passerelle/recognition'
import type { Way } from './hypergraph.model.ts'
import { type Scope, selectorEffects, stepFor } from './satisfy-condition.model.ts'
import { type Measured, type Step, weightOf } from './step.model.ts'

/** Where the ways lead: a level, a qualification, a kind of outcome or one rule. */
export type Goal =
  | { level: string }
  | { qualification: string }
  | { code: string }
  | { benefit: string }
  | { kind: Outcome['kind'] }
  | { rule: string }

/** A way with what is done on it. */
export interface StepWay extends Way {
  step: Step | null
  /** The rule that is satisfied when this way is taken, and for which credential. */
  satisfies?: { rule: string; subject: string | null }
  /** Which outcomes of the rules it comes from lead on: one of them must not be lost to another rule. */
  needs?: (outcome: Outcome) => boolean
}

export interface PathwayQuestion {
  compiled: Compiled
  person: Person
  place: string
  goal: Goal
  by: Measured
}

/** More than this many ways of earning are not opened from one selector. */
const mostEarned = 16

export function reachesGoal(rule: Rule, goal: Goal): boolean {
  if ('rule' in goal) return rule.id === goal.rule
  return rule.outcomes.some((outcome) => leadsTo(outcome, goal))
}

/** Any outcome of a rule leads to the rule itself. */
function leadsTo({ kind, target }: Outcome, goal: Goal): boolean {
  if ('rule' in goal) return true
  if ('kind' in goal) return kind === goal.kind
  if ('level' in goal) return target.level === goal.level
  if ('qualification' in goal) return target.qualification === goal.qualification
  if ('benefit' in goal) return target.benefit === goal.benefit || target.part === goal.benefit
  return target.occupation?.startsWith(goal.code) === true || target.field?.startsWith(goal.code) === true
}

/** The id that a credential has which is still to be earned. */
export const earnedId = (ref: string): string => `earned:${ref}`

/** Opens the law backwards from the goal: only rules that may lead there, and what they ask, become nodes. */
export class PathwayGraph {
  readonly ways: StepWay[] = []
  readonly goal: number
  private readonly question: PathwayQuestion
  private readonly nodes = new Map<string, number>()
  private readonly rules: Rule[]
  private readonly known: Map<string, Finding>
  private readonly expanded = new Set<string>()

  constructor(question: PathwayQuestion) {
    this.question = question
    const within = question.compiled.within[question.place] ?? [question.place]
    this.rules = question.compiled.rules.filter(
      ({ places, except }) =>
        places.some((place) => within.includes(place)) && !except?.some((one) => within.includes(one)),
    )
    this.known = this.findings(question.person)
    this.goal = this.node('goal')
    for (const rule of this.rules) {
      if (!reachesGoal(rule, question.goal)) continue
      for (const { node, rule: id, subject } of this.openRule(rule)) {
        this.ways.push({
          ...{ head: this.goal, weight: 0, tails: [node], step: null, satisfies: { rule: id, subject } },
          needs: (outcome) => leadsTo(outcome, question.goal),
        })
      }
    }
  }

  get size(): number {
    return this.nodes.size
  }

  private node(name: string): number {
    const known = this.nodes.get(name)
    if (known !== undefined) return known
    this.nodes.set(name, this.nodes.size)
    return this.nodes.size - 1
  }

  private add(head: number, tails: readonly number[], step: Step | null, needs?: StepWay['needs']): void {
    const weight = step === null ? 0 : weightOf(step, this.question.by)
    this.ways.push({ head, weight, tails, step, ...(needs === undefined ? {} : { needs }) })
  }

  private findings(person: Person): Map<string, Finding> {
    const { findings } = assess(this.question.compiled, person, { place: this.question.place })
    return new Map(findings.map((finding) => [`${finding.rule} ${finding.subject ?? ''}`, finding]))
  }

  /** A node for each credential by which the rule can be satisfied: those held, and those that could be earned. */
  private openRule(rule: Rule): { node: number; rule: string; subject: string | null }[] {
    if (rule.subject === null) return this.openFinding(rule, null, null, this.known)
    const own = this.question.person.credentials.flatMap(({ id }) => this.openFinding(rule, id, null, this.known))
    const refs = this.earnable(rule.subject)
    const derived = [...this.known.values()].flatMap(({ rule: id, subject }) =>
      id === rule.id && subject?.includes(' > ') ? this.openFinding(rule, subject, null, this.known) : [],
    )
    return [...own, ...derived, ...refs.flatMap((ref) => this.openEarned(rule, ref))]
  }

  private openEarned(rule: Rule, ref: string) {
    const { person, compiled } = this.question
    const credential = earnedCredential(ref, compiled.asOf)
    const known = this.findings({ ...person, credentials: [...person.credentials, credential] })
    return this.openFinding(rule, credential.id, ref, known)
  }

  private openFinding(rule: Rule, subject: string | null, earned: string | null, known: Map<string, Finding>) {
    const finding = known.get(`${rule.id} ${subject ?? ''}`)
    if (finding === undefined || isFoundedElsewhere(finding)) return []
    const name = `rule ${rule.id} ${subject ?? ''}`
    const node = this.node(name)
    if (this.expanded.has(name)) return [{ node, rule: rule.id, subject }]
    this.expanded.add(name)
    const scope = this.scope(rule.id, subject, earned !== null)
    const tails: number[] = []
    if (earned !== null) tails.push(this.openCredential(earned))
    const [selected, when] = ['subject', 'when'].map((path) =>
      finding.reason.children?.find((one) => one.path === path),
    )
    if (rule.subject !== null && selected !== undefined && selected.verdict !== 'met') {
      tails.push(this.openSelector(rule.subject, selected, scope, name))
    }
    if (rule.when !== null) tails.push(...this.openCondition(rule.when, when, scope, `${name} when`, earned))
    this.ways.push({ head: node, weight: 0, tails, step: null, satisfies: { rule: rule.id, subject } })
    return [{ node, rule: rule.id, subject }]
  }

  private scope(rule: string, subject: string | null, future: boolean): Scope {
    const { person, compiled } = this.question
    return { rule, subject, future, person, asOf: compiled.asOf }
  }

  private openSelector(selector: CredentialSelector, reason: Reason, scope: Scope, name: string): number {
    const node = this.node(`${name} subject`)
    const effects = [...selectorEffects(selector, scope.subject), ...identityEffects(selector, reason)]
    const base = { subject: scope.subject, rule: scope.rule, selector }
    this.add(node, [], { ...base, kind: 'confirm', months: 0, effects })
    return node
  }

  /** The nodes that must be reached for a condition to hold; none where it holds already. */
  private openCondition(
    condition: Condition,
    reason: Reason | undefined,
    scope: Scope,
    name: string,
    earned: string | null,
  ): number[] {
    if (reason?.verdict === 'met' && !dependsOnAward(condition, earned)) return []
    const child = (index: number): Reason | undefined => reason?.children?.[index]
    if ('all' in condition) {
      return condition.all.flatMap((part, at) => this.openCondition(part, child(at), scope, `${name}.${at}`, earned))
    }
    const node = this.node(name)
    if ('any' in condition) {
      for (const [at, part] of condition.any.entries()) {
        this.add(node, this.openCondition(part, child(at), scope, `${name}.${at}`, earned), null)
      }
    } else if ('of' in condition) {
      const parts = condition.of.map((part, at) => this.openCondition(part, child(at), scope, `${name}.${at}`, earned))
      for (const chosen of choices(parts, condition.atLeast)) this.add(node, chosen.flat(), null)
    } else if ('normally' in condition) {
      this.add(node, this.openCondition(condition.normally, child(0), scope, `${name}.0`, earned), null)
      if (reason?.verdict !== 'unknown') this.add(node, [], discretionStep(condition, scope))
    } else if ('credential' in condition) {
      this.openOther(node, condition, reason, scope, name)
    } else if (!('not' in condition)) {
      const step = stepFor(condition, reason, scope)
      const after = earned === null || !dependsOnAward(condition, earned) ? [] : [this.openCredential(earned)]
      if (step !== null) this.add(node, after, step)
    } else if (reason?.verdict === 'unknown') {
      const step = negated(condition.not, scope)
      if (step !== null) this.add(node, [], step)
    }
    return [node]
  }

  /** Another credential that the rule asks for: one that is held, or one that is earned. */
  private openOther(
    node: number,
    { credential: selector, where }: Extract<Condition, { credential: CredentialSelector }>,
    reason: Reason | undefined,
    scope: Scope,
    name: string,
  ): void {
    const own = new Set(this.question.person.credentials.map(({ id }) => id))
    for (const candidate of reason?.children ?? []) {
      const id = candidate.credential
      if (id === undefined || !own.has(id)) continue
      const selected = where === undefined ? candidate : candidate.children?.[0]
      const about = { ...scope, subject: id, future: false }
      const tails =
        selected?.verdict === 'unknown' ? [this.openSelector(selector, selected, about, `${name} ${id}`)] : []
      if (where !== undefined) {
        tails.push(...this.openCondition(where, candidate.children?.at(-1), about, `${name} ${id} where`, null))
      }
      this.add(node, tails, null)
    }
    for (const ref of this.earnable(selector)) {
      const about = { ...scope, subject: earnedId(ref), future: true }
      const rest = where === undefined ? [] : this.openCondition(where, undefined, about, `${name} ${ref}`, ref)
      this.add(node, [this.openCredential(ref), ...rest], null)
    }
  }

  /** Levels or qualifications that a selector names and that nobody needs to hold yet. */
  private earnable(selector: CredentialSelector): string[] {
    const { compiled, goal, person } = this.question
    const held = new Set(person.credentials.flatMap(({ level, qualification }) => [level, qualification]))
    const wanted = 'level' in goal ? goal.level : 'qualification' in goal ? goal.qualification : null
    return refsOf(selector, compiled)
      .filter((ref) => ref !== wanted && !held.has(ref))
      .slice(0, mostEarned)
  }

  /** How a credential is earned: by what a rule opens, or in a way that the law carried here does not describe. */
  private openCredential(ref: string): number {
    const name = `credential ${ref}`
    const node = this.node(name)
    if (this.expanded.has(name)) return node
    this.expanded.add(name)
    const { id, level, qualification } = earnedCredential(ref, '')
    const credential = { id, ...(level === undefined ? { qualification: ref } : { level }) }
    const base = { subject: null, months: null, earns: ref, effects: [{ credential }] }
    const goal: Goal = qualification === undefined ? { level: ref } : { qualification: ref }
    const leading = this.rules.filter((rule) => rule.outcomes.some((outcome) => opens(outcome, goal)))
    for (const rule of leading) {
      const kind = rule.outcomes.some(({ kind }) => kind === 'may-sit-exam') ? 'sit' : 'apply'
      const needs = (outcome: Outcome): boolean => opens(outcome, goal)
      for (const open of this.openRule(rule)) this.add(node, [open.node], { ...base, kind, rule: rule.id }, needs)
    }
    if (leading.length === 0) {
      const rung =
        this.question.compiled.frameworks[ref.split('/')[0] ?? '']?.find((one) => one.level === ref)?.rank ?? 0
      this.add(node, [], { ...base, kind: 'earn', rule: null, rung })
    }
    return node
  }
}

const opens = (outcome: Outcome, goal: Goal): boolean => {
  const { kind, target } = outcome
  if (kind !== 'may-sit-exam' && kind !== 'may-apply' && kind !== 'recognised-as') return false
  return 'level' in goal
    ? target.level === goal.level
    : 'qualification' in goal && target.qualification === goal.qualification
}

export function earnedCredential(ref: string, issued: string): Credential {
  const id = earnedId(ref)
  return ref.includes('/') ? { id, level: ref, issued } : { id, qualification: ref, issued }
}

/** What the credential must outlast: it begins on the day it is earned. */
function dependsOnAward(condition: Condition, earned: string | null): boolean {
  if (earned === null) return false
  if ('held' in condition) return true
  if ('experience' in condition)
    return condition.experience.award !== undefined || condition.experience.relevant === true
  if ('all' in condition) return condition.all.some((part) => dependsOnAward(part, earned))
  if ('any' in condition) return condition.any.some((part) => dependsOnAward(part, earned))
  if ('of' in condition) return condition.of.some((part) => dependsOnAward(part, earned))
  return 'normally' in condition && dependsOnAward(condition.normally, earned)
}

function refsOf(selector: CredentialSelector, compiled: Compiled): string[] {
  if (selector.levels !== undefined) return selector.levels
  if (selector.qualification !== undefined) return selector.qualification
  const bound = selector.atLeast ?? selector.atMost
  if (bound === undefined) return []
  const levels = compiled.frameworks[bound.slice(0, bound.indexOf('/'))] ?? []
  const rank = (ref: string | undefined, open: number): number =>
    levels.find(({ level }) => level === ref)?.rank ?? open
  const [least, most] = [rank(selector.atLeast, -1), rank(selector.atMost, levels.length)]
  return levels.flatMap((one) => (one.rank !== null && one.rank >= least && one.rank <= most ? [one.level] : []))
}

/** A credential that is no longer valid cannot be mended. */
const isFoundedElsewhere = (finding: Finding): boolean =>
  (finding.reason.children ?? []).some(({ path, verdict }) => path === 'subject.validity' && verdict === 'unmet')

function identityEffects(selector: CredentialSelector, reason: Reason): Step['effects'] {
  const level = selector.levels?.[0] ?? selector.atLeast ?? selector.atMost
  return (reason.facts ?? []).flatMap((fact) => {
    const value = fact.endsWith(':level') ? level : selector.qualification?.[0]
    return value === undefined ? [] : [{ fact, value }]
  })
}

function discretionStep(condition: Condition, { subject, rule }: Scope): Step {
  return { kind: 'discretion', months: null, condition, subject, rule, effects: [] }
}

/** Only what is simply stated can be the other way round. */
function negated(condition: Condition, { subject, rule }: Scope): Step | null {
  const base = { kind: 'confirm', months: 0, condition: { not: condition }, subject, rule } as const
  if ('fact' in condition && typeof condition.is === 'boolean') {
    return { ...base, effects: [{ fact: condition.fact, value: !condition.is }] }
  }
  if ('stated' in condition && typeof condition.is === 'boolean') {
    return { ...base, effects: [{ fact: `credential:${subject}:stated:${condition.stated}`, value: !condition.is }] }
  }
  return null
}

/** Every choice of `count` of the parts; of many parts only the first ones are tried. */
function choices<T>(parts: readonly T[], count: number): T[][] {
  const few = parts.slice(0, 10)
  if (count === 0) return [[]]
  return few.flatMap((part, at) => choices(few.slice(at + 1), count - 1).map((rest) => [part, ...rest]))
}
