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
import { readClassifications, readEntries, readEntry } from './read-occupations.ts'

const subjects = ['occupation', 'field', 'industry', 'skill'] as const

type Subject = (typeof subjects)[number]

/** Under which address the codes of a subject are read. */
const addresses: Record<Subject, string> = {
  occupation: 'occupations',
  field: 'fields',
  industry: 'industries',
  skill: 'skills',
}

const classificationSchema = z
  .object({
    id: z.string(),
    family: z.string().describe('what rules name: `esco/2654.1.7`'),
    version: z.string(),
    subject: z.enum(subjects),
    name: z.string(),
    names: localizedSchema,
    publisher: z.string().nullable(),
    licence: z.string().nullable(),
    source: z.string().nullable(),
    quality: z.string().nullable(),
    coverage: z.enum(['complete', 'partial']),
    note: localizedSchema.nullable(),
    ...timesSchema.shape,
  })
  .meta({ id: 'Classification' })

const entryShape = {
  scheme: z.string(),
  code: z.string(),
  ref: z.string().describe('`family/code`, as rules and persons name it'),
  parent: z.string().nullable(),
  level: z.number().int(),
  uri: z.string().nullable(),
  status: z.string().nullable(),
  note: localizedSchema.nullable(),
  name: z.string().nullable(),
  nameLanguage: z.string().nullable().describe('the language that `name` is in'),
  ...timesSchema.shape,
}

const entrySchema = z.object(entryShape).meta({ id: 'ClassificationEntry' })

const wholeEntrySchema = z
  .object({
    ...entryShape,
    names: localizedSchema,
    alternatives: z.record(z.string(), z.array(z.string())).describe('further names by language'),
    relations: z.array(
      z.object({
        scheme: z.string(),
        code: z.string(),
        kind: z.enum(['same', 'narrower', 'broader', 'related']).describe('what the other code is to this one'),
        source: z.string().nullable(),
        quality: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'WholeClassificationEntry' })

/** Occupations, fields, industries and skills, each a code in a scheme and version. */
export function occupationsRoute(app: App, deps: { db: Db }): void {
  schemesRoute(app, deps)
  for (const subject of subjects) {
    entriesRoute(app, deps, subject)
    entryRoute(app, deps, subject)
  }
}

function schemesRoute(app: App, { db }: { db: Db }): void {
  app.get('/api/v1/classifications', {
    schema: {
      summary: 'Schemes of occupations, fields, industries and skills, in their versions',
      tags: ['register'],
      querystring: readingQuery.extend({ subject: z.enum(subjects).optional() }),
      response: { 200: pageSchema(classificationSchema) },
    },
    handler: async ({ query, headers }) => {
      const reading = toReading(query, headers['accept-language'])
      return readClassifications(db, { ...reading, subject: query.subject })
    },
  })
}

function entriesRoute(app: App, { db }: { db: Db }, subject: Subject): void {
  app.get(`/api/v1/${addresses[subject]}`, {
    schema: {
      summary: `Codes of one scheme of ${addresses[subject]}`,
      tags: ['register'],
      querystring: listQuery.extend({
        scheme: z.string().max(60).describe('id, or family for its newest version: `cn-2022`, `esco`'),
        code: z.string().max(100).optional().describe('beginning of the code'),
        parent: z.string().max(100).optional().describe('directly below this code; `top` for the highest'),
        q: z.string().min(1).max(100).optional().describe('beginning of a name in any language'),
      }),
      response: { 200: pageSchema(entrySchema) },
    },
    handler: async ({ query, headers }) => {
      const reading = toReading(query, headers['accept-language'])
      const { scheme, code: codePrefix, q: namePrefix } = query
      const parent = query.parent === 'top' ? null : query.parent
      return readEntries(db, subject, { ...reading, scheme, codePrefix, parent, namePrefix }, toPageRequest(query))
    },
  })
}

function entryRoute(app: App, { db }: { db: Db }, subject: Subject): void {
  app.get(`/api/v1/${addresses[subject]}/:scheme/:code`, {
    schema: {
      summary: `One code, with all its names and its relations to other schemes (${addresses[subject]})`,
      tags: ['register'],
      params: z.object({ scheme: z.string().max(60), code: z.string().max(200) }),
      querystring: readingQuery,
      response: { 200: wholeEntrySchema },
    },
    handler: async ({ params, query, headers }) => {
      const reading = toReading(query, headers['accept-language'])
      return readEntry(db, subject, params, reading)
    },
  })
}
