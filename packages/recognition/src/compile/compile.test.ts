// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assess, type Bundle, compile, RecognitionError, type Rule, refusedRules, revive } from '../index.ts'

const bundle = (rules: Rule[]): Bundle => ({
  jurisdictions: [{ code: 'XA', parents: [] }],
  frameworks: [{ id: 'skill', levels: ['3', '2', '1'].map((id, rank) => ({ id, rank })) }],
  qualifications: [],
  catalogues: [],
  facts: [{ id: 'filed', type: 'boolean' }],
  rules,
})

const rule = (more: Partial<Rule>): Rule => ({
  id: 'xa#r',
  instrument: 'xa',
  places: ['XA'],
  purposes: ['title'],
  subject: { levels: ['skill/2'] },
  when: null,
  outcomes: [],
  from: null,
  until: null,
  ...more,
})

describe('compile', () => {
  it('keeps the rules in force on the day: from included, until excluded', () => {
    const dated = bundle([rule({ from: '2024-01-29', until: '2026-01-01' })])
    const count = (asOf: string) => compile(dated, asOf).rules.length
    assert.deepEqual(['2024-01-28', '2024-01-29', '2025-12-31', '2026-01-01'].map(count), [0, 1, 1, 0])
  })

  it('leaves a rule undecided on the days on which it may not be in force', () => {
    const rules = [rule({ from: '2024-01-01', doubtful: [{ from: '2024-01-01', until: '2024-01-31' }] })]
    const person = { credentials: [{ id: 'c1', level: 'skill/2', issued: '2020-02-29' }] }
    const verdict = (asOf: string, when: Rule['when'] = null) =>
      assess(compile(bundle(rules.map((one) => ({ ...one, when }))), asOf), person, { place: 'XA' }).findings[0]
        ?.verdict
    const days = ['2023-12-31', '2024-01-01', '2024-01-30', '2024-01-31', '2026-11-22']
    assert.deepEqual(
      days.map((day) => verdict(day)),
      [undefined, 'unknown', 'unknown', 'met', 'met'],
    )
    const never: Rule['when'] = { held: { years: 30 } }
    assert.deepEqual(
      [verdict('2024-01-30', never), verdict('2024-01-30', { all: [never] }), verdict('2024-01-31', never)],
      ['unmet', 'unmet', 'unmet'],
    )
    assert.deepEqual(verdict('2024-01-30', { all: [{ held: { years: 1 } }] }), 'unknown')
  })

  it('indexes a range by its levels', () => {
    const compiled = compile(bundle([rule({ subject: { atLeast: 'skill/2' } })]), '2026-11-22')
    assert.deepEqual({ ...compiled.places.XA?.byLevel }, { 'skill/2': [0], 'skill/1': [0] })
  })

  it('gives the same answer after a journey as JSON', () => {
    const compiled = compile(bundle([rule({ when: { held: { years: 2 } } })]), '2026-11-22')
    const person = { credentials: [{ id: 'c1', level: 'skill/2', issued: '2024-02-29' }] }
    const again = revive(JSON.stringify(compiled))
    assert.equal(
      JSON.stringify(assess(again, person, { place: 'XA' })),
      JSON.stringify(assess(compiled, person, { place: 'XA' })),
    )
  })

  it('knows no id that every object has', () => {
    const held = (more: Partial<Rule>) => bundle([rule(more)])
    const bundles = [held({}), held({ subject: null, when: { fact: 'filed', is: true } })]
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      for (const compiled of bundles.flatMap((one) => {
        const fresh = compile(one, '2026-11-22')
        return [fresh, revive(JSON.stringify(fresh))]
      })) {
        const of = (credential: object, place = 'XA') =>
          assess(compiled, { credentials: [{ id: 'c1', ...credential }] }, { place })
        assert.deepEqual(of({ qualification: name }).findings, of({ qualification: 'unheard-of' }).findings, name)
        assert.deepEqual(of({ level: `${name}/1` }).findings, of({ level: 'unheard-of/1' }).findings, name)
        assert.deepEqual(of({ country: name }).findings, of({ country: 'XQ' }).findings, name)
        assert.deepEqual(of({}, name).findings, of({}, 'XQ').findings, name)
      }
      assert.throws(() => compile(held({ when: { fact: name, is: true } }), '2026-11-22'), { code: 'unknown-fact' })
    }
  })

  const refused: [string, Partial<Rule>, string, string][] = [
    [
      'a level that no framework has',
      { subject: { levels: ['skill/9'] } },
      'unknown-level',
      "xa#r: subject: no level 'skill/9' in the frameworks",
    ],
    [
      'a framework that is not there',
      { subject: { framework: 'skills' } },
      'unknown-framework',
      "xa#r: subject: no framework 'skills'",
    ],
    [
      'a catalogue that is not there',
      { subject: { listed: { catalogue: 'x' } } },
      'unknown-catalogue',
      "xa#r: subject: no catalogue 'x'",
    ],
    [
      'a fact that is not declared',
      { when: { fact: 'filled', is: true } },
      'unknown-fact',
      "xa#r: when: no fact 'filled' is declared",
    ],
    [
      'two tests in one',
      { when: { all: [{ fact: 'filed', is: true, atLeast: 1 }] } },
      'invalid-condition',
      'xa#r: when.all.0: a fact test has exactly one of is, in, atLeast, atMost, within, includes, from, before',
    ],
    [
      'a credential where none is in scope',
      { subject: null, when: { held: { years: 1 } } },
      'no-credential-in-scope',
      'xa#r: when: this condition speaks of a credential, but none is in scope',
    ],
  ]
  for (const [what, more, code, message] of refused) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => compile(bundle([rule(more)]), '2026-11-22'),
        (error) => error instanceof RecognitionError && error.code === code && error.message === message,
      )
    })
  }

  it('tells every rule that it would refuse, in force on some day or not, and no other', () => {
    const all = refused.map(([, more], index) => rule({ ...more, id: `xa#r${index}`, from: '2030-01-01' }))
    const sound = rule({ id: 'xa#sound' })
    assert.deepEqual(
      refusedRules(bundle([...all, sound])).map(({ rule: { id }, error }) => [id, error.code, error.message]),
      refused.map(([, , code, message], index) => [`xa#r${index}`, code, message.replace('xa#r:', `xa#r${index}:`)]),
    )
  })

  it('refuses dates that do not exist', () => {
    for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '20261122', '2026-11-2x']) {
      assert.throws(() => compile(bundle([]), text), { code: 'invalid-date' })
    }
  })
})
