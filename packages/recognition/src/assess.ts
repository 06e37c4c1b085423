// SPDX-License-Identifier: Apache-2.0
import type { Assessment, AssessmentRequest, Finding, Verdict } from './assessment.ts'
import type { Compiled } from './compile/compiled.ts'
import type { Evaluation } from './conditions/circumstances.ts'
import { isUnfounded, ruleFormula, ruleReason } from './conditions/evaluate.ts'
import { derivedFrom, mayTake } from './credentials/derive.ts'
import { type Held, viewPerson } from './credentials/person-view.ts'
import { selectorReason } from './credentials/selector.ts'
import { parseDay } from './dates/days.ts'
import { holdsFrom } from './dates/outlook.ts'
import type { RuleNode } from './link/node.ts'
import { candidateRules, reachOf } from './link/reach.ts'
import { runtimeOf } from './link/runtime.ts'
import { decide } from './open/decide.ts'
import { QuestionList } from './open/questions.ts'
import { oppose, type Spoken } from './oppose.ts'
import type { Person } from './person.ts'

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
  const reach = reachOf(runtime, request)
  const around: Evaluation = {
    compiled,
    view: viewPerson(person, compiled),
    day: parseDay(compiled.asOf, 'asOf'),
    stack: [],
    deriving: reach.deriving,
  }
  const questions = new QuestionList()
  const findings: Finding[] = []
  const spoken: Spoken[] | null = reach.opposing ? [] : null
  const assessor = new Assessor(around, findings, questions, reach.accepting, spoken)
  for (const subject of around.view.credentials) {
    for (const node of candidateRules(runtime, reach, subject)) assessor.find(node, subject)
  }
  for (const node of reach.withoutSubject) assessor.find(node, null)
  if (spoken !== null) oppose(spoken)
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

class Assessor {
  private readonly around: Evaluation
  private readonly findings: Finding[]
  private readonly questions: QuestionList
  /** Rules of the request whose subject may be a derived credential. */
  private readonly accepting: readonly RuleNode[]
  /** Findings with what they came from, where some rule stands against others. */
  private readonly spoken: Spoken[] | null

  constructor(
    around: Evaluation,
    findings: Finding[],
    questions: QuestionList,
    accepting: readonly RuleNode[],
    spoken: Spoken[] | null,
  ) {
    this.around = around
    this.findings = findings
    this.questions = questions
    this.accepting = accepting
    this.spoken = spoken
  }

  /** Adds the finding of a rule for a credential, and those of the rules that take up its outcome. */
  find(node: RuleNode, subject: Held | null): void {
    const { compiled, view, day, deriving } = this.around
    const around: Evaluation = { compiled, view, day, deriving, stack: [node] }
    const reason = ruleReason(node, subject, around)
    if (subject !== null && (reason.children?.[0]?.verdict === 'unmet' || isUnfounded(subject, around))) return
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
      const from = holdsFrom(node, subject, reason, around)
      if (from !== null) finding.holdsFrom = from
    }
    if (node.rule.excludes !== undefined) finding.excludes = node.rule.excludes
    this.findings.push(finding)
    this.spoken?.push({ finding, rule: node.rule, subject })
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
