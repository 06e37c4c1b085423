// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { parsePerson, personSchema } from '../../instruments/index.ts'
import { type App, isPlainDate, Problem } from '../../kernel/index.ts'
import { readingQuery } from '../../organisations/index.ts'
import { chooseLanguage, wordsIn } from '../../ui/messages/words.ts'
import {
  type AnswerDependencies,
  type AssessmentQuestion,
  assessPerson,
  explainAssessment,
  verdictsOf,
} from './assess-person.ts'
import { assessmentSchema, purposeSchema } from './assessment-schema.ts'

const date = z.string().refine(isPlainDate, 'a day of the calendar, YYYY-MM-DD')

const bodySchema = z
  .strictObject({
    person: personSchema,
    in: z.string().min(1).max(40).describe('Code of the place, for example CN-3205'),
    purpose: purposeSchema.exactOptional().describe('What it is asked for; absent: everything'),
    asOf: date
      .exactOptional()
      .describe(
        'On the law of which day; absent: today by the calendar of the place, in UTC where it has several time zones',
      ),
    knownOn: date.exactOptional().describe('As Passerelle knew the law at the end of that day (UTC); absent: now'),
    lang: z.string().max(40).exactOptional().describe('Language of the explanation; absent: Accept-Language, then en'),
  })
  .meta({ id: 'AssessmentRequest' })

const answerSchema = z
  .object({
    asOfBasis: z.enum(['stated', 'place', 'utc']).describe('How the as-of date came about'),
    knownOn: z.string().nullable(),
    assessment: assessmentSchema,
    explanation: z
      .looseObject({ lang: z.string(), title: z.string(), place: z.string() })
      .optional()
      .describe('The answer in words: outcomes, conditions, legal basis, questions. Only with ?explain=true'),
  })
  .meta({ id: 'AssessmentAnswer' })

/** What a person's credentials count as in a place. Bare by default; `?explain=true` adds the answer in words. */
export function assessPersonRoute(app: App, deps: AnswerDependencies): void {
  app.post('/api/v1/assessments', {
    schema: {
      summary: 'What does it count as there?',
      description:
        'Nothing is stored. Findings carry verdict, reasons, the day from which an unmet rule would hold, and questions.',
      tags: ['answers'],
      querystring: z.object({ explain: z.enum(['true', 'false']).optional(), lang: readingQuery.shape.lang }),
      body: bodySchema,
      response: { 200: answerSchema },
    },
    config: { crossOrigin: true },
    handler: async ({ body, query, headers }, reply) => {
      const law = await deps.shelf.take(body.knownOn ?? null)
      const reading = parsePerson(body.person, { vocabulary: law.vocabulary })
      if (reading.problems !== undefined) throw unusable(reading.problems)
      const question: AssessmentQuestion = { person: reading.person, place: law.aliases[body.in] ?? body.in }
      if (body.purpose !== undefined) question.purpose = body.purpose
      if (body.asOf !== undefined) question.asOf = body.asOf
      if (body.knownOn !== undefined) question.knownOn = body.knownOn
      const assessed = await assessPerson(deps, question)
      const { assessment, asOfBasis, knownOn } = assessed
      deps.count?.('api', verdictsOf(assessment))
      reply.header('cache-control', 'no-store')
      if (query.explain !== 'true') return { asOfBasis, knownOn, assessment }
      const lang = chooseLanguage(body.lang ?? query.lang ?? headers['accept-language'])
      return { asOfBasis, knownOn, assessment, explanation: { ...explainAssessment(assessed, wordsIn(lang)) } }
    },
  })
}

function unusable(problems: readonly { path: string; message: string; expected?: string }[]): Problem {
  const errors = problems.map(({ path, message, expected }) => ({
    // As the shell writes paths: `person.credentials.0.level`.
    path: path === '' ? 'person' : `person.${path.replaceAll(/\[(\d+)\]/g, '.$1')}`,
    message,
    ...(expected === undefined ? {} : { expected }),
  }))
  const first = errors[0]
  return new Problem('invalid-input', `${first?.path}: ${first?.message}`, { errors })
}
