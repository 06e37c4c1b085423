// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import type { Db } from '../../db/index.ts'
import { type App, Problem } from '../../kernel/index.ts'
import { toPage } from '../records/paging.ts'
import { pageKey } from '../records/read-records.store.ts'
import {
  foundOr404,
  listQuery,
  localizedSchema,
  named,
  pageSchema,
  readingQuery,
  timesSchema,
  toPageRequest,
  toReading,
} from '../records/reading.ts'
import { listJurisdictions, resolveJurisdiction } from './jurisdictions.store.ts'

const kinds = ['country', 'subdivision', 'city', 'union', 'zone'] as const

const jurisdictionSchema = z
  .object({
    code: z.string(),
    kind: z.enum(kinds),
    name: z.string(),
    names: localizedSchema,
    demonstration: z.boolean().describe('invented, for demonstration and tests'),
    note: z.string().nullable(),
    aliases: z
      .array(z.string())
      .describe('other codes of the same place: GB/T 2260 digits of a province, ISO 3166-2:CN'),
    parents: z.array(
      z.object({
        code: z.string(),
        from: z.string().nullable(),
        until: z.string().nullable().describe('first day on which it no longer belongs'),
        note: z.string().nullable(),
      }),
    ),
    ...timesSchema.shape,
  })
  .meta({ id: 'Jurisdiction' })

/** Places in which rules hold: countries, provinces, cities, unions and zones. */
export function jurisdictionsRoute(app: App, { db }: { db: Db }): void {
  app.get('/api/v1/jurisdictions', {
    schema: {
      summary: 'Jurisdictions, by code',
      tags: ['register'],
      querystring: listQuery.extend({
        kind: z.enum(kinds).optional(),
        within: z
          .string()
          .max(40)
          .optional()
          .describe('directly within this one: `CN` gives the provinces, `EU` the members'),
      }),
      response: { 200: pageSchema(jurisdictionSchema) },
    },
    handler: async ({ query, headers }) => {
      const reading = toReading(query, headers['accept-language'])
      const within = query.within === undefined ? undefined : await resolveJurisdiction(db, query.within, reading)
      if (query.within !== undefined && within === undefined) throw unknownPlace('within', query.within)
      const filter = { ...reading, kind: query.kind, within }
      const rows = await listJurisdictions(db, filter, toPageRequest(query))
      const { items, next } = toPage(rows, query.limit, (row) => pageKey(row.code, row.validFrom))
      return { items: items.map((item) => named(item, reading.lang)), next }
    },
  })

  app.get('/api/v1/jurisdictions/:code', {
    schema: {
      summary: 'One jurisdiction, by code or alias',
      tags: ['register'],
      params: z.object({ code: z.string().max(40) }),
      querystring: readingQuery,
      response: { 200: jurisdictionSchema },
    },
    handler: async ({ params, query, headers }) => {
      const reading = toReading(query, headers['accept-language'])
      const code = foundOr404(await resolveJurisdiction(db, params.code, reading), 'jurisdiction', params.code)
      const rows = await listJurisdictions(db, { ...reading, code }, { after: null, limit: 1 })
      return named(foundOr404(rows[0], 'jurisdiction', params.code), reading.lang)
    },
  })
}

function unknownPlace(path: string, code: string): Problem {
  const message = `there is no jurisdiction '${code}'`
  return new Problem('invalid-input', message, {
    errors: [{ path, message, expected: 'a code of /api/v1/jurisdictions' }],
  })
}
