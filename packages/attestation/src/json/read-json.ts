// SPDX-License-Identifier: Apache-2.0
// JSON as it may be signed: one meaning for each text (RFC 7493 I-JSON, RFC 8785 §3.1). What two parsers could read
// differently is refused, so that what was signed is what is shown.
import { AttestationError } from '../error.ts'
import type { JsonValue } from './json.ts'
import { parseSlowly } from './parse-slowly.ts'
import { isSound } from './sound-json.ts'

export interface JsonLimits {
  /** Characters of the text. */
  length?: number
  /** Objects and arrays within one another. */
  depth?: number
}

export const jsonLimits = { length: 4_000_000, depth: 64 } as const

/**
 * Reads JSON strictly. Throws `json-syntax`, `json-duplicate-member`, `json-forbidden-member`, `json-too-deep`,
 * `json-number-out-of-range` (not finite, or a whole number beyond ±2^53−1), `json-lone-surrogate`, `too-large`.
 */
export function readJson(text: string, limits: JsonLimits = {}): JsonValue {
  const { length = jsonLimits.length, depth = jsonLimits.depth } = limits
  if (text.length > length)
    throw new AttestationError('too-large', '', `this has ${text.length} characters, at most ${length} are read`)
  const plain = parsePlainly(text)
  if (plain !== undefined && isSound(plain, depth)) return plain
  return parseSlowly(text, depth)
}

/**
 * The value, when writing it again gives the very same text: then no member was there twice (the second would have
 * swallowed the first) and no number changed. Most texts that machines write are so; others are read character by
 * character. Without an object there is no member.
 */
function parsePlainly(text: string): JsonValue | undefined {
  try {
    const value = JSON.parse(text) as JsonValue
    return !text.includes('{') || JSON.stringify(value) === text ? value : undefined
  } catch {
    return undefined
  }
}
