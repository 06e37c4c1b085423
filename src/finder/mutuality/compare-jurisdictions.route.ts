// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { type App, isPlainDate } from '../../kernel/index.ts'
import { chooseLanguage, wordsIn } from '../../ui/messages/words.ts'
import { basisSchema, ruleSchema } from '../reverse/rule-schema.ts'
import { compareJurisdictions, type MutualityDependencies, type MutualityQuestion } from './compare-jurisdictions.ts'

const place = z.object({ code: z.string(), name: z.string() })

const recognitionSchema = z
  .object({
    origin: z
      .enum(['country', 'group', 'qualification', 'awarding-body', 'framework', 'list-item', 'abroad', 'list-open'])
      .describe('by what the rule speaks of the other side; list-open: a list known in part may hold something of it'),
    originText: z.string(),
    reach: z.enum(['whole', 'part']).describe('it holds in the whole of the recognising side, or only in a part'),
    rule: ruleSchema,
  })
  .meta({ id: 'Recognition' })

const sideSchema = z
  .object({
    here: place,
    there: place,
    heading: z.string(),
    summary: z.string(),
    named: z.array(recognitionSchema).describe('rules that speak of the other side, or of a group in which it lies'),
    abroad: z.array(recognitionSchema).describe('rules open to whatever was awarded abroad'),
    lists: z.array(recognitionSchema).describe('lists known in part, that may hold something of the other side'),
    ruledOut: z
      .array(recognitionSchema)
      .describe('rules of which nothing is ever had beside another rule of this side'),
    gaps: z.array(z.string()),
  })
  .meta({ id: 'MutualitySide' })

const agreementSchema = z
  .object({
    instrument: z.string(),
    state: z.enum(['now', 'suspended', 'coming', 'unverified', 'history']),
    stateText: z.string(),
    title: z.string(),
    subject: z.string(),
    mode: z.string(),
    modeText: z.string(),
    parties: z.array(z.string()),
    sides: z.array(z.string()).length(2).describe('the parties that stand for the two sides, as far as they are named'),
    dates: z.array(z.string()),
    course: z.array(z.string()).describe('suspension, end, and whose rights go on'),
    clauses: z.array(z.string()),
    basis: basisSchema.nullable(),
  })
  .meta({ id: 'MutualityAgreement' })

const pair = z
  .object({ a: z.string(), b: z.string(), text: z.string(), historical: z.boolean() })
  .meta({ id: 'LevelPair' })

const answerSchema = z
  .object({
    lang: z.string(),
    title: z.string(),
    a: place,
    b: place,
    asOf: z.string(),
    asOfText: z.string(),
    summary: z.string(),
    sides: z.array(sideSchema).length(2).describe('what a recognises of b, then what b recognises of a'),
    agreements: z.array(agreementSchema),
    open: z.array(agreementSchema).describe('agreements of one side whose parties are not all named'),
    frameworks: z.object({ a: z.array(z.string()), b: z.array(z.string()) }),
    direct: z.array(pair).describe('levels that a source compares directly'),
    shared: z.array(pair).describe('levels referenced to the same level of the European framework: no recognition'),
    frameworkNote: z.string(),
  })
  .meta({ id: 'MutualityAnswer' })

/** What two jurisdictions recognise of each other. */
export function compareJurisdictionsRoute(app: App, deps: MutualityDependencies): void {
  app.get('/api/v1/mutuality', {
    schema: {
      summary: 'What do two jurisdictions recognise of each other?',
      description: 'Rules both ways, agreements between them, sourced references of levels, and the gaps.',
      tags: ['answers'],
      querystring: z.strictObject({
        a: z.string().min(1).max(40).describe('code of a jurisdiction, for example HK'),
        b: z.string().min(1).max(40).describe('code of the other, for example CN'),
        asOf: z
          .string()
          .refine(isPlainDate, 'a day of the calendar, YYYY-MM-DD')
          .optional()
          .describe('on the law of which day; absent: today in UTC'),
        lang: z.string().max(40).optional().describe('language of the words; absent: Accept-Language, then en'),
      }),
      response: { 200: answerSchema },
    },
    handler: async ({ query, headers }) => {
      const question: MutualityQuestion = { a: query.a, b: query.b }
      if (query.asOf !== undefined) question.asOf = query.asOf
      return compareJurisdictions(deps, question, wordsIn(chooseLanguage(query.lang ?? headers['accept-language'])))
    },
  })
}
