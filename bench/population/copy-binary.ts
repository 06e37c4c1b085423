// SPDX-License-Identifier: Apache-2.0
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'

/** What stands where nothing is known. */
const NULL = -2_147_483_648
/** Bytes before the first row (PostgreSQL, COPY, Binary Format): a signature of 11, flags and the length of an extension. */
const HEAD = 19

/** A table of whole numbers and days by COPY in its binary form, into one array for each column. */
export async function readBinary(client: pg.Client, table: string, columns: readonly string[]): Promise<Int32Array[]> {
  const { rows } = await client.query<{ rows: string }>(`select count(*)::text as rows from ${table}`)
  const arrays = columns.map(() => new Int32Array(Number(rows[0]?.rows)))
  const reader = new RowReader(arrays)
  for await (const piece of client.query(copyTo(`copy ${table} (${columns.join()}) to stdout (format binary)`)))
    reader.take(piece as Buffer)
  return arrays
}

class RowReader {
  private readonly arrays: Int32Array[]
  private rest: Buffer = Buffer.alloc(0)
  private head = HEAD
  private row = 0

  constructor(arrays: Int32Array[]) {
    this.arrays = arrays
  }

  take(piece: Buffer): void {
    const bytes = this.rest.length === 0 ? piece : Buffer.concat([this.rest, piece])
    let at = this.head
    this.head = 0
    for (;;) {
      const end = this.readRow(bytes, at)
      if (end < 0) break
      at = end
    }
    this.rest = bytes.subarray(Math.min(at, bytes.length))
  }

  /** Where the next row begins; negative where this one is not there as a whole, or was the last. */
  private readRow(bytes: Buffer, from: number): number {
    if (from + 2 > bytes.length || bytes.readInt16BE(from) < 0) return -1
    let at = from + 2
    for (const array of this.arrays) {
      if (at + 4 > bytes.length) return -1
      const length = bytes.readInt32BE(at)
      at += 4
      if (length < 0) {
        array[this.row] = NULL
        continue
      }
      if (at + length > bytes.length) return -1
      array[this.row] = length === 2 ? bytes.readInt16BE(at) : bytes.readInt32BE(at)
      at += length
    }
    this.row += 1
    return at
  }
}
