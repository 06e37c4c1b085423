// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Assessment, assess, compile, type Finding, revive } from '../../../packages/recognition/src/index.ts'
import { caseOf, type Drawn, withFacts } from '../../../packages/recognition/src/oracle/generate-case.ts'
import { type Dice, dice } from '../../../packages/recognition/src/oracle/prng.ts'
import type { Case } from '../../../packages/recognition/src/oracle/world.ts'
import { assessByEngine } from './compare.ts'
import { legalAnswer } from './legal-answer.ts'

const CASES = 400
const FIRST = 500_000

const drawn: Drawn[] = Array.from({ length: CASES }, (_, at) => caseOf(FIRST + at))

function bytes(input: Case): string {
  return JSON.stringify(assessByEngine(input))
}

function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === 'object') {
    for (const child of Object.values(value)) deepFreeze(child)
    Object.freeze(value)
  }
  return value
}

function sameFinding(assessment: Assessment, { rule, subject }: { rule: string; subject: string | null }) {
  return assessment.findings.find((finding) => finding.rule === rule && finding.subject === subject)
}

/** Questions about what a credential is bring its levels with them: they are answers, not facts beside the others. */
function isBeside(key: string): boolean {
  return !key.endsWith(':qualification')
}

/** Every unknown fact of every finding, answered within its bounds, one at a time. */
function eachAnswer(check: (input: Case, key: string, before: Assessment, after: Assessment) => void): number {
  let checked = 0
  for (const [at, { input, expected }] of drawn.entries()) {
    const roll = dice(FIRST + at)
    const before = assessByEngine(input)
    const open = new Map(expected.findings.flatMap((finding) => finding.open.map(({ key, domain }) => [key, domain])))
    for (const [key, domain] of open) {
      if (!isBeside(key)) continue
      check(input, key, before, assessByEngine(withFacts(input, { [key]: legalAnswer(roll, domain, input.asOf) })))
      checked++
    }
  }
  return checked
}

function shuffled({ bundle, person, ...rest }: Case, roll: Dice): Case {
  const { credentials, experience, facts } = person
  const mixed = {
    ...person,
    credentials: roll.shuffle(credentials),
    ...(experience ? { experience: roll.shuffle(experience) } : {}),
    ...(facts ? { facts: Object.fromEntries(roll.shuffle(Object.entries(facts))) } : {}),
  }
  const world = {
    jurisdictions: roll.shuffle(bundle.jurisdictions),
    frameworks: roll.shuffle(bundle.frameworks),
    qualifications: roll.shuffle(bundle.qualifications),
    catalogues: roll.shuffle(bundle.catalogues),
    facts: roll.shuffle(bundle.facts),
    rules: roll.shuffle(bundle.rules),
  }
  return { ...rest, bundle: world, person: mixed }
}

describe('the engine, on random rules and persons', () => {
  test('a fact added to an unknown never flips a verdict that was settled', () => {
    const checked = eachAnswer((input, key, before, after) => {
      const settled = before.findings.filter(({ verdict }) => verdict !== 'unknown')
      for (const finding of settled) {
        const now = sameFinding(after, finding)
        // A rule whose selector is now known not to fit is silent instead of unmet.
        const verdict = now?.verdict ?? 'unmet'
        assert.equal(
          verdict,
          finding.verdict,
          `${key} flips ${finding.rule} for ${finding.subject}: ${JSON.stringify(input)}`,
        )
      }
    })
    assert.ok(checked > CASES)
  })

  test('an answer that was not asked for changes neither the verdict nor what else is asked', () => {
    const ask = ({ verdict, questions }: Finding) => ({ verdict, questions })
    eachAnswer((input, key, before, after) => {
      for (const finding of before.findings.filter(({ questions }) => !questions.includes(key))) {
        const now = sameFinding(after, finding)
        if (now || finding.verdict !== 'unmet')
          assert.deepEqual(now && ask(now), ask(finding), `${key} changes ${finding.rule}: ${JSON.stringify(input)}`)
      }
    })
  })

  test('the order of rules, register, credentials, experience and facts does not change a byte', () => {
    for (const [at, { input }] of drawn.entries()) {
      assert.equal(bytes(shuffled(input, dice(at))), bytes(input), JSON.stringify(input))
    }
  })

  test('assessing twice gives the same bytes, from one compiled form and from two', () => {
    for (const { input } of drawn) {
      const compiled = compile(input.bundle, input.asOf)
      const first = JSON.stringify(assess(compiled, input.person, input.request))
      assert.equal(JSON.stringify(assess(compiled, input.person, input.request)), first)
      assert.equal(bytes(input), first)
    }
  })

  test('a compiled form that was written out and read back gives the same bytes', () => {
    for (const { input } of drawn) {
      const compiled = compile(input.bundle, input.asOf)
      const again = revive(JSON.stringify(compiled))
      const first = JSON.stringify(assess(compiled, input.person, input.request))
      assert.equal(JSON.stringify(assess(again, input.person, input.request)), first, JSON.stringify(input))
    }
  })

  test('neither the bundle nor the person is touched', () => {
    for (const { input } of drawn) assert.equal(bytes(deepFreeze(structuredClone(input))), bytes(input))
  })
})
