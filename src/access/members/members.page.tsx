// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '../../db/index.ts'
import type { App } from '../../kernel/index.ts'
import { sendAreaPage } from '../../ui/index.ts'
import { mayAskContacts, readContacts } from '../contacts/ask-contact.ts'
import { ContactsView } from '../contacts/contacts.view.tsx'
import { presentContact } from '../contacts/present-contacts.ts'
import { may } from '../permissions/decide-permission.model.ts'
import { fieldOf } from '../sign-in/gate.page.tsx'
import { areaOf } from '../visits/area.model.ts'
import { visitorOf } from '../visits/visitor-of.ts'
import { AuthoritiesView, MembersView } from './members.view.tsx'
import { nameOfAuthority, platform, presentAuthorities, presentInvitation, presentMember } from './present-members.ts'
import { type Choices, grantable, readChoices, readMembers, wholeOf } from './read-members.ts'

export interface MembersDeps {
  db: Db
  baseUrl: string
}

export const readingMembers = { produces: ['text/html'], access: { act: 'read-members' } } as const

const doneWords = [
  'invited',
  'again',
  'withdrawn',
  'changed',
  'ended',
  'absent',
  'back',
  'contact-asked',
  'contact-again',
  'contact-withdrawn',
]

/** `/members`: who holds a role for an authority, who is invited, who is away. */
export function membersPage(app: App, deps: MembersDeps): void {
  app.get('/members', { schema: { hide: true }, config: readingMembers }, async (request, reply) => {
    const visitor = visitorOf(request)
    const choices = await readChoices(deps.db, visitor)
    const only = choices.authorities.length === 1 && !choices.withPlatform ? choices.authorities[0]?.id : undefined
    const of = fieldOf(request.query, 'authority') || only
    return of === undefined
      ? sendChoices(request, reply, deps, choices)
      : sendMembers(request, reply, deps, { of, choose: only === undefined })
  })
}

function sendChoices(request: FastifyRequest, reply: FastifyReply, { baseUrl }: MembersDeps, choices: Choices) {
  const around = { baseUrl, places: areaOf(visitorOf(request)), here: '/members' }
  const q = fieldOf(request.query, 'q').slice(0, 200)
  const { authorities, counts, withPlatform } = choices
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('members.title'),
    lead: words.t('members.choose'),
    body: (
      <AuthoritiesView
        words={words}
        q={q}
        authorities={presentAuthorities(words, authorities, counts, { q, withPlatform })}
      />
    ),
  }))
}

async function sendMembers(
  request: FastifyRequest,
  reply: FastifyReply,
  { db, baseUrl }: MembersDeps,
  { of, choose }: { of: string; choose: boolean },
) {
  const visitor = visitorOf(request)
  const whole = await wholeOf(db, visitor, of)
  const { authority, parts } = whole
  const { members, invitations } = await readMembers(db, visitor, whole)
  const roles = await grantable(db, visitor, whole)
  const asked =
    authority !== null && mayAskContacts(visitor, authority.id) ? await readContacts(db, visitor, authority.id) : null
  const done = doneWords.find((word) => word === fieldOf(request.query, 'done')) ?? null
  const places = (jurisdiction: string | null) => (jurisdiction === null ? [] : [jurisdiction])
  const around = { baseUrl, places: areaOf(visitor), here: '/members' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('members.of', { name: nameOfAuthority(words, authority) }),
    lead: words.t(authority === null ? 'members.platform.means' : 'members.lead'),
    body: (
      <MembersView
        words={words}
        of={authority?.id ?? platform}
        members={members.map((member) =>
          presentMember(words, member, parts, ({ role, jurisdiction }) =>
            authority === null
              ? may(visitor.standings, `grant:${role}`, { platform: true })
              : may(visitor.standings, `grant:${role}`, { authority: authority.id, places: places(jurisdiction) }) ||
                may(visitor.standings, `grant:${role}`, { platform: true }),
          ),
        )}
        invitations={invitations.map((invitation) => presentInvitation(words, invitation, parts))}
        mayInvite={roles.length > 0}
        done={done}
        choose={choose}
      >
        {asked === null ? null : (
          <ContactsView
            words={words}
            of={of}
            contacts={asked.contacts.map((contact) => presentContact(words, contact, asked.bodies))}
          />
        )}
      </MembersView>
    ),
  }))
}
