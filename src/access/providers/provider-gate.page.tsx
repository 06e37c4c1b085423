// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../kernel/index.ts'
import { readCookie, sessionCookie } from '../sessions/recognise-visitors.route.ts'
import type { Door } from '../sign-in/door.ts'
import { fieldOf, goOn, letIn, sendGatePage } from '../sign-in/gate.page.tsx'
import { connectionIn } from '../sign-in/sign-in.page.tsx'
import { placeToGo } from '../visits/visitor-of.ts'
import { beginProvider, browserKey } from './begin-provider.ts'
import { returnFromProvider } from './enter-with-provider.ts'
import { FaultView } from './provider-gate.view.tsx'
import { isProviderFault, type ProviderFault } from './providers.model.ts'

interface WithId {
  Params: { id: string }
}

/** `/sign-in/provider/ID`: to an authority's own sign-in, and `/back` from it. */
export function providerGatePage(app: App, door: Door): void {
  const options = { schema: { hide: true }, config: { produces: ['text/html'], access: 'public' } as const }
  app.get<WithId>('/sign-in/provider/:id', options, async (request, reply) => {
    const { id } = request.params
    const next = placeToGo(fieldOf(request.query, 'next'), '/home')
    const told = fieldOf(request.query, 'fault')
    if (isProviderFault(told)) {
      const linking = fieldOf(request.query, 'linking') === '1'
      return sendFault(request, reply, door, { fault: told, id, linking })
    }
    const browser = browserOf(request, door)
    const begun = await beginProvider(door, { provider: id, browser, next, linking: null })
    if ('to' in begun) {
      keepBrowser(reply, door, browser)
      return reply.header('cache-control', 'no-store').redirect(begun.to.href, 303)
    }
    request.log.warn({ provider: id, fault: begun.fault, said: begun.said }, 'no sign-in at a provider')
    return sendFault(request, reply, door, { fault: begun.fault, id, linking: false })
  })
  const leadsOn = { schema: { hide: true }, config: { produces: [], access: 'public' } as const }
  app.get<WithId>('/sign-in/provider/:id/back', leadsOn, async (request, reply) => {
    const { id } = request.params
    const returned = await returnFromProvider(door, {
      provider: id,
      answer: new URL(request.url, door.baseUrl).searchParams,
      browser: keptBrowser(request, door),
      connection: connectionIn(request),
      visitor: request.signedIn,
    })
    if (returned.step === 'linked') return reply.redirect('/account/providers?done=linked', 303)
    if (returned.step === 'fault') {
      const { fault, said, linking } = returned
      request.log.warn({ provider: id, fault, said }, 'no sign-in at a provider')
      // Told at an address without the code and the state.
      const query = new URLSearchParams({ fault, ...(linking && { linking: '1' }) })
      return reply.redirect(`/sign-in/provider/${encodeURIComponent(id)}?${query}`, 303)
    }
    dropBrowser(reply, door)
    const next = placeToGo(returned.next, '/home')
    return returned.step === 'second'
      ? goOn(reply, door, { step: 'second', ticket: returned.ticket }, next)
      : letIn(reply, door, returned.session, next)
  })
}

interface Shown {
  fault: ProviderFault
  id: string
  linking: boolean
}

/** These will not be better for another try. */
const lasting: readonly ProviderFault[] = ['gone', 'address', 'unlinked', 'taken', 'client']

export function sendFault(request: FastifyRequest, reply: FastifyReply, door: Door, { fault, id, linking }: Shown) {
  const status =
    fault === 'gone' ? 404 : ['unreachable', 'slow', 'huge', 'discovery', 'client'].includes(fault) ? 502 : 400
  const again = linking || lasting.includes(fault) ? null : `/sign-in/provider/${encodeURIComponent(id)}`
  return sendGatePage(request, reply.code(status), door, (words) => ({
    title: words.t(linking ? 'provider.not-linked' : 'provider.not-in'),
    body: (
      <FaultView
        words={words}
        fault={fault}
        again={again}
        back={
          linking
            ? { href: '/account/providers', label: words.t('provider.back-to-account') }
            : { href: '/sign-in', label: words.t('provider.other-ways') }
        }
      />
    ),
  }))
}

/** What the browser keeps while it is away, so that a sign-in ends where it was begun. Lax: it comes back from another site. */
const browserCookie = ({ baseUrl }: Door) => {
  const { name, attributes } = sessionCookie(baseUrl)
  return { name: name.replace('session', 'provider'), attributes }
}

const keptBrowser = (request: FastifyRequest, door: Door): string | null =>
  readCookie(request.headers.cookie, browserCookie(door).name)

/** What it keeps already, for a sign-in in another window, or something new. */
export const browserOf = (request: FastifyRequest, door: Door): string => browserKey(keptBrowser(request, door))

export function keepBrowser(reply: FastifyReply, door: Door, key: string): void {
  const { name, attributes } = browserCookie(door)
  reply.header('set-cookie', `${name}=${key}; ${attributes}; Max-Age=600`)
}

function dropBrowser(reply: FastifyReply, door: Door): void {
  const { name, attributes } = browserCookie(door)
  reply.header('set-cookie', `${name}=; ${attributes}; Max-Age=0`)
}
