// SPDX-License-Identifier: Apache-2.0
import type { PackedFile } from './pack.ts'

/** Where a file is written: as the web server hands it to a route. */
interface Sent<Reply> {
  header(name: string, value: string): Sent<Reply>
  type(contentType: string): Sent<Reply>
  send(content: Buffer): Reply
}

const forever = 'public, max-age=31536000, immutable'

/** A file that is named by its content, in the encoding that the browser takes. */
export function sendPacked<Reply>(
  { headers }: { headers: { 'accept-encoding'?: string | string[] | undefined } },
  reply: Sent<Reply>,
  file: PackedFile,
  type: string,
): Reply {
  const accepted = String(headers['accept-encoding'] ?? '')
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : 'identity'
  reply.header('cache-control', forever).header('vary', 'Accept-Encoding').type(type)
  if (encoding !== 'identity') reply.header('content-encoding', encoding)
  return reply.send(file.encoded[encoding])
}
