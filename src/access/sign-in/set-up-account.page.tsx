// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../kernel/index.ts'
import type { FormError, Words } from '../../ui/index.ts'
import { longestPassword, type PasswordFlaw, shortestPassword } from '../passwords/password-rules.model.ts'
import { connectionOf } from '../sessions/connection.model.ts'
import { requireFromUs } from '../sessions/recognise-visitors.route.ts'
import { placeToGo } from '../visits/visitor-of.ts'
import type { Door } from './door.ts'
import { fieldOf, type GateSettings, letIn, sendGatePage } from './gate.page.tsx'
import { longestName, readSetUp, type SetUpFlaw, setUpAccount } from './set-up-account.ts'
import { GoneView, SetUpView } from './set-up-account.view.tsx'

/** `/set-up/TOKEN?next=…`: whoever holds the token has shown an address to be theirs, and sets up an account for it. */
export function setUpAccountPage(app: App, deps: Door): void {
  const options = { schema: { hide: true }, config: { produces: ['text/html'], access: 'public' } as const }
  app.get<{ Params: { token: string } }>('/set-up/:token', options, async (request, reply) => {
    const ticket = await readSetUp(deps.db, request.params.token)
    if (ticket === null) return sendGone(request, reply, deps)
    return sendForm(request, reply, deps, {
      address: ticket.content.identifier.value,
      name: ticket.content.name ?? '',
      flaws: [],
    })
  })
  app.post<{ Params: { token: string } }>('/set-up/:token', options, async (request, reply) => {
    requireFromUs(request, deps.baseUrl)
    const form = {
      token: request.params.token,
      name: fieldOf(request.body, 'name'),
      password: fieldOf(request.body, 'password'),
    }
    const ticket = await readSetUp(deps.db, form.token)
    const from = connectionOf(request.ip, request.headers['user-agent'])
    const result = await setUpAccount(deps, form, { from, before: request.sessionToken })
    if (result.done === 'in')
      return letIn(reply, deps, result.session, placeToGo(fieldOf(request.query, 'next'), '/home'))
    if (result.done === 'gone' || ticket === null) return sendGone(request, reply, deps)
    const { name } = form
    return sendForm(request, reply, deps, { address: ticket.content.identifier.value, name, flaws: result.flaws })
  })
}

interface Shown {
  address: string
  name: string
  flaws: readonly SetUpFlaw[]
}

function sendForm(request: FastifyRequest, reply: FastifyReply, deps: GateSettings, { address, name, flaws }: Shown) {
  reply.code(flaws.length > 0 ? 400 : 200)
  return sendGatePage(request, reply, deps, (words) => ({
    title: words.t('sign-in.set-up.title'),
    lead: words.t('sign-in.set-up.lead'),
    body: (
      <SetUpView
        words={words}
        limits={{ name: longestName, ...passwordLimits }}
        action={request.url}
        address={address}
        name={name}
        errors={flaws.map((flaw) => worded(words, flaw))}
      />
    ),
  }))
}

const sendGone = (request: FastifyRequest, reply: FastifyReply, deps: GateSettings) =>
  sendGatePage(request, reply.code(404), deps, (words) => ({
    title: words.t('sign-in.gone.title'),
    lead: words.t('sign-in.set-up.gone'),
    body: <GoneView words={words} again="/sign-up" way={words.t('sign-in.sign-up.do')} />,
  }))

const worded = (words: Words, { field, flaw }: SetUpFlaw): FormError => ({
  field,
  text:
    field === 'password'
      ? passwordFlawText(words, flaw)
      : words.t(flaw === 'missing' ? 'sign-in.name.missing' : 'sign-in.name.long', { most: longestName }),
})

export const passwordLimits = { shortestPassword, longestPassword }

/** What is wrong with a password, and what would be right. */
export function passwordFlawText(words: Words, flaw: PasswordFlaw): string {
  if (flaw === 'short') return words.t('sign-in.password.short', { least: shortestPassword })
  if (flaw === 'long') return words.t('sign-in.password.long', { most: longestPassword })
  return words.t(flaw === 'own' ? 'sign-in.password.own' : 'sign-in.password.common')
}
