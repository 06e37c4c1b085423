// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { findJsonFault } from './json-syntax.ts'

test('the place of a fault', () => {
  const cases: [string, number, number, string][] = [
    ['', 1, 1, 'a value'],
    ['{"a" 1}', 1, 6, "':'"],
    ["{'a': 1}", 1, 2, 'a name in double quotes'],
    ['{"a": 1,}', 1, 9, 'a name in double quotes'],
    ['[1\n 2]', 2, 2, "',' or ']'"],
    ['{"a": 1} x', 1, 10, 'the end of the text'],
    ['[01]', 1, 3, "',' or ']'"],
    ['{"a": "b', 1, 9, "the closing '\"' of a string"],
    ['["a\nb"]', 1, 4, 'no control character in a string: write \\n, \\t or \\u0000'],
    ['["\\x41"]', 1, 3, 'an escape such as \\n or \\u4e2d'],
    ['[nul]', 1, 2, 'a value'],
  ]
  for (const [text, line, column, expected] of cases) {
    const fault = findJsonFault(text)
    assert.deepEqual(
      { line: fault?.line, column: fault?.column, expected: fault?.expected },
      { line, column, expected },
      text,
    )
  }
})

test('what JSON.parse takes has no fault, and the other way round', () => {
  const damaged = fc
    .tuple(
      fc.json(),
      fc.nat(),
      fc.constantFrom('', '{', '}', '[', ']', ',', ':', '"', '\\', '0', '-', '.', 'e', ' ', '\n'),
    )
    .map(
      ([text, at, piece]) => text.slice(0, at % (text.length + 1)) + piece + text.slice((at % (text.length + 1)) + 1),
    )
  fc.assert(
    fc.property(fc.oneof(fc.json(), damaged), (text) => {
      assert.equal(findJsonFault(text) === null, parses(text))
    }),
    { numRuns: 2000 },
  )
})

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
