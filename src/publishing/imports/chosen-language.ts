// SPDX-License-Identifier: Apache-2.0
import { type ParsedArgs, Problem } from '../../kernel/index.ts'
import { chooseLanguage, languages, offered } from '../../ui/messages/words.ts'

/** `--lang`, else the language of the system. */
export function chosenLanguage({ values }: ParsedArgs): string {
  const wished = values['lang']
  const { LC_ALL, LANG } = process.env
  if (typeof wished !== 'string') return chooseLanguage((LC_ALL || LANG)?.split('.')[0]?.replace('_', '-'))
  const found = offered(wished)
  if (found !== undefined) return found
  throw new Problem('invalid-input', `--lang '${wished}', expected one of ${languages.join(', ')}`)
}
