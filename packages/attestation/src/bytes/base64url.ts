// SPDX-License-Identifier: Apache-2.0
import { AttestationError } from '../error.ts'
import { type Bytes, plainBytes } from './bytes.ts'
import { nodeBuffer } from './platform.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const allowed = /^[A-Za-z0-9_-]*$/

/** base64url without padding (RFC 4648 §5, RFC 7515 §2). */
export function base64url(bytes: Uint8Array): string {
  if (nodeBuffer) return nodeBuffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url')
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/**
 * The bytes of base64url without padding. One text for each sequence of bytes: padding, line breaks, the other alphabet
 * and bits set behind the end (RFC 4648 §3.5) are refused with `base64url-invalid`.
 */
export function readBase64url(text: string, at = ''): Bytes {
  const rest = text.length % 4
  if (rest === 1 || !allowed.test(text) || hasBitsBehind(text, rest))
    throw new AttestationError('base64url-invalid', at, 'this is not base64url without padding (RFC 4648 §5)')
  if (nodeBuffer) return plainBytes(nodeBuffer.from(text, 'base64url'))
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index)
  return bytes
}

function hasBitsBehind(text: string, rest: number): boolean {
  if (rest === 0) return false
  const last = alphabet.indexOf(text.charAt(text.length - 1))
  return (last & (rest === 2 ? 0b1111 : 0b11)) !== 0
}
