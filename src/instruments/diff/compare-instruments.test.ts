// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LawCondition, LawRule } from '../rules/rule-schema.ts'
import { compareConditions } from './compare-conditions.ts'
import { compareInstruments } from './compare-instruments.ts'
import type { CatalogueItem, Ground, LawState } from './law-diff.ts'

const place = (code: string, ...parents: string[]) =>
  [code, { code, parents: parents.map((one) => ({ code: one })) }] as const
const ground: Ground = {
  jurisdictions: new Map([place('XA'), place('XA-01', 'XA'), place('XA-0101', 'XA-01'), place('XB')]),
  frameworks: new Map([
    ['skill', { id: 'skill', levels: ['5', '4', '3', '2', '1'].map((id, rank) => ({ id, rank })) }],
  ]),
}

const both = (text: string) => ({ en: text, 'zh-CN': text })
const rule = (more: Partial<LawRule> = {}): LawRule => ({
  id: 'title',
  clause: 'art-1',
  title: both('Title'),
  purposes: ['title'],
  subject: { levels: ['skill/2'] },
  outcomes: [{ kind: 'may-apply', by: 'review', target: { level: 'title/2' }, label: both('intermediate title') }],
  ...more,
})
const state = (more: Partial<LawState['instrument']> = {}, rules: LawRule[] = [rule()]): LawState => ({
  instrument: {
    id: 'xa-1',
    jurisdiction: 'XA',
    kind: 'notice',
    title: both('Notice'),
    status: 'in-force',
    sources: [{ id: 's1', url: 'https://example.org/1', quality: 'demonstration', text: 'none' }],
    clauses: [{ id: 'art-1', summary: both('One.'), source: 's1' }],
    ...more,
  },
  rules,
})

const held = (years: number): LawCondition => ({ held: { years } })
const work = (years: number, place: string[]): LawCondition => ({ experience: { place }, atLeast: { years } })
const doctor: LawCondition = { credential: { levels: ['degree/doctorate'] } }
const local: LawCondition = { fact: 'employer-place', within: ['XA-01'] }

/** Each change in one line: what happened, in which role, to what effect, with which condition. */
const told = (before: LawCondition | undefined, after: LawCondition | undefined): string[] =>
  compareConditions(before, after, ground).map(
    ({ change, role, effect, before: was, after: is }) =>
      `${change} ${role} ${effect}: ${was === null ? '-' : JSON.stringify(was)} > ${is === null ? '-' : JSON.stringify(is)}`,
  )

test('order, needless brackets and double negation are no change', () => {
  const before: LawCondition = { all: [held(2), { all: [local] }, { any: [doctor, work(4, ['XA', 'XB'])] }] }
  const after: LawCondition = {
    all: [{ any: [{ not: { not: work(4, ['XB', 'XA']) } }, doctor] }, { any: [local] }, held(2)],
  }
  assert.deepEqual(told(before, after), [])
  assert.deepEqual(told(undefined, { all: [] }), [])
  assert.deepEqual(told({ atLeast: 1, of: [held(2), local] }, { any: [local, held(2)] }), [])
})

test('a number that asks more is tighter, wherever it stands; within a not it is looser', () => {
  const line = (effect: string, role = 'needed') =>
    `changed ${role} ${effect}: ${JSON.stringify(held(2))} > ${JSON.stringify(held(3))}`
  assert.deepEqual(told(held(2), held(3)), [line('tighter')])
  assert.deepEqual(told({ all: [local, held(2)] }, { all: [held(3), local] }), [line('tighter')])
  assert.deepEqual(told({ any: [local, held(2)] }, { any: [held(3), local] }), [line('tighter', 'alternative')])
  assert.deepEqual(told({ not: held(2) }, { not: held(3) }), [line('looser')])
  assert.deepEqual(told({ normally: held(2) }, { normally: held(3) }), [line('tighter')])
  assert.deepEqual(told({ age: { atMost: 60 } }, { age: { atMost: 63 } }), [
    'changed needed looser: {"age":{"atMost":60}} > {"age":{"atMost":63}}',
  ])
})

test('a place that holds the other is wider, two places side by side are neither', () => {
  const effect = (before: string[], after: string[]) =>
    compareConditions(work(2, before), work(2, after), ground).map((one) => one.effect)
  assert.deepEqual(effect(['XA-01'], ['XA']), ['looser'])
  assert.deepEqual(effect(['XA'], ['XA-0101']), ['tighter'])
  assert.deepEqual(effect(['XA-01'], ['XA-01', 'XB']), ['looser'])
  assert.deepEqual(effect(['XA'], ['XB']), ['other'])
})

