// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import { chooseLanguage, wordsIn } from '../../ui/index.ts'
import { addMessage, type MessageKind } from './outgoing.store.ts'
import { onOneLine, reachable } from './recipient.model.ts'

/** Something that is to be told to somebody outside. */
export interface MessageToSend {
  to: { kind: MessageKind; value: string }
  /** The reader's, where they are known: `zh-CN`. */
  lang: string
  /** Which: the messages `mail.KEY.subject` and `mail.KEY.text`; to a phone `mail.KEY.sms`, which is short. */
  key: string
  args?: Record<string, string | number>
  /** Whose it is, where they are somebody here. */
  person?: string | null
  /** On whose business. */
  authority?: string | null
  /** ISO 8601: how long it is of use. Give the life of the link that it holds; later it is not sent. */
  lasting?: string
}

/**
 * Says something to somebody outside, in the transaction that has it to say: it leaves within seconds after that is committed, and
 * not at all if it is not. Subject and text are made now, in the reader's language. Answers the id of the message, which names nobody.
 */
export async function sendMessage(transaction: Db, message: MessageToSend): Promise<string> {
  const { to, key, args = {}, person = null, authority = null, lasting = 'P3D' } = message
  const recipient = reachable(to)
  const lang = chooseLanguage(message.lang)
  const id = randomUUID()
  const said = to.kind === 'email' ? letter(lang, key, args) : note(lang, key, args)
  await addMessage(transaction, { id, kind: to.kind, recipient, lang, about: key, ...said, person, authority, lasting })
  return id
}

function letter(lang: string, key: string, args: Record<string, string | number>) {
  const { t } = wordsIn(lang)
  const text = `${say(lang, `mail.${key}.text`, args)}\n\n-- \n${t('mail.footer')}\n`
  return { subject: subjectOf(lang, key, args), text }
}

/** The subject stands in the outbox only, where there is one. */
const note = (lang: string, key: string, args: Record<string, string | number>) => ({
  subject: wordsIn(lang).has(`mail.${key}.subject`) ? subjectOf(lang, key, args) : '',
  text: say(lang, `mail.${key}.sms`, args),
})

const subjectOf = (lang: string, key: string, args: Record<string, string | number>): string =>
  onOneLine(say(lang, `mail.${key}.subject`, args)).slice(0, 200)

/** What people have typed comes in as one line, so that a name cannot write a paragraph of its own. */
function say(lang: string, key: string, args: Record<string, string | number>): string {
  const { t, has } = wordsIn(lang)
  if (!has(key)) throw new Problem('internal', `there is no message ${key}`)
  const lines = Object.entries(args).map(([name, value]) => [
    name,
    typeof value === 'string' ? onOneLine(value) : value,
  ])
  return t(key, Object.fromEntries(lines))
}
