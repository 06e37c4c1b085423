// SPDX-License-Identifier: Apache-2.0
import type { FastifyRequest } from 'fastify'
import { type App, Problem } from '../../kernel/index.ts'
import type { SessionDesk, SignedIn } from './session-desk.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in; null: nobody. */
    signedIn: SignedIn | null
    /** The token of the session, to end it. */
    sessionToken: string | null
  }
}

export interface SessionCookie {
  name: string
  /** What stands behind the value. */
  attributes: string
}

/** Bound to this host and to https where there is https (RFC 6265bis, section 4.1.3.2). Scripts do not see it, and other sites do not send it with a form. */
export function sessionCookie(baseUrl: string): SessionCookie {
  const secure = baseUrl.startsWith('https:')
  return {
    name: secure ? '__Host-passerelle-session' : 'passerelle-session',
    attributes: `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`,
  }
}

/**
 * Says of every request who sent it. A request without the cookie costs nothing. One that changes something must come from a page of
 * ours: the cookie alone proves nothing about who made the form (CSRF).
 */
export function recogniseVisitors(app: App, { desk, baseUrl }: { desk: SessionDesk; baseUrl: string }): void {
  const { name } = sessionCookie(baseUrl)
  const origin = new URL(baseUrl).origin
  app.decorateRequest('signedIn', null)
  app.decorateRequest('sessionToken', null)
  app.addHook('onRequest', async (request) => {
    const token = readCookie(request.headers.cookie, name)
    if (token === null) return
    request.signedIn = await desk.who(token)
    if (request.signedIn === null) return
    request.sessionToken = token
    if (!isSafe(request.method) && !isFromUs(request, origin)) throw notFromUs()
  })
}

/** For what is sent before anybody has signed in: nobody is signed in by a form of another site (login CSRF). */
export function requireFromUs(request: FastifyRequest, baseUrl: string): void {
  if (!isFromUs(request, new URL(baseUrl).origin)) throw notFromUs()
}

const notFromUs = (): Problem =>
  new Problem('forbidden', 'this was not sent by a page of this site, so it was not done', {
    told: { key: 'visit.not-from-us', args: {} },
  })

const isSafe = (method: string): boolean => method === 'GET' || method === 'HEAD' || method === 'OPTIONS'

/** Browsers say where a request was made (Fetch Metadata); an older one says at least its origin. */
function isFromUs({ headers, protocol, host }: FastifyRequest, origin: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  return headers.origin === origin || headers.origin === `${protocol}://${host}`
}

/** A cookie that is named twice is nobody's: one of them was set by someone else. */
export function readCookie(header: string | undefined, name: string): string | null {
  if (header === undefined || !header.includes(name)) return null
  const values = header.split(';').flatMap((part) => {
    const at = part.indexOf('=')
    return at > 0 && part.slice(0, at).trim() === name ? [part.slice(at + 1).trim()] : []
  })
  return values.length === 1 ? (values[0] ?? null) : null
}
