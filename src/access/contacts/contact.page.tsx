// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '../../db/index.ts'
import { type App, Problem } from '../../kernel/index.ts'
import type { Words } from '../../ui/index.ts'
import { knowAuthority } from '../authorities/know-authorities.ts'
import { ClosedView } from '../invitations/invitation.view.tsx'
import { nameOfAuthority } from '../members/present-members.ts'
import { lastDayOf } from '../members/role-form.model.ts'
import { requireFromUs } from '../sessions/recognise-visitors.route.ts'
import { fieldOf, sendGatePage } from '../sign-in/gate.page.tsx'
import { answer, nameOfBody, readAsked } from './ask-contact.ts'
import { ContactView } from './contact.view.tsx'
import { contactAnswers } from './shown-contact.model.ts'

interface Deps {
  db: Db
  baseUrl: string
}

type Asked = FastifyRequest<{ Params: { token: string } }>

/** `/contact/TOKEN`: whoever holds the link says whether they answer for an awarding body, and ends it when they like. */
export function contactPage(app: App, deps: Deps): void {
  const options = { schema: { hide: true }, config: { produces: ['text/html'], access: 'public' } as const }
  app.get<{ Params: { token: string } }>('/contact/:token', options, (request, reply) => show(request, reply, deps))
  app.post<{ Params: { token: string } }>('/contact/:token', options, async (request, reply) => {
    requireFromUs(request, deps.baseUrl)
    const text = fieldOf(request.body, 'answer')
    const said = contactAnswers.find((one) => one === text)
    if (said === undefined)
      throw new Problem('invalid-input', `answer: found '${text}', expected ${contactAnswers.join(', ')}`)
    const answered = await answer(deps.db, request.params.token, said)
    if (answered?.done !== true) return show(request, reply, deps)
    return reply.redirect(`/contact/${request.params.token}?done=${said}`, 303)
  })
}

async function show(request: Asked, reply: FastifyReply, { db, baseUrl }: Deps) {
  const { token } = request.params
  const asked = await readAsked(db, token)
  const known = asked === null ? null : await knowAuthority(db, asked.authority)
  const state = asked?.state ?? 'none'
  if (asked === null || (state !== 'open' && state !== 'confirmed'))
    return sendGatePage(request, reply.code(asked === null ? 404 : 410), { baseUrl }, (words) => ({
      title: words.t('contact.closed.title'),
      body: <ClosedView words={words} text={words.t(`contact.closed.${state}`)} contact={known?.contact ?? null} />,
    }))
  const names = await nameOfBody(db, asked.body)
  return sendGatePage(request, reply, { baseUrl }, (words) => {
    const body = names === null ? asked.body : words.pick(names)
    return {
      title: words.t('contact.title', { body }),
      body: (
        <ContactView
          words={words}
          token={token}
          lines={[
            ...(asked.name === null ? [] : [words.t('contact.to', { name: asked.name })]),
            words.t(state === 'open' ? 'contact.who' : 'contact.confirmed.who', {
              name: asked.invitedBy,
              authority: known === null ? asked.authority : nameOfAuthority(words, known),
              body,
            }),
            words.t('contact.what'),
            words.t('contact.later'),
            ...untilOf(words, asked.expiresAt),
            ...(known?.contact ? [words.t('invitation.contact', { contact: known.contact })] : []),
          ]}
          confirmed={state === 'confirmed'}
          done={state === 'confirmed' && fieldOf(request.query, 'done') === 'confirm'}
        />
      ),
    }
  })
}

const untilOf = (words: Words, expiresAt: Date | null): string[] =>
  expiresAt === null ? [] : [words.t('invitation.open-until', { day: words.date(lastDayOf(expiresAt)) })]
