// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding } from '../finding.model.ts'
import type { ItemRow } from './row.model.ts'
import { plainWord } from './word-lists.model.ts'

/** What makes two rows speak of the same qualification: its id, or its names with place and body. */
function subjectOf({ id, nameZh = '', nameEn = '', country = '', bodyZh, bodyEn }: ItemRow): string {
  if (id !== undefined) return id
  return [plainWord(nameZh), plainWord(nameEn), country, plainWord(bodyZh ?? bodyEn ?? '')].join('\u0000')
}

const contentOf = ({
  class: group,
  from = '',
  until = '',
  action,
  earlierHolders,
  noteZh = '',
  noteEn = '',
}: ItemRow): string => [group, from, until, action ?? '', earlierHolders ?? '', noteZh, noteEn].join('\u0000')

/** Whether one ends before the other begins: then both can stand. */
function apart(one: ItemRow, other: ItemRow): boolean {
  const ends = (a: ItemRow, b: ItemRow) => a.until !== undefined && b.from !== undefined && a.until <= b.from
  return ends(one, other) || ends(other, one)
}

/** Rows of the file that speak of the same twice. What is the same twice counts once; what contradicts is not taken at all. */
export function findDuplicates(rows: readonly ItemRow[]): { rows: ItemRow[]; findings: Finding[] } {
  const first = new Map<string, ItemRow[]>()
  const findings: Finding[] = []
  const repeated = new Set<ItemRow>()
  for (const row of rows) {
    const subject = subjectOf(row)
    const before = first.get(subject)
    if (before === undefined) {
      first.set(subject, [row])
      continue
    }
    const clash = before.find((one) => !apart(one, row))
    before.push(row)
    if (clash === undefined) continue
    const same = contentOf(clash) === contentOf(row)
    const cell = cellOf(row)
    const candidates = [
      clash.sheet === null || clash.sheet === row.sheet ? cellOf(clash) : `${clash.sheet}!${cellOf(clash)}`,
    ]
    findings.push(
      finding(same ? 'duplicate-same' : 'duplicate-differs', {
        sheet: row.sheet,
        row: row.row,
        cell,
        found: nameOf(row),
        candidates,
      }),
    )
    repeated.add(row)
    if (!same) repeated.add(clash)
  }
  return { rows: rows.filter((row) => !repeated.has(row)), findings }
}

const cellOf = ({ cells, row }: ItemRow): string => cells['name-zh'] ?? cells['name-en'] ?? cells.id ?? String(row)

const nameOf = ({ nameZh, nameEn, id }: ItemRow): string => nameZh ?? nameEn ?? id ?? ''