test('what is needed besides is tighter, one more way is looser, and the reverse', () => {
  const one = JSON.stringify
  assert.deepEqual(told(held(2), { all: [held(2), local] }), [`added needed tighter: - > ${one(local)}`])
  assert.deepEqual(told({ all: [held(2), local] }, held(2)), [`dropped needed looser: ${one(local)} > -`])
  assert.deepEqual(told(held(2), { any: [held(2), doctor] }), [`added alternative looser: - > ${one(doctor)}`])
  assert.deepEqual(told({ any: [held(2), doctor] }, held(2)), [`dropped alternative tighter: ${one(doctor)} > -`])
  assert.deepEqual(told(undefined, held(2)), [`added needed tighter: - > ${one(held(2))}`])
  assert.deepEqual(told({ not: { any: [held(2), doctor] } }, { not: held(2) }), [
    `dropped alternative looser: ${one(doctor)} > -`,
  ])
})

test('deep in the tree only what changed is told', () => {
  const tree = (years: number, extra: LawCondition[] = []): LawCondition => ({
    all: [{ any: [{ all: [work(years, ['XA']), local] }, doctor, ...extra] }, { normally: { age: { atMost: 60 } } }],
  })
  const longer = `changed part tighter: ${JSON.stringify(work(4, ['XA']))} > ${JSON.stringify(work(5, ['XA']))}`
  assert.deepEqual(told(tree(4), tree(5)), [longer])
  assert.deepEqual(told(tree(4), tree(5, [held(9)])), [
    longer,
    `added alternative looser: - > ${JSON.stringify(held(9))}`,
  ])
})

test('a condition that only guides is looser; more of several is tighter', () => {
  const age: LawCondition = { age: { atMost: 60 } }
  assert.deepEqual(told(age, { normally: age }), [
    `changed needed looser: ${JSON.stringify(age)} > ${JSON.stringify({ normally: age })}`,
  ])
  const of = [held(2), local, doctor]
  assert.deepEqual(
    compareConditions({ atLeast: 2, of }, { all: of }, ground).map(({ effect }) => effect),
    ['tighter'],
  )
})

test('levels are compared by their ladder', () => {
  const effect = (before: LawRule['subject'], after: LawRule['subject']) =>
    compareInstruments(state({}, [rule({ subject: before })]), state({}, [rule({ subject: after })]), ground).rules[0]
      ?.subject
  assert.equal(effect({ levels: ['skill/2'] }, { atLeast: 'skill/2' }), 'looser')
  assert.equal(effect({ atLeast: 'skill/3' }, { levels: ['skill/1', 'skill/2'] }), 'tighter')
  assert.equal(effect({ levels: ['skill/2'] }, { levels: ['skill/3'] }), 'other')
  assert.equal(effect({ levels: ['skill/2'] }, { levels: ['skill/2'], country: ['XA'] }), 'tighter')
  assert.equal(effect({ levels: ['skill/2'], notCountry: ['XA'] }, { levels: ['skill/2'] }), 'looser')
  assert.equal(effect({ levels: ['skill/2'] }, 'none'), 'looser')
})

test('the whole comparison of an instrument: members, clauses, rules, outcomes; the rest is not told', () => {
  const before = state()
  const subsidy = rule({ id: 'subsidy', title: both('Subsidy') })
  const after = state(
    {
      title: both('Notice, revised'),
      number: '2',
      sources: before.instrument.sources,
      clauses: [
        { id: 'art-2', summary: both('Two.'), source: 's1' },
        { id: 'art-1', summary: both('One, mended.'), source: 's1' },
      ],
    },
    [
      subsidy,
      rule({
        when: held(2),
        outcomes: [
          {
            kind: 'may-apply',
            by: 'operation-of-law',
            target: { level: 'title/2' },
            label: both('intermediate title'),
          },
        ],
      }),
    ],
  )
  const [was, is] = [before.rules[0], after.rules[1]]
  assert.ok(was !== undefined && is !== undefined)
  const clauses = [after.instrument.clauses[0], before.instrument.clauses[0], after.instrument.clauses[1]]
  assert.deepEqual(compareInstruments(before, after, ground), {
    instrument: 'xa-1',
    change: 'changed',
    members: [
      { member: 'title', before: both('Notice'), after: both('Notice, revised') },
      { member: 'number', before: undefined, after: '2' },
    ],
    sources: [],
    clauses: [
      { id: 'art-2', change: 'added', before: null, after: clauses[0], members: [] },
      {
        id: 'art-1',
        change: 'changed',
        before: clauses[1],
        after: clauses[2],
        members: [{ member: 'summary', before: both('One.'), after: both('One, mended.') }],
      },
    ],
    wholes: [],
    credits: [],
    catalogues: [],
    rules: [
      {
        id: 'subsidy',
        change: 'added',
        before: null,
        after: subsidy,
        members: [],
        subject: null,
        conditions: [],
        outcomes: [],
        effect: null,
      },
      {
        id: 'title',
        change: 'changed',
        before: was,
        after: is,
        members: [],
        subject: null,
        conditions: [
          {
            change: 'added',
            role: 'needed',
            effect: 'tighter',
            negated: false,
            guiding: false,
            elsewhere: false,
            before: null,
            after: held(2),
          },
        ],
        outcomes: [
          {
            id: 'may-apply {"level":"title/2"}',
            change: 'changed',
            before: was.outcomes[0],
            after: is.outcomes[0],
            members: [{ member: 'by', before: 'review', after: 'operation-of-law' }],
          },
        ],
        effect: 'tighter',
      },
    ],
  })
  assert.equal(compareInstruments(before, structuredClone(before), ground).change, 'same')
  assert.equal(compareInstruments(null, before, ground).change, 'added')
  assert.equal(compareInstruments(before, null, ground).change, 'removed')
})

