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
import { readAwardingBodies, readAwardingBody } from './read-awarding-bodies.ts'

const interval = { from: z.string().nullable(), until: z.string().nullable() }

const awardingBodySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    names: localizedSchema,
    country: z.string().nullable(),
    url: z.string().nullable(),
    source: z.string().nullable(),
    quality: z.string().nullable().describe('how good the source is'),
    note: localizedSchema.nullable(),
    formerNames: z
      .array(z.object({ names: localizedSchema, ...interval }))
      .describe('a certificate may bear any of them'),
    recognitions: z
      .array(
        z.object({
          jurisdiction: z.string(),
          status: z.enum(['recognised', 'suspended', 'withdrawn', 'not-recognised']),
          ...interval,
        }),
      )
      .describe('what jurisdictions say of the body over time; none: not known'),
    ...timesSchema.shape,
  })
  .meta({ id: 'AwardingBody' })

/** Who awards qualifications. */
export function awardingBodiesRoute(app: App, { db }: { db: Db }): void {
  app.get('/api/v1/awarding-bodies', {
    schema: {
      summary: 'Awarding bodies, by id',
      tags: ['register'],
      querystring: listQuery.extend({ country: z.string().max(40).optional() }),
      response: { 200: pageSchema(awardingBodySchema) },
    },
    handler: async ({ query, headers }) => {
      const reading = toReading(query, headers['accept-language'])
      const filter = { ...reading, country: query.country }
      return readAwardingBodies(db, filter, toPageRequest(query))
    },
  })

  app.get('/api/v1/awarding-bodies/:id', {
    schema: {
      summary: 'One awarding body, with its former names',
      tags: ['register'],
      params: z.object({ id: z.string().max(100) }),
      querystring: readingQuery,
      response: { 200: awardingBodySchema },
    },
    handler: async ({ params, query, headers }) => {
      const reading = toReading(query, headers['accept-language'])
      return readAwardingBody(db, params.id, reading)
    },
  })
}
