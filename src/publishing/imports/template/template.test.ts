// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { context, shown } from '../../../../test/support/bad-files.ts'
import { wordsIn } from '../../../ui/messages/words.ts'
import { readFile } from '../rows/read-file.ts'
import { templateText, templateWorkbook } from './template.ts'

const catalogue = {
  id: 'xa-list',
  title: { en: 'Demonstration list', 'zh-CN': '演示目录' },
  effective: null,
  classes: [{ id: 'A', label: { en: 'Class A', 'zh-CN': 'A类' } }],
  items: null,
  continues: null,
  replaces: false,
  earlierHolders: null,
}
const every =
  'number name-zh name-en body-zh body-en country class from until action holders note-zh note-en source id'.split(' ')

for (const lang of ['zh-CN', 'en']) {
  test(`the template in ${lang} reads as an empty table with every column known`, async () => {
    const read = await readFile(templateWorkbook(wordsIn(lang), catalogue), context)
    assert.deepEqual(read.findings.map(shown), ['- rows-none'])
    assert.deepEqual(read.columns, [{ sheet: '目录', header: 1, columns: every }])
  })
}

test('the same template is the same file, and the text has the same columns', async () => {
  const words = wordsIn('zh-CN')
  assert.deepEqual(templateWorkbook(words, catalogue), templateWorkbook(words, catalogue))
  const read = await readFile(new TextEncoder().encode(templateText()), context)
  assert.deepEqual(read.columns, [{ sheet: '', header: 1, columns: every }])
})
