// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assess, compile, type FactValue } from '@passerelle/recognition'
import { assembleBundle } from '../bundle/assemble-bundle.ts'
import { folderTexts } from '../folders/folder-texts.ts'
import { readLawFolders } from '../law/read-law.ts'
import { vocabularyOf } from '../law/vocabulary.ts'

const reference = {
  jurisdictions: ['XA', 'XB'].map((code) => ({ code, parents: [] })),
  frameworks: [
    { id: 'xa-skill', levels: [{ id: '3', rank: 1 }] },
    { id: 'xb-grade', levels: [{ id: 'c', rank: 1 }] },
  ],
  qualifications: ['xa-welder', 'xb-welder'].map((id) => {
    return { id, levels: [], country: id.slice(0, 2).toUpperCase(), awardingBody: null, field: [] }
  }),
}
const applied = { id: 'recognition-applied-on', type: 'date' as const }

const agreement = (more: string, mode = 'procedural') => `
id: xa-xb-mutual
jurisdiction: XA
kind: agreement
title: { en: Mutual recognition (demonstration), zh-CN: 互认协议（演示） }
status: in-force
effective: 2020-01-01
places: [XA, XB]
sources: [{ id: s1, url: 'https://example.org/mutual', quality: demonstration, text: none }]
clauses: [{ id: table, summary: { en: The table., zh-CN: 对照表。 }, source: s1 }]
agreement:
  parties:
    - { name: { en: Ministry of XA, zh-CN: XA部 }, jurisdiction: XA }
    - { name: { en: Board of XB, zh-CN: XB委员会 }, jurisdiction: XB }
  subject: { en: Welders and skills, zh-CN: 焊工与技能等级 }
  mode: ${mode}
${more}
  equivalences:
    clause: table
    purposes: [employment]
    rows:
      - a: { qualification: xa-welder, label: { en: welder of XA, zh-CN: XA焊工 } }
        b: { qualification: xb-welder, label: { en: welder of XB, zh-CN: XB焊工 } }
        when: { held: { years: 1 } }
      - a: { level: xa-skill/3, label: { en: level 3, zh-CN: 三级 } }
        b: { level: xb-grade/c, label: { en: grade C, zh-CN: 丙等 } }
        direction: b-to-a
`

const read = (yaml: string) => {
  const files = new Map([['instrument.yaml', yaml]])
  const register = vocabularyOf({ ...reference, facts: [applied] })
  return readLawFolders([{ path: 'XA/mutual', shownAs: 'law/XA/mutual/', files }], register)
}

function rulesOf(more: string, mode?: string) {
  const { folders, problems } = read(agreement(more, mode))
  assert.deepEqual(problems, [])
  return folders[0]?.rules ?? []
}

/** Verdicts of the rules that speak of the credential, on a day in a place. */
function ask(more: string, place: string, asOf: string, issued: string, facts: Record<string, FactValue> = {}) {
  const { folders } = read(agreement(more))
  const label = { en: '', 'zh-CN': '' }
  const bundle = assembleBundle(reference, folders, [{ ...applied, label, question: label, why: label }])
  const qualification = place === 'XA' ? 'xb-welder' : 'xa-welder'
  const person = { credentials: [{ id: 'c1', qualification, issued }], facts }
  const { findings } = assess(compile(bundle, asOf), person, { place })
  return findings.map(({ rule, verdict }) => `${rule.split('#')[1]} ${verdict}`)
}

