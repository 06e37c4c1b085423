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
import { readOneTitleSeries, readTitleSeries } from './read-title-series.ts'

const titleSeriesSchema = z
  .object({
    edition: z.string(),
    series: z.string(),
    name: z.string(),
    names: localizedSchema,
    source: z.string().nullable(),
    quality: z.string().nullable(),
    titles: z.array(
      z.object({
        level: z.string().describe('level of `cn-title`; `junior`: not split further'),
        name: z.string(),
        code: z.string().nullable(),
      }),
    ),
    ...timesSchema.shape,
  })
  .meta({ id: 'TitleSeries' })

/** Series of Chinese professional titles, with their names by level. */
export function titleSeriesRoute(app: App, { db }: { db: Db }): void {
  app.get('/api/v1/title-series', {
    schema: {
      summary: 'Series of professional titles, by edition and number',
      tags: ['register'],
      querystring: listQuery.extend({ edition: z.string().max(40).optional().describe('`2021` or `gbt8561-2001`') }),
      response: { 200: pageSchema(titleSeriesSchema) },
    },
    handler: async ({ query, headers }) => {
      const reading = toReading(query, headers['accept-language'])
      return readTitleSeries(db, { ...reading, edition: query.edition }, toPageRequest(query))
    },
  })

  app.get('/api/v1/title-series/:edition/:series', {
    schema: {
      summary: 'One series of professional titles',
      tags: ['register'],
      params: z.object({ edition: z.string().max(40), series: z.string().max(40) }),
      querystring: readingQuery,
      response: { 200: titleSeriesSchema },
    },
    handler: async ({ params, query, headers }) => {
      const reading = toReading(query, headers['accept-language'])
      return readOneTitleSeries(db, params, reading)
    },
  })
}
