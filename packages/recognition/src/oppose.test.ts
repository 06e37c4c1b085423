// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assess, type Bundle, compile, type Outcome, type OutcomePattern, type Rule } from './index.ts'

const title: Outcome = {
  kind: 'recognised-as',
  by: 'application',
  target: { level: 'title/senior', field: 'cn-series/0501' },
}
const subsidy: Outcome = { kind: 'entitled-to', by: 'application', target: { benefit: 'subsidy' } }

const rule = (id: string, more: Partial<Rule>): Rule => ({
  id,
  instrument: id.split('#')[0] ?? id,
  places: ['XA'],
  purposes: ['title'],
  subject: { framework: 'skill' },
  when: null,
  outcomes: [],
  from: null,
  until: null,
  ...more,
})

const bundle = (rules: Rule[]): Bundle => ({
  jurisdictions: [{ code: 'XA', parents: [] }],
  frameworks: [
    { id: 'skill', levels: [{ id: '1', rank: 1 }] },
    { id: 'title', levels: [{ id: 'senior', rank: 1 }] },
  ],
  qualifications: [],
  catalogues: [],
  facts: [{ id: 'barred', type: 'boolean' }],
  rules,
})

/** What stands against the outcomes of a rule, in short. */
function against(rules: Rule[], of: string, facts = {}, credentials = [{ id: 'c1', level: 'skill/1' }]) {
  const { findings } = assess(compile(bundle(rules), '2026-11-22'), { credentials, facts }, { place: 'XA' })
  return findings
    .filter((finding) => finding.rule === of)
    .flatMap(({ opposed = [] }) => opposed)
    .map(({ outcome, by, how, verdict, through }) =>
      [outcome, by, how, verdict, ...(through ? [through] : [])].join(' '),
    )
}

const grant = rule('xa#grant', { outcomes: [title, subsidy] })
const bar = (more: Partial<Rule> = {}) =>
  rule('xb#bar', {
    subject: null,
    when: { fact: 'barred', is: true },
    excludes: [{ kinds: ['recognised-as'] }],
    ...more,
  })

describe('an exemption that another rule excludes', () => {
  const exempt = (part: string) =>
    rule('xa#exempt', { outcomes: [{ kind: 'exempt-from', by: 'application', target: { part } }] })
  const barring = (part: string) => bar({ excludes: [{ kinds: ['exempt-from'], target: { part } }], overrides: ['xa'] })
  const barred = (granted: string, excluded: string) =>
    against([exempt(granted), barring(excluded)], 'xa#exempt', { barred: true }).length === 1

  it('is meant by its whole, not by another one, nor is the whole meant by its part', () => {
    assert.equal(barred('exam/theory', 'exam'), true)
    assert.equal(barred('exam/theory', 'exam/theory'), true)
    assert.equal(barred('exam', 'exam'), true)
    assert.equal(barred('exam', 'exam/theory'), false)
    assert.equal(barred('exam/theory', 'exam/practice'), false)
    assert.equal(barred('exams/theory', 'exam'), false)
    assert.equal(barred('exam/theory-2', 'exam/theory'), false)
  })
})

describe('an outcome that another rule excludes', () => {
  it('is excluded where the other goes before, and open while that is open', () => {
    const rules = [grant, bar({ overrides: ['xa'] })]
    assert.deepEqual(against(rules, 'xa#grant', { barred: true }), ['0 xb#bar excluded met'])
    assert.deepEqual(against(rules, 'xa#grant'), ['0 xb#bar excluded unknown'])
    assert.deepEqual(against(rules, 'xa#grant', { barred: false }), [])
  })

  it('is contested where neither goes before, and where both say so', () => {
    assert.deepEqual(against([grant, bar()], 'xa#grant', { barred: true }), ['0 xb#bar contested met'])
    const both = [{ ...grant, overrides: ['xb'] }, bar({ overrides: ['xa#grant'] })]
    assert.deepEqual(against(both, 'xa#grant', { barred: true }), ['0 xb#bar contested met'])
  })

  it('stays where its own rule goes before, for another purpose, and for another credential', () => {
    assert.deepEqual(against([{ ...grant, overrides: ['xb'] }, bar()], 'xa#grant', { barred: true }), [])
    assert.deepEqual(against([grant, bar({ purposes: ['study'] })], 'xa#grant', { barred: true }), [])
    const other = bar({ subject: { levels: ['title/senior'] }, when: null })
    const two = [
      { id: 'c1', level: 'skill/1' },
      { id: 'c2', level: 'title/senior' },
    ]
    assert.deepEqual(against([grant, other], 'xa#grant', {}, two), [])
  })

  it('is meant by kind and target, a field by what lies within it', () => {
    const meant = (excludes: OutcomePattern[]) =>
      against([grant, bar({ excludes })], 'xa#grant', { barred: true }).length
    assert.equal(meant([{ target: { field: 'cn-series/05' } }]), 1)
    assert.equal(meant([{ target: { field: 'cn-series/06' } }]), 0)
    assert.equal(meant([{ kinds: ['may-apply'], target: { level: 'title/senior' } }]), 0)
    assert.equal(meant([{ target: { benefit: 'subsidy' } }, { kinds: ['recognised-as'] }]), 2)
  })
})

describe('outcomes that are not had together', () => {
  const apart = rule('xb#city', { outcomes: [subsidy], exclusive: [{ target: { benefit: 'subsidy' } }] })
  it('are both contested where neither goes before', () => {
    const rules = [grant, apart]
    assert.deepEqual(against(rules, 'xa#grant'), ['1 xb#city contested met'])
    assert.deepEqual(against(rules, 'xb#city'), ['0 xa#grant contested met'])
  })

  it('leave the one that goes before, whichever says that they are apart', () => {
    const first = [grant, { ...apart, overrides: ['xa'] }]
    assert.deepEqual([against(first, 'xa#grant'), against(first, 'xb#city')], [['1 xb#city overridden met'], []])
    const second = [{ ...grant, overrides: ['xb#city'] }, apart]
    assert.deepEqual([against(second, 'xa#grant'), against(second, 'xb#city')], [[], ['0 xa#grant overridden met']])
  })

  it('are not apart from what is excluded already', () => {
    const rules = [
      grant,
      { ...apart, overrides: ['xa'] },
      bar({ excludes: [{ target: { benefit: 'subsidy' } }], overrides: ['xa', 'xb#city'] }),
    ]
    const barred = { barred: true }
    assert.deepEqual(against(rules, 'xa#grant', barred), ['1 xb#bar excluded met'])
    assert.deepEqual(against(rules, 'xb#city', barred), ['0 xb#bar excluded met'])
  })
})

it('what stands on an outcome that is excluded is excluded with it', () => {
  const next = rule('xc#next', {
    subject: { levels: ['title/senior'], derived: ['recognised-as'] },
    outcomes: [subsidy],
  })
  const rules = [grant, next, bar({ overrides: ['xa'] })]
  assert.deepEqual(against(rules, 'xc#next', { barred: true }), ['0 xb#bar excluded met xa#grant'])
})
