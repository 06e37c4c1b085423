// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { agreementSchema, procedureSchema } from '../agreements/agreement-schema.ts'
import { catalogueSchema } from '../catalogues/catalogue-schema.ts'
import { programmeSchema } from '../credits/credits-schema.ts'
import { outcomePatternSchema } from '../rules/rule-schema.ts'
import {
  jurisdictionCode,
  lawRef,
  localized,
  partialDate,
  slug,
  some,
  strict,
  text,
  webAddress,
} from '../source/fields.ts'
import { wholeSchema } from '../wholes/whole-schema.ts'

export const instrumentKinds = [
  'law',
  'measure',
  'notice',
  'opinion',
  'catalogue',
  'agreement',
  'standard',
  'guidance',
  'procedure',
  'claim',
] as const

export const instrumentStatuses = ['in-force', 'expired', 'repealed', 'not-in-force', 'unverified'] as const

/** How good a source is, best first; `demonstration`: there is none, the law is invented. */
export const sourceQualities = [
  'official',
  'official-copy',
  'official-truncated',
  'news-official',
  'news',
  'news-copy',
  'reference-work',
  'dataset-copy',
  'article-only',
  'scraped-copy',
  'scrape',
  'low-trust-copy',
  'demonstration',
] as const

/** How much of the wording the source shows. */
export const textKinds = ['excerpt', 'elided', 'paraphrase', 'none'] as const

export const sourceSchema = strict({
  id: slug,
  url: webAddress.exactOptional(),
  quality: z.enum(sourceQualities),
  text: z.enum(textKinds),
  note: localized.exactOptional(),
})
  .refine(
    (source) => source.url !== undefined || source.note !== undefined,
    'a source with its url, or with a note that says where it is found',
  )
  .meta({ id: 'Source' })

export const clauseSchema = strict({
  id: slug,
  article: localized.exactOptional(),
  summary: localized,
  source: slug,
}).meta({ id: 'Clause' })

export const instrumentFileSchema = strict({
  id: slug,
  jurisdiction: jurisdictionCode,
  kind: z.enum(instrumentKinds),
  title: localized,
  number: text.exactOptional(),
  issuer: slug.exactOptional(),
  published: partialDate.exactOptional(),
  effective: partialDate.exactOptional(),
  until: partialDate.exactOptional(),
  status: z.enum(instrumentStatuses),
  places: some(jurisdictionCode).exactOptional(),
  except: z.array(jurisdictionCode).exactOptional(),
  supersedes: z.array(slug).exactOptional(),
  overrides: some(lawRef).exactOptional(),
  exclusive: some(outcomePatternSchema).exactOptional(),
  carries: z.array(text).exactOptional(),
  sources: some(sourceSchema),
  catalogues: z.array(catalogueSchema).exactOptional(),
  agreement: agreementSchema.exactOptional(),
  procedure: procedureSchema.exactOptional(),
  wholes: some(wholeSchema).exactOptional(),
  credits: some(programmeSchema).exactOptional(),
  clauses: some(clauseSchema),
})
  .refine(
    (file) => file.agreement !== undefined || file.kind !== 'agreement',
    'the member `agreement` with the parties, for an instrument of kind agreement',
  )
  .refine(
    (file) => file.procedure !== undefined || file.kind !== 'procedure',
    'the member `procedure`, for an instrument of kind procedure',
  )

export type LawInstrument = z.infer<typeof instrumentFileSchema>
export type LawSource = z.infer<typeof sourceSchema>
export type LawClause = z.infer<typeof clauseSchema>
