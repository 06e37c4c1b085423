// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import type { Db } from '../../db/index.ts'
import type { App } from '../../kernel/index.ts'
import {
  foundOr404,
  listQuery,
  localizedSchema,
  pageSchema,
  readingQuery,
  timesSchema,
  toPageRequest,
  toReading,
} from '../../organisations/index.ts'
import { lawQuery, titled, titledSchema, toLawQuery, writtenDate, writtenDateSchema } from '../law/answer-fields.ts'
import { earlierHoldersKinds, itemActions } from './catalogue-schema.ts'
import type { CatalogueRow } from './read-catalogues.ts'
import { readCatalogue, readCatalogueItems, readCatalogues } from './read-catalogues.ts'

const earlierHolders = z.enum(earlierHoldersKinds).nullable()

const catalogueAnswer = z
  .object({
    id: z.string(),
    ...titledSchema.shape,
    instrument: z.string(),
    jurisdiction: z.string(),
    edition: z.string().nullable(),
    batch: z.int().nullable(),
    effective: writtenDateSchema,
    coverage: z.enum(['complete', 'partial']).describe('partial: what is not an item here may be listed all the same'),
    itemCount: z.int().nullable().describe('as published; null: not known'),
    itemsKnown: z.int().describe('how many items a source shows'),
    classes: z.array(z.object({ id: z.string(), label: localizedSchema })),
    continues: z.string().nullable().describe('the list of which this is a later batch'),
    replaces: z.boolean().describe('it takes the place of everything that stood on that list'),
    earlierHolders: earlierHolders.describe('of the entries that it ends, where their lines say nothing else'),
    note: localizedSchema.nullable(),
    ...timesSchema.shape,
  })
  .meta({ id: 'CatalogueSummary' })

const itemAnswer = z
  .object({
    position: z.int().describe('place in our list of known items'),
    qualification: z.string(),
    class: z.string().describe('of a line that changes: the new class'),
    action: z.enum(itemActions).describe('what the line does with the entry; one that adds is an entry itself'),
    earlierHolders: earlierHolders.describe('of the entry that the line ends'),
    note: localizedSchema.nullable(),
    validFrom: z.string().nullable(),
    validUntil: z.string().nullable(),
  })
  .meta({ id: 'CatalogueItem' })

/** Published lists of qualifications, as far as their items are known. */
export function cataloguesRoute(app: App, { db }: { db: Db }): void {
  app.get('/api/v1/catalogues', {
    schema: {
      summary: 'Catalogues, by id',
      tags: ['law'],
      querystring: lawQuery.extend({ instrument: z.string().max(120).optional() }),
      response: { 200: pageSchema(catalogueAnswer) },
    },
    handler: async ({ query, headers }) => {
      const { lang, filter } = toLawQuery(query, headers['accept-language'])
      const page = await readCatalogues(db, { ...filter, instrument: query.instrument }, toPageRequest(query))
      return { items: page.items.map((row) => present(row, lang)), next: page.next }
    },
  })

  app.get('/api/v1/catalogues/:id', {
    schema: {
      summary: 'One catalogue',
      tags: ['law'],
      params: z.object({ id: z.string().max(120) }),
      querystring: readingQuery,
      response: { 200: catalogueAnswer },
    },
    handler: async ({ params, query, headers }) => {
      const { knownOn, lang } = toReading(query, headers['accept-language'])
      return present(foundOr404(await readCatalogue(db, params.id, { knownOn }), 'catalogue', params.id), lang)
    },
  })

  app.get('/api/v1/catalogues/:id/items', {
    schema: {
      summary: 'Known items of a catalogue',
      tags: ['law'],
      params: z.object({ id: z.string().max(120) }),
      querystring: listQuery.extend({
        class: z.string().max(100).optional(),
        qualification: z.string().max(200).optional(),
      }),
      response: { 200: pageSchema(itemAnswer) },
    },
    handler: async ({ params, query, headers }) => {
      const { asOf, knownOn } = toReading(query, headers['accept-language'])
      foundOr404(await readCatalogue(db, params.id, { knownOn }), 'catalogue', params.id)
      const filter = { asOf, knownOn, class: query.class, qualification: query.qualification }
      return readCatalogueItems(db, params.id, filter, toPageRequest(query))
    },
  })
}

function present({ title, effective, ...rest }: CatalogueRow, lang: string): z.output<typeof catalogueAnswer> {
  return { ...rest, ...titled(title, lang), effective: writtenDate(effective) }
}
