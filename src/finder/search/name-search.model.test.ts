// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rowsFor, tablesOf } from './character-tables.model.ts'
import { findNames, nameSearchBuilder } from './name-search.model.ts'
import { soundQuery, soundsOf } from './pinyin.model.ts'
import { readCharacterTables } from './read-character-tables.ts'

const names = [
  '工程师',
  '高级工程师',
  '一级/高级技师',
  '会计师',
  '银行信贷员',
  '绿化工',
  '西安市',
  '建築師（香港）',
  'Jishi training centre',
  'Registered architect',
  '電気工事士',
  '建筑施工人员',
  '注册建筑师',
]
const rows = rowsFor(readCharacterTables(), names)
const tables = tablesOf(rows)
const builder = nameSearchBuilder(tables)
for (const name of names) builder.add(name, !/[a-z気]/.test(name))
const search = builder.finish()

const found = (query: string) => findNames(search, query).map(({ name }) => names[name])

test('a Chinese name is found by its sound: with and without spaces, tones and the last letters, and by initials', () => {
  const queries = {
    gongchengshi: '工程师',
    'gong cheng shi': '工程师',
    gōngchéngshī: '工程师',
    GongCheng: '工程师',
    gaojigongch: '高级工程师',
    gongchegnshi: '工程师',
    gcs: '工程师',
    gjgcs: '高级工程师',
    gaojijishi: '一级/高级技师',
    "xi'an": '西安市',
    lvhua: '绿化工',
    lühuagong: '绿化工',
    jianzhushi: '注册建筑师',
    jianzhushig: '建筑施工人员',
  }
  for (const [query, name] of Object.entries(queries)) assert.equal(found(query)[0], name, query)
})

test('a character that is read in several ways is found by each', () => {
  assert.equal(found('kuaijishi')[0], '会计师')
  assert.equal(found('yinhang')[0], '银行信贷员')
  assert.equal(found('yinxing')[0], '银行信贷员')
})

test('traditional and simplified characters find each other', () => {
  assert.deepEqual(found('工程師'), found('工程师'))
  assert.equal(found('工程師')[0], '工程师')
  assert.ok(found('建筑师').slice(0, 2).includes('建築師（香港）'))
  assert.equal(found('電気工事士')[0], '電気工事士')
})

test('what is written so comes before what sounds so, and initials with a slip are other initials', () => {
  assert.equal(found('jishi')[0], 'Jishi training centre')
  assert.equal(found('architect')[0], 'Registered architect')
  assert.deepEqual(found('gcx'), [])
  // 電気工事士 is not Chinese: it has no sound in pinyin.
  assert.ok(!found('dianqi').includes('電気工事士'))
})

test('a device gets what is said of the characters of its names, and no more', () => {
  const characters = new Set(names.join(''))
  for (const { first, further } of rows.readings) {
    for (const character of first + further) assert.ok(characters.has(character), character)
  }
  assert.deepEqual(
    rows.simplified.filter(({ simplified }) => '师筑'.includes(simplified)),
    [
      { simplified: '师', traditional: '師' },
      { simplified: '筑', traditional: '築' },
    ],
  )
})

test('sounds of a name, and of what is typed', () => {
  assert.deepEqual(soundsOf('会计师', tables), { spelled: ['huijishi', 'kuaijishi'], initials: 'hjs' })
  assert.equal(soundsOf('Architect 2', tables), null)
  const syllables = new Set(['xi', 'an', 'xian', 'shi', 'nu'])
  assert.deepEqual(soundQuery('xi an sh', syllables), { text: 'xiansh', syllables: true })
  assert.deepEqual(soundQuery('nvshi', syllables), { text: 'nushi', syllables: true })
  assert.deepEqual(soundQuery('welder', syllables), { text: 'welder', syllables: false })
  assert.equal(soundQuery('сварщик', syllables), null)
  assert.equal(soundQuery('x', syllables), null)
})
