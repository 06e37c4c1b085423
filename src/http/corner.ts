// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../kernel/index.ts'

/** What stands in the corner of a page, from the room that knows who has signed in. */
export interface CornerContent {
  html: string
  /** It names somebody: nobody on the way may keep the page, and the reader's own device neither. */
  personal: boolean
  /** What stands above everything else on the page: a warning that holds for all of this server. */
  above?: string
}

export type Corner = (request: FastifyRequest, reply: FastifyReply) => CornerContent

const empty = '<div class="corner"></div>'
const end = '</div>'
const head = '<header class="site-head">'

/** Pages are made without knowing who reads them; the corner is filled on the way out. */
export function fillCorner(app: App, corner: Corner): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const whole = typeof payload === 'string' || Buffer.isBuffer(payload)
    const at = whole && isPage(reply) ? payload.indexOf(empty) : -1
    if (!whole || at < 0) return done(null, payload)
    const { html, personal, above = '' } = corner(request, reply)
    if (personal) reply.header('cache-control', 'no-store')
    const inside = at + empty.length - end.length
    const top = above === '' ? 0 : Math.max(0, payload.indexOf(head))
    if (typeof payload === 'string')
      return done(null, payload.slice(0, top) + above + payload.slice(top, inside) + html + payload.slice(inside))
    const parts = [payload.subarray(0, top), Buffer.from(above), payload.subarray(top, inside), Buffer.from(html)]
    return done(null, Buffer.concat([...parts, payload.subarray(inside)]))
  })
}

const isPage = (reply: FastifyReply): boolean => String(reply.getHeader('content-type') ?? '').startsWith('text/html')
