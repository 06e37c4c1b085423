// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { personSchema } from '../people/person-schema.ts'
import { outcomeKinds, purposes } from '../rules/rule-schema.ts'
import { jurisdictionCode, localized, plainDate, slug, strict, text } from '../source/fields.ts'

/** A person, a question and the answer that the rule must give. */
export const exampleSchema = strict({
  title: localized,
  rule: slug,
  in: jurisdictionCode,
  purpose: z.enum(purposes).exactOptional(),
  asOf: plainDate,
  person: personSchema,
  expect: strict({
    verdict: z.enum(['met', 'unmet', 'unknown', 'discretion', 'absent']),
    subject: text.exactOptional(),
    holdsFrom: z.union([plainDate, z.null()]).exactOptional(),
    questions: z.array(text).exactOptional(),
    outcomes: z.array(z.enum(outcomeKinds)).exactOptional(),
  }),
})

/** A person that is refused before anything is asked. */
export const invalidExampleSchema = strict({
  title: localized,
  rule: slug.exactOptional(),
  in: jurisdictionCode.exactOptional(),
  purpose: z.enum(purposes).exactOptional(),
  asOf: plainDate.exactOptional(),
  person: z.unknown(),
  expect: strict({ error: text }),
})

export type LawExample = z.infer<typeof exampleSchema>
export type InvalidExample = z.infer<typeof invalidExampleSchema>
