// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../kernel/index.ts'

/** What may be kept for how long, where a route says nothing else. */
export const cacheDefaults = {
  /** Register and law change rarely; a minute late is fine, ten while a fresh copy is fetched. */
  reading: 'public, max-age=60, stale-while-revalidate=600',
  /** Pages depend on the reader's language: kept, but asked about each time. */
  page: 'private, no-cache',
  none: 'no-store',
} as const

/** Gives successful reads a `Cache-Control`, a `Vary` and an `ETag`, and answers 304 to who has it already (RFC 9110, section 13). */
export function answerConditionally(app: App): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', cacheControl(request, reply))
    const content = inBytes(payload)
    if (!isRead(request) || reply.statusCode !== 200) return done(null, content)
    vary(request, reply)
    const tag = entityTag(reply, content)
    if (tag === null || !matches(request.headers['if-none-match'], tag)) return done(null, content)
    // RFC 9110, section 15.4.5: the headers that a 200 would have carried stay, the content goes.
    reply.code(304).removeHeader('content-type').removeHeader('content-length')
    done(null, null)
  })
}

/** A text is written here before its length in bytes is known; only one is encoded at a time. */
const sheet = Buffer.allocUnsafeSlow(1 << 20)

/** Long texts are encoded once, here; their length, their tag and the socket would each do it again. */
function inBytes(payload: unknown): unknown {
  if (typeof payload !== 'string' || payload.length <= 2048) return payload
  // A UTF-16 unit is at most three bytes of UTF-8. Beyond the sheet, the text is measured first and then written.
  if (payload.length * 3 > sheet.length) return Buffer.from(payload)
  return Buffer.from(sheet.subarray(0, sheet.write(payload)))
}

function isRead(request: FastifyRequest): boolean {
  return request.method === 'GET' || request.method === 'HEAD'
}

function cacheControl(request: FastifyRequest, reply: FastifyReply): string {
  if (!isRead(request) || (reply.statusCode !== 200 && reply.statusCode !== 304)) return cacheDefaults.none
  const { cacheControl: own } = request.routeOptions.config
  if (own !== undefined) return own
  if (request.url.startsWith('/api/v1/')) return cacheDefaults.reading
  return isPage(reply) ? cacheDefaults.page : cacheDefaults.none
}

function isPage(reply: FastifyReply): boolean {
  return String(reply.getHeader('content-type') ?? '').startsWith('text/html')
}

function vary(request: FastifyRequest, reply: FastifyReply): void {
  if (isPage(reply)) reply.header('vary', 'Accept-Language, Cookie')
  else if (request.url.startsWith('/api/')) reply.header('vary', 'Accept, Accept-Language')
}

function entityTag(reply: FastifyReply, payload: unknown): string | null {
  const own = reply.getHeader('etag')
  if (typeof own === 'string') return own
  // A page is made for one reader: hashing it costs more than the few who ask twice for the same would save.
  if (reply.getHeader('cache-control') === cacheDefaults.none || isPage(reply)) return null
  if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return null
  const tag = `"${hash('sha1', payload, 'base64url')}"`
  reply.header('etag', tag)
  return tag
}

/** Weak comparison (RFC 9110, section 13.1.2). */
function matches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false
  if (header.trim() === '*') return true
  const bare = tag.replace(/^W\//, '')
  return header.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === bare)
}
