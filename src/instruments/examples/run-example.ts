// SPDX-License-Identifier: Apache-2.0
import { type Assessment, assess, type Compiled, type Finding } from '@passerelle/recognition'
import type { Vocabulary } from '../law/vocabulary.ts'
import { parsePerson } from '../people/read-person.ts'
import { ruleId } from '../rules/engine-rule.ts'
import type { InvalidExample, LawExample } from './example-schema.ts'

/** One member of an expectation that came out otherwise. */
export interface Difference {
  what: 'verdict' | 'holdsFrom' | 'questions' | 'outcomes' | 'error'
  expected: unknown
  found: unknown
}

/** Asks the question of an example and compares the answer with what is expected of its rule. */
export function runExample(
  example: LawExample,
  instrument: string,
  compiledFor: (asOf: string) => Compiled,
): Difference[] {
  const request = { place: example.in, ...(example.purpose !== undefined && { purpose: example.purpose }) }
  const assessment = assess(compiledFor(example.asOf), example.person, request)
  return compare(example, findingOf(example, instrument, assessment))
}

/** The finding of the rule; of several credentials the one that fares best, unless the example names one. */
function findingOf(example: LawExample, instrument: string, assessment: Assessment): Finding | undefined {
  const id = ruleId(instrument, example.rule)
  const { subject } = example.expect
  return assessment.findings.find(
    (finding) => finding.rule === id && (subject === undefined || finding.subject === subject),
  )
}

function compare({ expect }: LawExample, finding: Finding | undefined): Difference[] {
  const differences: Difference[] = []
  const note = (what: Difference['what'], expected: unknown, found: unknown): void => {
    if (JSON.stringify(expected) !== JSON.stringify(found)) differences.push({ what, expected, found })
  }
  note('verdict', expect.verdict, finding?.verdict ?? 'absent')
  if (expect.holdsFrom !== undefined) note('holdsFrom', expect.holdsFrom, finding?.holdsFrom ?? null)
  // What keeps a verdict open that was expected settled is told, whether the example names questions or not.
  const settled = expect.verdict === 'unknown' ? undefined : []
  const expected = expect.questions ?? (finding?.verdict === 'unknown' ? settled : undefined)
  if (expected !== undefined) note('questions', sorted(expected), sorted(finding?.questions ?? []))
  if (expect.outcomes !== undefined) {
    note('outcomes', sorted(expect.outcomes), sorted(finding?.outcomes.map((outcome) => outcome.kind) ?? []))
  }
  return differences
}

function sorted(values: readonly string[]): string[] {
  return [...values].sort()
}

/** A person who must be refused, with this reason among those given. */
export function runInvalidExample(example: InvalidExample, vocabulary: Vocabulary): Difference[] {
  const { problems = [] } = parsePerson(example.person, { vocabulary })
  const found = problems.map((problem) => `${problem.path}: ${problem.message}`)
  if (found.some((message) => message.includes(example.expect.error))) return []
  return [
    { what: 'error', expected: example.expect.error, found: found.length === 0 ? 'the person is accepted' : found },
  ]
}
