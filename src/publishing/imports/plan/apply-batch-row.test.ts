// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { context, shown } from '../../../../test/support/bad-files.ts'
import { analyseFile, type Ground, obstacles, planAnalysis } from '../analyse-file.ts'
import { readItems, writeItems } from './draft-lists.ts'
import type { CatalogueItem, ImportMode } from './plan.model.ts'

const entry = (id: string, zh: string) => ({ id, names: [zh], country: 'XA', body: null })
const qualifications = [
  entry('xa-welder', '演示焊工'),
  entry('xa-fitter', '演示钳工'),
  entry('xa-nurse', '演示护士'),
  entry('xa-diver', '演示潜水员'),
]
const entries: CatalogueItem[] = [
  { qualification: 'xa-welder', class: 'A', from: '2024-01-01' },
  { qualification: 'xa-fitter', class: 'B', from: '2024-01-01' },
  { qualification: 'xa-nurse', class: 'A', from: '2024-01-01', until: '2025-01-01' },
]
const batch = { day: '2026-07-01', replaces: false, earlierHolders: null, entries }

interface Asked {
  mode?: ImportMode
  effective?: string | null
  batch?: Partial<NonNullable<Ground['batch']>>
  current?: CatalogueItem[]
}

async function plan(lines: string[], { mode = 'batch', effective = null, current = [], ...more }: Asked = {}) {
  const ground: Ground = {
    ...{ ...context, qualifications, bodies: [], current, elsewhere: [] },
    batch: { ...batch, ...more.batch },
    today: '2026-06-15',
  }
  const head = '名称,国家,类别,起始日期,终止日期,动作,原持证人'
  const analysis = await analyseFile(new TextEncoder().encode([head, ...lines].join('\n')), ground)
  const planned = planAnalysis(analysis, ground, { mode, effective, choices: {} })
  return {
    planned,
    finds: planned.findings.map(shown),
    changes: planned.changes.map(({ kind, qualification }) => `${kind} ${qualification}`),
    csv: writeItems(planned.items),
  }
}

test('a later batch adds, changes and withdraws by its lines; the earlier list stays as it was written', async () => {
  const { finds, changes, planned, csv } = await plan([
    '演示焊工,XA,B,,,调整,保留',
    '演示钳工,XA,,2026-09-01,,退出,不保留',
    '演示潜水员,XA,A,,,列入,',
  ])
  assert.deepEqual(finds, [])
  assert.deepEqual(changes, ['changed xa-welder', 'withdrawn xa-fitter', 'added xa-diver'])
  assert.equal(
    csv,
    [
      'qualification,class,from,until,action,earlierHolders,note.en,note.zh-CN',
      'xa-welder,B,,,change,keep,,',
      'xa-fitter,B,2026-09-01,,withdraw,lose,,',
      'xa-diver,A,,,,,,',
      '',
    ].join('\n'),
  )
  // What is shown is what becomes of the entry, not the line.
  assert.deepEqual(
    planned.changes.map(({ before, after }) => [before?.class, after?.class, after?.until, after?.earlierHolders]),
    [
      ['A', 'B', undefined, 'keep'],
      ['B', 'B', '2026-09-01', 'lose'],
      [undefined, 'A', undefined, undefined],
    ],
  )
  const again = await plan(['演示焊工,XA,B,,,调整,保留'], { current: readItems(csv) })
  assert.deepEqual([again.changes, again.csv], [['unchanged xa-welder'], csv])
  const other = await plan(['演示焊工,XA,B,,,调整,不保留'], { current: readItems(csv) })
  assert.deepEqual(other.changes, ['changed xa-welder'])
  assert.match(other.csv, /^xa-welder,B,,,change,lose,,$/m)
})

const refused: [string, string, string[]][] = [
  ['what stands there in this class is added', '演示焊工,XA,A,,,列入,', ['F2 already-listed']],
  ['what has ended is withdrawn', '演示护士,XA,,,,退出,', ['F2 not-listed']],
  ['what was never there is changed', '演示潜水员,XA,A,,,调整,', ['F2 not-listed']],
  ['it is withdrawn in some month', '演示焊工,XA,,2026-09,,退出,', ['D2 day-not-whole']],
  ['earlier holders are spoken of where nothing ends', '演示潜水员,XA,A,,,列入,保留', ['G2 holders-without-end']],
  ['what becomes of earlier holders is no word for it', '演示焊工,XA,B,,,调整,也许', ['G2 holders-unknown']],
]
for (const [name, line, finds] of refused) {
  test(`refused: ${name}`, async () => {
    const { finds: found, changes, planned } = await plan([line])
    assert.deepEqual([found, changes, planned.items, planned.bad], [finds, [], [], 1])
  })
}

test('without a day of its own, of the file or of the batch nothing is changed or withdrawn', async () => {
  const { finds } = await plan(['演示焊工,XA,B,,,调整,', '演示钳工,XA,,,,退出,'], { batch: { day: null } })
  assert.deepEqual(finds, ['D2 change-without-date', 'D3 withdrawal-without-date'])
})

test('what stands there as the row says needs no line', async () => {
  const { changes, csv } = await plan(['演示焊工,XA,A,,,,'])
  assert.deepEqual([changes, csv.split('\n').length], [['unchanged xa-welder'], 2])
})

test('where the file is all of the list, the rest is withdrawn by lines', async () => {
  const { changes, csv } = await plan(['演示焊工,XA,A,,,,', '演示潜水员,XA,A,,,,'], { mode: 'whole' })
  assert.deepEqual(changes, ['unchanged xa-welder', 'added xa-diver', 'withdrawn xa-fitter'])
  assert.match(csv, /^xa-fitter,B,,,withdraw,,$/m)
})

test('a batch that takes the place of the list has a line for what holds, and none for what goes', async () => {
  const rows = ['演示焊工,XA,B,,,,', '演示潜水员,XA,A,,,,']
  const { changes, csv, planned } = await plan(rows, { batch: { replaces: true, earlierHolders: 'keep' } })
  assert.deepEqual(changes, ['changed xa-welder', 'added xa-diver', 'withdrawn xa-fitter'])
  assert.equal(csv, 'qualification,class,from,until,note.en,note.zh-CN\nxa-welder,B,,,,\nxa-diver,A,,,,\n')
  assert.deepEqual(planned.changes[2]?.after, {
    ...{ qualification: 'xa-fitter', class: 'B', from: '2024-01-01' },
    ...{ until: '2026-07-01', earlierHolders: 'keep' },
  })
})

test('a batch that takes the place of the list keeps what its own lines list, and leaves out no row', async () => {
  const current = [{ qualification: 'xa-fitter', class: 'B' }]
  const asked = { batch: { replaces: true }, current }
  const { changes } = await plan(['演示焊工,XA,B,,,,'], asked)
  assert.deepEqual(changes, ['changed xa-welder'])
  const { planned } = await plan(['演示焊工,XA,丙,,,,'], asked)
  assert.deepEqual([planned.changes, obstacles(planned, true)], [[], ['bad']])
})

test('lines of a batch that stand in a list are not lost when it is written again', () => {
  const text = 'qualification,class,from,until,action,earlierHolders,note.en,note.zh-CN\nx,A,,,withdraw,keep,,\n'
  assert.equal(writeItems(readItems(text)), text)
})
