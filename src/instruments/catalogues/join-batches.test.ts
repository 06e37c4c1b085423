// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readLawFolders } from '../law/read-law.ts'
import { vocabularyOf } from '../law/vocabulary.ts'
import { engineCatalogues, joinBatches } from './join-batches.ts'

const register = vocabularyOf({
  jurisdictions: [{ code: 'XA', parents: [] }],
  qualifications: ['welder', 'nurse', 'baker', 'fitter'].map((id) => ({
    id,
    levels: [],
    country: 'XA',
    awardingBody: null,
    field: [],
  })),
})

/** One instrument with one list. */
const batch = (id: string, effective: string, list: string, status = 'in-force') => ({
  path: `XA/${id}`,
  shownAs: `law/XA/${id}/`,
  files: new Map([
    [
      'instrument.yaml',
      `id: xa-${id}
jurisdiction: XA
kind: catalogue
title: { en: List, zh-CN: 目录 }
status: ${status}
effective: ${effective}
sources: [{ id: s1, url: 'https://example.org/list', quality: demonstration, text: none }]
catalogues:
  - id: xa-list-${id}
    title: { en: Batch ${id}, zh-CN: 第${id}批 }
    coverage: complete
    classes: [{ id: A, label: { en: A, zh-CN: 甲 } }, { id: B, label: { en: B, zh-CN: 乙 } }]
${list.replace(/^/gm, '    ')}
clauses: [{ id: all, summary: { en: The list., zh-CN: 目录。 }, source: s1 }]
`,
    ],
  ]),
})

const read = (...folders: ReturnType<typeof batch>[]) => {
  const law = readLawFolders(folders, register)
  const nodes = engineCatalogues(law.folders)
  return {
    said: law.problems.map(({ file, path, message }) => `${file?.split('/')[2]} ${path}: ${message}`),
    items: (id: string) => nodes.find((node) => node.id === `xa-list-${id}`)?.items,
    overtaken: (id: string) =>
      joinBatches(law.folders)
        .get(`xa-list-${id}`)
        ?.overtaken.map(({ written, endedBy }) => [written.qualification, written.class, written.from, endedBy]),
    coverage: (id: string) => nodes.find((node) => node.id === `xa-list-${id}`)?.coverage,
  }
}

const first = batch(
  '1',
  '2024-01-01',
  `items:
  - { qualification: welder, class: A }
  - { qualification: nurse, class: B }
  - { qualification: baker, class: A }`,
)

test('a later batch adds to the list, changes and withdraws its entries, each from its own day', () => {
  const second = batch(
    '2',
    '2025-01-01',
    `continues: xa-list-1
items:
  - { qualification: fitter, class: B }
  - { qualification: welder, class: B, action: change, earlierHolders: keep }
  - { qualification: nurse, class: B, action: withdraw, earlierHolders: lose, from: 2025-06-01 }
  - { qualification: baker, class: A, action: withdraw }`,
  )
  const { said, items } = read(second, first)
  assert.deepEqual(said, [])
  assert.deepEqual(items('1'), [
    { qualification: 'welder', class: 'A', from: '2024-01-01', until: '2025-01-01', after: 'kept' },
    { qualification: 'nurse', class: 'B', from: '2024-01-01', until: '2025-06-01', after: 'lost' },
    { qualification: 'baker', class: 'A', from: '2024-01-01', until: '2025-01-01' },
    { qualification: 'fitter', class: 'B', from: '2025-01-01' },
    { qualification: 'welder', class: 'B', from: '2025-01-01' },
  ])
  assert.deepEqual(items('2'), [{ qualification: 'fitter', class: 'B', from: '2025-01-01' }])
})

test('a batch that replaces ends all that stood, by the rights that it gives earlier holders', () => {
  const second = batch('2', '2025-01-01', 'continues: xa-list-1\nitems: [{ qualification: fitter, class: A }]')
  const third = batch(
    '3',
    '2026-01-01',
    `continues: xa-list-2
replaces: true
earlierHolders: keep
items: [{ qualification: welder, class: A }]`,
  )
  const { said, items } = read(third, first, second)
  assert.deepEqual(said, [])
  const over = (qualification: string, kind: string, from: string) => {
    return { qualification, class: kind, from, until: '2026-01-01', after: 'kept' }
  }
  assert.deepEqual(items('1'), [
    over('welder', 'A', '2024-01-01'),
    over('nurse', 'B', '2024-01-01'),
    over('baker', 'A', '2024-01-01'),
    over('fitter', 'A', '2025-01-01'),
    { qualification: 'welder', class: 'A', from: '2026-01-01' },
  ])
  assert.deepEqual(items('2'), [
    over('fitter', 'A', '2025-01-01'),
    { qualification: 'welder', class: 'A', from: '2026-01-01' },
  ])
})

