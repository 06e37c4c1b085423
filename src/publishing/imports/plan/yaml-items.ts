// SPDX-License-Identifier: Apache-2.0
import { type Document, isMap, isSeq, type YAMLMap } from 'yaml'
import { z } from 'zod'
import { actions } from '../rows/row.model.ts'
import type { CatalogueItem } from './plan.model.ts'

const date = z.coerce.string().optional()

/** What a line of a list can say: notes in other languages, and words that nobody knows, have no column. */
const fitting = z.array(
  z.strictObject({
    qualification: z.string(),
    class: z.coerce.string(),
    from: date,
    until: date,
    action: z.enum(actions).optional(),
    earlierHolders: z.enum(['keep', 'lose']).optional(),
    note: z.strictObject({ en: z.string(), 'zh-CN': z.string() }).optional(),
  }),
)

export const fitsList = (items: unknown): boolean => fitting.safeParse(items).success

/** Puts items in the place of those of a document; what of them is not changed stays as it is written. */
export function putItems(
  document: Document,
  path: readonly (string | number)[],
  items: readonly CatalogueItem[],
): void {
  const sequence = document.getIn(path)
  if (!isSeq(sequence)) return
  const before = sequence.items
  sequence.items = items.map((item) => {
    const node = item.at === undefined ? undefined : before[item.at]
    return isMap(node) ? withFields(node, item) : document.createNode(written(item))
  })
}

function withFields(
  node: YAMLMap,
  { class: group, from, until, action, earlierHolders, noteEn, noteZh }: CatalogueItem,
) {
  for (const [name, value] of Object.entries({ class: group, from, until, action, earlierHolders })) {
    if (value !== undefined && String(node.get(name)) !== value) node.set(name, value)
  }
  for (const [name, value] of Object.entries({ en: noteEn, 'zh-CN': noteZh })) {
    if (value !== undefined && node.getIn(['note', name]) !== value) node.setIn(['note', name], value)
  }
  return node
}

function written({ at: _at, noteEn, noteZh, ...item }: CatalogueItem): object {
  const note = noteEn ?? noteZh
  const fields = Object.entries(item).filter(([, value]) => value !== undefined)
  return {
    ...Object.fromEntries(fields),
    ...(note !== undefined && { note: { en: noteEn ?? note, 'zh-CN': noteZh ?? note } }),
  }
}
