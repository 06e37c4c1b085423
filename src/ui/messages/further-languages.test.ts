// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { directionOf } from './direction.ts'
import { furtherCatalogues } from './further-catalogues.ts'
import { languageTag, offered, ownName, wordsIn } from './words.ts'

test('a file adds a language', () => {
  const folder = mkdtempSync(join(tmpdir(), 'messages-'))
  writeFileSync(join(folder, 'ar.json'), '{"site.title": "عنوان"}')
  writeFileSync(join(folder, 'words.ts'), '')
  assert.deepEqual(furtherCatalogues(folder), { ar: { 'site.title': 'عنوان' } })
  rmSync(folder, { recursive: true })
  assert.deepEqual(['ar', 'he', 'de', 'zh-CN', 'en'].map(directionOf), ['rtl', 'rtl', 'ltr', 'ltr', 'ltr'])
  assert.deepEqual(['ar', 'de', 'zh-CN', 'en'].map(ownName), ['العربية', 'Deutsch', '中文', 'English'])
})

test('in a browser there is no folder', () => {
  assert.deepEqual(furtherCatalogues(''), {})
})

test('a tag finds its language', () => {
  assert.deepEqual(['zh', 'zh-Hans', 'EN-us', 'x-pseudo', 'tlh'].map(offered), [
    'zh-CN',
    'zh-CN',
    'en',
    undefined,
    undefined,
  ])
})

test('the pseudo-locale marks and lengthens what is said, and leaves what was put into it', () => {
  const [words, mirrored] = [wordsIn('x-pseudo'), wordsIn('x-pseudo-rtl')]
  assert.deepEqual([words.dir, mirrored.dir, languageTag('x-pseudo')], ['ltr', 'rtl', 'en-x-pseudo'])
  assert.equal(words.t('answer.title', { hold: 'ABC', place: 'Taiyuan' }), '⟦ABC íñ Taiyuan·····⟧')
  assert.equal(words.date('2024-02'), '⟦February 2024⟧')
  assert.equal(words.or(['A', 'B']), '⟦A or B⟧')
})
