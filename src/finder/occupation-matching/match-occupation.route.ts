// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import type { Db } from '../../db/index.ts'
import { type App, pick } from '../../kernel/index.ts'
import { chooseLanguage } from '../../ui/messages/words.ts'
import { matchOccupation, noteTexts } from './match-occupation.ts'

const languageSchema = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, { message: 'expected a language, as de or zh-CN' })

const namedShape = {
  ref: z.string().describe('as rules and persons name it: `esco/2654.1.7`'),
  code: z.string(),
  name: z.string().describe('in the language that the client accepts where the scheme has it, else in English'),
  nameLanguage: z.string(),
}

const matchesSchema = z
  .object({
    scheme: z.string().nullable().describe('null: no occupations of ESCO are imported'),
    way: z
      .enum(['own-language', 'other-languages'])
      .nullable()
      .describe('by names in the language of the title, or by names of any language that look alike'),
    note: z
      .object({ code: z.enum(['nothing-imported', 'no-names-in-language', 'nothing-alike']), text: z.string() })
      .nullable()
      .describe('why there is nothing or little, and what can be done'),
    matches: z.array(
      z.object({
        ...namedShape,
        kind: z.enum(['occupation', 'group']).describe('a group is a unit group of ISCO-08'),
        uri: z.string().nullable(),
        score: z.number().describe('0 to 1; for the order only, not a chance'),
        group: z.object(namedShape).nullable(),
      }),
    ),
  })
  .meta({ id: 'OccupationMatches' })

/** `GET /api/v1/occupation-matches?q=Schweißer&lang=de` */
export function occupationMatchesRoute(app: App, { db }: { db: Db }): void {
  app.get('/api/v1/occupation-matches', {
    schema: {
      summary: 'Occupations that a job title in any language may mean, most likely first',
      tags: ['finder'],
      querystring: z.object({
        q: z.string().trim().min(1).max(200).describe('the job title'),
        lang: languageSchema.optional().describe('language of the title, BCP 47; absent: names of every language'),
        limit: z.coerce.number().int().min(1).max(50).default(10),
      }),
      response: { 200: matchesSchema },
    },
    handler: async ({ query, headers }) => {
      const reader = headers['accept-language'] === undefined ? 'en' : firstOf(headers['accept-language'])
      const asked = { title: query.q, lang: query.lang ?? null, reader, limit: query.limit }
      const { note, ...found } = await matchOccupation(db, asked)
      const text = note === null ? null : pick(noteTexts[note], chooseLanguage(headers['accept-language']))
      return { ...found, note: note === null || text === null ? null : { code: note, text } }
    },
  })
}

/** ESCO has more languages than the pages: the first that the client names. */
const firstOf = (accepted: string): string => /^\s*([A-Za-z]{2,3})/.exec(accepted)?.[1] ?? 'en'
