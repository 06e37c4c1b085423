// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../kernel/index.ts'

/** What stands in the corner of a page, from the room that knows who has signed in. */
export interface CornerContent {
  html: string
  /** It names somebody: nobody on the way may keep the page, and the reader's own device neither. */
  personal: boolean
}

export type Corner = (request: FastifyRequest, reply: FastifyReply) => CornerContent

const empty = '<div class="corner"></div>'
const end = '</div>'

/** Pages are made without knowing who reads them; the corner is filled on the way out. */
export function fillCorner(app: App, corner: Corner): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const whole = typeof payload === 'string' || Buffer.isBuffer(payload)
    const at = whole && isPage(reply) ? payload.indexOf(empty) : -1
    if (!whole || at < 0) return done(null, payload)
    const { html, personal } = corner(request, reply)
    if (personal) reply.header('cache-control', 'no-store')
    const inside = at + empty.length - end.length
    if (typeof payload === 'string') return done(null, payload.slice(0, inside) + html + payload.slice(inside))
    return done(null, Buffer.concat([payload.subarray(0, inside), Buffer.from(html), payload.subarray(inside)]))
  })
}

const isPage = (reply: FastifyReply): boolean => String(reply.getHeader('content-type') ?? '').startsWith('text/html')
