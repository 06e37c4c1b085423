// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type App, Problem } from '../../kernel/index.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import { type Access, mayEnter, wouldEnter } from './may-enter.model.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may come in: everyone, everyone who has signed in, or who holds a role that may do this act somewhere. */
    access?: Access
  }
}

/**
 * Deny first: a route without `access` stops the start. What it says is asked before anything of the route runs; which rows somebody
 * sees behind the door is asked again, by `may` and by the database.
 */
export function keepDoors(app: App): { openToAll(add: () => void): void } {
  let open = false
  app.addHook('onRoute', (route) => {
    const config = route.config ?? {}
    if (config.access !== undefined) return
    if (!open) throw new Problem('internal', `${route.url} does not say who may come in: config.access is missing`)
    route.config = { ...config, access: 'public' }
  })
  app.addHook('onRequest', async (request, reply) => {
    const { access = 'public' } = request.routeOptions.config
    if (mayEnter(access, request.signedIn)) return
    return turnAway(request, reply, access)
  })
  return {
    openToAll(add) {
      open = true
      add()
      open = false
    },
  }
}

/** A reader of pages is led to the place where they can help themselves; who sends something is told. */
function turnAway(request: FastifyRequest, reply: FastifyReply, access: Access) {
  const { signedIn } = request
  const readsPage = request.method === 'GET' && (request.routeOptions.config.produces ?? []).includes('text/html')
  if (signedIn === null) {
    if (readsPage) return reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`, 303)
    throw new Problem('forbidden', 'nobody is signed in', { status: 401, told: { key: 'visit.nobody', args: {} } })
  }
  if (wouldEnter(access, signedIn)) {
    if (readsPage) return reply.redirect(`/account/security?for=${encodeURIComponent(request.url)}`, 303)
    throw new Problem('forbidden', 'a second factor is needed', { told: { key: 'visit.weak', args: {} } })
  }
  throw notYours(signedIn)
}

const notYours = ({ name }: SignedIn): Problem =>
  new Problem('forbidden', 'no role of yours may do this', { told: { key: 'visit.forbidden', args: { name } } })
