// SPDX-License-Identifier: Apache-2.0
/** The engine's assessment beside the oracle's, in the members on which both must agree. */
import { type Assessment, assess, compile, type Finding } from '../../../packages/recognition/src/index.ts'
import type { OracleAssessment, OracleFinding } from '../../../packages/recognition/src/oracle/judge.ts'
import type { Case } from '../../../packages/recognition/src/oracle/world.ts'
import { questionFaults } from './question-shape.ts'
import { reasonFaults } from './reasons.ts'

export function assessByEngine(input: Case): Assessment {
  return assess(compile(input.bundle, input.asOf), input.person, input.request)
}

function comparable(finding: Finding | OracleFinding) {
  const { rule, subject, verdict, outcomes, excludes = [], opposed = [], via, holdsFrom, questions } = finding
  const standing = opposed.map(({ outcome, by, subject: of, how, verdict: its, through }) => {
    return [outcome, by, of, how, its, through ?? null]
  })
  return { rule, subject, verdict, outcomes, excludes, standing, via, holdsFrom: holdsFrom ?? null, questions }
}

interface Comparable {
  asOf: string
  place: string
  purpose: string | null
  findings: ReturnType<typeof comparable>[]
  questions: { key: string; decides: string[] }[]
}

function summary(assessment: Assessment | OracleAssessment): Comparable {
  const { asOf, place, purpose, findings, questions } = assessment
  return {
    asOf,
    place,
    purpose,
    findings: findings.map(comparable),
    questions: questions.map(({ key, decides }) => ({ key, decides })),
  }
}

/** Where the two differ, in words; empty if they agree. */
export function differences(input: Case, expected: OracleAssessment): string[] {
  const got = assessByEngine(input)
  const [ours, theirs] = [summary(expected), summary(got)]
  if (JSON.stringify(ours) === JSON.stringify(theirs))
    return [...reasonFaults(input, got), ...questionFaults(input, got)]
  const found: string[] = []
  const list = (title: string, left: unknown, right: unknown): void => {
    const [expectedText, gotText] = [JSON.stringify(left), JSON.stringify(right)]
    if (expectedText !== gotText) found.push(`${title}\n  expected ${expectedText}\n  got      ${gotText}`)
  }
  list('order of findings', ours.findings.map(nameOf), theirs.findings.map(nameOf))
  for (const finding of ours.findings) {
    const other = theirs.findings.find((each) => nameOf(each) === nameOf(finding))
    if (other) list(nameOf(finding), finding, other)
  }
  list('questions', ours.questions, theirs.questions)
  return found.length > 0 ? found : ['the head of the assessment differs']
}

function nameOf({ rule, subject }: { rule: string; subject: string | null }): string {
  return `${rule} for ${subject}`
}
