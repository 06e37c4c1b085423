// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../../db/index.ts'
import type { ByteSource } from '../files/byte-source.ts'
import { addPart, readPart } from '../imports.store.ts'

/** Of a piece in which a file is kept; the last one is shorter. */
const partLength = 4 * 1024 * 1024
/** Pieces held in memory: a sheet is read from several places at once. */
const mostHeld = 4

/** Puts a file into the database, piece by piece. */
export async function keepFile(acting: Db, id: string, source: ByteSource): Promise<void> {
  for (let part = 0; part * partLength < source.size; part++) {
    await addPart(
      acting,
      id,
      part,
      await source.read(part * partLength, Math.min(source.size, (part + 1) * partLength)),
    )
  }
}

/** A file that is kept in the database, to be read on any machine that has it. */
export function openKept(
  within: <Result>(act: (transaction: Db) => Promise<Result>) => Promise<Result>,
  id: string,
  size: number,
): ByteSource {
  const held = new Map<number, Promise<Uint8Array>>()
  const partOf = (part: number): Promise<Uint8Array> => {
    const known = held.get(part)
    if (known !== undefined) return known
    const read = within(async (acting) => (await readPart(acting, id, part)) ?? new Uint8Array(0))
    held.set(part, read)
    if (held.size > mostHeld) held.delete(held.keys().next().value as number)
    return read
  }
  return {
    size,
    async read(start, end) {
      const last = Math.min(end, size)
      const pieces: Uint8Array[] = []
      for (let at = start; at < last; ) {
        const part = Math.floor(at / partLength)
        const from = at - part * partLength
        const piece = (await partOf(part)).subarray(from, from + last - at)
        if (piece.length === 0) break
        pieces.push(piece)
        at += piece.length
      }
      return pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces)
    },
    close: () => Promise.resolve(),
  }
}
