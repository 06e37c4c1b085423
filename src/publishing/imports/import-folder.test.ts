// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import '../../../test/support/database.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { importFolder } from './import-folder.ts'

let site: WholeSite
before(async () => {
  site = await wholeSite()
})

after(() => site.close())

const instrument = `# A demonstration.
catalogues:
  - id: xa-list
    title: { en: Demonstration list, zh-CN: 演示目录 }
    classes: [{ id: A, label: { en: Class A, zh-CN: A类 } }, { id: B, label: { en: Class B, zh-CN: B类 } }]
    items: [{ qualification: us-abt-diplomate, class: A, from: 2025-01-01 }] # the first batch
`
const options = {
  catalogue: null,
  mode: 'batch',
  effective: '2026-07-01',
  batch: null,
  many: { least: null, othersNew: false },
  choices: {},
  skipBadRows: false,
  dryRun: false,
} as const

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'law-import-'))
  writeFileSync(join(made, 'instrument.yaml'), instrument)
  return made
}

const table = (...rows: string[]) => new TextEncoder().encode(['名称,国家,类别,资格编码', ...rows].join('\n'))

test('a folder of law takes a batch over whole: items, what is new, and the items that stood in the instrument', async () => {
  const into = folder()
  const file = table('演示潜水员,ZZ,A,', ',,B,us-abt-diplomate')
  const tried = await importFolder(site.db, file, into, { ...options, dryRun: true })
  assert.deepEqual(tried.counts, { added: 1, changed: 1, withdrawn: 0, unchanged: 0 })
  assert.deepEqual(readdirSync(into), ['instrument.yaml'])
  await importFolder(site.db, file, into, options)
  const read = (name: string) => readFileSync(join(into, name), 'utf8')
  assert.equal(
    read('catalogues/xa-list.csv'),
    'qualification,class,from,until,note.en,note.zh-CN\nus-abt-diplomate,A,2025-01-01,2026-07-01,,\nus-abt-diplomate,B,2026-07-01,,,\nzz-yan-shi-qian-shui-yuan,A,2026-07-01,,,\n',
  )
  assert.match(
    read('qualifications.csv'),
    /^zz-yan-shi-qian-shui-yuan,演示潜水员,演示潜水员,vocational-qualification,ZZ,,,,$/m,
  )
  assert.doesNotMatch(read('instrument.yaml'), /items/)
  assert.match(read('instrument.yaml'), /^# A demonstration/)
  const again = await importFolder(site.db, file, into, options)
  assert.deepEqual(again.counts, { added: 0, changed: 0, withdrawn: 0, unchanged: 2 })
})

test('one bad row keeps everything out, unless it is left out on purpose', async () => {
  const into = folder()
  const file = table('演示潜水员,ZZ,A,', '演示电工,ZZ,丙,')
  const refused = await importFolder(site.db, file, into, options)
  assert.deepEqual([refused.inTheWay, refused.bad], [['bad'], 1])
  assert.deepEqual(readdirSync(into), ['instrument.yaml'])
  const skipped = await importFolder(site.db, file, into, { ...options, skipBadRows: true })
  assert.deepEqual(skipped.inTheWay, [])
  assert.match(readFileSync(join(into, 'catalogues/xa-list.csv'), 'utf8'), /qian-shui-yuan/)
})

test('a folder goes on with a list in force: rows change and withdraw what stands there', async () => {
  const into = folder()
  const text = `id: cn-3205-next\njurisdiction: CN-3205\neffective: 2026-08-01\n${instrument.replace(/ {4}items.*\n/, '').replaceAll('id: A', 'id: engineer')}`
  writeFileSync(join(into, 'instrument.yaml'), text)
  const batch = { continues: 'cn-3205-comparison', replaces: false, earlierHolders: 'keep' } as const
  const file = new TextEncoder().encode('资格编码,类别,动作\nus-abt-diplomate,engineer,调整\n')
  const done = await importFolder(site.db, file, into, { ...options, effective: null, batch })
  assert.deepEqual(done.counts, { added: 0, changed: 1, withdrawn: 0, unchanged: 0 })
  assert.match(
    readFileSync(join(into, 'catalogues/xa-list.csv'), 'utf8'),
    /^us-abt-diplomate,engineer,2026-08-01,,change,,$|^us-abt-diplomate,engineer,,,change,,$/m,
  )
  assert.match(readFileSync(join(into, 'instrument.yaml'), 'utf8'), /continues: cn-3205-comparison/)
  const wrong = { ...batch, continues: 'elsewhere' }
  await assert.rejects(
    importFolder(site.db, file, into, { ...options, batch: wrong }),
    /--continues: found 'elsewhere'/,
  )
})
