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
import { readQualification, readQualifications } from './read-qualifications.ts'

const qualificationSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    names: localizedSchema,
    country: z.string().nullable(),
    awardingBody: z.string().nullable(),
    awardingBodyName: z.string().nullable().describe('as the source names it, where it is no entry of the register'),
    levels: z.array(z.string()).describe('`framework/level`; none: not known as one level'),
    fields: z.array(z.string()),
    family: z.enum(['vocational-qualification', 'skill-level', 'professional-title', 'degree']).nullable(),
    class: z.string().nullable(),
    statedLevel: z.string().nullable().describe('the level as the source words it'),
    source: z.string().nullable(),
    quality: z.string().nullable(),
    note: localizedSchema.nullable(),
    ...timesSchema.shape,
  })
  .meta({ id: 'Qualification' })

/** Named, awardable things. */
export function qualificationsRoute(app: App, { db }: { db: Db }): void {
  app.get('/api/v1/qualifications', {
    schema: {
      summary: 'Qualifications, by id',
      tags: ['register'],
      querystring: listQuery.extend({
        country: z.string().max(40).optional(),
        'awarding-body': z.string().max(100).optional(),
        level: z.string().max(100).optional().describe('`framework/level`'),
        q: z.string().min(1).max(100).optional().describe('within a name of any language'),
      }),
      response: { 200: pageSchema(qualificationSchema) },
    },
    handler: async ({ query, headers }) => {
      const reading = toReading(query, headers['accept-language'])
      const { country, level, q: text, 'awarding-body': awardingBody } = query
      const filter = { ...reading, country, level, text, awardingBody }
      return readQualifications(db, filter, toPageRequest(query))
    },
  })

  app.get('/api/v1/qualifications/:id', {
    schema: {
      summary: 'One qualification',
      tags: ['register'],
      params: z.object({ id: z.string().max(100) }),
      querystring: readingQuery,
      response: { 200: qualificationSchema },
    },
    handler: async ({ params, query, headers }) => {
      const reading = toReading(query, headers['accept-language'])
      return readQualification(db, params.id, reading)
    },
  })
}
