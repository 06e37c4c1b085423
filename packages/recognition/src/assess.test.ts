// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assess, type Bundle, type CatalogueItem, type Condition, compile, type Person, type Rule } from './index.ts'

/** A demonstration world: country XA with province XA-01, and XB; nothing in it is real law. */
const world: Bundle = {
  jurisdictions: [
    { code: 'XA', parents: [] },
    { code: 'XA-01', parents: [{ code: 'XA' }] },
    { code: 'XB', parents: [{ code: 'XU', from: '2020-01-01', until: '2024-01-01' }] },
    { code: 'XU', parents: [] },
  ],
  frameworks: [
    { id: 'skill', levels: ['3', '2', '1'].map((id, rank) => ({ id, rank })) },
    { id: 'title', levels: ['assistant', 'engineer'].map((id, rank) => ({ id, rank })) },
    { id: 'degree', levels: ['bachelor', 'master', 'doctorate'].map((id, rank) => ({ id, rank })) },
  ],
  qualifications: [{ id: 'xb-toxicologist', levels: [], country: 'XB', awardingBody: 'xb-board', field: [] }],
  catalogues: [
    {
      id: 'partial',
      classes: ['A', 'C'],
      coverage: 'partial',
      items: [{ qualification: 'xb-toxicologist', class: 'A' }],
    },
  ],
  facts: [
    { id: 'honours', type: 'set', options: ['medal', 'expert'] },
    { id: 'employer-place', type: 'place' },
    { id: 'filed', type: 'boolean' },
  ],
  rules: [],
}

const rule = (id: string, subject: Rule['subject'], when: Condition | null, more: Partial<Rule> = {}): Rule => ({
  id,
  instrument: 'xa',
  places: ['XA'],
  purposes: ['title'],
  subject,
  when,
  outcomes: [{ kind: 'recognised-as', by: 'application', target: { level: 'title/engineer' } }],
  from: null,
  until: null,
  ...more,
})

const ask = (rules: Rule[], person: Person, place = 'XA-01', asOf = '2026-11-22') =>
  assess(compile({ ...world, rules }, asOf), person, { place })

const technician: Person = { credentials: [{ id: 'c1', level: 'skill/2', issued: '2025-05-01' }] }

