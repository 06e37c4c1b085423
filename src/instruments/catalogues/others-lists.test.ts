// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LawInstrument } from '../law/instrument-schema.ts'
import { parseYamlSource } from '../source/yaml-source.ts'
import type { LawCatalogue } from './catalogue-schema.ts'
import { checkOthersLists, touchedInstruments } from './others-lists.ts'

const text = (id: string, effective: string, catalogue: Partial<LawCatalogue> = {}): LawInstrument => ({
  ...{ id, jurisdiction: 'XA', kind: 'catalogue', status: 'in-force', effective, title: { en: id, 'zh-CN': id } },
  sources: [{ id: 's1', url: 'https://example.org/', quality: 'demonstration', text: 'none' }],
  clauses: [{ id: 'all', summary: { en: 'All.', 'zh-CN': '全部。' }, source: 's1' }],
  catalogues: [
    {
      ...{ id: `${id}-list`, title: { en: id, 'zh-CN': id }, coverage: 'complete' },
      classes: [{ id: 'A', label: { en: 'A', 'zh-CN': 'A' } }],
      ...catalogue,
    },
  ],
})
const touchedBy = (own: LawInstrument, ...beside: LawInstrument[]) =>
  touchedInstruments(
    own,
    beside.map((instrument) => ({ instrument })),
  )

const base = text('xa-base', '2024-01-01', { items: [{ qualification: 'welder', class: 'A' }] })
const beside = text('xa-beside', '2025-01-01', {
  continues: 'xa-base-list',
  items: [{ qualification: 'nurse', class: 'A' }],
})

test('what a text touches: the lists above it, and those beside it of which it ends entries', () => {
  const later = (catalogue: Partial<LawCatalogue>) => text('xa-later', '2026-01-01', catalogue)
  assert.deepEqual(touchedBy(later({}), base, beside), [])
  const adds = later({ continues: 'xa-base-list', items: [{ qualification: 'baker', class: 'A' }] })
  assert.deepEqual(touchedBy(adds, base, beside), ['xa-base'])
  assert.deepEqual(touchedBy(later({ continues: 'xa-beside-list' }), base, beside), ['xa-beside', 'xa-base'])
  const replaces = later({ continues: 'xa-base-list', replaces: true })
  assert.deepEqual(touchedBy(replaces, base, beside), ['xa-base', 'xa-beside'])
  const withdraws = (qualification: string) =>
    later({ continues: 'xa-base-list', items: [{ qualification, class: 'A', action: 'withdraw' }] })
  assert.deepEqual(touchedBy(withdraws('welder'), base, beside), ['xa-base'])
  assert.deepEqual(touchedBy(withdraws('nurse'), base, beside), ['xa-base', 'xa-beside'])
  // Not in force yet, it names already what it is to continue.
  assert.deepEqual(touchedBy({ ...adds, status: 'not-in-force' }, base, beside), ['xa-base'])
})

test('it is told at `continues`, of each list of another', () => {
  const instrumentSource = parseYamlSource(`catalogues:\n  - continues: xa-base-list\n    replaces: true\n`, 'a.yaml')
  const instrument = text('xa-later', '2026-01-01', { continues: 'xa-base-list', replaces: true })
  const problems = checkOthersLists(
    { instrument, instrumentSource },
    [base, beside].map((one) => ({ instrument: one })),
    new Set(['xa-beside']),
  )
  assert.deepEqual(
    problems.map(({ severity, line, path, message }) => [severity, line, path, message]),
    [
      [
        'error',
        2,
        'catalogues[0].continues',
        "ends entries of 'xa-beside-list', a list of another authority, expected a list of this authority itself, or one that is shipped for a place of its own",
      ],
    ],
  )
})
