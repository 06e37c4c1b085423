// SPDX-License-Identifier: Apache-2.0
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject
export interface JsonObject {
  [member: string]: JsonValue
}

/** Whether a value is an object: no array, not null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A path of member names and indexes as a JSON pointer (RFC 6901 §3). */
export function pointer(...path: readonly (string | number)[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** `__proto__` means something else to half of the programs that would copy it. */
export const forbiddenMember = '__proto__'
