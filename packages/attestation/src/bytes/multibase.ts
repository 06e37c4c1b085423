// SPDX-License-Identifier: Apache-2.0
import { AttestationError } from '../error.ts'
import { base58, readBase58 } from './base58.ts'
import { readBase64url } from './base64url.ts'
import type { Bytes } from './bytes.ts'

/** base58btc with its prefix `z` (Controlled Identifiers 1.0 §2.4). */
export function multibase58(bytes: Uint8Array): string {
  return `z${base58(bytes)}`
}

/** The bytes of a multibase text in base58btc (`z`) or base64url without padding (`u`); others are `multibase-unsupported`. */
export function readMultibase(text: string, at = ''): Bytes {
  const prefix = text.charAt(0)
  if (prefix === 'z') return readBase58(text.slice(1), at)
  if (prefix === 'u') return readBase64url(text.slice(1), at)
  throw new AttestationError(
    'multibase-unsupported',
    at,
    `expected base58btc ('z…') or base64url ('u…'), not '${prefix}'`,
  )
}
