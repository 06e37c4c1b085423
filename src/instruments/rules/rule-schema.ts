// SPDX-License-Identifier: Apache-2.0
import type { Condition, CredentialSelector, ExperienceSelector, FactTest } from '@passerelle/recognition'
import { z } from 'zod'
import {
  jurisdictionCode,
  type LocalizedText,
  lawRef,
  levelRef,
  localized,
  partialDate,
  partRef,
  period,
  plainDate,
  registerId,
  schemeCode,
  slug,
  some,
  strict,
  text,
  webAddress,
} from '../source/fields.ts'

export const purposes = ['employment', 'title', 'study', 'practice'] as const
export const outcomeKinds = [
  'recognised-as',
  'may-apply',
  'may-be-appointed',
  'may-practise',
  'may-sit-exam',
  'entitled-to',
  'counts-as-level',
  'exempt-from',
] as const
export const manners = ['operation-of-law', 'application', 'review', 'individual-assessment', 'appointment'] as const

export const selectorSchema: z.ZodType<CredentialSelector> = strict({
  qualification: some(registerId).exactOptional(),
  framework: slug.exactOptional(),
  levels: some(levelRef).exactOptional(),
  atLeast: levelRef.exactOptional(),
  atMost: levelRef.exactOptional(),
  notFramework: some(slug).exactOptional(),
  field: some(schemeCode).exactOptional(),
  country: some(jurisdictionCode).exactOptional(),
  notCountry: some(jurisdictionCode).exactOptional(),
  awardingBody: some(registerId).exactOptional(),
  issuedFrom: plainDate.exactOptional(),
  issuedBefore: plainDate.exactOptional(),
  listed: strict({ catalogue: slug, classes: some(text).exactOptional() }).exactOptional(),
  derived: some(z.enum(['recognised-as', 'counts-as-level'])).exactOptional(),
})
  .refine(
    (selector) => Object.keys(selector).some((key) => key !== 'derived'),
    'a selector that names at least one attribute of a credential',
  )
  .meta({ id: 'CredentialSelector' })

export const experienceSchema: z.ZodType<ExperienceSelector> = strict({
  relevant: z.literal(true).exactOptional(),
  occupation: some(schemeCode).exactOptional(),
  place: some(jurisdictionCode).exactOptional(),
  capacity: some(slug).exactOptional(),
  award: z.enum(['after', 'before']).exactOptional(),
  within: period.exactOptional(),
}).meta({ id: 'ExperienceSelector' })

const factTests = ['is', 'in', 'atLeast', 'atMost', 'within', 'includes', 'from', 'before'] as const

const factTestSchema: z.ZodType<FactTest> = strict({
  fact: text,
  is: z.union([z.boolean(), text]).exactOptional(),
  in: some(text).exactOptional(),
  atLeast: z.number().exactOptional(),
  atMost: z.number().exactOptional(),
  within: some(jurisdictionCode).exactOptional(),
  includes: text.exactOptional(),
  from: plainDate.exactOptional(),
  before: plainDate.exactOptional(),
})
  .refine(
    (test) => factTests.filter((name) => name in test).length === 1,
    `a fact with exactly one test: ${factTests.join(', ')}`,
  )
  .meta({ id: 'FactTest' })

const ageSchema = strict({
  atLeast: z.int().min(0).max(150).exactOptional(),
  atMost: z.int().min(0).max(150).exactOptional(),
}).refine((age) => age.atLeast !== undefined || age.atMost !== undefined, 'an age with atLeast, atMost or both')

type Recursive = { all: unknown } | { any: unknown } | { not: unknown } | { of: unknown } | { normally: unknown }

/** A condition as a file writes it: what is left open may be said in several languages; the engine sees the English. */
export type LawCondition =
  | Exclude<Condition, Recursive | { credential: unknown } | { undetermined: unknown }>
  | { all: LawCondition[] }
  | { any: LawCondition[] }
  | { not: LawCondition }
  | { atLeast: number; of: LawCondition[] }
  | { normally: LawCondition }
  | { credential: CredentialSelector; where?: LawCondition }
  | { undetermined: string | LocalizedText }

