// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '../../db/index.ts'
import { type App, Problem } from '../../kernel/index.ts'
import type { AwardingBody } from '../../organisations/index.ts'
import { languages, sendAreaPage, type Words } from '../../ui/index.ts'
import type { KnownAuthority } from '../authorities/know-authorities.ts'
import { membersOf } from '../invitations/answer-invitation.ts'
import { idOf, inWords } from '../invitations/invite.page.tsx'
import { readingMembers } from '../members/members.page.tsx'
import { nameOfAuthority } from '../members/present-members.ts'
import { wholeOf } from '../members/read-members.ts'
import type { Flaw } from '../members/role-form.model.ts'
import { fieldOf } from '../sign-in/gate.page.tsx'
import { parseEmail } from '../sign-in/identifier.model.ts'
import { nameFlaw } from '../sign-in/set-up-account.ts'
import { areaOf } from '../visits/area.model.ts'
import { visitorOf } from '../visits/visitor-of.ts'
import { askContact, askContactAgain, knowBodies, mayAskContacts, withdraw } from './ask-contact.ts'
import { AskContactView, type ContactForm } from './contacts.view.tsx'

interface Deps {
  db: Db
  baseUrl: string
}

const schema = { hide: true }

/** Bodies that one list offers; of more, some are searched for. */
const offered = 300

/** `/members/contacts/ask`: asks somebody to answer for an awarding body; and what can be done with who was asked. */
export function askContactPage(app: App, deps: Deps): void {
  app.get('/members/contacts/ask', { schema, config: readingMembers }, async (request, reply) => {
    const authority = await askingOf(request, deps)
    const form = { body: '', name: '', address: '', lang: authority.lang ?? 'zh-CN' }
    return sendForm(request, reply, deps, { authority, form, flaws: [] })
  })
  app.post('/members/contacts/ask', { schema, config: readingMembers }, async (request, reply) => {
    const authority = await askingOf(request, deps)
    const form = formOf(request.body)
    const flaws = await flawsOf(deps.db, form)
    const address = parseEmail(form.address)?.value
    if (flaws.length > 0 || address === undefined)
      return sendForm(request, reply.code(400), deps, { authority, form, flaws })
    await askContact(deps, visitorOf(request), { ...form, address, authority: authority.id })
    return reply.redirect(`${membersOf(authority.id)}&done=contact-asked`, 303)
  })
  app.post<{ Params: { id: string } }>(
    '/members/contacts/:id/again',
    { schema, config: { produces: [], access: { act: 'read-members' } } },
    async (request, reply) => {
      const { authority } = await askContactAgain(deps, visitorOf(request), idOf(request.params.id))
      return reply.redirect(`${membersOf(authority)}&done=contact-again`, 303)
    },
  )
  app.post<{ Params: { id: string } }>(
    '/members/contacts/:id/withdraw',
    { schema, config: { produces: [], access: { act: 'read-members' } } },
    async (request, reply) => {
      const { authority } = await withdraw(deps.db, visitorOf(request), idOf(request.params.id))
      return reply.redirect(`${membersOf(authority)}&done=contact-withdrawn`, 303)
    },
  )
}

/** The authority that asks; nobody asks in the name of one whose contacts they may not choose. */
async function askingOf(request: FastifyRequest, { db }: Deps): Promise<KnownAuthority> {
  const visitor = visitorOf(request)
  const { authority } = await wholeOf(db, visitor, fieldOf(request.query, 'authority'))
  if (authority !== null && mayAskContacts(visitor, authority.id)) return authority
  throw new Problem('forbidden', 'no role of yours may ask contacts here', {
    told: { key: 'visit.forbidden', args: { name: visitor.name } },
  })
}

function formOf(body: unknown): ContactForm {
  const lang = fieldOf(body, 'lang')
  return {
    body: fieldOf(body, 'body'),
    name: fieldOf(body, 'name').normalize('NFC').trim(),
    address: fieldOf(body, 'address').trim(),
    lang: languages.includes(lang) ? lang : 'en',
  }
}

async function flawsOf(db: Db, form: ContactForm): Promise<Flaw[]> {
  const bodies = await knowBodies(db)
  return [
    ...(bodies.has(form.body) ? [] : [{ field: 'body', key: 'contact.flaw.body' }]),
    ...(nameFlaw(form.name) === null ? [] : [{ field: 'name', key: 'invitation.flaw.name' }]),
    ...(parseEmail(form.address) === null ? [{ field: 'address', key: 'invitation.flaw.address' }] : []),
  ]
}

interface Shown {
  authority: KnownAuthority
  form: ContactForm
  flaws: readonly Flaw[]
}

async function sendForm(
  request: FastifyRequest,
  reply: FastifyReply,
  { db, baseUrl }: Deps,
  { authority, form, flaws }: Shown,
) {
  const all = await knowBodies(db)
  const q = fieldOf(request.query, 'q').slice(0, 200)
  const around = { baseUrl, places: areaOf(visitorOf(request)), here: '/members' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('contact.ask'),
    lead: words.t('contact.ask.lead', { name: nameOfAuthority(words, authority) }),
    body: (
      <AskContactView
        words={words}
        of={authority.id}
        q={q}
        bodies={bodiesIn(words, all, q)}
        form={form}
        errors={inWords(words, flaws)}
      />
    ),
  }))
}

/** Those whose name (in any language, or one that they had before) or id holds what was asked, by name. */
function bodiesIn(words: Words, all: ReadonlyMap<string, AwardingBody>, q: string): { id: string; name: string }[] {
  const asked = q.trim().toLowerCase()
  const namesOf = ({ id, names, formerNames }: AwardingBody) => [
    id,
    ...Object.values(names),
    ...formerNames.flatMap((former) => Object.values(former.names)),
  ]
  return [...all.values()]
    .filter((body) => namesOf(body).some((name) => name.toLowerCase().includes(asked)))
    .map(({ id, names }) => ({ id, name: words.pick(names) }))
    .sort((a, b) => words.compare(a.name, b.name))
    .slice(0, offered)
}
