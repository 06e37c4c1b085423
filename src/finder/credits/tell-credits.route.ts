// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { type App, isPlainDate } from '../../kernel/index.ts'
import { chooseLanguage, wordsIn } from '../../ui/messages/words.ts'
import { type CreditDependencies, creditProgrammes, tellCredits } from './tell-credits.ts'

const date = z.string().refine(isPlainDate, 'a day of the calendar, YYYY-MM-DD')
const lang = z.string().max(40).optional().describe('language of the words; absent: Accept-Language, then en')

const programme = z
  .object({
    id: z.string(),
    title: z.string(),
    place: z.object({ code: z.string(), name: z.string() }),
    basis: z.object({ title: z.string(), href: z.string() }),
    level: z
      .object({
        id: z.string(),
        name: z.string(),
        options: z.array(z.object({ value: z.string(), label: z.string() })),
      })
      .nullable()
      .describe('the level without which nothing is exempted, and those of its framework'),
    rows: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        gives: z.string(),
        held: z.string().nullable().describe('the qualification or level that it is given for'),
        amount: z.enum(['hours', 'months']).nullable().describe('what an amount counts; null: none is asked for'),
        dated: z.boolean().describe('its day of issue is needed, as it counts for some years only'),
      }),
    ),
  })
  .meta({ id: 'CreditProgrammeSummary' })

const account = z
  .object({
    programme,
    asOf: z.string(),
    asOfText: z.string(),
    summary: z.string(),
    entry: z.string().nullable().describe('the level without which nothing is exempted, where it is not held'),
    evidence: z.array(
      z.object({
        id: z.string(),
        row: z.string(),
        label: z.string(),
        state: z.string().describe('counts, expired, not-yet, no-date or no-amount'),
        stateText: z.string(),
        credits: z.string().describe('by itself, before caps; exact, as 7.5 or 10/3'),
        expires: z.string().nullable(),
      }),
    ),
    units: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        credits: z.string(),
        of: z.string(),
        exempt: z.boolean(),
        text: z.string(),
      }),
    ),
    caps: z.array(z.string()),
    steps: z
      .array(z.object({ heading: z.string(), lines: z.array(z.string()) }))
      .describe('how it was counted, step by step'),
    total: z.string().describe('after all caps'),
    next: z.string().nullable().describe('what is missing to the next exemption'),
  })
  .meta({ id: 'CreditAccount' })

const question = z.strictObject({
  programme: z.string().min(1).max(120),
  evidence: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(80).describe('two pieces with the same id are one'),
        row: z.string().min(1).max(120),
        amount: z.int().min(0).max(100_000).optional().describe('hours of training, months of work'),
        issued: date.optional(),
      }),
    )
    .max(200),
  levels: z.array(z.string().max(120)).max(50).optional().describe('levels that are held, as cn-skill/3'),
  asOf: date.optional(),
  lang,
})

/** Credits for learning and work, and the parts of a programme that they exempt from. */
export function tellCreditsRoutes(app: App, deps: CreditDependencies): void {
  app.get('/api/v1/credits', {
    schema: {
      summary: 'Programmes with credit rules in force',
      tags: ['answers'],
      querystring: z.strictObject({ asOf: date.optional(), lang }),
      response: { 200: z.object({ items: z.array(programme) }) },
    },
    handler: async ({ query, headers }) => {
      const words = wordsIn(chooseLanguage(query.lang ?? headers['accept-language']))
      return { items: await creditProgrammes(deps, words, query.asOf) }
    },
  })
  app.post('/api/v1/credits', {
    schema: {
      summary: 'What do learning and work count for in a programme?',
      description:
        'Credits by the rules of a credit bank, with caps, validity and the parts that are exempt. Nothing is stored.',
      tags: ['answers'],
      body: question,
      response: { 200: account },
    },
    handler: async ({ body, headers }) => {
      const { asOf, levels, evidence, lang: wanted, ...rest } = body
      const given = evidence.map(({ amount, issued, ...one }) => {
        return { ...one, ...(amount !== undefined && { amount }), ...(issued !== undefined && { issued }) }
      })
      const asked = {
        ...rest,
        evidence: given,
        ...(asOf !== undefined && { asOf }),
        ...(levels !== undefined && { levels }),
      }
      return tellCredits(deps, asked, wordsIn(chooseLanguage(wanted ?? headers['accept-language'])))
    },
  })
}
