// SPDX-License-Identifier: Apache-2.0
import { type ParsedArgs, Problem } from '../../../kernel/index.ts'
import { chooseLanguage, type Language, languages, offered } from '../../../ui/messages/words.ts'

/** `--lang`, which has to be a language that there is, else the language of the system: `zh_CN.UTF-8` → `zh-CN`. */
export function chosenLanguage({ values }: ParsedArgs): Language {
  const wished = values['lang']
  if (typeof wished !== 'string') {
    const { LC_ALL, LANG } = process.env
    return chooseLanguage((LC_ALL || LANG)?.split('.')[0]?.replace('_', '-'))
  }
  const found = offered(wished)
  if (found !== undefined) return found
  const expected = `one of ${languages.join(', ')}`
  const message = `found '${wished}', expected ${expected}`
  throw new Problem('invalid-input', `--lang: ${message}`, { errors: [{ path: '--lang', message, expected }] })
}
