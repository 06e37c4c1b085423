// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../kernel/index.ts'

/** HTML for the corner of a page, from the room that knows who has signed in. */
export type Corner = (request: FastifyRequest, reply: FastifyReply) => string

const empty = '<div class="corner"></div>'

/** Pages are made without knowing who reads them; the corner is filled on the way out. */
export function fillCorner(app: App, corner: Corner): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (typeof payload !== 'string') return done(null, payload)
    const at = isPage(reply) ? payload.indexOf(empty) : -1
    if (at < 0) return done(null, payload)
    const inside = at + empty.length - '</div>'.length
    return done(null, payload.slice(0, inside) + corner(request, reply) + payload.slice(inside))
  })
}

const isPage = (reply: FastifyReply): boolean => String(reply.getHeader('content-type') ?? '').startsWith('text/html')
