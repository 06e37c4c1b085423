// SPDX-License-Identifier: Apache-2.0
import type {
  Assessment,
  Finding,
  Measure,
  Opposition,
  Outcome,
  OutcomePattern,
  Question,
  Reason,
} from '@passerelle/recognition'
import { z } from 'zod'
import { purposes } from '../interview/answer-form.model.ts'

const verdict = z.enum(['met', 'unmet', 'unknown', 'discretion'])
const plainDate = z.string().describe('YYYY-MM-DD')
const factValue = z.union([z.boolean(), z.number(), z.string(), z.array(z.string())])

export const purposeSchema = z.enum(purposes as ['title', 'employment', 'practice', 'study'])

const measureSchema: z.ZodType<Measure> = z.object({
  unit: z.enum(['months', 'years', 'number']),
  have: z.union([z.number(), z.tuple([z.number(), z.number().nullable()])]).nullable(),
  need: z.number(),
  direction: z.enum(['at-least', 'at-most']),
})

/** One condition of the rule with its verdict (packages/recognition, assessment.ts). */
const reasonSchema: z.ZodType<Reason> = z
  .lazy(() =>
    z.object({
      path: z.string().describe('Leads to the condition in the rule: `when.all.1`'),
      verdict,
      facts: z.array(z.string()).exactOptional(),
      credential: z.string().exactOptional(),
      measure: measureSchema.exactOptional(),
      from: plainDate.exactOptional(),
      children: z.array(reasonSchema).exactOptional(),
    }),
  )
  .meta({ id: 'Reason' })

const kindSchema = z.enum([
  'recognised-as',
  'may-apply',
  'may-be-appointed',
  'may-practise',
  'may-sit-exam',
  'entitled-to',
  'counts-as-level',
  'exempt-from',
])

const targetSchema = z.object({
  qualification: z.string().exactOptional(),
  level: z.string().exactOptional(),
  field: z.string().exactOptional(),
  occupation: z.string().exactOptional(),
  part: z.string().exactOptional(),
  benefit: z.string().exactOptional(),
})

const outcomeSchema: z.ZodType<Outcome> = z
  .object({
    kind: kindSchema,
    by: z.enum(['operation-of-law', 'application', 'review', 'individual-assessment', 'appointment']),
    target: targetSchema,
  })
  .meta({ id: 'AssessedOutcome' })

const patternSchema: z.ZodType<OutcomePattern> = z
  .object({ kinds: z.array(kindSchema).exactOptional(), target: targetSchema.exactOptional() })
  .meta({ id: 'AssessedExclusion', description: 'Outcomes of other rules that are not had while this rule is met' })

const oppositionSchema: z.ZodType<Opposition> = z
  .object({
    outcome: z.number().int().describe('Position in `outcomes`'),
    by: z.string().describe('The rule that stands against it'),
    subject: z.string().nullable(),
    how: z
      .enum(['excluded', 'overridden', 'contested'])
      .describe('`contested`: the law does not say which of the two rules goes before'),
    verdict: z.enum(['met', 'unknown', 'discretion']).describe('Of the finding that stands against it'),
    through: z.string().exactOptional().describe('The rule whose opposed outcome this finding stands on'),
  })
  .meta({ id: 'Opposition' })

const findingSchema: z.ZodType<Finding> = z
  .object({
    rule: z.string(),
    subject: z.string().nullable(),
    verdict,
    outcomes: z.array(outcomeSchema).readonly(),
    excludes: z.array(patternSchema).readonly().exactOptional(),
    opposed: z.array(oppositionSchema).exactOptional(),
    via: z.array(z.string()),
    reason: reasonSchema,
    holdsFrom: plainDate.exactOptional(),
    questions: z.array(z.string()),
  })
  .meta({ id: 'Finding' })

const questionSchema: z.ZodType<Question> = z
  .object({
    key: z.string(),
    about: z.enum(['fact', 'credential', 'experience', 'birth-date']),
    name: z.string(),
    credential: z.string().exactOptional(),
    type: z.enum(['boolean', 'number', 'date', 'choice', 'place', 'set', 'months']),
    options: z.array(factValue).exactOptional(),
    decides: z.array(z.string()),
  })
  .meta({ id: 'Question' })

export const assessmentSchema: z.ZodType<Assessment> = z
  .object({
    asOf: plainDate,
    place: z.string(),
    purpose: purposeSchema.nullable(),
    findings: z.array(findingSchema),
    questions: z.array(questionSchema),
  })
  .meta({ id: 'Assessment', description: 'What the engine found (docs/engine-semantics.md)' })
