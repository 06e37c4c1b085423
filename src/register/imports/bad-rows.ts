// SPDX-License-Identifier: Apache-2.0

import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { type FieldError, Problem } from '../../kernel/index.ts'
import type { TableRow } from './table-file.ts'

export interface Fault {
  column: string
  message: string
  expected: string
}

const shown = 20

/** Gathers rows that cannot be taken: all of them refuse the import, or go to a file and are passed over. */
export class BadRows {
  count = 0
  private readonly first: FieldError[] = []
  private readonly out: WriteStream | undefined

  /** `file`: where to write them; without one they refuse the import. */
  constructor(file: string | undefined) {
    this.out = file === undefined ? undefined : createWriteStream(file)
    this.out?.write('file,line,column,message,expected,row\n')
  }

  add(file: string, row: TableRow, { column, message, expected }: Fault): void {
    this.count += 1
    if (this.first.length < shown) this.first.push({ path: column, file, line: row.line, message, expected })
    const cells = [file, String(row.line), column, message, expected, JSON.stringify(row.raw)]
    this.out?.write(`${cells.map(quoted).join(',')}\n`)
  }

  /** Refuses the import if there was one and none may be passed over. */
  settle(): void {
    if (this.count === 0 || this.out !== undefined) return
    const rows = this.count === 1 ? '1 row is' : `${this.count} rows are`
    const message = `${rows} not as expected, nothing was imported; --skip-bad-rows FILE passes over them`
    throw new Problem('import', message, { errors: this.first })
  }

  async close(): Promise<void> {
    if (this.out === undefined) return
    this.out.end()
    await once(this.out, 'close')
  }
}

function quoted(cell: string): string {
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
