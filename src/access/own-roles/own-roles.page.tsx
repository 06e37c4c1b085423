// SPDX-License-Identifier: Apache-2.0
import type { App } from '../../kernel/index.ts'
import { sendAreaPage, type Words } from '../../ui/index.ts'
import type { KnownAuthority } from '../authorities/know-authorities.ts'
import { idOf } from '../invitations/invite.page.tsx'
import { leaveRole } from '../members/end-membership.ts'
import type { MembersDeps } from '../members/members.page.tsx'
import { awayIn, dayIn } from '../members/present-members.ts'
import { type OwnMembership, readOwnRoles } from '../members/read-members.ts'
import { lastDayOf } from '../members/role-form.model.ts'
import { isRole, needsSecondFactor } from '../permissions/roles.model.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import { fieldOf } from '../sign-in/gate.page.tsx'
import { areaOf } from '../visits/area.model.ts'
import { visitorOf } from '../visits/visitor-of.ts'
import { type OwnRole, OwnRolesView } from './own-roles.view.tsx'

const schema = { hide: true }
const doneWords = ['accepted', 'declined', 'held', 'left', 'absent', 'back']

/** `/account/roles`: what somebody is here; to leave a role, to say when they are away. */
export function ownRolesPage(app: App, { db, baseUrl }: MembersDeps): void {
  const config = { produces: ['text/html'], access: 'signed-in' } as const
  app.get('/account/roles', { schema, config }, async (request, reply) => {
    const visitor = visitorOf(request)
    const { roles, authorities } = await readOwnRoles(db, visitor)
    const done = doneWords.find((word) => word === fieldOf(request.query, 'done')) ?? null
    const around = { baseUrl, places: areaOf(visitor), here: '/account/roles' }
    return sendAreaPage(request, reply, around, (words) => ({
      title: words.t('members.own.title'),
      lead: words.t('members.own.lead'),
      body: (
        <OwnRolesView
          words={words}
          done={done}
          roles={roles.map((one) => presentOwn(words, visitor, one, authorities))}
        />
      ),
    }))
  })
  app.post<{ Params: { id: string } }>(
    '/account/roles/:id/leave',
    { schema, config: { produces: [], access: 'signed-in' } },
    async (request, reply) => {
      await leaveRole(db, visitorOf(request), idOf(request.params.id))
      return reply.redirect('/account/roles?done=left', 303)
    },
  )
}

function presentOwn(
  words: Words,
  { weak }: SignedIn,
  { member, deputies }: OwnMembership,
  authorities: ReadonlyMap<string, KnownAuthority>,
): OwnRole {
  const { id, role, authority, jurisdiction, since, until, grantedBy, away } = member
  const staff = isRole(role) && needsSecondFactor(role)
  const known = authority === null ? null : (authorities.get(authority)?.names ?? null)
  return {
    id,
    role: words.t(`role.${role}`),
    means: words.t(`role.${role}.means`),
    body: known === null ? authority : words.pick(known),
    lines: [
      ...(jurisdiction === null ? [] : [words.t('members.part', { part: jurisdiction })]),
      words.t('members.since', { day: dayIn(words, since) }),
      ...(until === null ? [] : [words.t('members.until', { day: words.date(lastDayOf(until)) })]),
      ...(grantedBy === null ? [] : [words.t('members.granted-by', { name: grantedBy })]),
    ],
    withheld: staff && weak,
    mayLeave: role !== 'holder' && role !== 'representative',
    mayBeAway: authority !== null && staff && !weak,
    away: away === null ? null : { id: away.id, text: awayIn(words, away) },
    deputies,
  }
}
