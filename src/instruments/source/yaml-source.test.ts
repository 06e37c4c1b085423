// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closest } from './suggest.ts'
import { parseYamlSource } from './yaml-source.ts'

const text = `title: { en: A, zh-CN: B }
list:
  - &first { id: x }
  - *first
empty:
`

test('every value knows where it stood, and a missing one what is around it', () => {
  const source = parseYamlSource(text, 'file.yaml')
  assert.deepEqual(source.data, { title: { en: 'A', 'zh-CN': 'B' }, list: [{ id: 'x' }, { id: 'x' }], empty: null })
  assert.deepEqual(source.at(['title', 'zh-CN']), { line: 1, column: 24 })
  assert.deepEqual(source.at(['list', 1, 'id']), { line: 3, column: 18 })
  assert.deepEqual(source.at(['list', 0, 'name']), { line: 3, column: 12 })
  assert.deepEqual(source.at(['empty']), { line: 5, column: 1 })
  assert.deepEqual(source.atKey([], 'list'), { line: 2, column: 1 })
  assert.deepEqual(source.at(['nothing', 'here']), { line: 1, column: 1 })
})

test('words that look like other types stay words only where YAML 1.2 says so', () => {
  const { data } = parseYamlSource('[NO, 2024-01-29, on, 010, 3.0, ~]', '')
  assert.deepEqual(data, ['NO', '2024-01-29', 'on', 10, 3, null])
})

test('a file that is too large or too deep is refused and does not break the reader', () => {
  assert.match(parseYamlSource('x'.repeat(3_000_000), '').problems[0]?.message ?? '', /expected at most/)
  const deep = parseYamlSource('['.repeat(20_000), '')
  assert.equal(deep.data, undefined)
  assert.ok(deep.problems.length > 0)
})

test('a slip of the pen is told apart from another word', () => {
  const known = ['cn-skill/2', 'cn-title/intermediate', 'degree/bachelor']
  assert.equal(closest('cn-skil/2', known), 'cn-skill/2')
  assert.equal(closest('degree/bahcelor', known), 'degree/bachelor')
  assert.equal(closest('isced/5', known), null)
})
