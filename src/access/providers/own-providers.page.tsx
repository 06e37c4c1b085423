// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../kernel/index.ts'
import { sendAreaPage } from '../../ui/index.ts'
import { wayToProve } from '../security/prove-again.ts'
import type { Door } from '../sign-in/door.ts'
import { fieldOf } from '../sign-in/gate.page.tsx'
import { areaOf } from '../visits/area.model.ts'
import { visitorOf } from '../visits/visitor-of.ts'
import { beginProvider } from './begin-provider.ts'
import { mayLink, readOwnLinks, unlinkAccount } from './link-provider.ts'
import { OwnProvidersSection } from './own-providers.view.tsx'
import { browserOf, keepBrowser, sendFault } from './provider-gate.page.tsx'
import { LeavingView } from './provider-gate.view.tsx'

const place = '/account/providers'

interface WithId {
  Params: { id: string }
}

/** `/account/providers`: somebody's accounts at authorities' own sign-ins. Linked deliberately, by who has signed in. */
export function ownProvidersPage(app: App, door: Door): void {
  const options = {
    schema: { hide: true },
    config: { produces: ['text/html'], access: 'signed-in' } as const,
  }
  app.get(place, options, (request, reply) => show(request, reply, door))
  app.post<WithId>(`${place}/:id/link`, options, async (request, reply) => {
    const visitor = visitorOf(request)
    const { id } = request.params
    const way = await wayToProve(door.db, request.sessionToken, place)
    if (way !== null) return reply.redirect(way, 303)
    if (!(await mayLink(door.db, visitor))) return show(request, reply.code(400), door, 'weak')
    const browser = browserOf(request, door)
    const begun = await beginProvider(door, { provider: id, browser, next: place, linking: visitor.person })
    if (!('to' in begun)) return sendFault(request, reply, door, { fault: begun.fault, id, linking: true })
    const to = begun.to.href
    keepBrowser(reply, door, browser)
    // The policy of the page lets no form lead to another site, so the answer to the form does.
    reply.header('refresh', `0; url=${to}`)
    return sendAreaPage(request, reply, surroundings(request, door), (words) => ({
      title: words.t('provider.own.title'),
      body: <LeavingView words={words} to={to} host={begun.host} />,
    }))
  })
  app.post<WithId>(`${place}/:id/unlink`, options, async (request, reply) => {
    const way = await wayToProve(door.db, request.sessionToken, place)
    if (way !== null) return reply.redirect(way, 303)
    const result = await unlinkAccount(door.db, visitorOf(request), request.params.id)
    if (result === 'removed') return reply.redirect(`${place}?done=unlinked`, 303)
    return show(request, reply.code(result === 'not-found' ? 404 : 400), door, result)
  })
}

const surroundings = (request: FastifyRequest, { baseUrl }: Door) => ({
  baseUrl,
  places: areaOf(visitorOf(request)),
  here: '/account/security',
})

const doneWords = ['linked', 'unlinked'] as const

async function show(request: FastifyRequest, reply: FastifyReply, door: Door, refused?: string) {
  const { links, offered } = await readOwnLinks(door.db, visitorOf(request))
  const done = doneWords.find((one) => one === fieldOf(request.query, 'done'))
  return sendAreaPage(request, reply, surroundings(request, door), (words) => ({
    title: words.t('provider.own.title'),
    lead: words.t('provider.own.what'),
    body: (
      <OwnProvidersSection
        words={words}
        links={links}
        offered={offered}
        day={(at) => words.date(at.toISOString().slice(0, 10))}
        done={refused === undefined ? done : undefined}
        refused={refused}
      />
    ),
  }))
}