/** One node of a condition; the meaning of each is in docs/engine-semantics.md. */
export const conditionSchema: z.ZodType<LawCondition> = z
  .lazy(() =>
    z.union([
      strict({ all: z.array(conditionSchema) }),
      strict({ any: some(conditionSchema) }),
      strict({ not: conditionSchema }),
      strict({ atLeast: z.int().min(1), of: some(conditionSchema) }),
      strict({ normally: conditionSchema }),
      strict({ credential: selectorSchema, where: conditionSchema.exactOptional() }),
      strict({ held: period }),
      strict({ experience: experienceSchema, atLeast: period }),
      strict({ age: ageSchema }),
      factTestSchema,
      strict({ stated: text, is: z.union([z.boolean(), text]) }),
      strict({ is: selectorSchema }),
      strict({ undetermined: z.union([text, localized]) }),
    ]),
  )
  .meta({ id: 'Condition' })

const targetSchema = strict({
  qualification: registerId.exactOptional(),
  level: levelRef.exactOptional(),
  field: schemeCode.exactOptional(),
  occupation: schemeCode.exactOptional(),
  part: partRef.exactOptional(),
  benefit: text.exactOptional(),
}).refine(
  (target) => Object.keys(target).length > 0,
  'a target with at least one of qualification, level, field, occupation, part, benefit',
)

export const outcomeSchema = strict({
  kind: z.enum(outcomeKinds),
  by: z.enum(manners),
  target: targetSchema,
  label: localized,
  benefits: some(localized).exactOptional(),
}).meta({ id: 'Outcome' })

/** Outcomes of other rules, for `excludes` and `exclusive`. */
export const outcomePatternSchema = strict({
  kinds: some(z.enum(outcomeKinds)).exactOptional(),
  target: targetSchema.exactOptional(),
  label: localized,
})
  .refine(
    (pattern) => pattern.kinds !== undefined || pattern.target !== undefined,
    'the outcomes that are meant, by `kinds`, `target` or both',
  )
  .meta({ id: 'OutcomePattern' })

export const applySchema = strict({
  where: localized.exactOptional(),
  url: webAddress.exactOptional(),
  documents: some(localized).exactOptional(),
  fee: localized.exactOptional(),
  time: localized.exactOptional(),
}).meta({ id: 'Apply', description: 'How and where to ask for the outcome, as far as a source says.' })

/** The members of a rule, without what they ask of one another. */
export const ruleMembers = strict({
  id: slug,
  clause: slug,
  title: localized,
  purposes: some(z.enum(purposes)),
  places: some(jurisdictionCode).exactOptional(),
  except: some(jurisdictionCode).exactOptional(),
  subject: z.union([selectorSchema, z.literal('none')]),
  when: conditionSchema.exactOptional(),
  outcomes: z.array(outcomeSchema).default([]),
  excludes: some(outcomePatternSchema).exactOptional(),
  exclusive: some(outcomePatternSchema).exactOptional(),
  overrides: some(lawRef).exactOptional(),
  apply: applySchema.exactOptional(),
  from: partialDate.exactOptional(),
  until: partialDate.exactOptional(),
})

export const ruleSchema = ruleMembers
  .refine(
    (rule) => rule.outcomes.length > 0 || rule.excludes !== undefined,
    'a rule with `outcomes`, `excludes` or both',
  )
  .meta({ id: 'Rule' })

export const rulesFileSchema = strict({ rules: z.array(ruleSchema) })

export type LawRule = z.infer<typeof ruleSchema>
export type LawOutcome = z.infer<typeof outcomeSchema>
export type LawOutcomePattern = z.infer<typeof outcomePatternSchema>
export type Apply = z.infer<typeof applySchema>
