// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto'
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import { wordsIn } from '../../ui/index.ts'
import { recordAct } from '../audit/record-act.ts'
import { concerning, type KnownAuthority, knowAuthority } from '../authorities/know-authorities.ts'
import { sendMessage } from '../messages/send-message.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import { requireMay } from '../visits/visitor-of.ts'
import {
  addInvitation,
  type OpenInvitation,
  renewInvitation,
  takeInvitation,
  withdrawInvitation,
} from './invitations.store.ts'

/** How long a link is good. It can be sent again. */
export const invitationLasts = { iso: 'P14D', days: 14 }

export interface Inviting {
  db: Db
  baseUrl: string
}

/** Who is asked to become what. */
export interface NewColleague {
  name: string
  address: string
  role: string
  authority: string | null
  jurisdiction: string | null
  roleUntil: Date | null
  note: string | null
  /** Of the letter. */
  lang: string
}

/** Writes the invitation, its letter and its entry in the log: all or nothing. Answers its id. */
export async function invite({ db, baseUrl }: Inviting, visitor: SignedIn, colleague: NewColleague): Promise<string> {
  const { role, authority, jurisdiction } = colleague
  return actingAs(db, visitor, async (acting) => {
    requireMay(visitor, `grant:${role}`, await concerning(acting, authority, jurisdiction))
    const { token, id: key } = newToken()
    const invitation = { ...colleague, token: key, invitedBy: visitor.person, lasting: invitationLasts.iso }
    const id = await addInvitation(acting, invitation)
    await record(acting, visitor, { ...colleague, id }, 'invited')
    await write(acting, { baseUrl, token, visitor, ...colleague })
    return id
  })
}

/** Sends it again with a new link; the one before opens nothing any more. */
export async function inviteAgain({ db, baseUrl }: Inviting, visitor: SignedIn, id: string): Promise<OpenInvitation> {
  return actingAs(db, visitor, async (acting) => {
    const invitation = await mine(acting, visitor, id)
    if (invitation.over)
      throw new Problem('conflict', 'the last day of the role is past', { told: { key: 'invitation.over', args: {} } })
    const { token, id: key } = newToken()
    await renewInvitation(acting, id, key, invitationLasts.iso)
    await record(acting, visitor, invitation, 'invited-again')
    await write(acting, { baseUrl, token, visitor, ...invitation })
    return invitation
  })
}

export async function withdraw(db: Db, visitor: SignedIn, id: string): Promise<OpenInvitation> {
  return actingAs(db, visitor, async (acting) => {
    const invitation = await mine(acting, visitor, id)
    await withdrawInvitation(acting, id, visitor.person)
    await record(acting, visitor, invitation, 'withdrawn')
    return invitation
  })
}

async function mine(acting: Db, visitor: SignedIn, id: string): Promise<OpenInvitation> {
  const invitation = await takeInvitation(acting, id)
  if (invitation === null)
    throw new Problem('not-found', 'there is no such open invitation', { told: { key: 'invitation.none', args: {} } })
  const { role, authority, jurisdiction } = invitation
  requireMay(visitor, `grant:${role}`, await concerning(acting, authority, jurisdiction))
  return invitation
}

interface Letter {
  baseUrl: string
  token: string
  visitor: SignedIn
  address: string
  role: string
  authority: string | null
  lang: string
}

/** What a stranger has typed is not in it: neither the name of the invited nor the note; they stand on the page. */
async function write(acting: Db, { baseUrl, token, address, role, authority, lang }: Letter) {
  const words = wordsIn(lang)
  const known = authority === null ? null : await knowAuthority(acting, authority)
  await sendMessage(acting, {
    to: { kind: 'email', value: address },
    lang,
    key: 'invitation',
    args: {
      role: words.t(`role.${role}`),
      body: nameOf(known, words.lang) ?? words.t('members.platform'),
      link: `${baseUrl}/invitation/${token}`,
      days: invitationLasts.days,
    },
    authority,
    lasting: invitationLasts.iso,
  })
}

const nameOf = (authority: KnownAuthority | null, lang: string): string | null =>
  authority === null ? null : wordsIn(lang).pick(authority.names)

function record(
  acting: Db,
  visitor: SignedIn,
  invitation: Pick<OpenInvitation, 'id' | 'role' | 'authority' | 'jurisdiction'>,
  done: string,
): Promise<number> {
  const { id, role, authority, jurisdiction } = invitation
  return recordAct(acting, {
    act: `grant:${role}`,
    ...(authority !== null && { authority }),
    object: { kind: 'invitation', id },
    actor: visitor.person,
    changed: { done, jurisdiction },
  })
}

export function newToken(): { token: string; id: Buffer } {
  const bytes = randomBytes(32)
  return { token: bytes.toString('base64url'), id: idOf(bytes) }
}

const idOf = (token: Buffer): Buffer => createHash('sha256').update(token).digest()

/** By what the table knows the token of a link; null: it can be none. */
export function keyOfToken(token: string): Buffer | null {
  return /^[A-Za-z0-9_-]{43}$/.test(token) ? idOf(Buffer.from(token, 'base64url')) : null
}
