// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { isPlainDate, type Localized, type PlainDate, Problem, pick } from '../../kernel/index.ts'
import { fromCursor, type PageRequest } from './paging.ts'
import type { Known } from './read-records.store.ts'

const plainDate = z
  .string()
  .refine(isPlainDate, { message: 'expected a calendar date YYYY-MM-DD' })
  .meta({ format: 'date' })

/** With its offset from UTC: the zone of the machine never decides. */
const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/

const instant = z
  .string()
  .refine(
    (text) =>
      isPlainDate(text) ||
      (isPlainDate(text.slice(0, 10)) && instantPattern.test(text) && !Number.isNaN(Date.parse(text))),
    {
      message: 'expected a calendar date YYYY-MM-DD or an instant YYYY-MM-DDThh:mm:ssZ',
    },
  )

/** What every reading route takes: language, valid time, record time. */
export const readingQuery = z.object({
  lang: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, { message: 'expected a language, as en or zh-CN' })
    .optional()
    .describe('language of `name`, BCP 47; English where a name is not known in it'),
  asOf: plainDate.optional().describe('only what holds in the world on this day'),
  knownOn: instant.optional().describe('as it was known here at the end of this day (UTC), or at this instant'),
})

/** The same, for lists. */
export const listQuery = readingQuery.extend({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().min(1).max(1000).optional().describe('the value of `next` of the page before'),
})

export type ReadingQuery = z.output<typeof readingQuery>
export type ListQuery = z.output<typeof listQuery>

/** What a reader asks for, in terms of records. */
export interface Reading extends Known {
  asOf: PlainDate | undefined
  lang: string
}

export function toReading(query: ReadingQuery, acceptLanguage: string | undefined): Reading {
  return {
    asOf: query.asOf,
    lang: query.lang ?? firstLanguage(acceptLanguage),
    ...(query.knownOn === undefined ? {} : { knownOn: toInstant(query.knownOn) }),
  }
}

export function toPageRequest(query: Pick<ListQuery, 'limit' | 'cursor'>): PageRequest {
  return { limit: query.limit, after: query.cursor === undefined ? null : fromCursor(query.cursor) }
}

/** A day means its end: everything recorded on it was known then. */
export function toInstant(text: string): Date {
  if (!isPlainDate(text)) return new Date(text)
  return new Date(Date.parse(`${text}T00:00:00Z`) + 86_400_000 - 1)
}

/** The two languages that everything has; what a name has beyond them is asked for with `lang`. */
function firstLanguage(header: string | undefined): string {
  const first = header?.split(',')[0]?.split(';')[0]?.trim().toLowerCase() ?? ''
  return first.startsWith('zh') ? 'zh-CN' : 'en'
}

export const localizedSchema = z.record(z.string(), z.string())

/** Valid time and record time of a record, as readers see them. */
export const timesSchema = z.object({
  validFrom: z.string().nullable(),
  validUntil: z.string().nullable(),
  recordedAt: z.string(),
})

export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}

/** Adds `name` in the reader's language. */
export function named<T extends { names: Localized }>(item: T, lang: string): T & { name: string } {
  return { ...item, name: pick(item.names, lang) }
}

export function foundOr404<T>(item: T | undefined, what: string, key: string): T {
  if (item !== undefined) return item
  throw new Problem('not-found', `there is no ${what} '${key}'`)
}
