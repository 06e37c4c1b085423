// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import type { Db } from '../../db/index.ts'
import { type App, pick } from '../../kernel/index.ts'
import {
  foundOr404,
  listQuery,
  localizedSchema,
  pageSchema,
  readingQuery,
  toPageRequest,
  toReading,
} from '../../organisations/index.ts'
import { factTypes } from './facts-schema.ts'
import type { FactRow } from './list-known-facts.ts'
import { listKnownFacts } from './list-known-facts.ts'

const factAnswer = z
  .object({
    id: z.string(),
    scope: z.enum(['person', 'credential']).describe('what the fact is about'),
    type: z.enum(factTypes),
    label: z.string(),
    labels: localizedSchema,
    question: localizedSchema,
    why: localizedSchema.describe('why it is asked'),
    options: z.array(z.object({ id: z.string(), label: localizedSchema })),
    recordedAt: z.string(),
  })
  .meta({ id: 'FactDeclaration' })

/** What a person can be asked beside credentials and work. */
export function factsRoute(app: App, { db }: { db: Db }): void {
  app.get('/api/v1/facts', {
    schema: {
      summary: 'Facts that can be stated, by id',
      tags: ['law'],
      querystring: listQuery.omit({ asOf: true }).extend({ scope: z.enum(['person', 'credential']).optional() }),
      response: { 200: pageSchema(factAnswer) },
    },
    handler: async ({ query, headers }) => {
      const { knownOn, lang } = toReading(query, headers['accept-language'])
      const page = await listKnownFacts(db, { knownOn, scope: query.scope }, toPageRequest(query))
      return { items: page.items.map((row) => present(row, lang)), next: page.next }
    },
  })

  app.get('/api/v1/facts/:id', {
    schema: {
      summary: 'One fact',
      tags: ['law'],
      params: z.object({ id: z.string().max(120) }),
      querystring: readingQuery.omit({ asOf: true }),
      response: { 200: factAnswer },
    },
    handler: async ({ params, query, headers }) => {
      const { knownOn, lang } = toReading(query, headers['accept-language'])
      const page = await listKnownFacts(db, { knownOn, id: params.id }, { after: null, limit: 1 })
      return present(foundOr404(page.items[0], 'fact', params.id), lang)
    },
  })
}

function present({ content, recordedAt }: FactRow, lang: string): z.output<typeof factAnswer> {
  const { id, scope = 'person', type, label, question, why, options = [] } = content
  return { id, scope, type, label: pick(label, lang), labels: label, question, why, options, recordedAt }
}
