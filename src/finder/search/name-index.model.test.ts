// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../../test/support/random.ts'
import { buildNameIndex, nameIndexBuilder, searchNames } from './name-index.model.ts'
import { foldText, wordsOf } from './name-text.model.ts'

const names = [
  'Registered architect',
  'Registered structural engineer',
  'Certificate of the American Board of Toxicology (ABT)',
  'Mechatronikerin / Mechatroniker',
  'Zerspanungsmechaniker',
  'Straßenbauer',
  'Сварщик ручной дуговой сварки',
  'Электромонтёр по ремонту электрооборудования',
  '一级/高级技师',
  '二级/技师',
  '注册建筑师',
  '人工智能工程技术人员',
  '電気工事士',
  'ソフトウェアエンジニア',
  '기능장',
]

const index = buildNameIndex(names)
const best = (query: string) => names[searchNames(index, query)[0]?.name ?? -1]

test('a name is found as it is written, in every script', () => {
  for (const name of names) assert.equal(best(name), name)
})

test('slips, parts, beginnings, case, marks and full width are forgiven', () => {
  const queries = {
    'registred architct': 'Registered architect',
    'structural engineer': 'Registered structural engineer',
    'TOXICOLGY board': 'Certificate of the American Board of Toxicology (ABT)',
    mechatronker: 'Mechatronikerin / Mechatroniker',
    spanungsmechanik: 'Zerspanungsmechaniker',
    strassenbauer: 'Straßenbauer',
    'сваршик ручной': 'Сварщик ручной дуговой сварки',
    электромонтер: 'Электромонтёр по ремонту электрооборудования',
    技师: '二级/技师',
    高级技师: '一级/高级技师',
    注册建筑帅: '注册建筑师',
    人工智能技术: '人工智能工程技术人员',
    電気工事: '電気工事士',
    ｿﾌﾄｳｪｱ: 'ソフトウェアエンジニア',
    そふとうぇあ: 'ソフトウェアエンジニア',
    ＡＢＴ: 'Certificate of the American Board of Toxicology (ABT)',
  }
  for (const [query, name] of Object.entries(queries)) assert.equal(best(query), name, query)
})

test('nothing is found for nothing, for signs, and for what resembles no name', () => {
  for (const query of ['', '   ', '—!?', 'qqqqzzzz', '龘龘龘']) assert.deepEqual(searchNames(index, query), [], query)
  assert.deepEqual(searchNames(buildNameIndex([]), 'architect'), [])
})

test('a query of ten thousand characters is answered by its beginning', () => {
  assert.equal(best(`Registered architect ${'x'.repeat(10_000)}`), 'Registered architect')
  assert.deepEqual(searchNames(index, '\u{1f600}'.repeat(10_000)), [])
})

test('the order: the same name, its beginning, a whole word, a part of a word; of equals the earlier', () => {
  const ordered = ['Welder', 'Welder', 'Welder, gas', 'Gas welder', 'Spotwelder']
  const hits = searchNames(buildNameIndex([...ordered].reverse()), 'welder')
  assert.deepEqual(
    hits.map(({ name }) => ordered.length - 1 - name),
    [1, 0, 2, 3, 4],
  )
})

test('only what is accepted is found, however much else fits better', () => {
  const many = [...Array.from({ length: 500 }, () => 'Welder'), 'Underwater welding inspector']
  const hits = searchNames(buildNameIndex(many), 'welder', { accepts: (name) => name === 500 })
  assert.deepEqual(
    hits.map(({ name }) => name),
    [500],
  )
})

test('a search leaves nothing behind for the next one', () => {
  const first = searchNames(index, 'architect')
  searchNames(buildNameIndex(names.slice(0, 3)), 'engineer')
  searchNames(index, '技师')
  assert.deepEqual(searchNames(index, 'architect'), first)
})

test('any name is found among 3,000 made up ones', () => {
  const random = seededRandom(11)
  const letters = 'абвгдежзиклмнопрстуabcdefghijklmnop工业技术人员管理服务機械電気'
  const word = () =>
    Array.from({ length: 4 + Math.floor(random() * 8) }, () => letters[Math.floor(random() * letters.length)]).join('')
  const made = Array.from({ length: 3000 }, () => `${word()} ${word()}`)
  const builder = nameIndexBuilder()
  for (const name of made) builder.add(name)
  const large = builder.finish()
  const lost = made.filter((name, at) => searchNames(large, name, { limit: 1 })[0]?.name !== at)
  assert.deepEqual(lost, [])
})

test('texts are compared folded', () => {
  assert.equal(foldText('  Élève—Ingénieur（２）'), 'eleve ingenieur 2')
  assert.equal(foldText('Łódź Øre Straße'), 'lodz ore strasse')
  assert.equal(foldText('ガギグ ﾊﾟﾝ'), 'がぎぐ ぱん')
  assert.deepEqual(wordsOf('iso 9001认证 审核员'), ['iso', '9001', '认证', '审核员'])
})
