// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App } from '../../kernel/index.ts'
import { sendAreaPage } from '../../ui/index.ts'
import { areaOf } from '../visits/area.model.ts'
import { visitorOf } from '../visits/visitor-of.ts'
import { notificationNames } from './notification-kinds.model.ts'
import { NotificationSettings, NotificationsView } from './notifications.view.tsx'
import { presentChoices, presentNotifications } from './present-notifications.ts'
import {
  keepChoices,
  type NotificationChoices,
  type NotificationDesk,
  noteRead,
  readChoices,
  readNotifications,
} from './read-notifications.ts'

type Deps = NotificationDesk & { baseUrl: string }

const config = { produces: ['text/html'], access: 'signed-in' } as const
const changes = { produces: [], access: 'signed-in' } as const
const schema = { hide: true }

const asked = z.object({ page: z.coerce.number().int().min(0).max(1000).catch(0), done: z.string().optional() })
const marked = z.object({ id: z.uuid().optional().catch(undefined) })

/** `/notifications`: what somebody should know, and how they want to be told. */
export function notificationsPage(app: App, deps: Deps): void {
  app.get('/notifications', { schema, config }, (request, reply) => showList(request, reply, deps))
  app.get('/notifications/settings', { schema, config }, (request, reply) => showSettings(request, reply, deps))
  app.post('/notifications/read', { schema, config: changes }, async (request, reply) => {
    const { id } = marked.parse(request.body ?? {})
    await noteRead(deps, visitorOf(request), id === undefined ? 'all' : { id })
    return reply.redirect(id === undefined ? '/notifications?done=all' : '/notifications', 303)
  })
  app.post('/notifications/settings', { schema, config: changes }, async (request, reply) => {
    await keepChoices(deps.db, visitorOf(request), choicesIn(request.body))
    return reply.redirect('/notifications/settings?done=settings', 303)
  })
}

async function showList(request: FastifyRequest, reply: FastifyReply, { db, baseUrl }: Deps) {
  const visitor = visitorOf(request)
  const { page, done } = asked.parse(request.query)
  const list = await readNotifications(db, visitor, page)
  const around = { baseUrl, places: areaOf(visitor), here: '/notifications' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('notify.title'),
    body: <NotificationsView words={words} list={presentNotifications(words, list)} done={done === 'all'} />,
  }))
}

async function showSettings(request: FastifyRequest, reply: FastifyReply, { db, baseUrl }: Deps) {
  const visitor = visitorOf(request)
  const choices = await readChoices(db, visitor)
  const { done } = asked.parse(request.query)
  const around = { baseUrl, places: areaOf(visitor), here: '/notifications' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('notify.settings'),
    lead: words.t('notify.settings.lead'),
    body: <NotificationSettings words={words} choices={presentChoices(choices)} done={done === 'settings'} />,
  }))
}

/** A box that is not ticked is not sent. */
function choicesIn(body: unknown): NotificationChoices {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const ticked = (name: string) => fields[name] === 'on'
  return Object.fromEntries(
    notificationNames.map((kind) => [kind, { here: ticked(`here.${kind}`), mail: ticked(`mail.${kind}`) }]),
  ) as NotificationChoices
}
