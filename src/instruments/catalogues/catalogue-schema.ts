// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { localized, partialDate, registerId, slug, some, strict, text } from '../source/fields.ts'

/** A published list of qualifications in classes; items only where a source shows them. */
export const catalogueSchema = strict({
  id: slug,
  title: localized,
  edition: text.exactOptional(),
  batch: z.int().min(1).exactOptional(),
  effective: partialDate.exactOptional(),
  coverage: z.enum(['complete', 'partial']),
  itemCount: z.int().min(0).exactOptional(),
  classes: some(strict({ id: text, label: localized })),
  items: z
    .array(
      strict({
        qualification: registerId,
        class: text,
        from: partialDate.exactOptional(),
        until: partialDate.exactOptional(),
        note: localized.exactOptional(),
      }),
    )
    .exactOptional(),
  note: localized.exactOptional(),
}).meta({ id: 'Catalogue' })

export type LawCatalogue = z.infer<typeof catalogueSchema>
