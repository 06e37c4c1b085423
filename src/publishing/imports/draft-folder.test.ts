// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { context } from '../../../test/support/bad-files.ts'
import { analyseFile, planAnalysis } from './analyse-file.ts'
import { changedFiles, declaredCatalogues, itemsOf } from './draft-folder.ts'

const instrument = `id: xa-2026-1
catalogues:
  - id: xa-list
    title: { en: List, zh-CN: 目录 }
    classes: [{ id: A, label: { en: Class A, zh-CN: A类 } }, { id: B, label: { en: Class B, zh-CN: B类 } }]
`
const qualifications = ['xa-crane', 'xa-welder', 'xa-fitter', 'xa-nurse', 'xa-diver'].map((id) => ({
  ...{ id, names: [id.slice(3)], country: 'XA', body: null },
}))

/** What becomes of a folder by a file with these rows. */
async function imported(texts: Record<string, string>, rows: string[], continued = false) {
  const files = new Map(Object.entries({ 'instrument.yaml': instrument, ...texts }))
  const [catalogue] = declaredCatalogues(files) ?? []
  assert.ok(catalogue)
  const entries = [{ qualification: 'xa-nurse', class: 'A', from: '2024-01-01' }]
  const ground = {
    ...{ ...context, qualifications, bodies: [], elsewhere: [], today: '2026-06-15' },
    current: itemsOf(files, catalogue),
    batch: continued ? { day: '2026-07-01', replaces: false, earlierHolders: null, entries } : null,
  }
  const bytes = new TextEncoder().encode(['资格编码,名称,国家,类别,终止日期,动作', ...rows].join('\n'))
  const analysis = await analyseFile(bytes, ground)
  const plan = planAnalysis(analysis, ground, { mode: 'batch', effective: null, choices: {} })
  assert.deepEqual([plan.bad, plan.waiting], [0, 0])
  return changedFiles(files, catalogue, plan)
}

const list = 'catalogues/xa-list.csv'

test('an import of one row leaves every other line as it was written', async () => {
  const lines = [
    'class,qualification,note.zh-CN,action,earlierHolders,from',
    'A,xa-crane,"备注",withdraw,keep,2026-07-01',
    ' B , xa-welder,,change,lose,2026-07-01',
    'A,xa-fitter,,Withdraw,,2026-07-01',
    'A,xa-crane,,,,',
  ]
  for (const [mark, end] of [
    ['', '\n'],
    ['\uFEFF', '\r\n'],
  ]) {
    const before = `${mark}${lines.join(end)}${end}`
    const files = await imported({ [list]: before }, ['xa-diver,,,B,,'])
    assert.deepEqual([...files], [[list, `${lines.join(end)}${end}B,xa-diver,,,,${end}`]])
  }
})

test('a line that is changed changes where it stands, and a column that was not there comes where it belongs', async () => {
  const before = 'qualification,class,from,note.zh-CN\nxa-crane,A,2025-01-01,甲\nxa-welder,A,2025-01-01,乙\n'
  const ended = await imported({ [list]: before }, ['xa-crane,,,,2026-07-01,退出'])
  assert.equal(
    ended.get(list),
    'qualification,class,from,until,note.zh-CN\nxa-crane,A,2025-01-01,2026-07-01,甲\nxa-welder,A,2025-01-01,,乙\n',
  )
  const withdrawn = await imported({ [list]: before }, ['xa-nurse,,,,,退出'], true)
  assert.equal(
    withdrawn.get(list),
    'qualification,class,from,action,note.zh-CN\nxa-crane,A,2025-01-01,,甲\nxa-welder,A,2025-01-01,,乙\nxa-nurse,A,,withdraw,\n',
  )
})

test('what a folder brings with it stays as it was written where more comes', async () => {
  const before = 'id,name.en,name.zh-CN,levels,fields\nxa-own,"Own","自有", cn/3,isced-f/07\n'
  const files = await imported({ 'qualifications.csv': before }, [',新资格,XA,A,,'])
  assert.match(
    files.get('qualifications.csv') ?? '',
    /^id,name\.en,name\.zh-CN,family,country,fields,levels\nxa-own,Own,自有,,,isced-f\/07,cn\/3\nxa-xin-zi-ge,新资格,新资格,vocational-qualification,XA,,\n$/,
  )
  const whole = before.replace('fields', 'fields,family,country')
  const more = await imported({ 'qualifications.csv': whole }, [',新资格,XA,A,,'])
  assert.equal(more.get('qualifications.csv'), `${whole}xa-xin-zi-ge,新资格,新资格,,,vocational-qualification,XA\n`)
})

test('items of which a list could not hold everything stay in the instrument, each as it is written', async () => {
  const items = `    items:
      # Listed first.
      - { qualification: xa-crane, class: A, note: { en: Crane, zh-CN: 起重机, de: Kran } }
      - { qualification: xa-welder, class: A, from: 2025-01-01 } # for now
`
  const files = await imported({ 'instrument.yaml': instrument + items }, [
    'xa-welder,,,,2026-07-01,退出',
    'xa-diver,,,B,,',
  ])
  assert.deepEqual([...files.keys()], ['instrument.yaml'])
  assert.equal(
    files.get('instrument.yaml')?.split('items:\n')[1],
    `      # Listed first.
      - { qualification: xa-crane, class: A, note: { en: Crane, zh-CN: 起重机, de: Kran } }
      - { qualification: xa-welder, class: A, from: 2025-01-01, until: 2026-07-01 } # for now
      - qualification: xa-diver
        class: B
`,
  )
})
