// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import type { Db } from '../../db/index.ts'
import type { App } from '../../kernel/index.ts'
import {
  foundOr404,
  localizedSchema,
  pageSchema,
  readingQuery,
  timesSchema,
  toPageRequest,
  toReading,
} from '../../organisations/index.ts'
import { agreementSchema, procedureSchema } from '../agreements/agreement-schema.ts'
import { catalogueSchema } from '../catalogues/catalogue-schema.ts'
import { ruleSchema } from '../rules/rule-schema.ts'
import { lawQuery, titled, titledSchema, toLawQuery, writtenDate, writtenDateSchema } from './answer-fields.ts'
import { instrumentKinds, instrumentStatuses, sourceSchema } from './instrument-schema.ts'
import { type InstrumentInFull, type InstrumentRow, readInstrument, readInstruments } from './read-instruments.ts'

const instrumentSchema = z
  .object({
    id: z.string(),
    ...titledSchema.shape,
    jurisdiction: z.string(),
    kind: z.enum(instrumentKinds),
    status: z.enum(instrumentStatuses),
    number: z.string().nullable(),
    issuer: z.string().nullable().describe('id of an authority'),
    published: writtenDateSchema,
    effective: writtenDateSchema,
    until: writtenDateSchema.describe('the first day on which it no longer holds'),
    places: z.array(z.string()).describe('where it holds, with all that lies within'),
    except: z.array(z.string()).describe('where it does not hold although it lies within'),
    rules: z.int().describe('how many of its clauses are executable'),
    ...timesSchema.shape,
  })
  .meta({ id: 'InstrumentSummary' })

const noticeSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['publication', 'corrigendum', 'withdrawal']),
    authority: z.string().describe('id of an authority'),
    on: z.string().describe('the day for which it was published'),
    reason: localizedSchema.nullable(),
  })
  .meta({ id: 'LawNotice' })

const versionSchema = z.object({
  sha256: z.string(),
  status: z.enum(instrumentStatuses),
  publication: noticeSchema.nullable().describe('null: it came with what is shipped'),
  withdrawnBy: noticeSchema.nullable(),
  ...timesSchema.shape,
  supersededAt: z.string().nullable().describe('null: this is what is known now'),
})

const fullSchema = instrumentSchema
  .omit({ rules: true })
  .extend({
    supersedes: z.array(z.string()),
    sources: z.array(sourceSchema).describe('with their quality, and how much of the wording they show'),
    clauses: z.array(
      z.object({
        id: z.string(),
        article: localizedSchema.nullable(),
        summary: localizedSchema.describe('in our own words, never the legal text'),
        source: z.string(),
        rules: z.array(z.string()).describe('none: carried as text, without an outcome'),
      }),
    ),
    rules: z.array(ruleSchema),
    catalogues: z.array(catalogueSchema.omit({ items: true })).describe('items are at /api/v1/catalogues/{id}/items'),
    agreement: agreementSchema.nullable(),
    procedure: procedureSchema.nullable(),
    versions: z.array(versionSchema).describe('every state in which it was known here, newest first'),
  })
  .meta({ id: 'Instrument' })

/** Laws, notices, catalogues, agreements: the basis of every answer. */
export function instrumentsRoute(app: App, { db }: { db: Db }): void {
  app.get('/api/v1/instruments', {
    schema: {
      summary: 'Instruments, by id',
      tags: ['law'],
      querystring: lawQuery.extend({
        kind: z.enum(instrumentKinds).optional(),
        issuer: z.string().max(100).optional(),
      }),
      response: { 200: pageSchema(instrumentSchema) },
    },
    handler: async ({ query, headers }) => {
      const { lang, filter } = toLawQuery(query, headers['accept-language'])
      const page = await readInstruments(
        db,
        { ...filter, kind: query.kind, issuer: query.issuer },
        toPageRequest(query),
      )
      return { items: page.items.map((row) => present(row, lang)), next: page.next }
    },
  })

  app.get('/api/v1/instruments/:id', {
    schema: {
      summary: 'One instrument with clauses, rules, sources and versions',
      tags: ['law'],
      params: z.object({ id: z.string().max(120) }),
      querystring: readingQuery,
      response: { 200: fullSchema },
    },
    handler: async ({ params, query, headers }) => {
      const { knownOn, lang } = toReading(query, headers['accept-language'])
      return presentInFull(foundOr404(await readInstrument(db, params.id, { knownOn }), 'instrument', params.id), lang)
    },
  })
}

function present(row: InstrumentRow, lang: string): z.output<typeof instrumentSchema> {
  const { id, jurisdiction, kind, status, number, issuer, places, except, rules, validFrom, validUntil, recordedAt } =
    row
  const dates = {
    published: writtenDate(row.published),
    effective: writtenDate(row.effective),
    until: writtenDate(row.until),
  }
  const times = { validFrom, validUntil, recordedAt }
  return {
    id,
    ...titled(row.title, lang),
    jurisdiction,
    kind,
    status,
    number,
    issuer,
    ...dates,
    places,
    except,
    rules,
    ...times,
  }
}

function presentInFull({ row, versions }: InstrumentInFull, lang: string): z.output<typeof fullSchema> {
  const { instrument, rules } = row.content
  return {
    ...present(row, lang),
    supersedes: instrument.supersedes ?? [],
    sources: instrument.sources,
    clauses: instrument.clauses.map(({ id, article, summary, source }) => ({
      id,
      article: article ?? null,
      summary,
      source,
      rules: rules.filter((rule) => rule.clause === id).map((rule) => rule.id),
    })),
    rules,
    catalogues: (instrument.catalogues ?? []).map(({ items: _items, ...rest }) => rest),
    agreement: instrument.agreement ?? null,
    procedure: instrument.procedure ?? null,
    versions: versions.map(({ record: _record, origin: _origin, ...version }) => version),
  }
}
