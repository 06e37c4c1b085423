// SPDX-License-Identifier: Apache-2.0
// Property: what is said of exclusions before anybody asks is what the engine finds when somebody does.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Assessment, assess, type Bundle, compile, type Finding, type Rule } from '@passerelle/recognition'
import { caseOf } from '../../../packages/recognition/src/oracle/generate-case.ts'
import { readWanted, targetsOf, waysTo } from '../reverse/reverse.model.ts'
import { reaching, whatStandsAgainst } from './against.model.ts'
import { isTaken, standingOutcomes } from './nesting.model.ts'

interface Asked {
  bundle: Bundle
  asOf: string
  place: string
  assessment: Assessment
}

function ask(bundle: Bundle, { asOf, person, request }: ReturnType<typeof caseOf>['input']): Asked {
  return { bundle, asOf, place: request.place, assessment: assess(compile(bundle, asOf), person, request) }
}

/** A rule that takes the first outcome of another wherever it is met: the same subject, a part of its conditions. */
function takingFrom(rule: Rule): Rule {
  const when = rule.when !== null && 'all' in rule.when ? { all: rule.when.all.slice(0, 1) } : rule.when
  const outcome = rule.outcomes[0]
  const { exclusive: _, overrides: __, doubtful: ___, ...rest } = rule
  const pattern = outcome === undefined ? { kinds: [] } : { kinds: [outcome.kind], target: outcome.target }
  return { ...rest, id: `${rule.id}-taken`, when, outcomes: [], excludes: [pattern], overrides: [rule.id] }
}

const cases = Array.from({ length: 400 }, (_, index) => caseOf(900_000 + index).input).flatMap((input) => {
  const loses = input.bundle.rules.find(({ outcomes }) => outcomes.length > 0)
  const more = loses === undefined ? [] : [takingFrom(loses)]
  return [ask(input.bundle, input), ask({ ...input.bundle, rules: [...input.bundle.rules, ...more] }, input)]
})

const inForce = ({ bundle, asOf, place }: Asked): Rule[] => {
  const compiled = compile(bundle, asOf)
  const rules = new Map(bundle.rules.map((rule) => [rule.id, rule]))
  return reaching(compiled.rules, compiled.within[place] ?? [place]).flatMap(({ id }) => rules.get(id) ?? [])
}

test('whatever the engine finds against an outcome was told of its rule, in the same manner', () => {
  let seen = 0
  for (const asked of cases) {
    const rules = inForce(asked)
    for (const { rule: id, opposed = [] } of asked.assessment.findings) {
      const rule = rules.find((one) => one.id === id)
      assert.ok(rule)
      const { against } = whatStandsAgainst(rule, rules)
      for (const { by, outcome, how, through } of opposed) {
        if (through !== undefined) continue
        seen += 1
        const told = against.some(
          (one) => one.by.id === by && rule.outcomes.indexOf(one.outcome) === outcome && one.how === how,
        )
        assert.ok(told, `${by} ${how} ${id}`)
      }
    }
  }
  assert.ok(seen > 100, `${seen} oppositions`)
})

test('what is told to be always lost is lost to everybody who satisfies the rule', () => {
  let seen = 0
  for (const asked of cases) {
    const rules = inForce(asked)
    for (const finding of asked.assessment.findings.filter(({ verdict }) => verdict === 'met')) {
      const rule = rules.find((one) => one.id === finding.rule)
      assert.ok(rule)
      for (const { outcome } of whatStandsAgainst(rule, rules).always) {
        seen += 1
        assert.ok(isLost(finding, rule.outcomes.indexOf(outcome)), `${finding.rule} at ${asked.place}`)
      }
    }
  }
  assert.ok(seen > 20, `${seen} outcomes always lost`)
})

const isLost = ({ opposed = [] }: Finding, index: number): boolean =>
  opposed.some((one) => one.outcome === index && isTaken(one))

test('what somebody is granted is among the ways that are shown backwards, never among those ruled out', () => {
  let seen = 0
  for (const { bundle, asOf, place, assessment } of cases) {
    const within = compile(bundle, asOf).within[place] ?? [place]
    for (const wanted of targetsOf(bundle)) {
      assert.deepEqual(readWanted(bundle, wanted.id)?.id, wanted.id)
      const ways = waysTo(bundle.rules, wanted, within, asOf)
      for (const finding of assessment.findings.filter(({ verdict }) => verdict === 'met')) {
        const granted = standingOutcomes(finding).some(({ target }) => Object.values(target).includes(wanted.id))
        if (!granted) continue
        seen += 1
        assert.equal(ways.find(({ rule }) => rule.id === finding.rule)?.lost, false, `${finding.rule} to ${wanted.id}`)
      }
    }
  }
  assert.ok(seen > 100, `${seen} outcomes granted`)
})
