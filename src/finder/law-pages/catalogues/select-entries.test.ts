// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Entry } from '../../../instruments/index.ts'
import type { LawTexts } from '../../answers/law-texts.model.ts'
import { askedEntries, entriesAtOnce, selectEntries } from './select-entries.ts'

const entry = (number: number): Entry => {
  const item = {
    qualification: `q-${number}`,
    class: number % 2 === 0 ? 'A' : 'B',
    ...(number === 4 && { until: '2020-01-01' }),
  }
  return { item, written: item, origin: 'list' }
}
const texts = {
  name: (_thing: string, id: string) => ({ en: `Welder ${id}`, 'zh-CN': `焊工${id.slice(2)}号` }),
} as unknown as LawTexts
const select = (count: number, fields: Record<string, string>) =>
  selectEntries(
    Array.from({ length: count }, (_, at) => entry(at)),
    askedEntries(fields),
    {
      texts,
      classes: ['B', 'A'],
      isOver: ({ item }) => item.until !== undefined,
    },
  )
const ids = ({ onPage }: { onPage: readonly Entry[] }) => onPage.map(({ item }) => item.qualification)

test('entries stand class after class, and those that have ended last', () => {
  const { found, all, pages, ...rest } = select(6, {})
  assert.deepEqual([found, all, pages], [6, 6, 1])
  assert.deepEqual(ids(rest), ['q-1', 'q-3', 'q-5', 'q-0', 'q-2', 'q-4'])
})

test('of 100,000 entries every page has its own, and together all', () => {
  const { pages } = select(100_000, {})
  assert.equal(pages, 100_000 / entriesAtOnce)
  assert.equal(select(100_000, { page: '1' }).onPage.length, entriesAtOnce)
  assert.equal(ids(select(100_000, { page: String(pages) })).at(-1), 'q-4')
  assert.deepEqual(select(100_000, { page: '999999' }).onPage, [])
  for (const page of ['0', 'x', '-1', '1e9']) assert.equal(askedEntries({ page }).page, 1, page)
})

test('a part of a name in any language, or of an id, finds', () => {
  assert.deepEqual(ids(select(100_000, { q: ' 焊工777号 ' })), ['q-777'])
  assert.deepEqual(ids(select(1000, { q: 'WELDER Q-99' })), [
    'q-99',
    'q-991',
    'q-993',
    'q-995',
    'q-997',
    'q-999',
    'q-990',
    'q-992',
    'q-994',
    'q-996',
    'q-998',
  ])
  const none = select(1000, { q: 'nurse' })
  assert.deepEqual([none.found, none.all, none.pages], [0, 1000, 1])
})
