// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { jurisdictionCode, localized, partialDate, some, strict } from '../source/fields.ts'

export const agreementModes = ['automatic', 'procedural', 'register', 'comparison', 'cooperation', 'academic'] as const

/** Who agreed with whom, on what, since when. */
export const agreementSchema = strict({
  parties: some(strict({ name: localized, jurisdiction: jurisdictionCode.exactOptional() })),
  subject: localized,
  signed: partialDate.exactOptional(),
  inForce: partialDate.exactOptional(),
  mode: z.enum(agreementModes),
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
export type LawProcedure = z.infer<typeof procedureSchema>
