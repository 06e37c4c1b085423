// SPDX-License-Identifier: Apache-2.0
import { AttestationError } from '../error.ts'
import { type Bytes, concatBytes } from './bytes.ts'

/** How packed bytes are packed: gzip (RFC 1952) or zlib (RFC 1950). */
export type Packing = 'gzip' | 'deflate'

/**
 * Unpacks with the streams of the platform and stops at `limit` bytes: a small list that unpacks to gigabytes costs
 * no more than the limit. Throws `too-large`, or `gzip-invalid`.
 */
export async function unpack(packed: Bytes, packing: Packing, limit: number, at = ''): Promise<Bytes> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream(packing)).getReader()
  const parts: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new AttestationError('gzip-invalid', at, `this does not unpack as ${packing}`, { cause })
    })
    if (done) return concatBytes(...parts)
    length += value.length
    if (length > limit) {
      await reader.cancel().catch(() => undefined)
      throw new AttestationError('too-large', at, `unpacks to more than ${limit} bytes`)
    }
    parts.push(value)
  }
}

/** Packs bytes; what {@link unpack} reads. */
export async function pack(bytes: Bytes, packing: Packing): Promise<Bytes> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream(packing))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
