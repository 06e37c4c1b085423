// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { parsePerson, personSchema } from '../../instruments/index.ts'
import { type App, type Clock, isPlainDate, Problem } from '../../kernel/index.ts'
import { readingQuery } from '../../organisations/index.ts'
import { chooseLanguage, wordsIn } from '../../ui/messages/words.ts'
import type { LawShelf } from '../answers/load-law.ts'
import { answerPathways, explainPathways, type PathwayQuery } from './answer-pathways.model.ts'

export interface PathwayDependencies {
  shelf: LawShelf
  clock: Clock
}

const bodySchema = z
  .strictObject({
    person: personSchema,
    in: z.string().min(1).max(40).describe('Code of the place, for example CN-3205'),
    to: z.string().min(1).max(200).describe('A level, qualification, kind of outcome, code, right or the id of a rule'),
    by: z.enum(['time', 'effort']).default('time').describe('What is to be least'),
    asOf: z
      .string()
      .refine(isPlainDate, 'a day of the calendar, YYYY-MM-DD')
      .exactOptional()
      .describe('The day on which the ways begin; absent: today by the calendar of the place'),
    lang: z.string().max(40).exactOptional().describe('Language of the explanation; absent: Accept-Language, then en'),
  })
  .meta({ id: 'PathwayRequest' })

const kind = z.enum(['wait', 'work', 'earn', 'sit', 'apply', 'act', 'confirm', 'ask', 'discretion'])

const stepSchema = z
  .object({
    kind,
    months: z.number().nullable().describe('null: the law does not say how long it takes'),
    start: z.string(),
    end: z.string().describe('Where the length is not known, the day on which it begins'),
    subject: z.string().nullable().describe('The credential it is about; `earned:…` is still to be earned'),
    rule: z.string().nullable().describe('The rule that asks for it, or that opens the exam'),
    earns: z.string().optional().describe('The level or qualification that is earned'),
  })
  .meta({ id: 'PathwayStep' })

const answerSchema = z
  .object({
    place: z.string(),
    to: z.string(),
    by: z.enum(['time', 'effort']),
    asOf: z.string(),
    rules: z.number().describe('Rules in force in the place that lead there'),
    pathways: z.array(
      z.object({
        verdict: z
          .enum(['met', 'discretion', 'unknown'])
          .describe('What the engine says once the steps are done; discretion and unknown: an authority has to say'),
        rule: z.string(),
        subject: z.string().nullable(),
        earliest: z.string().describe('First day on which it would hold; later by whatever takes an unknown time'),
        open: z.boolean().describe('Some step takes a time that the law does not give'),
        effort: z.number(),
        steps: z.array(stepSchema),
      }),
    ),
    explanation: z.looseObject({ lang: z.string(), title: z.string() }).optional().describe('Only with ?explain=true'),
  })
  .meta({ id: 'PathwayAnswer' })

/** The cheapest ways from what a person holds to what they want. Nothing is stored. */
export function findPathwaysRoute(app: App, deps: PathwayDependencies): void {
  app.post('/api/v1/pathways', {
    schema: {
      summary: 'How could I get there?',
      description: 'The cheapest steps to a title, level, qualification or right, each way tried out in the engine.',
      tags: ['answers'],
      querystring: z.object({ explain: z.enum(['true', 'false']).optional(), lang: readingQuery.shape.lang }),
      body: bodySchema,
      response: { 200: answerSchema },
    },
    config: { crossOrigin: true },
    handler: async ({ body, query, headers }, reply) => {
      const law = await deps.shelf.take(null)
      const reading = parsePerson(body.person, { vocabulary: law.vocabulary })
      if (reading.problems !== undefined) throw unusable(reading.problems)
      const question: PathwayQuery = { person: reading.person, place: body.in, to: body.to, by: body.by }
      if (body.asOf !== undefined) question.asOf = body.asOf
      const answer = answerPathways(law, deps.clock, question)
      reply.header('cache-control', 'no-store')
      const bare = bareAnswer(answer)
      if (query.explain !== 'true') return bare
      const words = wordsIn(chooseLanguage(body.lang ?? query.lang ?? headers['accept-language']))
      return { ...bare, explanation: { ...explainPathways(law, answer, question, words) } }
    },
  })
}

/** What programs read: the steps without the ways by which they were tried out. */
export function bareAnswer(answer: ReturnType<typeof answerPathways>) {
  const { pathways, ...rest } = answer
  return {
    ...rest,
    pathways: pathways.map(({ verdict, rule, subject, earliest, open, effort, steps }) => ({
      verdict,
      rule,
      subject,
      earliest,
      open,
      effort,
      steps: steps.map((step) => ({
        kind: step.kind,
        months: step.months,
        start: step.start,
        end: step.end,
        subject: step.subject,
        rule: step.rule,
        ...(step.earns === undefined ? {} : { earns: step.earns }),
      })),
    })),
  }
}

function unusable(problems: readonly { path: string; message: string }[]): Problem {
  const errors = problems.map(({ path, message }) => ({
    path: path === '' ? 'person' : `person.${path.replaceAll(/\[(\d+)\]/g, '.$1')}`,
    message,
  }))
  const first = errors[0]
  return new Problem('invalid-input', `${first?.path}: ${first?.message}`, { errors })
}
