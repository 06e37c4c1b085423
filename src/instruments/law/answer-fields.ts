// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { type Localized, pick } from '../../kernel/index.ts'
import { listQuery, localizedSchema, toReading } from '../../organisations/index.ts'
import { firstDay, precisionOf } from '../source/fields.ts'
import { instrumentStatuses } from './instrument-schema.ts'

/** A date as the source writes it, with its precision and the day that is reckoned with. */
export const writtenDateSchema = z
  .object({
    written: z.string().describe('as the source gives it: 2018-11'),
    precision: z.enum(['day', 'month', 'year']),
    day: z.string().describe('the first day it covers; until its last the engine leaves open what turns on it'),
  })
  .nullable()
  .describe('null: not known')

export function writtenDate(written: string | null | undefined): z.output<typeof writtenDateSchema> {
  if (written === null || written === undefined) return null
  return { written, precision: precisionOf(written), day: firstDay(written) }
}

/** What every list of law takes beside the page. */
export const lawQuery = listQuery.extend({
  place: z.string().max(40).optional().describe('reaches this place: holds in it or in what it lies in'),
  jurisdiction: z.string().max(40).optional().describe('issued for exactly this jurisdiction'),
  status: z.enum(instrumentStatuses).optional(),
})

export function toLawQuery(query: z.output<typeof lawQuery>, acceptLanguage: string | undefined) {
  const { asOf, knownOn, lang } = toReading(query, acceptLanguage)
  const { place, jurisdiction, status } = query
  return { lang, filter: { asOf, knownOn, place, jurisdiction, status } }
}

/** The title in the reader's language, and in all. */
export const titledSchema = z.object({ title: z.string(), titles: localizedSchema })

export function titled(title: Localized, lang: string): z.output<typeof titledSchema> {
  return { title: pick(title, lang), titles: title }
}
