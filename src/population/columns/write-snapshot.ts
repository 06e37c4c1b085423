// SPDX-License-Identifier: Apache-2.0
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import { aligned, type Column, columnNames, type Directory, HEAD_BYTES, MAGIC, VERSION } from './snapshot-layout.ts'
import type { Workforce } from './workforce.ts'

interface Part {
  name: string
  width: 0 | 1 | 2 | 4
  bytes: Uint8Array
}

/**
 * Writes a workforce to one file: beside it first, to the disk, then by its name, so that there is the old file or the new one, whole.
 * `about`: what the reader is told of where it comes from.
 * @throws what the file system throws
 */
export async function writeSnapshot(
  path: string,
  workforce: Workforce,
  about: Record<string, unknown> = {},
): Promise<void> {
  const beside = `${path}.${process.pid}.part`
  const file = await open(beside, 'w')
  try {
    try {
      await writeParts(file, workforce, about)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function writeParts(file: FileHandle, workforce: Workforce, about: Record<string, unknown>): Promise<void> {
  const parts = partsOf(workforce)
  const { persons, records, jobs, facts, groups } = workforce
  const directory: Directory = {
    ...{ persons, records, jobs, about },
    facts: facts.map(({ fact }) => fact),
    groups: groups.map(({ name }) => name),
    sections: parts.map(({ name, width, bytes }) => {
      return { name, width, offset: 0, bytes: bytes.length, crc: crc32(bytes) }
    }),
  }
  // Offsets count from the end of the directory, so that its length does not depend on itself.
  let offset = 0
  for (const section of directory.sections) {
    section.offset = offset
    offset = aligned(offset + section.bytes)
  }
  const text = Buffer.from(JSON.stringify(directory))
  const start = aligned(HEAD_BYTES + text.length)
  await writeAll(file, headOf(text, start + offset), 0)
  await writeAll(file, text, HEAD_BYTES)
  for (const [index, { bytes }] of parts.entries())
    await writeAll(file, bytes, start + (directory.sections[index]?.offset ?? 0))
  await file.truncate(start + offset)
}

function headOf(directory: Uint8Array, length: number): Uint8Array {
  const head = new DataView(new ArrayBuffer(HEAD_BYTES))
  head.setUint32(0, MAGIC, true)
  head.setUint32(4, VERSION, true)
  head.setUint32(8, directory.length, true)
  head.setUint32(12, crc32(directory), true)
  head.setBigUint64(16, BigInt(length), true)
  head.setUint32(HEAD_BYTES - 4, crc32(new Uint8Array(head.buffer, 0, HEAD_BYTES - 4)), true)
  return new Uint8Array(head.buffer)
}

const bytesOf = (column: Column): Uint8Array => new Uint8Array(column.buffer, column.byteOffset, column.byteLength)

function partsOf(workforce: Workforce): Part[] {
  const column = (name: string, from: Column): Part => ({
    name,
    width: from.BYTES_PER_ELEMENT as 1 | 2 | 4,
    bytes: bytesOf(from),
  })
  const values = (name: string, from: unknown): Part => ({ name, width: 0, bytes: Buffer.from(JSON.stringify(from)) })
  return [
    values('kinds', workforce.kinds),
    values('jobKinds', workforce.jobKinds),
    values('irregular', [...workforce.irregular]),
    ...columnNames.map((name) => column(name, workforce[name])),
    ...workforce.facts.flatMap(({ values: list, codes, recordCodes }, index) => [
      values(`facts/${index}/values`, list),
      column(`facts/${index}/codes`, codes),
      column(`facts/${index}/recordCodes`, recordCodes),
    ]),
    ...workforce.groups.flatMap(({ values: list, codes }, index) => [
      values(`groups/${index}/values`, list),
      column(`groups/${index}/codes`, codes),
    ]),
  ]
}

const MOST_AT_ONCE = 1 << 28

async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  let done = 0
  while (done < bytes.length) {
    const { bytesWritten } = await file.write(bytes, done, Math.min(bytes.length - done, MOST_AT_ONCE), at + done)
    done += bytesWritten
  }
}
