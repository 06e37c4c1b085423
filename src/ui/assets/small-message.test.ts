// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { IntlMessageFormat } from 'intl-messageformat'
import en from '../messages/en.json' with { type: 'json' }
import chinese from '../messages/zh-CN.json' with { type: 'json' }
import { IntlMessageFormat as SmallMessage } from './small-message.ts'

/** Every argument of a message with the same value; numbers show the plural forms. */
function argumentsOf(text: string, value: string | number): Record<string, string | number> {
  const names = [...text.matchAll(/\{\s*([\w-]+)\s*[,}]/g)].map((match) => match[1] ?? '')
  return Object.fromEntries(names.map((name) => [name, value]))
}

describe('messages in the browser', () => {
  for (const [lang, catalogue] of [
    ['en-GB', en],
    ['zh-CN', chinese],
  ] as const) {
    it(`say in ${lang} what the whole of ICU says`, () => {
      const different: string[] = []
      for (const [key, text] of Object.entries(catalogue)) {
        for (const value of [0, 1, 2, 7, 1234, 'none', 'word']) {
          const args = argumentsOf(text, value)
          let whole: string
          try {
            whole = String(new IntlMessageFormat(text, lang, undefined, { ignoreTag: true }).format(args))
          } catch {
            continue
          }
          const small = new SmallMessage(text, lang).format(args)
          if (whole !== small) different.push(`${key}: ${whole} | ${small}`)
        }
      }
      assert.deepEqual(different, [])
    })
  }

  it('say apostrophes as ICU does', () => {
    for (const text of ["it''s", "it's", "'{'x'}' {n}", "{n, plural, =0 {none} one {'#' #} other {# ''of''}}"]) {
      const args = { n: 1, x: 'y' }
      assert.equal(
        new SmallMessage(text, 'en').format(args),
        String(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).format(args)),
      )
    }
  })
})
