// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { raised } from '../testing/raised.ts'
import { parseSlowly } from './parse-slowly.ts'
import { readJson } from './read-json.ts'
import { requireSound } from './sound-json.ts'

describe('reading JSON that may be signed', () => {
  it('reads what JSON.parse reads, written in any way', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ noUnicodeString: false, maxDepth: 6 }),
        fc.constantFrom(undefined, 1, '\t'),
        (value, indent) => {
          const text = JSON.stringify(value, null, indent)
          const sound = text.isWellFormed() && !/\\ud[89a-f]/i.test(text) && !text.includes('"__proto__"')
          fc.pre(sound && !hasBigInteger(value))
          assert.deepEqual(readJson(text), JSON.parse(text))
          assert.deepEqual(parseSlowly(text, 64), JSON.parse(text))
        },
      ),
      { numRuns: 1000, seed: 20261122 },
    )
  })

  it('reads fast and slowly with one judgement, whatever is broken in a text', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '1',
      '-0',
      '1e2',
      '01',
      'true',
      'nul',
      ' ',
      '"\\u0041"',
      '"\\x"',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join('')
        const ours = raised(() => parseSlowly(text, 64))
        const refused = !parses(text)
        if (ours === 'nothing') assert.equal(refused, false, text)
        else assert.equal(refused || ours.startsWith('json-duplicate-member'), true, `${text}: ${ours}`)
      }),
      { numRuns: 5000, seed: 20261122 },
    )
  })

  const refusals: [why: string, text: string, told: string][] = [
    ['a member twice', '{"id":"a","id":"b"}', 'json-duplicate-member'],
    ['a member twice, once by an escape', '{"a":{"id":1,"\\u0069d":2}}', 'json-duplicate-member /a'],
    ['a member that programs would copy into a prototype', '{"a":[{"__proto__":{}}]}', 'json-forbidden-member /a/0'],
    ['half of a surrogate pair', '{"a":"\\ud800"}', 'json-lone-surrogate /a'],
    ['half of a surrogate pair in a name', '{"\\udc00":1}', 'json-lone-surrogate'],
    ['a number without a double', '{"a":[1e400]}', 'json-number-out-of-range /a/0'],
    ['a whole number that a double would change', '{"a":9007199254740993}', 'json-number-out-of-range /a'],
    ['a whole number beyond ±2^53−1 that a double would keep', '[9007199254740992]', 'json-number-out-of-range /0'],
    ['65 arrays within one another', '['.repeat(65) + ']'.repeat(65), `json-too-deep ${'/0'.repeat(64)}`],
    ['100,000 arrays within one another', '['.repeat(100_000), `json-too-deep ${'/0'.repeat(64)}`],
    ['nothing', '', 'json-syntax'],
    ['a second value', '{} {}', 'json-syntax'],
    ['a comma at the end', '[1,]', 'json-syntax /1'],
    ['a control character in a string', '["a\nb"]', 'json-syntax /0'],
    ['a string that does not end', '["a', 'json-syntax /0'],
    ['an escape at the very end', '["\\', 'json-syntax /0'],
    ['a byte order mark', '\ufeff{}', 'json-syntax'],
    ['a zero before a number', '[01]', 'json-syntax'],
  ]
  for (const [why, text, told] of refusals)
    it(`refuses ${why}`, () => {
      assert.equal(
        raised(() => readJson(text)),
        told,
      )
    })

  it('holds what somebody else has parsed to the same rules, but for members that stood there twice', () => {
    const parsed = refusals.filter(([, text, told]) => parses(text) && !told.startsWith('json-duplicate-member'))
    assert.equal(parsed.length, 7)
    for (const [why, text, told] of parsed)
      assert.equal(
        raised(() => requireSound(JSON.parse(text), 64)),
        told,
        why,
      )
    assert.equal(
      raised(() => requireSound({ a: [1, 'b', null, true, 0.5] }, 2)),
      'nothing',
    )
  })

  it('reads a large number that is written as an approximation', () => {
    assert.deepEqual(readJson('[1E30,4.50]'), [1e30, 4.5])
  })

  it('refuses a text that is too long, before it reads it', () => {
    assert.equal(
      raised(() => readJson(`"${'a'.repeat(100)}"`, { length: 50 })),
      'too-large',
    )
  })
})

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function hasBigInteger(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value)
  return typeof value === 'object' && value !== null && Object.values(value).some(hasBigInteger)
}
