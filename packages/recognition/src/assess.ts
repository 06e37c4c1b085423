// SPDX-License-Identifier: Apache-2.0
import type { Assessment, AssessmentRequest, Finding, Verdict } from './assessment.ts'
import type { Evaluation } from './circumstances.ts'
import type { Compiled, PlaceIndex } from './compiled.ts'
import { formatDay, parseDay } from './days.ts'
import { derivedFrom, mayTake } from './derive.ts'
import { ruleFormula, ruleReason, validity } from './evaluate.ts'
import { decide } from './formula.ts'
import { horizonOf, ruleFlips } from './horizon.ts'
import type { RuleNode } from './node.ts'
import type { Person } from './person.ts'
import { type Held, viewPerson } from './person-view.ts'
import { QuestionList } from './questions.ts'
import { type Runtime, runtimeOf } from './runtime.ts'
import { selectorReason } from './selector.ts'

/**
 * Says what a person's credentials count as in a place: every rule that speaks of them, with its verdict, its reasons, the day from
 * which it would hold, and the questions that can still change it. The meaning is that of `docs/engine-semantics.md`.
 *
 * The result shares unchanging parts with the compiled form: treat it as read-only.
 *
 * @throws {RecognitionError} `invalid-date`, `duplicate-credential`
 */
export function assess(compiled: Compiled, person: Person, request: AssessmentRequest): Assessment {
  const runtime = runtimeOf(compiled)
  const chain = compiled.within[request.place] ?? [request.place]
  const applies = (node: RuleNode): boolean =>
    (request.purpose === undefined || node.purposes.has(request.purpose)) &&
    !(node.rule.except?.some((place) => chain.includes(place)) ?? false)
  const reaches = (node: RuleNode): boolean => node.rule.places.some((place) => chain.includes(place)) && applies(node)
  const around: Evaluation = {
    compiled,
    view: viewPerson(person, compiled),
    day: parseDay(compiled.asOf, 'asOf'),
    stack: [],
    deriving: runtime.deriving.length === 0 ? runtime.deriving : runtime.deriving.filter(reaches),
  }
  const questions = new QuestionList()
  const findings: Finding[] = []
  const assessor = new Assessor(around, findings, questions, runtime.accepting.filter(reaches))
  for (const subject of around.view.credentials) {
    for (const node of candidates(runtime, chain, subject)) if (applies(node)) assessor.find(node, subject)
  }
  for (const node of withoutSubject(runtime, chain)) if (applies(node)) assessor.find(node, null)
  findings.sort(inOrder)
  return {
    asOf: compiled.asOf,
    place: request.place,
    purpose: request.purpose ?? null,
    findings,
    questions: questions.ordered(),
  }
}

const RANK: Record<Verdict, number> = { met: 0, discretion: 1, unknown: 2, unmet: 3 }

function inOrder(a: Finding, b: Finding): number {
  if (a.verdict !== b.verdict) return RANK[a.verdict] - RANK[b.verdict]
  if (a.rule !== b.rule) return a.rule < b.rule ? -1 : 1
  const first = a.subject ?? ''
  const second = b.subject ?? ''
  return first < second ? -1 : first > second ? 1 : 0
}

/** Rules that can speak of the credential, each once. */
function candidates(runtime: Runtime, chain: readonly string[], held: Held): RuleNode[] {
  const found: RuleNode[] = []
  const mark = ++runtime.mark
  const take = (positions: readonly number[] | undefined): void => {
    if (positions === undefined) return
    for (const position of positions) {
      const node = runtime.rules[position]
      if (node === undefined || runtime.marks[position] === mark) continue
      runtime.marks[position] = mark
      found.push(node)
    }
  }
  for (const place of chain) {
    const index = runtime.compiled.places[place]
    if (index === undefined) continue
    take(index.any)
    takeByIdentity(index, held, runtime.compiled, take)
  }
  return found
}

function takeByIdentity(
  index: PlaceIndex,
  held: Held,
  compiled: Compiled,
  take: (positions: readonly number[] | undefined) => void,
): void {
  if (held.qualification === undefined) for (const key in index.byQualification) take(index.byQualification[key])
  else if (held.qualification !== null) take(index.byQualification[held.qualification])
  for (const level of held.levels) take(index.byLevel[level])
  if (held.openFramework !== null) {
    for (const { level } of compiled.frameworks[held.openFramework] ?? []) take(index.byLevel[level])
  }
}

function withoutSubject(runtime: Runtime, chain: readonly string[]): Set<RuleNode> {
  const found = new Set<RuleNode>()
  for (const place of chain) {
    for (const position of runtime.compiled.places[place]?.none ?? []) {
      const node = runtime.rules[position]
      if (node !== undefined) found.add(node)
    }
  }
  return found
}

class Assessor {
  private readonly around: Evaluation
  private readonly findings: Finding[]
  private readonly questions: QuestionList
  /** Rules of the request whose subject may be a derived credential. */
  private readonly accepting: readonly RuleNode[]

  constructor(around: Evaluation, findings: Finding[], questions: QuestionList, accepting: readonly RuleNode[]) {
    this.around = around
    this.findings = findings
    this.questions = questions
    this.accepting = accepting
  }

  /** Adds the finding of a rule for a credential, and those of the rules that take up its outcome. */
  find(node: RuleNode, subject: Held | null): void {
    const around: Evaluation = { ...this.around, stack: [node] }
    const reason = ruleReason(node, subject, around)
    if (subject !== null && reason.children?.[0]?.verdict === 'unmet') return
    const finding: Finding = {
      rule: node.rule.id,
      subject: subject?.id ?? null,
      verdict: reason.verdict,
      outcomes: node.rule.outcomes,
      via: subject?.derivation === null || subject === null ? [] : [...subject.derivation.via],
      reason,
      questions: [],
    }
    if (finding.verdict === 'unknown') this.settle(finding, node, subject, around)
    if (finding.verdict === 'unmet' || finding.verdict === 'discretion') {
      const from = holdsFrom(node, subject, around)
      if (from !== null) finding.holdsFrom = from
    }
    this.findings.push(finding)
    if (finding.verdict !== 'unmet' && this.accepting.length > 0) this.takeUp(node, subject)
  }

  private settle(finding: Finding, node: RuleNode, subject: Held | null, around: Evaluation): void {
    const { verdict, matters } = decide(ruleFormula(node, subject, around))
    finding.verdict = verdict
    for (const test of matters) {
      if (test.asks === null) continue
      finding.questions.push(test.key)
      this.questions.add(test, finding.rule)
    }
    this.questions.next()
  }

  private takeUp(node: RuleNode, subject: Held | null): void {
    for (const taker of this.accepting) {
      const kinds = taker.rule.subject?.derived ?? []
      for (const held of derivedFrom(node, subject, kinds, this.around)) {
        if (taker.subject === null || !mayTake(taker, held)) continue
        if (selectorReason(taker.subject, held, this.around).verdict !== 'unmet') this.find(taker, held)
      }
    }
  }
}

/** Tries every day on which the verdict can change, in order. */
function holdsFrom(node: RuleNode, subject: Held | null, around: Evaluation): string | null {
  const dated = subject !== null && (subject.derivation !== null || validity(subject, around.day) !== 'met')
  if (!node.timed && !dated) return null
  const flips: number[] = []
  ruleFlips(node, subject, around, flips)
  const last = horizonOf(around.day)
  const days = [...new Set(flips)].filter((day) => day > around.day && day <= last).sort((a, b) => a - b)
  for (const day of days) {
    if (decide(ruleFormula(node, subject, { ...around, day })).verdict === 'met') return formatDay(day)
  }
  return null
}