test('a rule that only has another name is the same rule', () => {
  const diff = compareInstruments(state(), state({}, [rule({ id: 'technician' })]), ground)
  assert.deepEqual(
    diff.rules.map(({ id, change, members }) => ({ id, change, members })),
    [{ id: 'technician', change: 'changed', members: [{ member: 'id', before: 'title', after: 'technician' }] }],
  )
})

const catalogue = (items: CatalogueItem[]) =>
  state({
    catalogues: [
      { id: 'main', title: both('List'), coverage: 'complete', classes: [{ id: 'A', label: both('A') }], items },
    ],
  })

test('items: added, withdrawn, in another class, with other days; moved ones are the same', () => {
  const before = catalogue([
    { qualification: 'stays', class: 'A' },
    { qualification: 'goes', class: 'A' },
    { qualification: 'turns', class: 'A' },
    { qualification: 'ends', class: 'A' },
    { qualification: 'twice', class: 'A', from: '2024-01-01', until: '2025-01-01' },
    { qualification: 'twice', class: 'B', from: '2025-01-01' },
  ])
  const after = catalogue([
    { qualification: 'twice', class: 'B', from: '2025-01-01' },
    { qualification: 'twice', class: 'A', from: '2024-01-01', until: '2025-01-01' },
    { qualification: 'ends', class: 'A', until: '2027-01-01' },
    { qualification: 'comes', class: 'B' },
    { qualification: 'turns', class: 'B' },
    { qualification: 'stays', class: 'A' },
  ])
  const item = (state: LawState, index: number) => state.instrument.catalogues?.[0]?.items?.[index] ?? null
  assert.deepEqual(compareInstruments(before, after, ground).catalogues[0]?.items, [
    { change: 'dates', qualification: 'ends', before: item(before, 3), after: item(after, 2) },
    { change: 'added', qualification: 'comes', before: null, after: item(after, 3) },
    { change: 'class', qualification: 'turns', before: item(before, 2), after: item(after, 4) },
    { change: 'removed', qualification: 'goes', before: item(before, 1), after: null },
  ])
})

test('lines of a batch: what they do, and whose rights they keep', () => {
  const before = catalogue([
    { qualification: 'goes', class: 'A', action: 'withdraw', from: '2026-01-01' },
    { qualification: 'turns', class: 'B', action: 'change' },
    { qualification: 'plain', class: 'A' },
  ])
  const after = catalogue([
    { qualification: 'goes', class: 'A', action: 'withdraw', from: '2026-01-01', earlierHolders: 'keep' },
    { qualification: 'turns', class: 'B' },
    { qualification: 'plain', class: 'A', action: 'add' },
    { qualification: 'new', class: 'A', action: 'withdraw', earlierHolders: 'lose' },
  ])
  const [diff] = compareInstruments(before, after, ground).catalogues
  assert.deepEqual(
    diff?.items.map(({ change, qualification }) => [change, qualification]),
    [
      ['holders', 'goes'],
      ['action', 'turns'],
      ['added', 'new'],
    ],
  )
})

test('100,000 items are compared whole', (context) => {
  const items = Array.from({ length: 100_000 }, (_, index) => ({ qualification: `q-${index}`, class: 'A' }))
  const after = items.slice(100).map((item, index) => (index % 1000 === 0 ? { ...item, class: 'B' } : item))
  const start = performance.now()
  const diff = compareInstruments(
    catalogue(items),
    catalogue([...after.reverse(), { qualification: 'new', class: 'A' }]),
    ground,
  )
  context.diagnostic(`100,000 items compared in ${Math.round(performance.now() - start)} ms`)
  const counts = new Map<string, number>()
  for (const { change } of diff.catalogues[0]?.items ?? []) counts.set(change, (counts.get(change) ?? 0) + 1)
  assert.deepEqual(Object.fromEntries(counts), { class: 100, added: 1, removed: 100 })
})
