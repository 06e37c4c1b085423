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
import { readAuthorities, readAuthority } from './read-authorities.ts'

const authoritySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    names: localizedSchema,
    jurisdiction: z.string().nullable(),
    scope: localizedSchema.nullable().describe('for what it decides; null: not stated'),
    url: z.string().nullable(),
    source: z.string().nullable(),
    quality: z.string().nullable().describe('how good the source is'),
    note: localizedSchema.nullable(),
    ...timesSchema.shape,
  })
  .meta({ id: 'Authority' })

/** Who may decide in a jurisdiction, and who issued instruments. */
export function authoritiesRoute(app: App, { db }: { db: Db }): void {
  app.get('/api/v1/authorities', {
    schema: {
      summary: 'Authorities, by id',
      tags: ['register'],
      querystring: listQuery.extend({ jurisdiction: z.string().max(40).optional() }),
      response: { 200: pageSchema(authoritySchema) },
    },
    handler: async ({ query, headers }) => {
      const reading = toReading(query, headers['accept-language'])
      const filter = { ...reading, jurisdiction: query.jurisdiction }
      return readAuthorities(db, filter, toPageRequest(query))
    },
  })

  app.get('/api/v1/authorities/:id', {
    schema: {
      summary: 'One authority',
      tags: ['register'],
      params: z.object({ id: z.string().max(100) }),
      querystring: readingQuery,
      response: { 200: authoritySchema },
    },
    handler: async ({ params, query, headers }) => {
      const reading = toReading(query, headers['accept-language'])
      return readAuthority(db, params.id, reading)
    },
  })
}
