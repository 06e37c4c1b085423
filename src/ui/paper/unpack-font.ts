// SPDX-License-Identifier: Apache-2.0
import { inflateSync } from 'node:zlib'

const woff = { head: 44, entry: 20 }
const sfnt = { head: 12, entry: 16 }

/** A font as the web compresses it (WOFF 1.0, W3C Recommendation 2012) as the plain TrueType that it was made from. */
export function unpackFont(file: Buffer): Buffer {
  const count = file.readUInt16BE(12)
  const directory = Buffer.alloc(sfnt.head + sfnt.entry * count)
  const range = 2 ** Math.floor(Math.log2(count))
  directory.writeUInt32BE(file.readUInt32BE(4), 0)
  directory.writeUInt16BE(count, 4)
  directory.writeUInt16BE(range * 16, 6)
  directory.writeUInt16BE(Math.log2(range), 8)
  directory.writeUInt16BE((count - range) * 16, 10)
  const parts: Buffer[] = [directory]
  let at = directory.length
  for (let index = 0; index < count; index++) {
    const from = woff.head + woff.entry * index
    const to = sfnt.head + sfnt.entry * index
    const start = file.readUInt32BE(from + 4)
    const packed = file.readUInt32BE(from + 8)
    const length = file.readUInt32BE(from + 12)
    const bytes = file.subarray(start, start + packed)
    // A table that compression would not shorten stands as it is (section 5).
    const table = packed < length ? inflateSync(bytes) : bytes
    file.copy(directory, to, from, from + 4)
    file.copy(directory, to + 4, from + 16, from + 20)
    directory.writeUInt32BE(at, to + 8)
    directory.writeUInt32BE(length, to + 12)
    const padding = Buffer.alloc((4 - (length % 4)) % 4)
    parts.push(table, padding)
    at += length + padding.length
  }
  return Buffer.concat(parts)
}
