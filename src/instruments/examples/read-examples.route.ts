// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import type { Db } from '../../db/index.ts'
import type { App } from '../../kernel/index.ts'
import { foundOr404, listQuery, pageSchema, toPageRequest, toReading } from '../../organisations/index.ts'
import { titled, titledSchema } from '../law/answer-fields.ts'
import { readInstrument } from '../law/read-instruments.ts'
import { personSchema } from '../people/person-schema.ts'
import { purposes } from '../rules/rule-schema.ts'
import { exampleSchema } from './example-schema.ts'
import { readExamples } from './read-examples.ts'

const kinds = ['met', 'unmet', 'undecided'] as const

const exampleAnswer = z
  .object({
    id: z.string().describe('instrument/kind/name'),
    ...titledSchema.shape,
    rule: z.string().describe('id of a rule of the instrument'),
    kind: z.enum(kinds),
    place: z.string(),
    purpose: z.enum(purposes).nullable(),
    asOf: z.string(),
    person: personSchema.describe('made up; as POST /api/v1/assessments takes it'),
    expect: exampleSchema.shape.expect.describe('what the rule must answer; absent: it does not speak of this'),
    recordedAt: z.string(),
  })
  .meta({ id: 'LawExample' })

/** Made-up persons with the answer that a rule must give: what the law means, by cases. */
export function examplesRoute(app: App, { db }: { db: Db }): void {
  app.get('/api/v1/instruments/:id/examples', {
    schema: {
      summary: 'Examples of the rules of an instrument',
      tags: ['law'],
      params: z.object({ id: z.string().max(120) }),
      querystring: listQuery.omit({ asOf: true }).extend({
        rule: z.string().max(120).optional(),
        kind: z.enum(kinds).optional().describe('met, unmet or undecided'),
      }),
      response: { 200: pageSchema(exampleAnswer) },
    },
    handler: async ({ params, query, headers }) => {
      const { knownOn, lang } = toReading(query, headers['accept-language'])
      foundOr404(await readInstrument(db, params.id, { knownOn }), 'instrument', params.id)
      const filter = { instrument: params.id, knownOn, rule: query.rule, folder: query.kind }
      const page = await readExamples(db, filter, toPageRequest(query))
      const items = page.items.map(({ id, rule, folder, content, recordedAt }) => {
        const { title, in: place, purpose = null, asOf, person, expect } = content
        return { id, ...titled(title, lang), rule, kind: folder, place, purpose, asOf, person, expect, recordedAt }
      })
      return { items, next: page.next }
    },
  })
}
