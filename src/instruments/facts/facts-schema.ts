// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { localized, slug, some, strict } from '../source/fields.ts'

export const factTypes = ['boolean', 'number', 'date', 'choice', 'place', 'set'] as const

/** A fact that a person can state, with the words in which it is asked. */
export const factSchema = strict({
  id: slug,
  /** What the fact is about; `credential`: it is stated of one credential and tested with `stated`. */
  scope: z.enum(['person', 'credential']).exactOptional(),
  type: z.enum(factTypes),
  label: localized,
  question: localized,
  why: localized,
  options: some(strict({ id: slug, label: localized })).exactOptional(),
})
  .refine(
    (fact) => (fact.type === 'choice' || fact.type === 'set') === (fact.options !== undefined),
    'options for a choice or a set, and for no other type',
  )
  .meta({ id: 'Fact' })

export const factsFileSchema = strict({ facts: z.array(factSchema) })

export type LawFact = z.infer<typeof factSchema>
