// SPDX-License-Identifier: Apache-2.0
import { inOrder } from '../finding.model.ts'
import { readTable } from '../tables/read-table.ts'
import { recogniseHeader } from './columns.model.ts'
import { readRows } from './read-rows.model.ts'
import type { RowContext, RowsRead } from './row.model.ts'

/** The items that a file lists and everything that is wrong with it, in the order of the file. */
export async function readFile(
  bytes: Uint8Array,
  context: Omit<RowContext, 'from1904' | 'severalSheets'>,
  onTable: () => void = () => {},
): Promise<RowsRead> {
  const table = await readTable(bytes, recogniseHeader)
  onTable()
  if ('code' in table) return { rows: [], findings: [table], counted: 0, columns: [] }
  const read = readRows(table, context)
  const sheets = table.sheets.map(({ name }) => name)
  return { ...read, findings: inOrder(read.findings, sheets) }
}
