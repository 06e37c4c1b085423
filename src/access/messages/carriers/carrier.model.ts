// SPDX-License-Identifier: Apache-2.0

/** What is carried out of the house. */
export interface Letter {
  id: string
  recipient: string
  lang: string
  subject: string
  text: string
}

/** Why something did not leave. Each has its words: `outbox.fault.NAME`. */
export const faults = [
  /** Nobody answers at the address that is set. */
  'unreachable',
  'timed-out',
  /** No encryption, or a certificate that does not prove who they are. */
  'not-encrypted',
  /** User and password, or the token, are not known there. */
  'sign-in-refused',
  'sender-refused',
  'recipient-refused',
  'refused',
  /** They say that it may work later. */
  'later',
  /** An answer that is none of what was agreed. */
  'unexpected',
] as const
export type Fault = (typeof faults)[number]

/** What came of a try. `forGood`: another try would be refused as well. */
export type Carried = { left: true } | { left: false; fault: Fault; reply: string | null; forGood: boolean }

/** Takes messages of one kind out of the house. */
export interface Carrier {
  /** Never throws: what goes wrong is said. */
  carry(letter: Letter, signal: AbortSignal): Promise<Carried>
}

/** What the other side said, on one line, without what it must not say back to us. */
export function plainReply(text: string | undefined, secrets: readonly string[]): string | null {
  const line = (text ?? '').replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  const telling = secrets.some((secret) => secret !== '' && line.includes(secret))
  return line === '' || telling ? null : line.slice(0, 300)
}
