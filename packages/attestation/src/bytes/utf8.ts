// SPDX-License-Identifier: Apache-2.0
import { AttestationError } from '../error.ts'
import { type Bytes, plainBytes } from './bytes.ts'
import { nodeBuffer } from './platform.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** UTF-8 of a text. A lone surrogate would become U+FFFD: whoever signs what comes from outside refuses those before. */
export function utf8(text: string): Bytes {
  return nodeBuffer ? plainBytes(nodeBuffer.from(text, 'utf8')) : encoder.encode(text)
}

/** The text of UTF-8 bytes; throws `utf8-invalid`, never replaces anything. */
export function readUtf8(bytes: Uint8Array, at = ''): string {
  try {
    return decoder.decode(bytes)
  } catch (cause) {
    throw new AttestationError('utf8-invalid', at, 'these bytes are not UTF-8', { cause })
  }
}
