// SPDX-License-Identifier: Apache-2.0
import { Problem } from '../../kernel/index.ts'

export interface Page<T> {
  items: T[]
  /** Cursor of the next page; null on the last. */
  next: string | null
}

/** Where a page starts: after the item with this key, and how many are wanted. */
export interface PageRequest {
  after: string | null
  limit: number
}

const maximumKeyLength = 500

/** The opaque cursor that stands for a key. */
export function toCursor(key: string): string {
  return Buffer.from(key, 'utf8').toString('base64url')
}

/** The key in a cursor; `invalid-input` for what was never a cursor. */
export function fromCursor(cursor: string): string {
  const key = Buffer.from(cursor, 'base64url').toString('utf8')
  const whole = toCursor(key) === cursor && key !== '' && key.length <= maximumKeyLength && !key.includes('\0')
  if (whole) return key
  const message = 'the cursor is not one that this server gave'
  throw new Problem('invalid-input', message, {
    errors: [{ path: 'cursor', message, expected: 'the value of `next` of the page before' }],
  })
}

/** Cuts one row more than asked for into a page and the cursor of the next. */
export function toPage<T>(rows: T[], limit: number, keyOf: (row: T) => string): Page<T> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? toCursor(keyOf(last)) : null }
}

/** Where a record stands in a list: by its key, then in valid time. */
export function pageKey(key: string, validFrom: string | null): string {
  return `${key}\t${validFrom ?? ''}`
}
