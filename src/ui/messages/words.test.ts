// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { IntlMessageFormat } from 'intl-messageformat'
import en from './en.json' with { type: 'json' }
import { furtherCatalogues } from './further-catalogues.ts'
import { chooseLanguage, wordsIn } from './words.ts'
import chinese from './zh-CN.json' with { type: 'json' }

function argumentsOf(text: string, lang: string): string[] {
  const names = new Set<string>()
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit)
    else if (typeof value === 'object' && value !== null) {
      const element = value as { type?: number; value?: unknown; options?: Record<string, { value: unknown }> }
      if (element.type !== undefined && element.type !== 0 && typeof element.value === 'string')
        names.add(element.value)
      for (const option of Object.values(element.options ?? {})) visit(option.value)
    }
  }
  visit(new IntlMessageFormat(text, lang, undefined, { ignoreTag: true }).getAst())
  return [...names].sort()
}

test('every language says the same things with the same arguments', () => {
  const shape = (catalogue: Record<string, string>, lang: string) =>
    Object.entries(catalogue).map(([key, text]) => `${key}(${argumentsOf(text, lang).join(' ')})`)
  for (const [lang, catalogue] of Object.entries({ 'zh-CN': chinese, ...furtherCatalogues() })) {
    assert.deepEqual(shape(catalogue, lang), shape(en, 'en'), lang)
  }
})

test('dates are written as precisely as they are known, whatever the time zone', () => {
  const dates = ['2024-02-29', '2024-01', '2018', 'unknown']
  assert.deepEqual(dates.map(wordsIn('en').date), ['29 February 2024', 'January 2024', '2018', 'unknown'])
  assert.deepEqual(dates.map(wordsIn('zh-CN').date), ['2024年2月29日', '2024年1月', '2018年', 'unknown'])
})

test('messages count, list and insert', () => {
  const words = wordsIn('en')
  assert.equal(words.t('period.years', { n: 1 }), '1 year')
  assert.equal(words.t('have.held', { have: '1 year', need: '2 years' }), '1 year held, 2 years needed')
  assert.equal(words.or(['A', 'B', 'C']), 'A, B or C')
  assert.equal(wordsIn('zh-CN').or(['甲', '乙', '丙']), '甲、乙或丙')
})

test('the reader gets the language that the browser asks for', () => {
  assert.deepEqual(
    [undefined, 'de', 'zh-TW,zh;q=0.9', 'fr, en-GB;q=0.8, zh;q=0.7', 'en;q=0,zh'].map((header) =>
      chooseLanguage(header),
    ),
    ['en', 'en', 'zh-CN', 'en', 'zh-CN'],
  )
})
