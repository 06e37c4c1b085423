// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  after,
  differences,
  type ElementFindings,
  elements,
  faultsOf,
  type NominationState,
  nominationStates,
  recommendations,
  type Step,
  stepNames,
  steps,
  stepsFrom,
} from './nomination.model.ts'

/** Where a nomination is after steps of which those that cannot be made are refused. */
const walk = (made: readonly Step[]): { states: NominationState[]; steps: Step[] } => {
  const states: NominationState[] = ['submitted']
  const kept: Step[] = []
  for (const step of made) {
    const next = after(states.at(-1) ?? 'submitted', step)
    if (next === null) continue
    states.push(next)
    kept.push(step)
  }
  return { states, steps: kept }
}
const someSteps = fc.array(fc.constantFrom(...stepNames), { maxLength: 60 })

test('nothing follows upon an end, and only the nominator withdraws', () => {
  for (const state of ['taken-up', 'declined', 'withdrawn'] as const)
    assert.deepEqual([...stepsFrom(state, 'authority'), ...stepsFrom(state, 'nominator')], [])
  assert.deepEqual(
    nominationStates.map((state) => stepsFrom(state, 'nominator')),
    [['withdraw'], ['add', 'withdraw'], ['withdraw'], ['withdraw'], [], [], [], [], []],
  )
})

test('nothing is taken up but after comparison and consultation, in this order', () => {
  fc.assert(
    fc.property(someSteps, (made) => {
      const { states } = walk(made)
      if (states.at(-1) !== 'taken-up') return
      assert.deepEqual(
        states.filter((state) => state !== 'submitted' && state !== 'asked'),
        ['in-comparison', 'compared', 'in-consultation', 'answered', 'taken-up'],
      )
    }),
    { examples: [[['compare', 'close', 'consult', 'conclude', 'take-up']]] },
  )
})

test('a way through passes every stage once, but for what is asked and added', () => {
  fc.assert(
    fc.property(someSteps, (made) => {
      const { states, steps: kept } = walk(made)
      for (const state of nominationStates) {
        const times = states.filter((one) => one === state).length
        const added = kept.filter((step) => step === 'add').length
        const most = state === 'submitted' ? 1 + added : state === 'asked' ? added + 1 : 1
        assert.ok(times <= most, `${state}: ${times}`)
      }
    }),
  )
})

test('from every state that is reached there is a way to an end', () => {
  const ends = (state: NominationState, seen: readonly NominationState[] = []): boolean =>
    ['taken-up', 'declined', 'withdrawn'].includes(state) ||
    stepNames.some((step) => {
      const next = after(state, step)
      return next !== null && !seen.includes(next) && ends(next, [...seen, state])
    })
  for (const state of nominationStates) assert.ok(ends(state), state)
  assert.equal(new Set(Object.values(steps).map(({ to }) => to)).size, 9)
})

const finding = fc.record({
  difference: fc.constantFrom(...differences),
  evidence: fc.constantFrom('', 'seen'),
  source: fc.constantFrom('', 'https://example.org'),
  remark: fc.constant(''),
})
const findings: fc.Arbitrary<ElementFindings> = fc.record({
  level: finding,
  workload: finding,
  quality: finding,
  profile: finding,
  outcomes: finding,
})

test('a difference has evidence and a source, and advice against has a substantial difference', () => {
  fc.assert(
    fc.property(findings, fc.constantFrom(...recommendations), (found, recommendation) => {
      const faults = faultsOf(found, recommendation)
      const differing = elements.filter((element) => found[element].difference !== 'none')
      const proved = differing.every((element) => found[element].evidence !== '' && found[element].source !== '')
      const grave = elements.some((element) => found[element].difference === 'substantial')
      assert.equal(faults.length === 0, proved && (recommendation !== 'not' || grave))
    }),
  )
})
