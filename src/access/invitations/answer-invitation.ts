// SPDX-License-Identifier: Apache-2.0
import { actingAs } from '../../db/acting.ts'
import { atTheDoor } from '../../db/at-the-door.ts'
import type { Db } from '../../db/index.ts'
import { recordAct } from '../audit/record-act.ts'
import { guarded, tellOfRole } from '../members/end-membership.ts'
import { notify } from '../notifications/notify.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import { setUpTicket } from '../sign-in/set-up-account.ts'
import { writeTicket } from '../tickets/ticket-desk.ts'
import { type Answered, answerInvitation, findInvitation, type Invitation } from './invitations.store.ts'
import { keyOfToken } from './invite.ts'

export type { Invitation }

/** What the holder of a link is asked; null: no invitation has this link. */
export async function readInvitation(db: Db, token: string): Promise<Invitation | null> {
  const key = keyOfToken(token)
  return key === null ? null : findInvitation(db, key)
}

/**
 * Yes or no, of who has signed in: the link was sent to one address, so whoever holds it was asked. In one transaction the database asks
 * again whether the invitation is open and whether its sender may still grant the role; both are told. Null: no invitation has this link.
 */
export async function answer(db: Db, visitor: SignedIn, token: string, yes: boolean): Promise<Answered | null> {
  const key = keyOfToken(token)
  if (key === null) return null
  return guarded(
    actingAs(db, visitor, async (acting) => {
      const answered = await answerInvitation(acting, key, yes)
      if (answered === null || answered.state !== 'open') return answered
      const { id, membership, role, authority, jurisdiction, invitedBy } = answered
      await recordAct(acting, {
        act: 'answer-invitation',
        ...(authority !== null && { authority }),
        object: { kind: 'invitation', id },
        actor: visitor.person,
        person: visitor.person,
        changed: { accepted: yes, role, jurisdiction, membership, invitedBy },
      })
      if (yes) await tellOfRole(acting, 'role-given', { person: visitor.person, role, authority })
      const kind = yes ? 'invitation-accepted' : 'invitation-declined'
      const name = yes ? { name: visitor.name } : {}
      await notify(acting, { person: invitedBy, kind, args: { ...name, role }, link: membersOf(authority) })
      return answered
    }),
  )
}

export const membersOf = (authority: string | null): string =>
  `/members?authority=${encodeURIComponent(authority ?? 'platform')}`

/**
 * For somebody who has no account: they hold the link that was sent to their address, so it is theirs. Answers the token of the ticket for
 * `/set-up/TOKEN`; null: the invitation is not open.
 */
export async function setUpForInvitation(db: Db, token: string): Promise<string | null> {
  const invitation = await readInvitation(db, token)
  if (invitation?.state !== 'open' || invitation.address === null) return null
  const { address, name, lang } = invitation
  return atTheDoor(db, (door) =>
    writeTicket(door, setUpTicket, {
      person: null,
      content: { identifier: { kind: 'email', value: address }, name, lang },
    }),
  )
}
