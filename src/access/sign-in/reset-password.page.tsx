// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../kernel/index.ts'
import type { PasswordFlaw } from '../passwords/password-rules.model.ts'
import { requireFromUs } from '../sessions/recognise-visitors.route.ts'
import type { Door } from './door.ts'
import { fieldOf, type GateSettings, sendGatePage } from './gate.page.tsx'
import { type Resetting, readReset, resetPassword } from './reset-password.ts'
import { ResetView } from './reset-password.view.tsx'
import { passwordFlawText, passwordLimits } from './set-up-account.page.tsx'
import { GoneView } from './set-up-account.view.tsx'

/** `/reset/TOKEN`: a new password, for whoever holds the token that was sent. */
export function resetPasswordPage(app: App, deps: Door): void {
  const options = { schema: { hide: true }, config: { produces: ['text/html'], access: 'public' } as const }
  app.get<{ Params: { token: string } }>('/reset/:token', options, async (request, reply) => {
    const resetting = await readReset(deps.db, request.params.token)
    return resetting === null
      ? sendGone(request, reply, deps)
      : sendForm(request, reply, deps, { resetting, flaw: null })
  })
  app.post<{ Params: { token: string } }>('/reset/:token', options, async (request, reply) => {
    requireFromUs(request, deps.baseUrl)
    const { token } = request.params
    const resetting = await readReset(deps.db, token)
    const result = await resetPassword(deps, { token, password: fieldOf(request.body, 'password') })
    if (result.done === 'reset') return reply.redirect('/sign-in?done=reset', 303)
    if (result.done === 'gone' || resetting === null) return sendGone(request, reply, deps)
    return sendForm(request, reply, deps, { resetting, flaw: result.flaw })
  })
}

function sendForm(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: GateSettings,
  { resetting, flaw }: { resetting: Resetting; flaw: PasswordFlaw | null },
) {
  reply.code(flaw === null ? 200 : 400)
  return sendGatePage(request, reply, deps, (words) => {
    const errors = flaw === null ? [] : [{ field: 'password', text: passwordFlawText(words, flaw) }]
    return {
      title: words.t('sign-in.reset.title'),
      lead: words.t('sign-in.reset.lead', { name: resetting.name }),
      body: (
        <ResetView
          words={words}
          limits={passwordLimits}
          action={request.url}
          address={resetting.addresses[0] ?? ''}
          errors={errors}
        />
      ),
    }
  })
}

const sendGone = (request: FastifyRequest, reply: FastifyReply, deps: GateSettings) =>
  sendGatePage(request, reply.code(404), deps, (words) => ({
    title: words.t('sign-in.gone.title'),
    lead: words.t('sign-in.reset.gone'),
    body: <GoneView words={words} again="/reset" way={words.t('sign-in.reset.ask')} />,
  }))
