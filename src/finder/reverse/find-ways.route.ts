// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { type App, isPlainDate } from '../../kernel/index.ts'
import { chooseLanguage, wordsIn } from '../../ui/messages/words.ts'
import { findWays, type ReverseDependencies, type ReverseQuestion } from './find-ways.ts'
import { outcomeKindSchema, ruleSchema } from './rule-schema.ts'

const date = z.string().refine(isPlainDate, 'a day of the calendar, YYYY-MM-DD')

const answerSchema = z
  .object({
    lang: z.string(),
    title: z.string(),
    wanted: z.object({
      id: z.string(),
      kind: z.enum(['level', 'qualification', 'code', 'benefit']),
      name: z.string(),
    }),
    place: z.object({ code: z.string(), name: z.string() }),
    asOf: z.string(),
    asOfText: z.string(),
    summary: z.string(),
    groups: z
      .array(z.object({ kind: outcomeKindSchema, heading: z.string(), means: z.string(), rules: z.array(ruleSchema) }))
      .describe('by what the rule gives, what settles most first'),
    ruledOut: z
      .array(ruleSchema)
      .describe('rules that lead there by themselves, but always lose it to another rule of the place'),
    elsewhere: z
      .array(z.object({ code: z.string(), name: z.string(), rules: z.int() }))
      .describe('other places whose rules lead there'),
  })
  .meta({ id: 'ReverseAnswer' })

/** From a title, level, qualification or right and a place to everything that leads to it. */
export function findWaysRoute(app: App, deps: ReverseDependencies): void {
  app.get('/api/v1/reverse', {
    schema: {
      summary: 'What counts as this here?',
      description: 'Every rule in force in the place that leads to a title, level, qualification, occupation or right.',
      tags: ['answers'],
      querystring: z.strictObject({
        to: z.string().min(1).max(120).describe('a level, qualification, code or right: cn-title/intermediate'),
        in: z.string().min(1).max(40).describe('code of the place, for example CN-3205'),
        asOf: date.optional().describe('on the law of which day; absent: today by the calendar of the place'),
        lang: z.string().max(40).optional().describe('language of the words; absent: Accept-Language, then en'),
      }),
      response: { 200: answerSchema },
    },
    handler: async ({ query, headers }) => {
      const question: ReverseQuestion = { to: query.to, place: query.in }
      if (query.asOf !== undefined) question.asOf = query.asOf
      return findWays(deps, question, wordsIn(chooseLanguage(query.lang ?? headers['accept-language'])))
    },
  })
}
