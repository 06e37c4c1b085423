// SPDX-License-Identifier: Apache-2.0
// A file with something wrong, and exactly what is to be said of it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Finding } from '../../src/publishing/imports/finding.model.ts'
import { readFile } from '../../src/publishing/imports/rows/read-file.ts'
import type { ItemRow } from '../../src/publishing/imports/rows/row.model.ts'

export interface BadFile {
  bytes: Uint8Array | string
  /** `C3 class-unknown`, with the sheet before a `!` where there are several; `- header-missing` for the file. */
  finds: string[]
  /** Rows that are taken all the same. */
  takes: number[]
  /** Whatever else is to be seen in what was read. */
  also?: (read: { rows: ItemRow[]; findings: Finding[] }) => void
}

export const context = {
  classes: [
    { id: 'A', names: ['A类', 'Class A'] },
    { id: 'B', names: ['B类', 'Class B', '中级职称'] },
  ],
  countries: [
    { code: 'XA', names: ['演示国甲', 'Demonstration country XA'] },
    { code: 'XB', names: ['演示国乙', 'Demonstration country XB'] },
    { code: 'US', names: ['美国', 'United States'] },
    { code: 'GB', names: ['英国', 'United Kingdom'] },
  ],
}

export const shown = ({ sheet, cell, code }: Finding): string =>
  `${sheet === null ? '' : `${sheet}!`}${cell ?? '-'} ${code}`

export function testBadFiles(files: Record<string, BadFile>): void {
  for (const [name, { bytes, finds, takes, also }] of Object.entries(files)) {
    test(name, async () => {
      const read = await readFile(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes, context)
      assert.deepEqual(read.findings.map(shown), finds)
      assert.deepEqual(
        read.rows.map(({ row }) => row),
        takes,
      )
      also?.(read)
    })
  }
}
