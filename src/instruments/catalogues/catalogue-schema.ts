// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { localized, partialDate, plainDate, registerId, slug, some, strict, text } from '../source/fields.ts'

/** What a line of a batch does with an entry. */
export const itemActions = ['add', 'change', 'withdraw'] as const
/** What becomes of those whose certificate was issued before an entry ended. */
export const earlierHoldersKinds = ['keep', 'lose'] as const

/** As far as the database counts. */
const mostCounted = 2_147_483_647

const listLine = {
  qualification: registerId,
  /** Of a line that changes: the new class; of one that withdraws: the class in which it stood. */
  class: text,
  from: partialDate.exactOptional(),
  until: partialDate.exactOptional(),
  action: z.enum(itemActions).exactOptional(),
  earlierHolders: z.enum(earlierHoldersKinds).exactOptional(),
  note: localized.exactOptional(),
}

/** What is wrong with a line beyond its single members; null: nothing. */
export function lineFault(line: {
  action?: string | undefined
  from?: string | undefined
  until?: string | undefined
  earlierHolders?: string | undefined
}): { member: 'until' | 'from' | 'earlierHolders'; expected: string } | null {
  const ends = line.action === 'change' || line.action === 'withdraw'
  if (line.action === 'withdraw' && line.until !== undefined)
    return { member: 'until', expected: 'the day of the withdrawal as `from`, and no `until`' }
  if (ends && line.from !== undefined && !isDay(line.from))
    return { member: 'from', expected: 'a whole day, from which an entry is changed or withdrawn' }
  if (line.earlierHolders === undefined || ends) return null
  if (line.until === undefined)
    return { member: 'earlierHolders', expected: 'an `until`, or action change or withdraw, of which it speaks' }
  return isDay(line.until) ? null : { member: 'until', expected: 'a whole day, where `earlierHolders` is given' }
}

const isDay = (written: string): boolean => plainDate.safeParse(written).success

/** A published list of qualifications in classes; items only where a source shows them. */
export const catalogueSchema = strict({
  id: slug,
  title: localized,
  edition: text.exactOptional(),
  batch: z.int().min(1).max(mostCounted).exactOptional(),
  /** The list of which this is a later batch. */
  continues: slug.exactOptional(),
  /** It takes the place of everything that stood on that list. */
  replaces: z.literal(true).exactOptional(),
  /** Of the entries that it ends, where their lines say nothing else. */
  earlierHolders: z.enum(earlierHoldersKinds).exactOptional(),
  effective: partialDate.exactOptional(),
  coverage: z.enum(['complete', 'partial']),
  itemCount: z.int().min(0).max(mostCounted).exactOptional(),
  classes: some(strict({ id: text, label: localized })),
  items: z.array(strict(listLine)).exactOptional(),
  note: localized.exactOptional(),
}).meta({ id: 'Catalogue' })

export type LawCatalogue = z.infer<typeof catalogueSchema>
export type LawCatalogueItem = NonNullable<LawCatalogue['items']>[number]
