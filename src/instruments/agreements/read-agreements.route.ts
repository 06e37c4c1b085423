// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import type { Db } from '../../db/index.ts'
import type { App } from '../../kernel/index.ts'
import { localizedSchema, pageSchema, timesSchema, toPageRequest } from '../../organisations/index.ts'
import { lawQuery, titled, titledSchema, toLawQuery, writtenDate, writtenDateSchema } from '../law/answer-fields.ts'
import { instrumentStatuses } from '../law/instrument-schema.ts'
import { agreementModes } from './agreement-schema.ts'
import { readAgreements, readProcedures } from './read-agreements.ts'

const basis = {
  instrument: z.string(),
  ...titledSchema.shape,
  jurisdiction: z.string(),
  status: z.enum(instrumentStatuses),
}

const agreementAnswer = z
  .object({
    ...basis,
    mode: z.enum(agreementModes),
    subject: localizedSchema,
    parties: z.array(z.object({ name: localizedSchema, jurisdiction: z.string().optional() })),
    signed: writtenDateSchema,
    inForce: writtenDateSchema,
    ...timesSchema.shape,
  })
  .meta({ id: 'AgreementSummary' })

const procedureAnswer = z
  .object({
    ...basis,
    acknowledgeWithin: z.string().nullable().describe('ISO 8601 duration; null: not known'),
    decideWithin: z.string().nullable().describe('ISO 8601 duration; null: not known'),
    extension: localizedSchema.nullable(),
    appeal: localizedSchema.nullable(),
    silence: localizedSchema.nullable().describe('what it means when nobody answers'),
    ...timesSchema.shape,
  })
  .meta({ id: 'ProcedureSummary' })

/** Agreements between authorities and bodies. */
export function agreementsRoute(app: App, { db }: { db: Db }): void {
  app.get('/api/v1/agreements', {
    schema: {
      summary: 'Agreements, by instrument',
      tags: ['law'],
      querystring: lawQuery.extend({
        party: z.string().max(40).optional().describe('jurisdiction of one of the parties'),
        mode: z.enum(agreementModes).optional(),
      }),
      response: { 200: pageSchema(agreementAnswer) },
    },
    handler: async ({ query, headers }) => {
      const { lang, filter } = toLawQuery(query, headers['accept-language'])
      const page = await readAgreements(db, { ...filter, party: query.party, mode: query.mode }, toPageRequest(query))
      const items = page.items.map(({ title, signed, inForce, ...rest }) => {
        return { ...rest, ...titled(title, lang), signed: writtenDate(signed), inForce: writtenDate(inForce) }
      })
      return { items, next: page.next }
    },
  })
}

/** Time limits and remedies of recognition procedures. */
export function proceduresRoute(app: App, { db }: { db: Db }): void {
  app.get('/api/v1/procedures', {
    schema: {
      summary: 'Procedural rules, by instrument',
      tags: ['law'],
      querystring: lawQuery,
      response: { 200: pageSchema(procedureAnswer) },
    },
    handler: async ({ query, headers }) => {
      const { lang, filter } = toLawQuery(query, headers['accept-language'])
      const page = await readProcedures(db, filter, toPageRequest(query))
      return { items: page.items.map(({ title, ...rest }) => ({ ...rest, ...titled(title, lang) })), next: page.next }
    },
  })
}
