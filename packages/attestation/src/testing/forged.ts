// SPDX-License-Identifier: Apache-2.0
// Texts that no honest issuer writes.
import { base64url } from '../bytes/base64url.ts'
import { utf8 } from '../bytes/utf8.ts'
import type { Signer } from '../crypto/crypto-provider.ts'

/** A compact JWS of a header and payload exactly as they are written, signed by a key, or not at all. */
export async function forgedJws(header: string, payload: string, signer?: Signer): Promise<string> {
  const signed = `${base64url(utf8(header))}.${base64url(utf8(payload))}`
  const signature = signer === undefined ? '' : base64url(await signer.sign(utf8(signed)))
  return `${signed}.${signature}`
}

/** The text with one character of one of its parts, between dots, put in place of another. */
export function withOtherCharacter(text: string, part: number): string {
  const parts = text.split('.')
  const old = parts[part] ?? ''
  const middle = Math.floor(old.length / 2)
  parts[part] = `${old.slice(0, middle)}${old[middle] === 'A' ? 'B' : 'A'}${old.slice(middle + 1)}`
  return parts.join('.')
}

/** What a report says, as `fault code at`. */
export function told(problems: readonly { fault: string; code: string; at: string }[]): string[] {
  return problems.map(({ fault, code, at }) => `${fault} ${code} ${at}`)
}