describe('assess', () => {
  it('gives the whole finding of a condition that time will cure', () => {
    const result = ask([rule('r', { levels: ['skill/2'] }, { held: { years: 3 } })], technician)
    assert.deepEqual(result, {
      asOf: '2026-11-22',
      place: 'XA-01',
      purpose: null,
      findings: [
        {
          rule: 'r',
          subject: 'c1',
          verdict: 'unmet',
          outcomes: [{ kind: 'recognised-as', by: 'application', target: { level: 'title/engineer' } }],
          via: [],
          reason: {
            path: 'rule',
            verdict: 'unmet',
            children: [
              { path: 'subject', verdict: 'met', credential: 'c1' },
              {
                path: 'when',
                verdict: 'unmet',
                facts: ['credential:c1:issued'],
                measure: { unit: 'months', have: 18, need: 36, direction: 'at-least' },
                from: '2028-05-01',
              },
            ],
          },
          questions: [],
          holdsFrom: '2028-05-01',
        },
      ],
      questions: [],
    })
  })

  it('is silent about credentials the rule does not speak of', () => {
    assert.deepEqual(ask([rule('r', { levels: ['skill/1'] }, null)], technician).findings, [])
  })

  it('says nothing of a place that lies outside, or is excepted', () => {
    const everywhere = rule('r', { levels: ['skill/2'] }, null)
    assert.equal(ask([everywhere], technician, 'XB').findings.length, 0)
    assert.equal(ask([{ ...everywhere, except: ['XA-01'] }], technician).findings.length, 0)
    assert.equal(ask([everywhere], technician, 'XA').findings.length, 1)
  })

  it('follows a dated membership', () => {
    const union = rule('r', { levels: ['skill/2'] }, null, { places: ['XU'] })
    const inUnion = (asOf: string) =>
      ask([union], { credentials: [{ id: 'c1', level: 'skill/2' }] }, 'XB', asOf).findings.length
    assert.deepEqual(['2019-12-31', '2020-01-01', '2023-12-31', '2024-01-01'].map(inUnion), [0, 1, 1, 0])
  })

  it('keeps discretion apart from met and unmet', () => {
    const young = rule('r', { levels: ['skill/2'] }, { normally: { age: { atMost: 45 } } })
    const verdict = (birthDate: string) => ask([young], { ...technician, birthDate }).findings[0]?.verdict
    assert.deepEqual(['1980-11-22', '1980-11-23', '1980-11-24'].map(verdict), ['discretion', 'met', 'met'])
  })

  it('asks for the highest degree once, and for what matters only', () => {
    const years = (level: string, number: number): Condition => ({
      all: [{ credential: { levels: [level] } }, { experience: { relevant: true }, atLeast: { years: number } }],
    })
    const grid = rule(
      'r',
      { levels: ['skill/2'] },
      {
        any: [{ credential: { levels: ['degree/doctorate'] } }, years('degree/master', 2), years('degree/bachelor', 5)],
      },
    )
    const open = ask([grid], technician)
    assert.deepEqual(
      open.questions.map((one) => one.key),
      ['credential:?degree:level', 'experience:relevant=c1'],
    )
    const doctor = ask([grid], { ...technician, facts: { 'credential:?degree:level': 'degree/doctorate' } })
    assert.deepEqual([doctor.findings[0]?.verdict, doctor.questions], ['met', []])
    const none = ask([grid], { ...technician, facts: { 'credential:?degree:level': 'none' } })
    assert.deepEqual([none.findings[0]?.verdict, none.questions], ['unmet', []])
  })

  it('settles what only looks open', () => {
    const either: Condition = { any: [{ fact: 'filed', is: true }, { not: { fact: 'filed', is: true } }] }
    const finding = ask([rule('r', { levels: ['skill/2'] }, either)], technician).findings[0]
    assert.deepEqual([finding?.verdict, finding?.questions], ['met', []])
  })

  it('leaves undetermined law open without a question', () => {
    const finding = ask([rule('r', { levels: ['skill/2'] }, { undetermined: 'years cut off' })], technician).findings[0]
    assert.deepEqual([finding?.verdict, finding?.questions], ['unknown', []])
  })

  it('reads a list known in part: an item counts, anything else may', () => {
    const listed = rule('r', { listed: { catalogue: 'partial', classes: ['A'] } }, null)
    const answer = (credential: Person['credentials'][number]) => {
      const finding = ask([listed], { credentials: [credential] }).findings[0]
      return [finding?.verdict, finding?.questions]
    }
    assert.deepEqual(answer({ id: 'c1', qualification: 'xb-toxicologist' }), ['met', []])
    assert.deepEqual(answer({ id: 'c1' }), ['unknown', ['credential:c1:listed:partial']])
    assert.deepEqual(answer({ id: 'c1', listed: { partial: 'no' } }), [undefined, undefined])
  })

  describe('a list of which entries have ended', () => {
    const day = '2026-01-01'
    const toxicologist = (issued?: string) => ({
      credentials: [{ id: 'c1', qualification: 'xb-toxicologist', ...(issued !== undefined && { issued }) }],
    })
    const answer = (items: CatalogueItem[], issued?: string, asOf = '2026-11-22') => {
      const catalogues = [{ id: 'list', classes: ['A', 'C'], coverage: 'partial' as const, items }]
      const rules = [
        rule('r', { qualification: ['xb-toxicologist'] }, { is: { listed: { catalogue: 'list', classes: ['A'] } } }),
      ]
      const { findings } = assess(compile({ ...world, catalogues, rules }, asOf), toxicologist(issued), { place: 'XA' })
      const listed = findings[0]?.reason.children?.find(({ path }) => path === 'when')?.children?.[0]
      return [findings[0]?.verdict, findings[0]?.questions, listed?.ended ?? null]
    }
    const entry = (more: Partial<CatalogueItem>) => ({ qualification: 'xb-toxicologist', class: 'A', ...more })

    it('counts what was issued before an entry was withdrawn, where earlier holders keep it', () => {
      const kept = [entry({ until: day, after: 'kept' })]
      const ended = { on: day, class: 'A', kept: true, applies: true, now: null }
      assert.deepEqual(answer(kept, '2025-12-31'), ['met', [], ended])
      assert.deepEqual(answer(kept, day), ['unmet', [], { ...ended, applies: false }])
      assert.deepEqual(answer(kept), ['unknown', ['credential:c1:issued'], { ...ended, applies: null }])
      assert.deepEqual(answer(kept, '2025-12-31', '2025-12-31'), ['met', [], null])
    })

    it('leaves it off for all, where earlier holders lose it', () => {
      const lost = [entry({ until: day, after: 'lost' })]
      assert.deepEqual(answer(lost, '2020-01-01'), [
        'unmet',
        [],
        { on: day, class: 'A', kept: false, applies: false, now: null },
      ])
      assert.deepEqual(answer(lost), ['unmet', [], { on: day, class: 'A', kept: false, applies: false, now: null }])
    })

    it('asks where the end says nothing of earlier holders', () => {
      assert.deepEqual(answer([entry({ until: day })], '2020-01-01'), ['unknown', ['credential:c1:listed:list'], null])
    })

    it('keeps the class of the day of issue when an entry moves to another', () => {
      const moved = [entry({ until: day, after: 'kept' }), entry({ class: 'C', from: day })]
      const ended = { on: day, class: 'A', kept: true, applies: true, now: 'C' }
      assert.deepEqual(answer(moved, '2025-12-31'), ['met', [], ended])
      assert.deepEqual(answer(moved, '2026-01-02'), ['unmet', [], { ...ended, applies: false }])
      const back = [
        entry({ class: 'C', until: '2024-01-01', after: 'kept' }),
        entry({ from: '2024-01-01', until: day, after: 'kept' }),
      ]
      assert.deepEqual(
        ['2023-12-31', '2024-01-01', '2026-02-01'].map((issued) => answer(back, issued)[0]),
        ['unmet', 'met', 'unmet'],
      )
    })
  })

  it('does not count overlapping jobs twice', () => {
    const worked = rule('r', { levels: ['skill/2'] }, { experience: {}, atLeast: { years: 4 } })
    const finding = ask([worked], {
      ...technician,
      experience: [
        { from: '2020-01-01', to: '2022-12-31' },
        { from: '2021-01-01', to: '2023-06-30' },
      ],
    }).findings[0]
    assert.deepEqual(finding?.reason.children?.[1]?.measure, {
      unit: 'months',
      have: 42,
      need: 48,
      direction: 'at-least',
    })
    assert.equal(finding?.holdsFrom, undefined)
  })

  it('ends two years of one job on their day, not thirty days after the last whole month', () => {
    const worked = rule('r', { levels: ['skill/2'] }, { experience: {}, atLeast: { years: 2 } })
    const on = (asOf: string) =>
      ask([worked], { ...technician, experience: [{ from: '2024-11-22' }] }, 'XA-01', asOf).findings[0]
    assert.deepEqual([on('2026-11-21')?.verdict, on('2026-11-21')?.holdsFrom], ['unmet', '2026-11-22'])
    assert.equal(on('2026-11-22')?.verdict, 'met')
  })

  it('says from when a further credential that is not issued yet would count', () => {
    const rules = [rule('r', null, { credential: { levels: ['skill/2'] } })]
    const finding = ask(rules, { credentials: [{ id: 'c1', level: 'skill/2', issued: '2027-03-01' }] }).findings[0]
    assert.deepEqual([finding?.verdict, finding?.holdsFrom], ['unmet', '2027-03-01'])
  })

  it('feeds an outcome only into a rule that accepts it, and not back', () => {
    const skillToTitle = rule('a', { levels: ['skill/2'] }, null)
    const titleToSkill = rule('b', { levels: ['title/engineer'] }, null, {
      outcomes: [{ kind: 'recognised-as', by: 'application', target: { level: 'skill/1' } }],
    })
    const next = rule('c', { levels: ['title/engineer'], derived: ['recognised-as'] }, null, {
      outcomes: [{ kind: 'may-apply', by: 'review', target: { level: 'title/engineer' } }],
    })
    const findings = ask([skillToTitle, titleToSkill, next], technician).findings
    assert.deepEqual(
      findings.map((one) => [one.rule, one.subject, one.via]),
      [
        ['a', 'c1', []],
        ['c', 'a > c1', ['a']],
      ],
    )
  })

  it('orders questions by how much they decide', () => {
    const filed: Condition = { fact: 'filed', is: true }
    const rules = [
      rule('a', { levels: ['skill/2'] }, filed),
      rule('b', { levels: ['skill/2'] }, { all: [filed, { fact: 'honours', includes: 'medal' }] }),
    ]
    const { questions } = ask(rules, technician)
    assert.deepEqual(questions, [
      { key: 'filed', about: 'fact', name: 'filed', type: 'boolean', decides: ['a', 'b'] },
      { key: 'honours', about: 'fact', name: 'honours', type: 'set', decides: ['b'], options: ['medal'] },
    ])
  })
})
