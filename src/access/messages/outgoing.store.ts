// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

/** By mail, or to a phone. */
export type MessageKind = 'email' | 'phone'

export interface NewMessage {
  id: string
  kind: MessageKind
  recipient: string
  lang: string
  about: string
  subject: string
  text: string
  person: string | null
  authority: string | null
  /** ISO 8601: how long it is of use. */
  lasting: string
}

/** Without `returning`: who writes a message may not read it. */
export async function addMessage(transaction: Db, message: NewMessage): Promise<void> {
  const { id, kind, recipient, lang, about, subject, text, person, authority, lasting } = message
  await sql`
    insert into outgoing_messages (id, kind, recipient, lang, about, subject, text, person, authority, good_until)
    values (${id}, ${kind}, ${recipient}, ${lang}, ${about}, ${subject}, ${text}, ${person}, ${authority},
      now() + ${lasting}::interval)`.execute(transaction)
}
