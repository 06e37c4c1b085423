// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import type { App } from '../../kernel/index.ts'
import { readingQuery, toReading } from '../../organisations/index.ts'
import { searchKinds } from './search-result.model.ts'
import type { SearchShelf } from './search-shelf.ts'
import { searchThings } from './search-things.model.ts'

const resultSchema = z
  .object({
    kind: z.enum(searchKinds),
    id: z.string(),
    name: z.string(),
    nameLanguage: z.string().nullable().describe('the language that `name` is in'),
    matched: z
      .object({ name: z.string(), language: z.string().nullable() })
      .nullable()
      .describe('the name that answers the query, where it is another one; without language: a code or number'),
    score: z.number().describe('only to be compared within one answer; higher is better'),
    address: z.string().describe('where it is described'),
    page: z.string().nullable().describe('its page, where it has one'),
    finder: z.string().nullable().describe('the finder with it filled in, where it is known there'),
  })
  .meta({ id: 'SearchResult' })

const querySchema = z.object({
  q: z
    .string()
    .min(1)
    .max(200)
    .describe('words, a beginning, part of a name or a code; mistakes in typing are forgiven'),
  kind: z.enum(searchKinds).optional(),
  lang: readingQuery.shape.lang,
  limit: z.coerce.number().int().min(1).max(50).default(10),
})

/** One search over everything that has a name, in every language it has names in. */
export function searchRoute(app: App, { search }: { search: SearchShelf }): void {
  // Put together when the server is ready, so that the first reader does not wait for it.
  app.addHook('onListen', (done) => {
    search.take().catch((error: unknown) => app.log.error({ err: error }, 'the search could not be put together'))
    done()
  })
  app.get('/api/v1/search', {
    schema: {
      summary: 'Search names of qualifications, levels, titles, occupations, instruments, catalogues and places',
      description: 'The best come first; there are no further pages: write more of the name instead.',
      tags: ['answers'],
      querystring: querySchema,
      response: { 200: z.object({ items: z.array(resultSchema) }) },
    },
    handler: async ({ query, headers }) => {
      const { lang } = toReading({ lang: query.lang }, headers['accept-language'])
      const found = searchThings((await search.take()).set, query.q, { kind: query.kind, lang, limit: query.limit })
      return { items: found.map(({ pick: _, ...item }) => item) }
    },
  })
}
