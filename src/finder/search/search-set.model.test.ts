// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withHoldings } from '../interview/held-options.model.ts'
import { withPicked } from '../private/session.model.ts'
import { nextOption, optionsOf } from './device/search-options.model.ts'
import { readCharacterTables } from './read-character-tables.ts'
import { charactersFor, type SearchableName, searchSetBuilder, shardsOf } from './search-set.model.ts'
import { searchThings } from './search-things.model.ts'

const name = (kind: SearchableName['kind'], id: string, lang: string | null, text: string): SearchableName => ({
  kind,
  id,
  lang,
  name: text,
  further: false,
})

const names = [
  name('qualification', 'zz-welder', 'en', 'Certified welder'),
  name('qualification', 'zz-welder', 'zh-CN', '认证焊工'),
  name('occupation', 'zz/7212', 'de', 'Schweißer'),
  name('occupation', 'zz/7212', 'en', 'Welder'),
  name('occupation', 'zz/7212', 'zh-CN', '焊工'),
  name('occupation', 'zz/7213', 'de', 'Blechschlosser'),
]

const shards = shardsOf(names, ({ id }) => id === 'zz-welder')

test('names travel in shards: everything but occupations, then occupations language by language', () => {
  assert.deepEqual(shards, [
    { name: 'core-1', things: [[0, 'zz-welder', 1, ['en', 'Certified welder'], ['zh-CN', '认证焊工']]] },
    { name: 'occupation-zh-CN-1', things: [[3, 'zz/7212', 0, ['zh-CN', '焊工']]] },
    { name: 'occupation-en-1', things: [[3, 'zz/7212', 0, ['en', 'Welder']]] },
    {
      name: 'occupation-de-1',
      things: [
        [3, 'zz/7212', 0, ['de', 'Schweißer']],
        [3, 'zz/7213', 0, ['de', 'Blechschlosser']],
      ],
    },
  ])
})

test('a shard that grows too large goes on in another one, each thing whole', () => {
  const many = Array.from({ length: 9000 }, (_, at) =>
    name('title', `zz/${at >> 1}`, 'en', `Title ${'x'.repeat(50)} ${at}`),
  )
  const cut = shardsOf(many, () => false)
  assert.deepEqual(
    cut.map((shard) => shard.name),
    ['core-1', 'core-2', 'core-3'],
  )
  assert.equal(cut.flatMap(({ things }) => things).length, 4500)
  assert.ok(cut.every(({ things }) => JSON.stringify(things).length < 500_000))
})

test('what is found does not depend on whether the shards came at once or one by one', () => {
  const characters = charactersFor(readCharacterTables(), shards)
  const [atOnce, oneByOne] = [searchSetBuilder(characters), searchSetBuilder(characters)]
  for (const { things } of shards) for (const thing of things) atOnce.add(thing)
  const asked = { lang: 'en', limit: 10 }
  const before: string[] = []
  for (const { things } of shards) {
    for (const thing of things) oneByOne.add(thing)
    before.push(searchThings(oneByOne.finish(), 'schweisser', asked)[0]?.id ?? '')
  }
  assert.deepEqual(before, ['', '', '', 'zz/7212'])
  for (const query of ['welder', 'hangong', '銲工', '焊工', 'schweisser', 'hg']) {
    assert.deepEqual(searchThings(oneByOne.finish(), query, asked), searchThings(atOnce.finish(), query, asked), query)
  }
  const [first] = searchThings(atOnce.finish(), 'hangong', { lang: 'de', limit: 1 })
  assert.deepEqual([first?.name, first?.matched?.name, first?.pick], ['Schweißer', '焊工', null])
})

test('the options under a box lead to the finder without sending what is picked, the last one to all results', () => {
  const set = searchSetBuilder(charactersFor(readCharacterTables(), shards))
  for (const { things } of shards) for (const thing of things) set.add(thing)
  const results = searchThings(set.finish(), 'certified welder', { lang: 'en', limit: 1 })
  assert.deepEqual(optionsOf('certified welder', results), [
    '/#hold=zz-welder&name=Certified%20welder',
    '/search#q=certified+welder',
  ])
  const round = [-1, 0, 1].map((active) => [nextOption(active, 1, 2), nextOption(active, -1, 2)])
  assert.deepEqual(round, [
    [0, 1],
    [1, -1],
    [-1, 0],
  ])
})

test('what is picked goes into the first free field, with the date that stands beside it', () => {
  const state = {
    holds: [
      { value: 'cn-skill/2', issued: '' },
      { value: '', issued: '2019-03-17' },
    ],
    place: '',
    purpose: 'title',
    asOf: '',
    knownOn: '',
    since: '',
    workPlace: '',
    answers: {},
  }
  const picked = withPicked(state, { hold: 'zz-welder', place: null })
  assert.deepEqual(picked.holds[1], { value: 'zz-welder', issued: '2019-03-17' })
  assert.deepEqual(withPicked(picked, { hold: 'zz-welder', place: 'XA' }), { ...picked, place: 'XA' })
  assert.equal(withPicked(picked, { hold: 'other', place: null }).holds.length, 3)
})

test('a certificate that is not in the list comes before it, as text', () => {
  const options = { holdings: '<option value="a">A</option>' }
  assert.equal(withHoldings(options, [['a', 'A']]), options)
  assert.equal(
    withHoldings(options, [['b"', '<b>']]).holdings,
    '<option value="b&quot;">&lt;b></option><option value="a">A</option>',
  )
})
