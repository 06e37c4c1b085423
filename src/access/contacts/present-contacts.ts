// SPDX-License-Identifier: Apache-2.0
import type { AwardingBody } from '../../organisations/index.ts'
import { momentIn, type Words } from '../../ui/index.ts'
import type { Contact } from './contacts.store.ts'
import type { ShownContact } from './shown-contact.model.ts'

export function presentContact(
  words: Words,
  { id, body, name, address, invitedBy, invitedAt, confirmedAt, expiresAt, expired }: Contact,
  bodies: ReadonlyMap<string, AwardingBody>,
): ShownContact {
  const names = bodies.get(body)?.names
  const state = confirmedAt !== null ? 'confirmed' : expired ? 'expired' : 'waits'
  const by = invitedBy ?? words.t('members.platform')
  return {
    id,
    body: names === undefined ? body : words.pick(names),
    name,
    address,
    waits: confirmedAt === null,
    state: words.t(`contact.state.${state}`),
    lines: [
      words.t('members.invited.when', { name: by, at: momentIn(words.lang, invitedAt) }),
      ...(confirmedAt === null ? [] : [words.t('contact.confirmed.when', { at: momentIn(words.lang, confirmedAt) })]),
      ...(expiresAt === null ? [] : [words.t('members.invited.until', { at: momentIn(words.lang, expiresAt) })]),
    ],
  }
}
