// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import type { Db } from '../../db/index.ts'
import type { App } from '../../kernel/index.ts'
import { readingQuery, toReading } from '../../organisations/index.ts'
import { instrumentAsAkomaNtoso } from './instrument-as-akoma-ntoso.ts'

/** The media type that the standard registers. */
const type = 'application/akn+xml'

/** An instrument for those who keep law in Akoma Ntoso. */
export function akomaNtosoRoute(app: App, { db, settings }: { db: Db; settings: { baseUrl: string } }): void {
  app.get('/api/v1/instruments/:id/akoma-ntoso.xml', {
    schema: {
      summary: 'One instrument with our summaries of its clauses, as Akoma Ntoso (XML)',
      tags: ['exchange'],
      params: z.object({ id: z.string().max(120) }),
      querystring: readingQuery.pick({ knownOn: true }),
      response: { 200: { description: 'The answer', content: { [type]: { schema: z.string() } } } },
    },
    config: { produces: [type, 'application/xml'] },
    handler: async ({ params, query }, reply) => {
      const { knownOn } = toReading(query, undefined)
      reply.type(`${type}; charset=utf-8`)
      return reply.send(await instrumentAsAkomaNtoso(db, params.id, { knownOn }, settings.baseUrl))
    },
  })
}
