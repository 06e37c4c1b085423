// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../kernel/index.ts'
import { type FormError, sendAreaPage, type Words } from '../../ui/index.ts'
import type { Door } from '../sign-in/door.ts'
import { fieldOf, letIn } from '../sign-in/gate.page.tsx'
import { passwordFlawText, passwordLimits } from '../sign-in/set-up-account.page.tsx'
import { connectionIn } from '../sign-in/sign-in.page.tsx'
import { areaOf } from '../visits/area.model.ts'
import { visitorOf } from '../visits/visitor-of.ts'
import { changePassword, hasPassword, type PasswordChanged } from './change-password.ts'
import { ChangePasswordView } from './change-password.view.tsx'
import { wayToProve } from './prove-again.ts'

const path = '/account/security/password'

/** `/account/security/password`: the old one and a new one; the first one for who has proved recently who they are. */
export function changePasswordPage(app: App, door: Door): void {
  const options = { schema: { hide: true }, config: { produces: ['text/html'], access: 'signed-in' } as const }
  app.get(path, options, async (request, reply) => {
    const has = await hasPassword(door, visitorOf(request).person)
    const way = has ? null : await wayToProve(door.db, request.sessionToken, path)
    return way === null ? show(request, reply, door, { has, result: null }) : reply.redirect(way, 303)
  })
  app.post(path, options, async (request, reply) => {
    const visitor = visitorOf(request)
    const has = await hasPassword(door, visitor.person)
    const way = has ? null : await wayToProve(door.db, request.sessionToken, path)
    if (way !== null) return reply.redirect(way, 303)
    const change = { old: fieldOf(request.body, 'old'), fresh: fieldOf(request.body, 'password') }
    const result = await changePassword(door, visitor, change, connectionIn(request))
    if (result.done === 'changed') return letIn(reply, door, result.session, '/account/security?done=password')
    return show(request, reply.code(400), door, { has, result })
  })
}

interface Shown {
  has: boolean
  result: Exclude<PasswordChanged, { done: 'changed' }> | null
}

function show(request: FastifyRequest, reply: FastifyReply, door: Door, { has, result }: Shown): FastifyReply {
  const visitor = visitorOf(request)
  const around = { baseUrl: door.baseUrl, places: areaOf(visitor), here: '/account/security' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t(has ? 'security.password.change' : 'security.password.set'),
    lead: words.t('security.password.lead'),
    body: (
      <ChangePasswordView
        words={words}
        has={has}
        name={visitor.name}
        limits={passwordLimits}
        errors={errorsOf(words, result)}
      />
    ),
  }))
}

function errorsOf(words: Words, result: Shown['result']): FormError[] {
  if (result === null) return []
  if (result.done === 'refused') return [{ field: 'old', text: words.t('security.prove.refused') }]
  return [{ field: 'password', text: passwordFlawText(words, result.flaw) }]
}
