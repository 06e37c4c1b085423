// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { sendMessage } from '../messages/send-message.ts'
import { findPerson, listIdentifiers, type OwnIdentifier } from './identifiers.store.ts'

/** What somebody is told about their own account, and by which way. At the door. */
export interface Telling {
  key: string
  args?: Record<string, string | number>
  /** ISO 8601. */
  lasting?: string
  /** To this address rather than to the first of theirs. */
  to?: Pick<OwnIdentifier, 'kind' | 'value'>
}

/** Writes to somebody in their language: to their first e-mail address, or where they have none to their phone. */
export async function tellPerson(door: Db, person: string, { key, args, lasting, to }: Telling): Promise<void> {
  const found = await findPerson(door, person)
  const own = await listIdentifiers(door, person)
  const chosen = to ?? own.find(({ kind }) => kind === 'email') ?? own[0]
  if (found === null || chosen === undefined) return
  const { kind, value } = chosen
  await sendMessage(door, {
    to: { kind, value },
    lang: found.language ?? 'en',
    key,
    person,
    ...(args !== undefined && { args }),
    ...(lasting !== undefined && { lasting }),
  })
}
