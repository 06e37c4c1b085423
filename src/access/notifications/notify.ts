// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { chooseLanguage, type Words, wordsIn } from '../../ui/index.ts'
import { onOneLine } from '../messages/recipient.model.ts'
import { choiceFor, type NotificationName } from './notification-kinds.model.ts'
import { addNotification, findChoice, findLanguage, mailNotification } from './notifications.store.ts'
import { sentenceOf } from './present-notifications.ts'

/** Something that somebody should know. */
export interface Told {
  person: string
  kind: NotificationName
  /** What its sentence is filled with: `{ role: 'caseworker' }`. Nothing secret, and nothing about others than is needed. */
  args?: Record<string, string>
  /** Where it leads: a place of this site, `/account/security`. */
  link?: string
  /** What a letter says besides, where they want one. */
  letter?: (words: Words) => string
}

/** Tells somebody, in the transaction of what is told: both happen or neither. By mail too, where they want that. */
export async function notify(transaction: Db, { person, kind, args = {}, link, letter }: Told): Promise<void> {
  const { here, mail } = choiceFor(kind, await findChoice(transaction, person, kind))
  if (here) await addNotification(transaction, { person, kind, args, link: link ?? null })
  if (!mail) return
  const lang = chooseLanguage((await findLanguage(transaction, person)) ?? undefined)
  const words = wordsIn(lang)
  const said = onOneLine(sentenceOf(words, { kind, args }))
  const more = letter === undefined ? '' : `\n\n${letter(words)}`
  const text = `${words.t('notify.letter', { text: `${said}${more}` })}\n\n-- \n${words.t('mail.footer')}\n`
  await mailNotification(transaction, { person, lang, subject: words.t(`notify.name.${kind}`), text })
}
