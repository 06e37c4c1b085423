// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'

const kinds = [
  'recognised-as',
  'may-practise',
  'may-be-appointed',
  'may-apply',
  'may-sit-exam',
  'entitled-to',
  'counts-as-level',
  'exempt-from',
] as const

export const outcomeKindSchema = z.enum(kinds)

/** Where it is written, in words. */
export const basisSchema = z
  .object({
    instrument: z.string(),
    clause: z.string().nullable(),
    kind: z.string(),
    title: z.string(),
    number: z.string().nullable(),
    article: z.string().nullable(),
    summary: z.string().nullable(),
    jurisdiction: z.string(),
    issuer: z.string().nullable(),
    dates: z.array(z.string()),
    status: z.string(),
    inForce: z.boolean(),
    url: z.string().nullable(),
    sign: z.enum(['official', 'official-copy', 'reported', 'unverified', 'demonstration']),
    signWord: z.string(),
    signMeans: z.string(),
    wording: z.string().nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'LegalBasisInWords' })

const askedSchema = z
  .object({
    text: z.string(),
    get children() {
      return z.array(askedSchema)
    },
  })
  .meta({ id: 'AskedCondition' })

/** A rule in words. */
export const ruleSchema = z
  .object({
    rule: z.string(),
    title: z.string(),
    places: z.array(z.string()),
    except: z.array(z.string()).describe('places in these where it does not hold'),
    reach: z.string().describe('both, in words'),
    subject: z.string().nullable().describe('which credentials it speaks of; null: it needs none'),
    outcomes: z.array(
      z.object({
        kind: outcomeKindSchema,
        phrase: z.string(),
        label: z.string(),
        manner: z.string(),
        means: z.string(),
        benefits: z.array(z.string()),
      }),
    ),
    asks: z.array(askedSchema),
    notes: z.array(z.string()).describe('a list known in part, a report without its instrument'),
    basis: basisSchema.nullable(),
  })
  .meta({ id: 'RuleInWords' })
