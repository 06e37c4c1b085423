// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from 'preact'
import { Notice, type Words } from '../../ui/index.ts'

export interface InvitationProps {
  words: Words
  token: string
  /** What it is about, line by line. */
  lines: readonly string[]
  /** What the sender wrote, in their words. */
  note: string | null
  /** Whether the role counts only with a second factor. */
  staff: boolean
  /** Who is signed in; null: nobody. */
  visitor: string | null
  /** Whether there is an address to set up an account for. */
  maySetUp: boolean
  /** Ways in by the authority's own sign-in, for who has not signed in. */
  children?: ComponentChildren
}

/** Who invites to what; yes or no for who has signed in, the ways in for who has not. */
export function InvitationView(props: InvitationProps) {
  const { words, token, lines, note, staff, visitor, maySetUp, children } = props
  const { t } = words
  const here = `/invitation/${token}`
  return (
    <>
      {lines.map((line) => (
        <p>{line}</p>
      ))}
      {note === null ? null : (
        <figure>
          <figcaption class="hint">{t('invitation.note.said')}</figcaption>
          <blockquote dir="auto">{note}</blockquote>
        </figure>
      )}
      {staff ? <Notice kind="heed">{t('invitation.staff')}</Notice> : null}
      {visitor === null ? (
        <>
          <div class="submit acts">
            {maySetUp ? (
              <form method="post" action={`${here}/set-up`}>
                <button class="button" type="submit">
                  {t('invitation.set-up')}
                </button>
              </form>
            ) : null}
            <a class="button quiet" href={`/sign-in?next=${encodeURIComponent(here)}`}>
              {t('invitation.sign-in')}
            </a>
          </div>
          {children}
          <p class="hint under">{t('invitation.no-answer')}</p>
        </>
      ) : (
        <form method="post" action={`${here}/answer`}>
          <p>{t('invitation.as', { name: visitor })}</p>
          <div class="submit acts">
            <button class="button" type="submit" name="answer" value="yes">
              {t('invitation.accept')}
            </button>
            <button class="button quiet" type="submit" name="answer" value="no">
              {t('invitation.decline')}
            </button>
          </div>
        </form>
      )}
    </>
  )
}

/** An invitation that cannot be answered, and what to do. */
export function ClosedView({ words, text, contact }: { words: Words; text: string; contact: string | null }) {
  return (
    <>
      <p>{text}</p>
      {contact === null ? null : <p>{words.t('invitation.contact', { contact })}</p>}
      <p>
        <a href="/">{words.t('invitation.home')}</a>
      </p>
    </>
  )
}
