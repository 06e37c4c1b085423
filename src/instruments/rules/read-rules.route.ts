// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import type { Db } from '../../db/index.ts'
import type { App } from '../../kernel/index.ts'
import { pageSchema, timesSchema, toPageRequest } from '../../organisations/index.ts'
import { lawQuery, titled, titledSchema, toLawQuery } from '../law/answer-fields.ts'
import { instrumentStatuses } from '../law/instrument-schema.ts'
import { readRules } from './read-rules.ts'
import { outcomeKinds, purposes, ruleMembers } from './rule-schema.ts'

const ruleAnswer = ruleMembers
  .omit({ title: true, from: true, until: true, places: true, except: true })
  .extend({
    id: z.string().describe('instrument#rule, as answers name it'),
    ...titledSchema.shape,
    instrument: z.string(),
    jurisdiction: z.string(),
    status: z.enum(instrumentStatuses),
    places: z.array(z.string()).describe('where it holds: its own places, else those of the instrument'),
    except: z.array(z.string()).describe('where it does not hold: what the instrument or the rule excepts'),
    ...timesSchema.shape,
  })
  .meta({ id: 'RuleInForce' })

/** The executable clauses of all instruments. */
export function rulesRoute(app: App, { db }: { db: Db }): void {
  app.get('/api/v1/rules', {
    schema: {
      summary: 'Rules of all instruments, by id',
      tags: ['law'],
      querystring: lawQuery.extend({
        instrument: z.string().max(120).optional(),
        purpose: z.enum(purposes).optional(),
        outcome: z.enum(outcomeKinds).optional().describe('kind of one of its outcomes'),
      }),
      response: { 200: pageSchema(ruleAnswer) },
    },
    handler: async ({ query, headers }) => {
      const { lang, filter } = toLawQuery(query, headers['accept-language'])
      const { instrument, purpose, outcome } = query
      const page = await readRules(db, { ...filter, instrument, purpose, outcome }, toPageRequest(query))
      const items = page.items.map(({ content, ...row }) => {
        const { title, id: _id, from: _from, until: _until, ...rule } = content
        return { ...rule, ...row, ...titled(title, lang) }
      })
      return { items, next: page.next }
    },
  })
}
