// SPDX-License-Identifier: Apache-2.0
import type { ByteSource } from './byte-source.ts'
import { openCsv } from './read-csv.ts'
import { openParquet } from './read-parquet.ts'
import { openRegisterWorkbook } from './read-workbook.ts'
import { RegisterFileError, type RegisterFormat, type RegisterTable } from './table.ts'

/** PDF and archives begin so. */
const others = ['%PDF', '\x1f\x8b', 'Rar!', '7z\xbc\xaf']

/** A register by what it is, whatever the file is called; `format`: what it is said to be. */
export async function openTable(source: ByteSource, format: RegisterFormat | null): Promise<RegisterTable> {
  if (source.size === 0) throw new RegisterFileError('empty')
  const beginning = Buffer.from(await source.read(0, 8)).toString('latin1')
  if (beginning.startsWith('\xd0\xcf\x11\xe0')) throw new RegisterFileError('old-excel')
  if (others.some((mark) => beginning.startsWith(mark))) throw new RegisterFileError('other-kind')
  const found = beginning.startsWith('PAR1') ? 'parquet' : beginning.startsWith('PK') ? 'xlsx' : 'csv'
  if (format !== null && format !== found) throw new RegisterFileError('not-that', { format, found })
  if (found === 'parquet') return openParquet(source)
  return found === 'xlsx' ? openRegisterWorkbook(source) : openCsv(source)
}
