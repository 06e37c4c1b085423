// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { idNumber } from '../../../../test/support/invented/registers.ts'
import { type DocumentKind, readDocument } from './document.model.ts'

const read = (number: string, kind: DocumentKind | null = null, country: string | null = null) => {
  const found = readDocument(number, kind, country)
  return typeof found === 'string' ? found : found.document.number
}

test('the examples of the standards hold, and say what they say', () => {
  // GB 11643-1999, section 4.4.
  assert.deepEqual(readDocument('11010519491231002X', null, null), {
    document: { kind: 'cn-id', country: 'CN', number: '11010519491231002X' },
    birthDate: '1949-12-31',
    sex: 'female',
  })
  assert.equal(read('440524188001010014', 'cn-id'), '440524188001010014')
  // ICAO Doc 9303, part 4, appendix B: the specimen of Utopia.
  const line = 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'
  assert.deepEqual(readDocument(line, 'passport', null), {
    document: { kind: 'passport', country: 'UTO', number: 'L898902C3' },
    sex: 'female',
  })
  assert.equal(read('12345678Z', 'national-id', 'ES'), '12345678Z')
  assert.equal(read('x-1234567-l', 'national-id', 'ES'), 'X1234567L')
  assert.equal(read('44051401359', 'national-id', 'PL'), '44051401359')
  assert.equal(read('A123456(3)', 'hk-id'), 'A1234563')
})

test('one character wrong, or two beside each other exchanged, is found in every identity number', () => {
  for (const number of ['11010519491231002X', ...Array.from({ length: 200 }, (_, at) => idNumber(at * 71))]) {
    assert.equal(read(number), number)
    for (let at = 0; at < 18; at++) {
      for (const character of '0123456789X') {
        const wrong = number.slice(0, at) + character + number.slice(at + 1)
        if (wrong !== number) assert.match(read(wrong, 'cn-id'), /^document-(form|check)$/, wrong)
      }
      const turned =
        number.slice(0, at) +
        number
          .slice(at, at + 2)
          .split('')
          .reverse()
          .join('') +
        number.slice(at + 2)
      if (turned !== number) assert.match(read(turned, 'cn-id'), /^document-(form|check)$/, turned)
    }
  }
})

test('one character wrong is found in a machine-readable line, but where letter and digit count alike', () => {
  const line = 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'
  for (const at of [0, 1, 5, 9, 13, 19, 21, 27, 28, 42, 43]) {
    const wrong = `${line.slice(0, at)}${line[at] === '7' ? '8' : '7'}${line.slice(at + 1)}`
    assert.equal(read(wrong, 'passport'), 'document-check', wrong)
  }
})

test('what is no number of its kind, or of no known kind, is told as that', () => {
  assert.equal(read('110105491231002', 'cn-id'), 'document-form')
  assert.equal(read('11010519490231002X', 'cn-id'), 'document-form')
  assert.equal(read('E12345678'), 'document-unknown-kind')
  assert.equal(read('E12345678', 'passport'), 'document-country')
  assert.equal(read('E12345678', 'passport', 'CN'), 'E12345678')
  assert.equal(read('12345678A', 'national-id', 'ES'), 'document-check')
  assert.equal(read('A123456(4)', 'hk-id'), 'document-check')
  assert.equal(read('１１０１０５１９４９１２３１００２ｘ'), '11010519491231002X')
})
