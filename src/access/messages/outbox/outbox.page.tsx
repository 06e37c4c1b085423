// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Db } from '../../../db/index.ts'
import type { App } from '../../../kernel/index.ts'
import { preferencesOf, sendAreaPage } from '../../../ui/index.ts'
import { parseIdentifier } from '../../sign-in/identifier.model.ts'
import { areaOf } from '../../visits/area.model.ts'
import { visitorOf } from '../../visits/visitor-of.ts'
import type { Channels } from '../channels.model.ts'
import { lookAtMessage, readOutbox, retryMessages, sendTrial, withdrawMessage } from './manage-outbox.ts'
import { OutboxView } from './outbox.view.tsx'
import { type LookedAt, presentOutbox } from './present-outbox.ts'

export interface OutboxDependencies {
  db: Db
  baseUrl: string
  channels: Channels
}

const access = { act: 'read-outbox' } as const
const page = { schema: { hide: true }, config: { produces: ['text/html'] as const, access } }
const change = { schema: { hide: true }, config: { produces: [] as const, access } }

const asked = z.object({ done: z.enum(['again', 'withdrawn', 'trial', 'gone']).nullable().catch(null).default(null) })
const named = z.object({ id: z.uuid() })
const typed = z.object({ to: z.string().max(400).catch('') })

/** `/outbox`: what is to leave the house by mail or to a phone and has not, for the platform administrator. */
export function outboxPage(app: App, deps: OutboxDependencies): void {
  const { db } = deps
  app.get('/outbox', page, (request, reply) => show(request, reply, deps, { looked: null, to: '', wrong: false }))
  app.post('/outbox/again', change, async (request, reply) => {
    const { data } = named.safeParse(request.body ?? {})
    const tried = await retryMessages(db, visitorOf(request), data ?? 'failed')
    return done(reply, tried === 0 ? 'gone' : 'again')
  })
  app.post('/outbox/withdraw', change, async (request, reply) => {
    const { data } = named.safeParse(request.body ?? {})
    const withdrawn = data !== undefined && (await withdrawMessage(db, visitorOf(request), data.id))
    return done(reply, withdrawn ? 'withdrawn' : 'gone')
  })
  app.post('/outbox', page, (request, reply) => {
    const { data } = named.safeParse(request.body ?? {})
    return data === undefined ? trial(request, reply, deps) : look(request, reply, deps, data.id)
  })
}

/** Answered at once: what a page shows after a redirect could be shown again without anybody noting it. */
async function look(request: FastifyRequest, reply: FastifyReply, deps: OutboxDependencies, id: string) {
  const text = await lookAtMessage(deps.db, visitorOf(request), id, deps.channels)
  return text === null
    ? done(reply, 'gone')
    : show(request, reply, deps, { looked: { id, text }, to: '', wrong: false })
}

const done = (reply: FastifyReply, what: string) => reply.redirect(`/outbox?done=${what}`, 303)

interface Shown {
  looked: LookedAt | null
  /** Where a trial message was to go. */
  to: string
  wrong: boolean
}

async function show(request: FastifyRequest, reply: FastifyReply, deps: OutboxDependencies, shown: Shown) {
  const visitor = visitorOf(request)
  const outbox = await readOutbox(deps.db, visitor)
  const { done: just } = asked.parse(request.method === 'GET' ? request.query : {})
  const around = { baseUrl: deps.baseUrl, places: areaOf(visitor), here: '/outbox' }
  return sendAreaPage(request, reply, around, (words) => {
    const errors = shown.wrong ? [{ field: 'to', text: words.t('outbox.trial.wrong') }] : []
    const presented = presentOutbox(words, outbox, deps.channels, shown.looked)
    return {
      title: words.t('outbox.title'),
      lead: words.t('outbox.lead'),
      body: <OutboxView words={words} outbox={presented} done={just} trial={{ typed: shown.to, errors }} />,
    }
  })
}

async function trial(request: FastifyRequest, reply: FastifyReply, deps: OutboxDependencies) {
  const { to } = typed.parse(request.body ?? {})
  const recipient = parseIdentifier(to)
  if (recipient === null) return show(request, reply.code(400), deps, { looked: null, to, wrong: true })
  const { lang } = preferencesOf({ headers: request.headers, secure: false })
  const args = { link: `${deps.baseUrl}/outbox` }
  await sendTrial(deps.db, visitorOf(request), { to: recipient, lang, args })
  return done(reply, 'trial')
}
