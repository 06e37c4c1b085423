// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type App, type Clock, Problem } from '../../kernel/index.ts'
import { sendAreaPage } from '../../ui/index.ts'
import { membersOf } from '../invitations/answer-invitation.ts'
import { idOf, inWords } from '../invitations/invite.page.tsx'
import { fieldOf } from '../sign-in/gate.page.tsx'
import { areaOf } from '../visits/area.model.ts'
import { placeToGo, visitorOf } from '../visits/visitor-of.ts'
import { changeMembership, endMembership } from './end-membership.ts'
import { MemberView } from './member.view.tsx'
import { type MembersDeps, readingMembers } from './members.page.tsx'
import { awayIn, presentMember } from './present-members.ts'
import { type OneMember, readMember } from './read-members.ts'
import { comeBack, reportAbsence } from './report-absence.ts'
import { type Flaw, lastDayOf, readAbsence, readLastDay } from './role-form.model.ts'

export type MemberDeps = MembersDeps & { clock: Clock }

type Asked = FastifyRequest<{ Params: { id: string } }>

const schema = { hide: true }

/** `/members/ID`: one membership; to change it, to end it, to say when its holder is away. */
export function memberPage(app: App, deps: MemberDeps): void {
  const options = { schema, config: readingMembers }
  app.get<{ Params: { id: string } }>('/members/:id', options, async (request, reply) =>
    sendMember(request, reply, deps, { flaws: [], opened: null }),
  )
  app.post<{ Params: { id: string } }>('/members/:id/change', options, (request, reply) => change(request, reply, deps))
  app.post<{ Params: { id: string } }>('/members/:id/end', options, (request, reply) => end(request, reply, deps))
  app.post<{ Params: { id: string } }>(
    '/members/:id/absence',
    { schema, config: { produces: ['text/html'], access: 'signed-in' } },
    (request, reply) => away(request, reply, deps),
  )
  app.post<{ Params: { id: string } }>(
    '/members/absences/:id/end',
    { schema, config: { produces: [], access: 'signed-in' } },
    async (request, reply) => {
      await comeBack(deps.db, visitorOf(request), idOf(request.params.id))
      const back = placeToGo(fieldOf(request.body, 'back'), '/account/roles')
      return reply.redirect(`${back}${back.includes('?') ? '&' : '?'}done=back`, 303)
    },
  )
}

async function change(request: Asked, reply: FastifyReply, deps: MemberDeps) {
  const visitor = visitorOf(request)
  const one = await readMember(deps.db, visitor, idOf(request.params.id))
  const [role, part] = [fieldOf(request.body, 'role'), fieldOf(request.body, 'part')]
  const day = readLastDay(fieldOf(request.body, 'until'), deps.clock)
  const flaws: Flaw[] = 'key' in day ? [day] : []
  if (!one.roles.some((known) => known === role)) flaws.push({ field: 'role', key: 'members.flaw.role' })
  if (part !== '' && !one.whole.parts.some(({ code }) => code === part))
    flaws.push({ field: 'part', key: 'members.flaw.part' })
  if (flaws.length > 0 || 'key' in day) return sendMember(request, reply.code(400), deps, { flaws, opened: 'change' })
  const jurisdiction = part === '' ? null : part
  await changeMembership(deps.db, visitor, { id: one.member.id, role, jurisdiction, until: day.until })
  return reply.redirect(`${membersOf(one.member.authority)}&done=changed`, 303)
}

async function end(request: Asked, reply: FastifyReply, deps: MemberDeps) {
  const reason = fieldOf(request.body, 'reason').trim()
  if (reason === '' || reason.length > 500) {
    const flaws = [{ field: 'reason', key: 'members.flaw.reason' }]
    return sendMember(request, reply.code(400), deps, { flaws, opened: 'end' })
  }
  const member = await endMembership(deps.db, visitorOf(request), { id: idOf(request.params.id), reason })
  return reply.redirect(`${membersOf(member.authority)}&done=ended`, 303)
}

async function away(request: Asked, reply: FastifyReply, deps: MemberDeps) {
  const read = readAbsence(fieldOf(request.body, 'from'), fieldOf(request.body, 'to'), deps.clock)
  if ('flaws' in read) return sendMember(request, reply.code(400), deps, { flaws: read.flaws, opened: 'absence' })
  const deputy = fieldOf(request.body, 'deputy')
  const absence = { ...read, membership: idOf(request.params.id), deputy: deputy === '' ? null : idOf(deputy) }
  await reportAbsence(deps.db, visitorOf(request), absence)
  const back = placeToGo(fieldOf(request.body, 'back'), '/account/roles')
  return reply.redirect(`${back}${back.includes('?') ? '&' : '?'}done=absent`, 303)
}

interface Shown {
  flaws: readonly Flaw[]
  opened: 'change' | 'absence' | 'end' | null
}

async function sendMember(request: Asked, reply: FastifyReply, deps: MemberDeps, { flaws, opened }: Shown) {
  const visitor = visitorOf(request)
  const one = await readMember(deps.db, visitor, idOf(request.params.id))
  const { member, whole, roles, deputies, mayChange } = one
  if (!mayChange && member.person !== visitor.person)
    throw new Problem('forbidden', 'no role of yours may change this', {
      told: { key: 'visit.forbidden', args: { name: visitor.name } },
    })
  const around = { baseUrl: deps.baseUrl, places: areaOf(visitor), here: '/members' }
  return sendAreaPage(request, reply, around, (words) => {
    const shown = presentMember(words, member, whole.parts, () => mayChange)
    return {
      title: member.name,
      lead: shown.role,
      body: (
        <MemberView
          words={words}
          id={member.id}
          lines={shown.lines}
          away={member.away === null ? null : { id: member.away.id, text: awayIn(words, member.away) }}
          deputies={deputies}
          change={mayChange ? { roles, parts: whole.parts } : null}
          form={typed(request.body, one)}
          errors={inWords(words, flaws)}
          opened={opened}
          back={membersOf(member.authority)}
        />
      ),
    }
  })
}

/** What was sent, else what holds. */
function typed(body: unknown, { member }: OneMember) {
  const sent = (name: string, otherwise: string) =>
    typeof body === 'object' && body !== null && Object.hasOwn(body, name) ? fieldOf(body, name) : otherwise
  return {
    role: sent('role', member.role),
    part: sent('part', member.jurisdiction ?? ''),
    until: sent('until', member.until === null ? '' : lastDayOf(member.until)),
    reason: sent('reason', ''),
    from: sent('from', ''),
    to: sent('to', ''),
    deputy: sent('deputy', ''),
  }
}
