// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '../../db/index.ts'
import { type App, Problem } from '../../kernel/index.ts'
import type { Words } from '../../ui/index.ts'
import { type KnownAuthority, knowAuthority, type Part, partsOf } from '../authorities/know-authorities.ts'
import { nameOfAuthority, partName } from '../members/present-members.ts'
import { lastDayOf } from '../members/role-form.model.ts'
import { isRole, needsSecondFactor } from '../permissions/roles.model.ts'
import { offeredProviders } from '../providers/link-provider.ts'
import { ProviderWays } from '../providers/provider-ways.view.tsx'
import { requireFromUs } from '../sessions/recognise-visitors.route.ts'
import { fieldOf, sendGatePage } from '../sign-in/gate.page.tsx'
import { visitorOf } from '../visits/visitor-of.ts'
import { answer, type Invitation, readInvitation, setUpForInvitation } from './answer-invitation.ts'
import { ClosedView, InvitationView } from './invitation.view.tsx'

interface Deps {
  db: Db
  baseUrl: string
}

interface WithToken {
  Params: { token: string }
}

const schema = { hide: true }

/** `/invitation/TOKEN`: who invites to what, and the answer. */
export function invitationPage(app: App, deps: Deps): void {
  const open = { schema, config: { produces: ['text/html'], access: 'public' } as const }
  app.get<WithToken>('/invitation/:token', open, (request, reply) => sendInvitation(request, reply, deps))
  app.post<WithToken>('/invitation/:token/set-up', open, async (request, reply) => {
    requireFromUs(request, deps.baseUrl)
    const ticket = await setUpForInvitation(deps.db, request.params.token)
    if (ticket === null) return sendInvitation(request, reply, deps)
    return reply.redirect(`/set-up/${ticket}?next=${encodeURIComponent(`/invitation/${request.params.token}`)}`, 303)
  })
  const behind = { schema, config: { produces: ['text/html'], access: 'signed-in' } as const }
  app.post<WithToken>('/invitation/:token/answer', behind, async (request, reply) => {
    const said = fieldOf(request.body, 'answer')
    if (said !== 'yes' && said !== 'no')
      throw new Problem('invalid-input', `answer: found '${said}', expected yes or no`)
    const answered = await answer(deps.db, visitorOf(request), request.params.token, said === 'yes')
    if (answered?.state !== 'open' && answered?.state !== 'held') return sendInvitation(request, reply, deps)
    const done = answered.state === 'held' ? 'held' : said === 'yes' ? 'accepted' : 'declined'
    return reply.redirect(`/account/roles?done=${done}`, 303)
  })
}

async function sendInvitation(request: FastifyRequest<WithToken>, reply: FastifyReply, { db, baseUrl }: Deps) {
  const { token } = request.params
  const invitation = await readInvitation(db, token)
  if (invitation === null) return sendClosed(request, reply.code(404), { baseUrl, key: 'none', contact: null })
  const authority = invitation.authority === null ? null : await knowAuthority(db, invitation.authority)
  const { state } = invitation
  if (state !== 'open')
    return sendClosed(request, reply.code(410), { baseUrl, key: state, contact: authority?.contact ?? null })
  const [parts, offered] = await Promise.all([partsOf(db, authority), offeredProviders(db)])
  // Only what the inviting authority says of somebody counts for its invitation.
  const providers = offered.filter((one) => one.authority === invitation.authority)
  return sendGatePage(request, reply, { baseUrl }, (words) => ({
    title: words.t('invitation.page.title', { name: nameOfAuthority(words, authority) }),
    body: (
      <InvitationView
        words={words}
        token={token}
        lines={linesOf(words, invitation, { authority, parts })}
        note={invitation.note}
        staff={isRole(invitation.role) && needsSecondFactor(invitation.role)}
        visitor={request.signedIn?.name ?? null}
        maySetUp={invitation.address !== null}
      >
        <ProviderWays words={words} providers={providers} next={`/invitation/${token}`} />
      </InvitationView>
    ),
  }))
}

function linesOf(
  words: Words,
  { role, jurisdiction, roleUntil, invitedBy, expiresAt }: Invitation,
  { authority, parts }: { authority: KnownAuthority | null; parts: readonly Part[] },
): string[] {
  const body = nameOfAuthority(words, authority)
  const part = partName(words, parts, jurisdiction)
  return [
    words.t('invitation.who', { name: invitedBy, body, role: words.t(`role.${role}`) }),
    words.t(`role.${role}.means`),
    ...(part === null ? [] : [words.t('members.part', { part })]),
    ...(roleUntil === null ? [] : [words.t('members.until', { day: words.date(lastDayOf(roleUntil)) })]),
    words.t('invitation.open-until', { day: words.date(lastDayOf(expiresAt)) }),
    ...(authority?.contact ? [words.t('invitation.contact', { contact: authority.contact })] : []),
  ]
}

function sendClosed(
  request: FastifyRequest,
  reply: FastifyReply,
  { baseUrl, key, contact }: { baseUrl: string; key: string; contact: string | null },
) {
  return sendGatePage(request, reply, { baseUrl }, (words) => ({
    title: words.t('invitation.closed.title'),
    body: <ClosedView words={words} text={words.t(`invitation.closed.${key}`)} contact={contact} />,
  }))
}
