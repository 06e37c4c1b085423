// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { localized, registerId, slug, some, strict } from '../source/fields.ts'

/** What a part is: of a qualification or a programme, or of an examination. */
export const partKinds = ['unit', 'course', 'module', 'paper', 'practical', 'project'] as const

/** An examination, a qualification or a programme with its parts, of which some may be exempted. */
export const wholeSchema = strict({
  id: slug,
  title: localized,
  /** Where it is laid down of which parts it is made. */
  clause: slug,
  /** That it leads to, where the register has it. */
  qualification: registerId.exactOptional(),
  /** All of its parts, in their order. */
  parts: some(strict({ id: slug, kind: z.enum(partKinds), title: localized })),
}).meta({ id: 'Whole' })

export type LawWhole = z.infer<typeof wholeSchema>
