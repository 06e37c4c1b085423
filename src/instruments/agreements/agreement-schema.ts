// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { conditionSchema, purposes } from '../rules/rule-schema.ts'
import {
  jurisdictionCode,
  levelRef,
  localized,
  partialDate,
  plainDate,
  registerId,
  schemeCode,
  slug,
  some,
  strict,
  webAddress,
} from '../source/fields.ts'

export const agreementModes = ['automatic', 'procedural', 'register', 'comparison', 'cooperation', 'academic'] as const

/** One side of a row: a qualification or a level, as the other party recognises it. */
const equivalentSchema = strict({
  qualification: registerId.exactOptional(),
  level: levelRef.exactOptional(),
  field: some(schemeCode).exactOptional(),
  label: localized,
}).refine(
  (side) => (side.qualification === undefined) !== (side.level === undefined),
  'one of qualification and level, beside the label',
)

export const directions = ['both', 'a-to-b', 'b-to-a'] as const

/** What counts as what, of the first party (`a`) and the second (`b`). */
export const equivalencesSchema = strict({
  /** The clause that the table stands for. */
  clause: slug,
  purposes: some(z.enum(purposes)),
  rows: some(
    strict({
      a: equivalentSchema,
      b: equivalentSchema,
      /** Absent: both. */
      direction: z.enum(directions).exactOptional(),
      when: conditionSchema.exactOptional(),
    }),
  ),
}).meta({ id: 'Equivalences' })

/** Who agreed with whom, on what, since when; what counts as what, and what happened to it since. */
export const agreementSchema = strict({
  parties: some(
    strict({ name: localized, jurisdiction: jurisdictionCode.exactOptional(), authority: slug.exactOptional() }),
  ),
  subject: localized,
  signed: partialDate.exactOptional(),
  inForce: partialDate.exactOptional(),
  mode: z.enum(agreementModes),
  scope: strict({
    fields: some(schemeCode).exactOptional(),
    occupations: some(schemeCode).exactOptional(),
    qualifications: some(registerId).exactOptional(),
    levels: some(levelRef).exactOptional(),
  }).exactOptional(),
  renewal: localized.exactOptional(),
  committee: strict({
    name: localized,
    meets: localized.exactOptional(),
    decisions: some(strict({ date: partialDate, summary: localized, url: webAddress.exactOptional() })).exactOptional(),
  }).exactOptional(),
  equivalences: equivalencesSchema.exactOptional(),
  /** While it is suspended nothing new is recognised; `until` is the first day on which it holds again. */
  suspended: some(
    strict({ from: plainDate, until: plainDate.exactOptional(), reason: localized.exactOptional() }),
  ).exactOptional(),
  terminated: strict({ on: plainDate, reason: localized.exactOptional() }).exactOptional(),
  /** Whose rights go on while it is suspended and after its end: who held the qualification before, who had applied before. */
  acquired: some(z.enum(['held', 'applied'])).exactOptional(),
}).meta({ id: 'Agreement' })

const duration = z
  .string()
  .regex(/^P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$/, 'a duration such as P1M, P2W or P30D (ISO 8601)')

/** Time limits and remedies of a procedure, as far as they are known. */
export const procedureSchema = strict({
  acknowledgeWithin: duration.exactOptional(),
  decideWithin: duration.exactOptional(),
  extension: localized.exactOptional(),
  appeal: localized.exactOptional(),
  silence: localized.exactOptional(),
}).meta({ id: 'Procedure' })

export type LawAgreement = z.infer<typeof agreementSchema>
export type LawEquivalences = z.infer<typeof equivalencesSchema>
export type LawProcedure = z.infer<typeof procedureSchema>
