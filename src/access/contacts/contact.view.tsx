// SPDX-License-Identifier: Apache-2.0
import { Notice, type Words } from '../../ui/index.ts'

export interface ContactProps {
  words: Words
  token: string
  /** What it is about, line by line. */
  lines: readonly string[]
  /** They have said yes. */
  confirmed: boolean
  /** They have said it a moment ago. */
  done: boolean
}

/** What somebody is asked to answer for; yes or no, and later the end of it. */
export function ContactView({ words, token, lines, confirmed, done }: ContactProps) {
  const { t } = words
  return (
    <>
      {done ? <Notice kind="done">{t('contact.done.confirmed')}</Notice> : null}
      {lines.map((line) => (
        <p>{line}</p>
      ))}
      <Notice kind="heed">{t('contact.link.keep')}</Notice>
      {confirmed ? (
        <details>
          <summary>{t('contact.end')}</summary>
          <form method="post" action={`/contact/${token}`}>
            <p>{t('contact.end.sure')}</p>
            <button class="button" type="submit" name="answer" value="end">
              {t('contact.end.do')}
            </button>
          </form>
        </details>
      ) : (
        <form method="post" action={`/contact/${token}`}>
          <div class="submit acts">
            <button class="button" type="submit" name="answer" value="confirm">
              {t('contact.confirm')}
            </button>
            <button class="button quiet" type="submit" name="answer" value="decline">
              {t('contact.decline')}
            </button>
          </div>
        </form>
      )}
    </>
  )
}
