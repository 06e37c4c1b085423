// SPDX-License-Identifier: Apache-2.0
import { AttestationError } from '../error.ts'
import { forbiddenMember, type JsonObject, type JsonValue, pointer } from './json.ts'

/** Whether nothing in a value is refused, by the rules of `readJson`. */
export function isSound(value: JsonValue, depth: number): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  if (typeof value === 'number') return isPortable(value)
  if (typeof value !== 'object' || value === null) return true
  if (depth === 0) return false
  if (Array.isArray(value)) return value.every((entry) => isSound(entry, depth - 1))
  return soundMembers(value, depth)
}

function soundMembers(value: JsonObject, depth: number): boolean {
  for (const name of Object.keys(value))
    if (name === forbiddenMember || !name.isWellFormed() || !isSound(value[name] as JsonValue, depth - 1)) return false
  return true
}

function isPortable(value: number): boolean {
  return Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value)
}

/**
 * Holds a value that somebody else has parsed to the rules of `readJson`, as far as it can still be seen: throws
 * `json-too-deep`, `json-lone-surrogate`, `json-number-out-of-range` and `json-forbidden-member`. That a member stood
 * there twice cannot be seen any more: hand in the text.
 */
export function requireSound(value: JsonValue, depth: number): void {
  if (!isSound(value, depth)) tellFault(value, depth, [])
}

function tellFault(value: JsonValue, depth: number, path: (string | number)[]): void {
  const fail = (
    code: 'json-too-deep' | 'json-lone-surrogate' | 'json-number-out-of-range' | 'json-forbidden-member',
  ) => {
    throw new AttestationError(code, pointer(...path), messages[code])
  }
  if (typeof value === 'string' && !value.isWellFormed()) fail('json-lone-surrogate')
  if (typeof value === 'number' && !isPortable(value)) fail('json-number-out-of-range')
  if (typeof value !== 'object' || value === null) return
  if (depth === 0) fail('json-too-deep')
  for (const [name, member] of Object.entries(value)) {
    if (name === forbiddenMember) fail('json-forbidden-member')
    if (!name.isWellFormed()) fail('json-lone-surrogate')
    tellFault(member, depth - 1, [...path, Array.isArray(value) ? Number(name) : name])
  }
}

const messages = {
  'json-too-deep': 'too many objects and arrays stand within one another',
  'json-lone-surrogate': 'a string has half of a surrogate pair',
  'json-number-out-of-range': 'this number is not finite, or a whole one beyond ±2^53−1',
  'json-forbidden-member': `'${forbiddenMember}' is not read`,
} as const
