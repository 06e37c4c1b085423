// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App, Clock } from '../../kernel/index.ts'
import { Problem } from '../../kernel/index.ts'
import { type FormError, languages, sendAreaPage, type Words } from '../../ui/index.ts'
import { type MembersDeps, readingMembers } from '../members/members.page.tsx'
import { nameOfAuthority } from '../members/present-members.ts'
import { grantable, type Whole, wholeOf } from '../members/read-members.ts'
import { type Flaw, readLastDay } from '../members/role-form.model.ts'
import { fieldOf } from '../sign-in/gate.page.tsx'
import { parseEmail } from '../sign-in/identifier.model.ts'
import { nameFlaw } from '../sign-in/set-up-account.ts'
import { areaOf } from '../visits/area.model.ts'
import { visitorOf } from '../visits/visitor-of.ts'
import { membersOf } from './answer-invitation.ts'
import { invite, inviteAgain, withdraw } from './invite.ts'
import { type InviteForm, InviteView } from './invite.view.tsx'

export type InviteDeps = MembersDeps & { clock: Clock }

const schema = { hide: true }
const acting = { produces: [], access: { act: 'read-members' } } as const

/** `/members/invite`: asks a colleague; and what can be done with an invitation that is open. */
export function invitePage(app: App, deps: InviteDeps): void {
  app.get('/members/invite', { schema, config: readingMembers }, async (request, reply) => {
    const { whole, roles } = await asked(request, deps)
    return sendForm(request, reply, deps, { whole, roles, form: emptyForm(request, whole, roles), flaws: [] })
  })
  app.post('/members/invite', { schema, config: readingMembers }, async (request, reply) => {
    const { whole, roles } = await asked(request, deps)
    const form = formOf(request.body)
    const read = readForm(form, { roles, whole }, deps.clock)
    if ('flaws' in read) return sendForm(request, reply.code(400), deps, { whole, roles, form, flaws: read.flaws })
    await invite(deps, visitorOf(request), { ...read, authority: whole.authority?.id ?? null })
    return reply.redirect(`${membersOf(whole.authority?.id ?? null)}&done=invited`, 303)
  })
  app.post<{ Params: { id: string } }>(
    '/members/invitations/:id/again',
    { schema, config: acting },
    async (request, reply) => {
      const { authority } = await inviteAgain(deps, visitorOf(request), idOf(request.params.id))
      return reply.redirect(`${membersOf(authority)}&done=again`, 303)
    },
  )
  app.post<{ Params: { id: string } }>(
    '/members/invitations/:id/withdraw',
    { schema, config: acting },
    async (request, reply) => {
      const { authority } = await withdraw(deps.db, visitorOf(request), idOf(request.params.id))
      return reply.redirect(`${membersOf(authority)}&done=withdrawn`, 303)
    },
  )
}

/** The id of a row; what can be none names none. */
export function idOf(text: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return text
  throw new Problem('not-found', 'there is no such thing', { told: { key: 'members.gone', args: {} } })
}

/** Where somebody would invite, and to what; nobody invites where they may grant nothing. */
async function asked(request: FastifyRequest, { db }: InviteDeps) {
  const visitor = visitorOf(request)
  const whole = await wholeOf(db, visitor, fieldOf(request.query, 'authority'))
  const roles = await grantable(db, visitor, whole)
  if (roles.length === 0)
    throw new Problem('forbidden', 'no role of yours may invite here', {
      told: { key: 'visit.forbidden', args: { name: visitor.name } },
    })
  return { whole, roles }
}

const formOf = (body: unknown): InviteForm => ({
  name: fieldOf(body, 'name').normalize('NFC').trim(),
  address: fieldOf(body, 'address').trim(),
  role: fieldOf(body, 'role'),
  part: fieldOf(body, 'part'),
  until: fieldOf(body, 'until'),
  lang: fieldOf(body, 'lang'),
  note: fieldOf(body, 'note').trim(),
})

function emptyForm(request: FastifyRequest, { authority }: Whole, roles: readonly string[]): InviteForm {
  const asked = fieldOf(request.query, 'role')
  const role = roles.includes(asked) ? asked : (roles[0] ?? '')
  return { name: '', address: '', role, part: '', until: '', lang: authority?.lang ?? 'zh-CN', note: '' }
}

function readForm(form: InviteForm, { roles, whole }: { roles: readonly string[]; whole: Whole }, clock: Clock) {
  const flaws: Flaw[] = []
  const wrongName = nameFlaw(form.name)
  if (wrongName !== null) flaws.push({ field: 'name', key: 'invitation.flaw.name' })
  const address = parseEmail(form.address)?.value ?? null
  if (address === null) flaws.push({ field: 'address', key: 'invitation.flaw.address' })
  if (!roles.includes(form.role)) flaws.push({ field: 'role', key: 'members.flaw.role' })
  const jurisdiction = form.part === '' ? null : form.part
  if (jurisdiction !== null && !whole.parts.some(({ code }) => code === jurisdiction))
    flaws.push({ field: 'part', key: 'members.flaw.part' })
  const day = readLastDay(form.until, clock)
  if ('key' in day) flaws.push(day)
  if (form.note.length > 1000) flaws.push({ field: 'note', key: 'invitation.flaw.note' })
  const lang = languages.includes(form.lang) ? form.lang : 'en'
  if (flaws.length > 0 || address === null || 'key' in day) return { flaws }
  const note = form.note === '' ? null : form.note
  return { name: form.name, address, role: form.role, jurisdiction, roleUntil: day.until, note, lang }
}

export const inWords = (words: Words, flaws: readonly Flaw[]): FormError[] =>
  flaws.map(({ field, key }) => ({ field, text: words.t(key) }))

interface Shown {
  whole: Whole
  roles: readonly string[]
  form: InviteForm
  flaws: readonly Flaw[]
}

function sendForm(request: FastifyRequest, reply: FastifyReply, { baseUrl }: InviteDeps, shown: Shown) {
  const { whole, roles, form, flaws } = shown
  const around = { baseUrl, places: areaOf(visitorOf(request)), here: '/members' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('invitation.title'),
    lead: words.t('invitation.lead', { name: nameOfAuthority(words, whole.authority) }),
    body: (
      <InviteView
        words={words}
        of={whole.of}
        form={form}
        roles={roles}
        parts={whole.parts}
        errors={inWords(words, flaws)}
      />
    ),
  }))
}