test('what earlier batches announced for later days is overtaken by a withdrawal or a change', () => {
  const second = batch(
    '2',
    '2025-01-01',
    `continues: xa-list-1
items:
  - { qualification: welder, class: B, action: change, from: 2027-01-01, earlierHolders: keep }
  - { qualification: nurse, class: A, action: change, from: 2027-01-01 }
  - { qualification: fitter, class: A, from: 2027-01-01 }
  - { qualification: baker, class: B, action: change, from: 2027-01-01 }`,
  )
  const third = batch(
    '3',
    '2025-06-01',
    `continues: xa-list-2
items:
  - { qualification: welder, class: A, action: withdraw, from: 2025-09-01, earlierHolders: lose }
  - { qualification: nurse, class: A, action: change }
  - { qualification: fitter, class: A, action: withdraw }
  - { qualification: baker, class: B, action: change, until: 2026-01-01 }`,
  )
  const { said, items, overtaken } = read(first, second, third)
  assert.deepEqual(said, [])
  assert.deepEqual(items('1'), [
    { qualification: 'welder', class: 'A', from: '2024-01-01', until: '2025-09-01', after: 'lost' },
    { qualification: 'nurse', class: 'B', from: '2024-01-01', until: '2025-06-01' },
    { qualification: 'baker', class: 'A', from: '2024-01-01', until: '2025-06-01' },
    // The third batch speaks of the days before 2026 only.
    { qualification: 'baker', class: 'B', from: '2027-01-01' },
    { qualification: 'nurse', class: 'A', from: '2025-06-01' },
    { qualification: 'baker', class: 'B', from: '2025-06-01', until: '2026-01-01' },
  ])
  assert.deepEqual(items('2'), [])
  assert.deepEqual(overtaken('1'), [
    ['welder', 'B', '2027-01-01', 'xa-list-3'],
    ['nurse', 'A', '2027-01-01', 'xa-list-3'],
    ['fitter', 'A', '2027-01-01', 'xa-list-3'],
  ])
})

test('a batch that replaces a list leaves nothing of it, not for later days and not of a month that has begun', () => {
  const month = batch(
    '1',
    '2024-06',
    'items: [{ qualification: welder, class: A }, { qualification: nurse, class: A, from: 2025-01-01 }]',
  )
  const second = batch(
    '2',
    '2024-06-15',
    'continues: xa-list-1\nreplaces: true\nearlierHolders: keep\nitems: [{ qualification: fitter, class: A }]',
  )
  const { said, items, overtaken } = read(second, month)
  assert.deepEqual(said, [])
  assert.deepEqual(items('1'), [
    { qualification: 'welder', class: 'A', from: '2024-06-15', until: '2024-06-15', after: 'kept' },
    { qualification: 'fitter', class: 'A', from: '2024-06-15' },
  ])
  assert.deepEqual(overtaken('1'), [['nurse', 'A', '2025-01-01', 'xa-list-2']])
})

test('a batch that is not in force changes nothing, and a list known in part makes the whole so', () => {
  const withdraws = 'continues: xa-list-1\nitems: [{ qualification: welder, class: A, action: withdraw }]'
  const draft = batch('2', '2025-01-01', withdraws, 'not-in-force')
  assert.deepEqual(read(first, draft).items('1'), read(first).items('1'))
  const part = batch('2', '2025-01-01', withdraws)
  part.files.set('instrument.yaml', (part.files.get('instrument.yaml') ?? '').replace('complete', 'partial'))
  assert.deepEqual([read(first, part).coverage('1'), read(first).coverage('1')], ['partial', 'complete'])
})

test('what a batch cannot do is told with what was expected', () => {
  const { said } = read(
    first,
    batch(
      '2',
      '2025-01',
      `continues: xa-list-3
replaces: true
items:
  - { qualification: nurse, class: B, action: withdraw }
  - { qualification: welder, class: A, action: withdraw, from: 2025-01-01, until: 2025-02-01 }
  - { qualification: fitter, class: A, earlierHolders: keep }`,
    ),
    batch(
      '4',
      '2025-01-01',
      `items:
  - { qualification: welder, class: B, action: change }`,
    ),
    batch(
      '5',
      '2025-01-01',
      `continues: xa-list-1
items:
  - { qualification: fitter, class: A, action: withdraw }
  - { qualification: welder, class: A, action: change }`,
    ),
  )
  assert.deepEqual(said, [
    "2 catalogues[0].continues: unknown catalogue 'xa-list-3', expected one of the catalogues in law/; did you mean 'xa-list-1'?",
    "2 catalogues[0].replaces: found 'true', expected a whole day as `effective`",
    '2 catalogues[0].items[0].from: found nothing, expected a whole day, as the batch itself has none as `effective`',
    "2 catalogues[0].items[1].until: found '2025-02-01', expected the day of the withdrawal as `from`, and no `until`",
    "2 catalogues[0].items[2].earlierHolders: found 'keep', expected an `until`, or action change or withdraw, of which it speaks",
    "4 catalogues[0].items[0].action: found 'change', expected add, or `continues` with the list of which the entry is",
    "5 catalogues[0].items[0]: 'fitter' cannot be withdrawn, expected an entry that stands on the list that day in class A",
    "5 catalogues[0].items[1]: 'welder' cannot be changed, expected an entry that stands on the list that day in another class",
  ])
})

test('lists that continue one another in a circle are told', () => {
  const { said } = read(
    batch('6', '2025-01-01', 'continues: xa-list-7'),
    batch('7', '2025-01-01', 'continues: xa-list-6'),
  )
  assert.deepEqual(said, [
    "6 catalogues[0].continues: found 'xa-list-7', expected a list that does not continue this one in turn",
    "7 catalogues[0].continues: found 'xa-list-6', expected a list that does not continue this one in turn",
  ])
})
