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
    if (!whole || !isPage(reply) || !payload.includes(empty)) return done(null, payload)
    const { html, personal, above = '' } = corner(request, reply)
    if (personal) reply.header('cache-control', 'no-store')
    return done(null, typeof payload === 'string' ? filled(payload, above, html) : filledBytes(payload, above, html))
  })
}

function filled(page: string, above: string, html: string): string {
  const inside = page.indexOf(empty) + empty.length - end.length
  const top = above === '' ? 0 : Math.max(0, page.indexOf(head))
  return page.slice(0, top) + above + page.slice(top, inside) + html + page.slice(inside)
}

/** A page that is kept is sent again and again, mostly to readers who have not signed in: so is what was made of it last. */
const lastFilled = new WeakMap<Buffer, { above: string; html: string; page: Buffer }>()

function filledBytes(kept: Buffer, above: string, html: string): Buffer {
  const last = lastFilled.get(kept)
  if (last !== undefined && last.html === html && last.above === above) return last.page
  const page = Buffer.from(filled(kept.toString(), above, html))
  lastFilled.set(kept, { above, html, page })
  return page
}

const isPage = (reply: FastifyReply): boolean => String(reply.getHeader('content-type') ?? '').startsWith('text/html')
