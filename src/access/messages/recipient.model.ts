// SPDX-License-Identifier: Apache-2.0
import { Problem } from '../../kernel/index.ts'

/** An address as it is written to. Quoted names, comments and lists are no address here; nothing in it can end a line. */
const email = /^[^\s@<>()[\],:;"\\\p{C}]{1,64}@[^\s@<>()[\],:;"\\\p{C}]{1,255}$/u

/** E.164: `+8613800138000`. */
const phone = /^\+[1-9]\d{6,14}$/

/** The address, if a message can be sent there; otherwise a problem that does not repeat it. */
export function reachable({ kind, value }: { kind: 'email' | 'phone'; value: string }): string {
  const valid = kind === 'email' ? email.test(value) && value.length <= 320 : phone.test(value)
  if (valid) return value
  const expected = kind === 'email' ? 'one address, name@example.org' : 'a number with its country, +8613800138000'
  throw new Problem('invalid-input', `to: cannot be written to; expected ${expected}`)
}

/** The most that one piece of somebody's own words takes up in a message; an address of a page may be as long. */
const longest = 2000

/** Without line breaks, control characters and marks that turn the direction of what follows. */
export function onOneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim()
    .slice(0, longest)
}