test('a row gives a rule in each direction that it names, in the place of the party that recognises', () => {
  const rules = rulesOf('')
  assert.deepEqual(
    rules.map(({ id, places, subject, outcomes, from, until }) => [
      id,
      places,
      subject,
      outcomes.map(({ kind, by, target }) => [kind, by, target]),
      from,
      until,
    ]),
    [
      [
        'eq-1-a',
        ['XA'],
        { qualification: ['xb-welder'] },
        [['recognised-as', 'application', { qualification: 'xa-welder' }]],
        '2020-01-01',
        undefined,
      ],
      [
        'eq-1-b',
        ['XB'],
        { qualification: ['xa-welder'] },
        [['recognised-as', 'application', { qualification: 'xb-welder' }]],
        '2020-01-01',
        undefined,
      ],
      [
        'eq-2-a',
        ['XA'],
        { levels: ['xb-grade/c'], country: ['XB'] },
        [['recognised-as', 'application', { level: 'xa-skill/3' }]],
        '2020-01-01',
        undefined,
      ],
    ],
  )
  assert.deepEqual(rules[0]?.title, {
    en: 'welder of XB counts as welder of XA',
    'zh-CN': 'XB焊工认定为XA焊工',
  })
})

test('by operation of law only where the agreement is automatic; nothing where it grants nothing', () => {
  const manners = (mode: string) => rulesOf('', mode).map(({ outcomes }) => outcomes[0]?.by)
  assert.deepEqual(manners('automatic'), ['operation-of-law', 'operation-of-law', 'operation-of-law'])
  assert.deepEqual([manners('cooperation'), manners('comparison')], [[], []])
})

const suspended =
  "  suspended: [{ from: 2024-01-01, until: 2025-01-01, reason: { en: 'a review', zh-CN: 评估 } }]\n  acquired: [held, applied]"

test('a suspension stops new rights, says why, and keeps the acquired ones', () => {
  assert.deepEqual(ask(suspended, 'XA', '2023-12-31', '2022-01-01'), ['eq-1-a met'])
  assert.deepEqual(ask(suspended, 'XA', '2024-06-01', '2022-01-01'), ['eq-1-a-suspended-1 met'])
  const late = (facts: Record<string, FactValue>) => ask(suspended, 'XA', '2025-01-31', '2024-01-01', facts)
  assert.deepEqual(late({}), ['eq-1-a-2 met'])
  const during = (facts: Record<string, FactValue>) => ask(suspended, 'XB', '2024-12-31', '2024-01-01', facts)
  assert.deepEqual(during({}), ['eq-1-b-suspended-1 unmet'])
  const held = (facts: Record<string, FactValue>) =>
    ask(suspended.replace('2025-01-01', '2026-01-01'), 'XB', '2025-06-01', '2024-01-01', facts)
  assert.deepEqual(held({}), ['eq-1-b-suspended-1 unknown'])
  assert.deepEqual(held({ 'recognition-applied-on': '2024-01-01' }), ['eq-1-b-suspended-1 unmet'])
  assert.deepEqual(held({ 'recognition-applied-on': '2023-12-31' }), ['eq-1-b-suspended-1 met'])
  assert.deepEqual(rulesOf(suspended)[1]?.title, {
    en: 'welder of XB counts as welder of XA (agreement suspended from 1 January 2024: a review)',
    'zh-CN': 'XB焊工认定为XA焊工（协议自2024年1月1日起中止执行：评估）',
  })
})

test('after its end only acquired rights are left, and without them nothing', () => {
  const ended = '  terminated: { on: 2024-01-01 }'
  assert.deepEqual(ask(ended, 'XA', '2023-12-31', '2020-01-01'), ['eq-1-a met'])
  assert.deepEqual(ask(ended, 'XA', '2024-01-01', '2020-01-01'), ['eq-1-a-ended unmet'])
  const kept = `${ended}\n  acquired: [held]`
  assert.deepEqual(ask(kept, 'XA', '2026-01-01', '2023-12-31'), ['eq-1-a-ended met'])
  assert.deepEqual(ask(kept, 'XA', '2026-01-01', '2024-01-01'), ['eq-1-a-ended unmet'])
  const open = '  suspended: [{ from: 2022-01-01 }]\n  terminated: { on: 2024-01-01 }'
  assert.deepEqual(
    rulesOf(open)
      .slice(0, 3)
      .map(({ id, from, until }) => [id, from, until]),
    [
      ['eq-1-a', '2020-01-01', '2022-01-01'],
      ['eq-1-a-suspended-1', '2022-01-01', '2024-01-01'],
      ['eq-1-a-ended', '2024-01-01', undefined],
    ],
  )
})

