// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { PackedFile } from './pack.ts'

const forever = 'public, max-age=31536000, immutable'

/** A file that is named by its content, in the encoding that the browser takes. */
export function sendPacked(request: FastifyRequest, reply: FastifyReply, file: PackedFile, type: string) {
  const accepted = request.headers['accept-encoding'] ?? ''
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : 'identity'
  reply.header('cache-control', forever).header('vary', 'Accept-Encoding').type(type)
  if (encoding !== 'identity') reply.header('content-encoding', encoding)
  return reply.send(file.encoded[encoding])
}
