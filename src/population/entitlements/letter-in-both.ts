// SPDX-License-Identifier: Apache-2.0
import { type Words, wordsIn } from '../../ui/index.ts'

const languages = ['zh-CN', 'en'] as const

/** A letter of messages `mail.KEY` to somebody whose language nobody knows: in both, one below the other. `about`: arguments in that language. */
export function letterInBoth(
  key: string,
  about: (words: Words) => Record<string, string | number>,
): { lang: string; subject: string; text: string } {
  const said = languages.map((lang) => {
    const words = wordsIn(lang)
    const text = `${words.t(`mail.${key}.text`, about(words))}\n\n-- \n${words.t('mail.footer')}\n`
    return { subject: words.t(`mail.${key}.subject`), text }
  })
  const subject = said.map((one) => one.subject).join(' / ')
  return { lang: languages[0], subject, text: said.map(({ text }) => text).join('\n\n') }
}
