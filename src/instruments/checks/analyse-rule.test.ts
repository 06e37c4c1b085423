// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { assess, type Condition, type CredentialSelector, compile, type FactValue } from '@passerelle/recognition'
import fc from 'fast-check'
import { demo } from '../../../test/fixtures/law/demo-law.ts'
import { assembleBundle } from '../bundle/assemble-bundle.ts'
import { readReferenceVocabulary } from '../law/reference-vocabulary.ts'
import { analyseRule } from './analyse-rule.ts'

const { vocabulary, facts } = readReferenceVocabulary(join(demo, 'reference'))

const leaf = fc.constantFrom<Condition>(
  { fact: 'filed', is: true },
  { fact: 'filed', is: false },
  { fact: 'recruiter', is: 'college' },
  { fact: 'recruiter', in: ['college', 'company'] },
  { fact: 'honours', includes: 'medal' },
  { fact: 'honours', includes: 'prize' },
  { fact: 'points', atLeast: 2 },
  { fact: 'points', atMost: 2 },
  { fact: 'points', atMost: 1 },
  { fact: 'employer-place', within: ['XA-1'] },
  { fact: 'employer-place', within: ['XA-2', 'XB'] },
  { age: { atLeast: 40 } },
  { age: { atMost: 39 } },
  { age: { atLeast: 39, atMost: 40 } },
  { held: { years: 2 } },
  { held: { years: 3 } },
  { stated: 'in-field', is: true },
  { is: { levels: ['demo-skill/high'] } },
  { is: { atLeast: 'demo-skill/middle' } },
  { is: { issuedFrom: '2023-01-01' } },
  { is: { issuedBefore: '2023-01-01' } },
  { undetermined: 'not given' },
)

const condition = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie('node'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('node') }),
    fc.record({ normally: tie('node') }),
    fc.array(tie('node'), { minLength: 2, maxLength: 3 }).map((of) => ({ atLeast: 2, of })),
  ),
})).node

const subjects: CredentialSelector[] = [
  { framework: 'demo-skill' },
  { levels: ['demo-skill/low', 'demo-skill/high'] },
  { atMost: 'demo-skill/middle' },
]

/** Persons who differ in everything the leaves ask, so that every combination of leaves that can hold does for one. */
const persons = [...every()]

function* every() {
  const places = ['XA-17', 'XA-2', 'ZZ']
  for (const filed of [true, false])
    for (const recruiter of ['college', 'company'])
      for (const honours of [[], ['medal'], ['prize'], ['medal', 'prize']])
        for (const points of [1, 2, 3])
          for (const birthDate of ['1990-01-01', '1986-12-01', '1986-01-01', '1980-01-01'])
            yield {
              birthDate,
              facts: { filed, recruiter, honours, points, 'employer-place': places[points % 3] ?? '' },
            }
}

const credentials = ['low', 'middle', 'high'].flatMap((level) =>
  ['2020-01-01', '2023-12-01', '2024-02-01', '2025-01-01'].flatMap((issued) =>
    [true, false].map((inField) => ({
      id: 'c1',
      level: `demo-skill/${level}`,
      issued,
      stated: { 'in-field': inField },
    })),
  ),
)

test('whoever is granted something proves that a rule is not dead', () => {
  const verdicts = fc.property(fc.constantFrom(...subjects), condition, fc.nat(), (subject, when, seed) => {
    const { canGrant, canBeMet } = analyseRule(subject, when, ['rules', 0], vocabulary)
    const seen = tryOut(subject, when, seed)
    assert.ok(canGrant || !(seen.has('met') || seen.has('discretion')), 'the analysis calls a rule dead that grants')
    assert.ok(canBeMet || !seen.has('met'), 'the analysis says never met of a rule that is met')
  })
  fc.assert(verdicts, { numRuns: 300, seed: 20261122 })
})

/** The verdicts of a sample of persons; `undetermined` stays unknown, so what is met is met without it. */
function tryOut(subject: CredentialSelector, when: Condition, seed: number): Set<string> {
  const register = {
    jurisdictions: [...(vocabulary.jurisdictions?.values() ?? [])],
    frameworks: [...(vocabulary.frameworks?.values() ?? [])],
    qualifications: [...(vocabulary.qualifications?.values() ?? [])],
  }
  const bundle = assembleBundle(register, [], facts)
  const rule = {
    id: 'x#1',
    instrument: 'x',
    places: ['XA'],
    purposes: ['title' as const],
    subject,
    when,
    outcomes: [],
    from: null,
    until: null,
  }
  const compiled = compile({ ...bundle, rules: [rule] }, '2026-11-22')
  const seen = new Set<string>()
  for (let turn = 0; turn < 120; turn++) {
    const someone = persons[(seed + turn * 7) % persons.length]
    const credential = credentials[(seed + turn * 5) % credentials.length]
    if (someone === undefined || credential === undefined) continue
    const facts: Record<string, FactValue> = someone.facts
    const person = { birthDate: someone.birthDate, facts, credentials: [credential] }
    for (const finding of assess(compiled, person, { place: 'XA' }).findings) seen.add(finding.verdict)
  }
  return seen
}

test('what a source leaves open keeps a rule from being met, but not from being asked', () => {
  const open: Condition = { all: [{ fact: 'filed', is: true }, { undetermined: 'the rest of the sentence' }] }
  const { canGrant, canBeMet, dead } = analyseRule('none', open, [], vocabulary)
  assert.deepEqual({ canGrant, canBeMet, dead }, { canGrant: true, canBeMet: false, dead: [] })
  const either = analyseRule(
    'none',
    { any: [{ fact: 'filed', is: true }, { undetermined: 'or another way' }] },
    [],
    vocabulary,
  )
  assert.deepEqual([either.canGrant, either.canBeMet], [true, true])
})

test('discretion is a grant, but no verdict met', () => {
  const when: Condition = { all: [{ fact: 'filed', is: true }, { normally: { all: [{ fact: 'filed', is: false }] } }] }
  const { canGrant, canBeMet, dead } = analyseRule('none', when, [], vocabulary)
  assert.deepEqual([canGrant, canBeMet, dead.map(({ kind }) => kind)], [true, false, ['branch']])
})
