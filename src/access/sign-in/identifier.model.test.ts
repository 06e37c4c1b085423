// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { maskIdentifier, parseIdentifier } from './identifier.model.ts'

const both = (typed: string) => {
  const read = parseIdentifier(typed)
  return read === null ? null : [read.kind, read.value, read.folded]
}

test('addresses as people type them', () => {
  assert.deepEqual(both(' Li.Wei@Example.ORG '), ['email', 'Li.Wei@example.org', 'li.wei@example.org'])
  assert.deepEqual(both('李伟＠例子.测试'), ['email', '李伟@xn--fsqu00a.xn--0zwm56d', '李伟@xn--fsqu00a.xn--0zwm56d'])
  assert.deepEqual(both('a@bücher.example'), ['email', 'a@xn--bcher-kva.example', 'a@xn--bcher-kva.example'])
  assert.deepEqual(both('a@EXAMPLE。org'), ['email', 'a@example.org', 'a@example.org'])
  assert.deepEqual(both('jose\u0301@example.org'), ['email', 'josé@example.org', 'josé@example.org'])
  assert.deepEqual(both("o'hara+x@example.org"), ['email', "o'hara+x@example.org", "o'hara+x@example.org"])
})

test('numbers as people type them', () => {
  const chinese = ['phone', '+8613800138000', '+8613800138000']
  for (const typed of [
    '13800138000',
    '138 0013 8000',
    '+86 138-0013-8000',
    '008613800138000',
    '１３８００１３８０００',
  ])
    assert.deepEqual(both(typed), chinese, typed)
  assert.deepEqual(both('+49 (0)170 1234567'), ['phone', '+491701234567', '+491701234567'])
  for (const typed of [
    '12345',
    '110',
    '0170 1234567',
    '+0123456789',
    '+123456',
    '+1234567890123456',
    '12800138000',
    '1380013800a',
  ])
    assert.equal(both(typed), null, typed)
})

test('what is no address, and what would say more than an address in a header', () => {
  for (const typed of [
    '',
    'a',
    '@example.org',
    'a@',
    'a@b',
    'a@@example.org',
    'a b@example.org',
    'a@exa mple.org',
    'a.@example.org',
    '.a@example.org',
    'a..b@example.org',
    '"a"@example.org',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    'a@example.org, b@example.org',
    'a@example.org;b@example.org',
    'a@example.org\r\nBcc: b@example.org',
    'a\r\nBcc:b@example.org',
    'a@example.org\u0000',
    'a\u2028b@example.org',
    '<a@example.org>',
    'a(comment)@example.org',
    'a@-example.org',
    'a@exa%6dple.org',
    'a@example.org/x',
    `${'a'.repeat(65)}@example.org`,
    `a@${'b'.repeat(64)}.org`,
    `a@${'b.'.repeat(130)}org`,
    `${'a'.repeat(500)}@example.org`,
  ]) {
    assert.equal(both(typed), null, JSON.stringify(typed))
  }
  for (const other of [undefined, null, 1, ['a@example.org'], { value: 'a@example.org' }])
    assert.equal(parseIdentifier(other), null)
})

test('whatever is typed: what is read is read again the same, fits its column, and is one line', () => {
  const part = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.emailAddress(),
    fc.tuple(part, part).map(([local, host]) => `${local}@${host}.org`),
    fc.stringMatching(/^[+0-9 ()-]{1,20}$/),
  )
  fc.assert(
    fc.property(typed, (text) => {
      const read = parseIdentifier(text)
      if (read === null) return
      assert.deepEqual(parseIdentifier(read.value), read)
      assert.equal(parseIdentifier(read.folded)?.folded, read.folded)
      assert.equal(
        parseIdentifier(` ${text.toUpperCase() === text ? text : read.value.toUpperCase()} `)?.kind,
        read.kind,
      )
      assert.ok(read.value.length >= 3 && read.value.length <= 320)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not come through.
      assert.doesNotMatch(read.value, /[\u0000-\u0020\u007f-\u00a0\u2028\u2029,;<>"()[\]\\]/)
    }),
    { numRuns: 500 },
  )
})

test('a common address is read, however its letters are written', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (address) => {
      const read = parseIdentifier(address)
      if (read === null) return
      assert.equal(parseIdentifier(address.toUpperCase())?.folded, read.folded)
    }),
  )
})

test('a mask tells its owner which one it is', () => {
  assert.equal(maskIdentifier({ kind: 'email', value: 'li.wei@example.org' }), 'l•••@example.org')
  assert.equal(maskIdentifier({ kind: 'phone', value: '+8613800138000' }), '+86•••••8000')
})
