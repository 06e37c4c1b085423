// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import type { Db } from '../../db/index.ts'
import type { App } from '../../kernel/index.ts'
import {
  listQuery,
  localizedSchema,
  pageSchema,
  readingQuery,
  timesSchema,
  toPageRequest,
  toReading,
} from '../records/reading.ts'
import { readJurisdiction, readJurisdictions } from './read-jurisdictions.ts'

const kinds = ['country', 'subdivision', 'city', 'union', 'zone'] as const

const jurisdictionSchema = z
  .object({
    code: z.string(),
    kind: z.enum(kinds),
    name: z.string(),
    names: localizedSchema,
    demonstration: z.boolean().describe('invented, for demonstration and tests'),
    note: localizedSchema.nullable(),
    aliases: z
      .array(z.string())
      .describe('other codes of the same place: GB/T 2260 digits of a province, ISO 3166-2:CN'),
    parents: z.array(
      z.object({
        code: z.string(),
        from: z.string().nullable(),
        until: z.string().nullable().describe('first day on which it no longer belongs'),
        note: localizedSchema.nullable(),
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
      return readJurisdictions(db, { ...reading, kind: query.kind, within: query.within }, toPageRequest(query))
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
      return readJurisdiction(db, params.code, reading)
    },
  })
}
