// SPDX-License-Identifier: Apache-2.0
import { AttestationError } from '../error.ts'
import { type Bytes, plainBytes } from './bytes.ts'
import { nodeBuffer } from './platform.ts'

const form = /^[A-Za-z0-9+/]*={0,2}$/

/** Plain base64 with padding (RFC 4648 §4). */
export function base64(bytes: Uint8Array): string {
  if (nodeBuffer) return nodeBuffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/**
 * The bytes of plain base64. One text for each sequence of bytes: missing padding, line breaks, the other alphabet and
 * bits set behind the end (RFC 4648 §3.5) are refused with `base64-invalid`.
 */
export function readBase64(text: string, at = ''): Bytes {
  const bytes = text.length % 4 === 0 && form.test(text) ? decode(text) : null
  if (bytes === null || (text.endsWith('=') && base64(bytes.subarray(-(bytes.length % 3))) !== text.slice(-4)))
    throw new AttestationError('base64-invalid', at, 'this is not base64 with padding (RFC 4648 §4)')
  return bytes
}

function decode(text: string): Bytes {
  if (nodeBuffer) return plainBytes(nodeBuffer.from(text, 'base64'))
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index)
  return bytes
}