test('an end that follows a suspension gives back nothing that the suspension refused', () => {
  const end = '  terminated: { on: 2026-01-01 }\n  acquired: [held, applied]'
  const rights = (suspended: string) =>
    rulesOf(`  suspended: [${suspended}]\n${end}`)
      .filter(({ id }) => id.startsWith('eq-1-a'))
      .map(({ id, when }) => [id, when !== undefined && 'all' in when ? when.all[1] : null])
  const before = (day: string) => {
    return { any: [{ is: { issuedBefore: day } }, { fact: 'recognition-applied-on', before: day }] }
  }
  assert.deepEqual(rights('{ from: 2024-01-01 }'), [
    ['eq-1-a', null],
    ['eq-1-a-suspended-1', before('2024-01-01')],
    ['eq-1-a-ended', before('2024-01-01')],
  ])
  assert.deepEqual(rights('{ from: 2023-01-01, until: 2024-01-01 }, { from: 2024-01-01, until: 2026-01-01 }'), [
    ['eq-1-a', null],
    ['eq-1-a-suspended-1', before('2023-01-01')],
    ['eq-1-a-suspended-2', before('2023-01-01')],
    ['eq-1-a-ended', before('2023-01-01')],
  ])
  // Where it held again in between, what was refused before counts from that day on and is acquired.
  assert.deepEqual(rights('{ from: 2023-01-01, until: 2024-01-01 }'), [
    ['eq-1-a', null],
    ['eq-1-a-suspended-1', before('2023-01-01')],
    ['eq-1-a-2', null],
    ['eq-1-a-ended', before('2026-01-01')],
  ])
  const held = `  suspended: [{ from: 2024-01-01 }]\n${end.replace(', applied', '')}`
  assert.deepEqual(ask(held, 'XA', '2025-12-31', '2024-06-01'), ['eq-1-a-suspended-1 unmet'])
  assert.deepEqual(ask(held, 'XA', '2027-01-01', '2024-06-01'), ['eq-1-a-ended unmet'])
  assert.deepEqual(ask(held, 'XA', '2027-01-01', '2023-06-01'), ['eq-1-a-ended met'])
})

test('what follows from the table is written only there', () => {
  const { folders } = read(agreement(''))
  const [folder] = folders
  assert.ok(folder)
  const texts = folderTexts({ ...folder, examples: new Map(), qualifications: [], bodies: [] })
  assert.deepEqual([...texts.keys()], ['instrument.yaml'])
  assert.deepEqual(read(texts.get('instrument.yaml') ?? '').folders[0]?.rules, folder.rules)
})

test('a table beside its scope, its parties or its days is told', () => {
  const said = (yaml: string) => read(yaml).problems.map(({ path, message }) => `${path}: ${message}`)
  assert.deepEqual(said(agreement('  scope: { qualifications: [xa-welder] }').replace('places: [XA, XB]\n', '')), [
    "agreement.equivalences: found 'XB', expected `places` of the instrument in which both parties lie",
    "agreement.equivalences.rows[0].b.qualification: found 'xb-welder', expected one of the scope of the agreement: xa-welder",
  ])
  const days =
    '  suspended: [{ from: 2024-01-01, until: 2023-01-01 }, { from: 2025-01-01 }]\n  terminated: { on: 2025-01-01 }'
  assert.deepEqual(said(agreement(days)), [
    "agreement.suspended[0].until: found '2023-01-01', expected a day after 2024-01-01",
    "agreement.suspended[1].from: found '2025-01-01', expected a day before 2025-01-01, when it ends",
  ])
  assert.deepEqual(said(agreement('').replace('qualification: xb-welder', 'qualification: xb-welde')), [
    "agreement.equivalences.rows[0].b.qualification: unknown qualification 'xb-welde', expected one of reference/qualifications/*.csv and reference/qualifications-law.yaml; did you mean 'xb-welder'?",
  ])
})
