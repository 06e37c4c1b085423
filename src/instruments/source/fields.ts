// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { daysInMonth, isPlainDate } from '../../kernel/index.ts'

/**
 * A mapping with these keys and no others. The known keys travel in the message of the issue (explain-issues.ts), as does what would be
 * right in the place of something that is no mapping (`expected`).
 */
export function strict<Shape extends z.core.$ZodShape>(
  shape: Shape,
  expected?: (found: unknown) => string,
): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape).join(' ')
  return z.strictObject(shape, {
    error: ({ code, input }) => {
      if (code === 'unrecognized_keys') return known
      return code === 'invalid_type' ? expected?.(input) : undefined
    },
  })
}

/** Some text, without space around it. */
export const text = z
  .string()
  .min(1)
  .max(4000)
  .refine((value) => value.trim() !== '', 'some text')

/** A text in English and Chinese, and in other languages where known. */
export const localized = z
  .object({ en: text, 'zh-CN': text })
  .catchall(text)
  .refine(
    (value) => Object.keys(value).every((key) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(key)),
    'languages as keys: en, zh-CN, … (a text with a comma or a colon needs quotes)',
  )
  .meta({ id: 'Localized', description: 'A text in English and Chinese; other languages by their BCP 47 tag.' })

export type LocalizedText = z.infer<typeof localized>

/** Ids that we give ourselves. */
export const slug = z
  .string()
  .max(120)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id of lower-case letters, digits and single hyphens')

/** A part of a whole as `whole/part`, a whole with all of its parts, or a code of one's own. */
export const partRef = z
  .string()
  .max(241)
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)?$/,
    'a part such as xa-welder-exam/theory, or a whole such as xa-welder-exam',
  )

/** An instrument, or one rule of it as answers name it. */
export const lawRef = z
  .string()
  .max(241)
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*(#[a-z0-9]+(-[a-z0-9]+)*)?$/,
    'an instrument such as cn-sx-2024-5, or a rule of it such as cn-sx-2024-5#technician-intermediate',
  )

/** An id of the register; the word `unknown` where a person may say so is checked by the one who reads it. */
export const registerId = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'an id of letters, digits, dots and hyphens')

export const jurisdictionCode = z
  .string()
  .max(20)
  .regex(/^[A-Z]{2,10}(-[A-Z0-9]{1,10})*$/, 'a jurisdiction such as CN, CN-SX or CN-3205')
  .meta({ id: 'JurisdictionCode' })

export const levelRef = z
  .string()
  .max(120)
  .regex(/^[a-z0-9][a-z0-9-]*\/[A-Za-z0-9][A-Za-z0-9.+-]*$/, 'a level such as cn-skill/2 or degree/bachelor')
  .meta({ id: 'LevelRef' })

/** `scheme/code`. */
export const schemeCode = z
  .string()
  .max(200)
  .regex(/^[a-z0-9][a-z0-9-]*\/[^\s/][^\s]*$/, 'a scheme and a code such as isco-08/7212 or cn-series/05')
  .meta({ id: 'SchemeCode' })

const aDay = 'a day of the calendar, YYYY-MM-DD'

export const plainDate = z.string({ error: aDay }).refine(isPlainDate, aDay).meta({ id: 'PlainDate', format: 'date' })

/** As precise as the source: a day, a month or a year. A year without quotes is a number in YAML. */
export const partialDate = z
  .codec(
    z.union([
      z.string().refine(isPartialDate, 'a day, a month or a year of the calendar: YYYY-MM-DD, YYYY-MM or YYYY'),
      z.int().min(1000).max(9999),
    ]),
    z.string(),
    { decode: String, encode: (written) => written },
  )
  .meta({ id: 'PartialDate', description: 'YYYY-MM-DD, YYYY-MM or YYYY, as precise as the source.' })

export function isPartialDate(value: string): boolean {
  if (/^\d{4}$/.test(value)) return isPlainDate(`${value}-01-01`)
  if (/^\d{4}-\d{2}$/.test(value)) return isPlainDate(`${value}-01`)
  return isPlainDate(value)
}

/** The first day that a partial date covers. */
export function firstDay(value: string): string {
  if (value.length === 4) return `${value}-01-01`
  return value.length === 7 ? `${value}-01` : value
}

/** The last day that a partial date covers. */
export function lastDay(value: string): string {
  if (value.length === 4) return `${value}-12-31`
  if (value.length !== 7) return value
  const [year, month] = value.split('-').map(Number)
  return `${value}-${daysInMonth(year ?? 0, month ?? 0)}`
}

export type DatePrecision = 'day' | 'month' | 'year'

export function precisionOf(value: string): DatePrecision {
  if (value.length === 4) return 'year'
  return value.length === 7 ? 'month' : 'day'
}

/** A bare number may be meant as months or as years. */
function periodFor(found: unknown): string {
  if (typeof found !== 'number' || !Number.isInteger(found) || found < 1) return 'a length of time such as { years: 2 }'
  return `{ months: ${found} } or { years: ${found % 12 === 0 ? found / 12 : found} }`
}

/** Whole calendar units; at least one of them, and more than nothing. */
export const period = strict(
  {
    years: z.int().min(0).max(100).exactOptional(),
    months: z.int().min(0).max(1200).exactOptional(),
  },
  periodFor,
)
  .refine(
    (value) => (value.years ?? 0) + (value.months ?? 0) > 0,
    'a length of time with years, months or both, more than nothing',
  )
  .meta({ id: 'Period' })

export const webAddress = z
  .string()
  .max(2000)
  .refine(
    (value) => /^https?:\/\//.test(value) && URL.canParse(value),
    'a web address that begins with http:// or https://',
  )
  .meta({ format: 'uri' })

/** A list that is not empty. */
export function some<Item extends z.ZodType>(item: Item): z.ZodArray<Item> {
  return z.array(item).min(1)
}
