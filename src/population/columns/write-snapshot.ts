// SPDX-License-Identifier: Apache-2.0
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import {
  aligned,
  type Column,
  columnNames,
  type Directory,
  HEAD_BYTES,
  MAGIC,
  type Section,
  VERSION,
} from './snapshot-layout.ts'
import type { Workforce } from './workforce.ts'

/** What is kept beside a workforce. */
export interface Beside {
  /** What the reader is told of where it comes from: JSON. */
  about?: Record<string, unknown>
  lists?: Readonly<Record<string, Float64Array>>
}

interface Part {
  name: string
  width: Section['width']
  bytes: Uint8Array
}

/**
 * Writes a workforce to one file: beside it first, to the disk, then by its name, so that there is the old file or the new one, whole.
 * @throws what the file system throws
 */
export async function writeSnapshot(path: string, workforce: Workforce, beside: Beside = {}): Promise<void> {
  const part = `${path}.${process.pid}.part`
  const file = await open(part, 'w')
  try {
    try {
      await writeParts(file, workforce, beside)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function writeParts(file: FileHandle, workforce: Workforce, { about = {}, lists = {} }: Beside): Promise<void> {
  const parts = partsOf(workforce, lists)
  const { persons, records, jobs, facts, groups } = workforce
  const directory: Directory = {
    ...{ persons, records, jobs, about },
    facts: facts.map(({ fact }) => fact),
    groups: groups.map(({ name }) => name),
    lists: Object.keys(lists),
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

const bytesOf = (column: Column | Float64Array): Uint8Array =>
  new Uint8Array(column.buffer, column.byteOffset, column.byteLength)

function partsOf(workforce: Workforce, lists: Readonly<Record<string, Float64Array>>): Part[] {
  const column = (name: string, from: Column | Float64Array): Part => ({
    name,
    width: from.BYTES_PER_ELEMENT as Section['width'],
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
    ...Object.entries(lists).map(([name, list]) => column(`lists/${name}`, list)),
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
