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
} from '../../organisations/index.ts'
import { readFramework, readFrameworks } from './read-frameworks.ts'

const statuses = ['in-force', 'superseded', 'repealed', 'planned', 'none'] as const

const frameworkShape = {
  id: z.string(),
  name: z.string(),
  names: localizedSchema,
  short: z.string().nullable(),
  jurisdictions: z.array(z.string()),
  status: z.enum(statuses).describe('`none`: the country has no framework; `planned`: not established'),
  uri: z.string().nullable(),
  source: z.string().nullable(),
  quality: z.string().nullable(),
  note: localizedSchema.nullable(),
  levelCount: z.number().int(),
  ...timesSchema.shape,
}

const levelSchema = z.object({
  id: z.string(),
  ref: z.string().describe('`framework/level`'),
  rank: z.number().int().nullable().describe('orders the levels, lowest first; null: the law does not order this one'),
  name: z.string(),
  names: localizedSchema,
  uri: z.string().nullable(),
  source: z.string().nullable(),
  quality: z.string().nullable(),
})

const referenceSchema = z.object({
  from: z.string().describe('`framework/level`'),
  to: z.string().nullable(),
  toFramework: z.string(),
  status: z.enum(['sourced', 'partly', 'below', 'no-agreed-level']),
  historical: z.boolean().describe('the country has left the process'),
  report: z.string().nullable(),
  note: localizedSchema.nullable(),
  source: z.string(),
  quality: z.string(),
})

const frameworkSchema = z.object(frameworkShape).meta({ id: 'Framework' })

const wholeFrameworkSchema = z
  .object({
    ...frameworkShape,
    levels: z.array(levelSchema),
    references: z
      .array(referenceSchema)
      .describe('as sources state them; what is not among them is unknown, the same number never means the same level'),
  })
  .meta({ id: 'WholeFramework' })

/** Qualification frameworks, their levels and what sources state of these. */
export function frameworksRoute(app: App, { db }: { db: Db }): void {
  app.get('/api/v1/frameworks', {
    schema: {
      summary: 'Frameworks, by id; countries that have none are said as such',
      tags: ['register'],
      querystring: listQuery.extend({
        jurisdiction: z.string().max(40).optional(),
        status: z.enum(statuses).optional(),
      }),
      response: { 200: pageSchema(frameworkSchema) },
    },
    handler: async ({ query, headers }) => {
      const reading = toReading(query, headers['accept-language'])
      const filter = { ...reading, jurisdiction: query.jurisdiction, status: query.status }
      return readFrameworks(db, filter, toPageRequest(query))
    },
  })

  app.get('/api/v1/frameworks/:id', {
    schema: {
      summary: 'One framework with its levels and their references',
      tags: ['register'],
      params: z.object({ id: z.string().max(60) }),
      querystring: readingQuery,
      response: { 200: wholeFrameworkSchema },
    },
    handler: async ({ params, query, headers }) => {
      const reading = toReading(query, headers['accept-language'])
      return readFramework(db, params.id, reading)
    },
  })
}
