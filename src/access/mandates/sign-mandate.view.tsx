// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'

export interface SignMandateProps {
  words: Words
  token: string
  /** In both languages; the reader's first. */
  texts: readonly { lang: string; text: string }[]
  /** Digest of what stands here: what is signed is what was read. */
  seen: string
}

/** The text of a mandate, before it is signed. */
export function SignMandateView({ words, token, texts, seen }: SignMandateProps) {
  const { t } = words
  return (
    <>
      {texts.map(({ lang, text }) => (
        <blockquote lang={lang} dir="auto">
          {text}
        </blockquote>
      ))}
      <p class="hint">{t('mandate.sign.means')}</p>
      <form class="submit acts" method="post" action={`/account/mandates/sign/${token}`}>
        <input type="hidden" name="seen" value={seen} />
        <button class="button" type="submit">
          {t('mandate.sign')}
        </button>
        <a href="/account/mandates">{t('mandate.sign.not')}</a>
      </form>
    </>
  )
}
