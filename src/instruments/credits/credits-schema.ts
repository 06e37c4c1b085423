// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { levelRef, localized, partialDate, registerId, slug, some, strict } from '../source/fields.ts'

/** Credits as a file writes them: whole, or with up to three decimals. */
const amount = z
  .number()
  .positive()
  .max(100_000)
  .refine(
    (value) => Math.abs(value * 1000 - Math.round(value * 1000)) < 1e-6,
    'a number with up to three decimals, more than nothing',
  )

/** What credits are given for, one row each. */
const sourceSchema = z.union([
  strict({ qualification: registerId }),
  strict({ level: levelRef }),
  /** A competition or an honour, by a code of the file's own. */
  strict({ award: slug }),
  /** Hours of training, or months of work, of a kind that the label says. */
  strict({ training: slug }),
  strict({ work: slug }),
])

export const creditRowSchema = strict({
  id: slug,
  from: sourceSchema,
  label: localized,
  /** The kind under which a cap counts it. */
  kind: slug,
  unit: slug,
  credits: amount,
  /** Of hours or months: for how many of them the credits are given. */
  per: z.int().min(1).max(10_000).exactOptional(),
  /** Years after the day of issue for which it counts. */
  validYears: z.int().min(1).max(100).exactOptional(),
}).refine(
  ({ from, per }) => (per !== undefined) === ('training' in from || 'work' in from),
  '`per` for hours of training and months of work, and only there',
)

export const programmeSchema = strict({
  id: slug,
  title: localized,
  clause: slug,
  /** Hours of learning that one credit stands for. */
  hoursPerCredit: z.int().min(1).max(1000).exactOptional(),
  /** Parts of the programme, in the order in which they are exempted. */
  units: some(strict({ id: slug, title: localized, credits: amount })),
  kinds: some(strict({ id: slug, label: localized, atMost: amount.exactOptional() })),
  /** Of all units together, at most this share in per cent. */
  atMostShare: z.int().min(1).max(100).exactOptional(),
  /** Without this level, or a higher one, nothing is exempted. */
  atLeast: levelRef.exactOptional(),
  rows: some(creditRowSchema),
  from: partialDate.exactOptional(),
  until: partialDate.exactOptional(),
}).meta({ id: 'CreditProgramme' })

export type CreditProgramme = z.infer<typeof programmeSchema>
export type CreditRow = CreditProgramme['rows'][number]
