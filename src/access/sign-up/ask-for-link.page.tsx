// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../kernel/index.ts'
import { languages, preferencesOf, type Words } from '../../ui/index.ts'
import { connectionOf } from '../sessions/connection.model.ts'
import { requireFromUs } from '../sessions/recognise-visitors.route.ts'
import type { Door } from '../sign-in/door.ts'
import { fieldOf, sendGatePage } from '../sign-in/gate.page.tsx'
import { placeToGo } from '../visits/visitor-of.ts'
import { type Asked, type Asking, askForLink } from './ask-for-link.ts'
import { AskView, CodeView, SentView, WayBack } from './ask-for-link.view.tsx'
import { enterCode, readCode } from './enter-code.ts'

const options = { schema: { hide: true }, config: { produces: ['text/html'], access: 'public' } as const }

/** In which language the reader of a request is written to: one that there is. */
export function languageOf({ headers, body }: FastifyRequest): string {
  const { lang } = preferencesOf({ headers, lang: fieldOf(body, 'lang'), secure: false })
  return languages.includes(lang) ? lang : 'en'
}

/** `/sign-up` and `/reset`: an address to write to. What is answered does not say whether anybody has it. */
export function askForLinkPages(app: App, door: Door): void {
  for (const about of ['sign-up', 'reset'] as const) {
    app.get(`/${about}`, options, async (request, reply) =>
      fieldOf(request.query, 'sent') === '1'
        ? sendSent(request, reply, door, about)
        : sendAsk(request, reply, door, { about, address: '', refused: null }),
    )
    app.post(`/${about}`, options, async (request, reply) => {
      requireFromUs(request, door.baseUrl)
      const address = fieldOf(request.body, 'address')
      const from = connectionOf(request.ip, request.headers['user-agent'])
      const asked = await askForLink(door, {
        for: about,
        address,
        lang: languageOf(request),
        next: nextOf(request),
        from,
      })
      if (asked.step === 'sent') return reply.redirect(`/${about}?sent=1`, 303)
      if (asked.step === 'code') return reply.redirect(`/code/${asked.token}`, 303)
      return sendAsk(request, reply.code(400), door, { about, address, refused: asked.step })
    })
  }
}

const nextOf = (request: FastifyRequest): string => placeToGo(fieldOf(request.query, 'next'), '')

interface Shown {
  about: Asking['for']
  address: string
  refused: Exclude<Asked['step'], 'sent' | 'code'> | null
}

function sendAsk(request: FastifyRequest, reply: FastifyReply, door: Door, { about, address, refused }: Shown) {
  const next = nextOf(request)
  return sendGatePage(request, reply, door, (words) => ({
    title: words.t(`sign-in.${about}.ask-title`),
    lead: words.t(`sign-in.${about}.ask-lead`),
    body: (
      <AskView
        {...{ words, address }}
        action={`/${about}${next === '' ? '' : `?next=${encodeURIComponent(next)}`}`}
        phones={door.phones}
        errors={refused === null ? [] : [{ field: 'address', text: addressFlawText(words, refused) }]}
        submit={words.t('sign-in.send')}
      />
    ),
  }))
}

/** Why an address is none to write to. */
export const addressFlawText = (words: Words, flaw: 'no-address' | 'no-phones' | 'own'): string =>
  words.t(`sign-in.address.${flaw}`)

const sendSent = (request: FastifyRequest, reply: FastifyReply, door: Door, about: Asking['for']) =>
  sendGatePage(request, reply, door, (words) => ({
    title: words.t(`sign-in.${about}.ask-title`),
    body: <SentView words={words} again={`/${about}`} />,
  }))

/** `/code/TOKEN`: six digits that were sent to a phone. */
export function enterCodePage(app: App, door: Door): void {
  app.get<{ Params: { token: string } }>('/code/:token', options, async (request, reply) => {
    const { token } = request.params
    const about = await readCode(door, token, request.signedIn)
    if (about === null) return sendCodeGone(request, reply, door, null)
    return sendCode(request, reply, door, { token, about: about.for, wrong: false })
  })
  app.post<{ Params: { token: string } }>('/code/:token', options, async (request, reply) => {
    requireFromUs(request, door.baseUrl)
    const { token } = request.params
    const about = await readCode(door, token, request.signedIn)
    const entered = await enterCode(door, token, fieldOf(request.body, 'code'), request.signedIn)
    if (entered.done === 'on') return reply.redirect(entered.to, 303)
    if (entered.done === 'gone' || about === null) return sendCodeGone(request, reply, door, about?.for ?? null)
    return sendCode(request, reply.code(400), door, { token, about: about.for, wrong: true })
  })
}

const whereFrom = { 'sign-up': '/sign-up', reset: '/reset', verify: '/account' }

function sendCode(
  request: FastifyRequest,
  reply: FastifyReply,
  door: Door,
  { token, about, wrong }: { token: string; about: keyof typeof whereFrom; wrong: boolean },
) {
  return sendGatePage(request, reply, door, (words) => ({
    title: words.t('sign-in.sms.title'),
    lead: words.t('sign-in.sms.lead'),
    body: <CodeView words={words} token={token} again={whereFrom[about]} wrong={wrong} />,
  }))
}

const sendCodeGone = (request: FastifyRequest, reply: FastifyReply, door: Door, about: keyof typeof whereFrom | null) =>
  sendGatePage(request, reply.code(404), door, (words) => ({
    title: words.t('sign-in.sms.gone.title'),
    lead: words.t('sign-in.sms.gone'),
    body: <WayBack to={about === null ? '/sign-in' : whereFrom[about]} text={words.t('sign-in.sent.again')} />,
  }))
