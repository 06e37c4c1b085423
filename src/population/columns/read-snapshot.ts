// SPDX-License-Identifier: Apache-2.0
import { type FileHandle, open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { PopulationError } from '../population-error.ts'
import {
  aligned,
  columnNames,
  columns,
  type Directory,
  HEAD_BYTES,
  MAGIC,
  type Section,
  VERSION,
} from './snapshot-layout.ts'
import type { Codes, FactColumn, GroupColumn, Workforce } from './workforce.ts'

export interface Snapshot {
  workforce: Workforce
  /** What its writer said of where it comes from. */
  about: Record<string, unknown>
  lists: Readonly<Record<string, Float64Array>>
}

/** Bytes that one reader takes at a time, and how many read at once: copying out of the page cache keeps a core busy. */
const AT_ONCE = 1 << 22
const READERS = 4

/**
 * Reads a workforce that `writeSnapshot` wrote, into shared memory. Every byte is checked.
 * @throws {PopulationError} `snapshot-broken`, with what is wrong with the file
 */
export async function readSnapshot(path: string): Promise<Snapshot> {
  const file = await open(path, 'r')
  try {
    const head = await readHead(file, path)
    const directory = await readDirectory(file, path, head)
    const memory = new SharedArrayBuffer(head.length - head.start)
    await fill(file, memory, { path, start: head.start, sections: directory.sections })
    const parts = new Parts(path, memory, directory)
    const lists = directory.lists.map((name): [string, Float64Array] => [name, parts.floats(`lists/${name}`)])
    return { workforce: workforceOf(directory, parts), about: directory.about, lists: Object.fromEntries(lists) }
  } finally {
    await file.close()
  }
}

const broken = (path: string, what: string): PopulationError =>
  new PopulationError('snapshot-broken', `${path}: ${what}`)

interface Head {
  directoryBytes: number
  directoryCrc: number
  /** Where sections begin. */
  start: number
  length: number
}

async function readHead(file: FileHandle, path: string): Promise<Head> {
  const { size } = await file.stat()
  if (size < HEAD_BYTES) throw broken(path, `has ${size} bytes, fewer than a head has; it was cut off`)
  const bytes = new Uint8Array(HEAD_BYTES)
  await file.read(bytes, 0, HEAD_BYTES, 0)
  const head = new DataView(bytes.buffer)
  if (head.getUint32(0, true) !== MAGIC) throw broken(path, 'is no workforce: its first bytes are others')
  if (head.getUint32(HEAD_BYTES - 4, true) !== crc32(bytes.subarray(0, HEAD_BYTES - 4)))
    throw broken(path, 'its head is damaged')
  const version = head.getUint32(4, true)
  if (version !== VERSION) throw broken(path, `is of version ${version}; this program reads ${VERSION}`)
  const length = Number(head.getBigUint64(16, true))
  if (size !== length) throw broken(path, `has ${size} bytes, but ${length} were written`)
  const directoryBytes = head.getUint32(8, true)
  return {
    ...{ directoryBytes, directoryCrc: head.getUint32(12, true), length },
    start: aligned(HEAD_BYTES + directoryBytes),
  }
}

async function readDirectory(file: FileHandle, path: string, head: Head): Promise<Directory> {
  const bytes = Buffer.alloc(head.directoryBytes)
  const { bytesRead } = await file.read(bytes, 0, bytes.length, HEAD_BYTES)
  if (bytesRead !== bytes.length || crc32(bytes) !== head.directoryCrc) throw broken(path, 'its directory is damaged')
  return JSON.parse(bytes.toString('utf8')) as Directory
}

interface Filling {
  path: string
  start: number
  sections: readonly Section[]
}

/** Sections are checked in this thread as they come in, while others read on. */
async function fill(file: FileHandle, memory: SharedArrayBuffer, { path, start, sections }: Filling): Promise<void> {
  const bytes = new Uint8Array(memory)
  const checks = new Checks(path, bytes, sections)
  let next = 0
  const reader = async () => {
    while (next < bytes.length) {
      const from = next
      const end = Math.min(from + AT_ONCE, bytes.length)
      next = end
      await fillPart(file, bytes.subarray(from, end), start + from, path)
      checks.arrived(from, end)
    }
  }
  await Promise.all(Array.from({ length: READERS }, reader))
  checks.arrived(bytes.length, bytes.length)
}

class Checks {
  private readonly path: string
  private readonly bytes: Uint8Array
  private readonly waiting: Section[]
  private readonly ahead = new Map<number, number>()
  private reached = 0

  constructor(path: string, bytes: Uint8Array, sections: readonly Section[]) {
    this.path = path
    this.bytes = bytes
    this.waiting = [...sections].sort((one, other) => other.offset - one.offset)
  }

  /** Checks every section of which all is there, and that lies within the file. */
  arrived(from: number, end: number): void {
    this.ahead.set(from, end)
    for (let to = this.ahead.get(this.reached); to !== undefined && to > this.reached; to = this.ahead.get(to))
      this.reached = to
    for (let section = this.waiting.at(-1); section !== undefined; section = this.waiting.at(-1)) {
      const { name, offset, bytes, crc } = section
      if (offset + bytes > this.bytes.length) throw broken(this.path, `'${name}' has another length`)
      if (offset + bytes > this.reached) return
      if (crc32(this.bytes.subarray(offset, offset + bytes)) !== crc) throw broken(this.path, `'${name}' is damaged`)
      this.waiting.pop()
    }
  }
}

async function fillPart(file: FileHandle, bytes: Uint8Array, at: number, path: string): Promise<void> {
  let done = 0
  while (done < bytes.length) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, at + done)
    if (bytesRead === 0) throw broken(path, 'became shorter while it was read')
    done += bytesRead
  }
}

/** The sections of a file by name. */
class Parts {
  private readonly sections: Map<string, Section>
  private readonly path: string
  private readonly memory: SharedArrayBuffer

  constructor(path: string, memory: SharedArrayBuffer, { sections }: Directory) {
    this.path = path
    this.memory = memory
    this.sections = new Map(sections.map((section) => [section.name, section]))
  }

  values<T>(name: string): T {
    const { offset, bytes } = this.section(name, 0)
    // Text is decoded from memory that nobody shares.
    return JSON.parse(Buffer.from(new Uint8Array(this.memory, offset, bytes)).toString('utf8')) as T
  }

  floats(name: string): Float64Array {
    const { offset, bytes } = this.section(name, 8)
    return new Float64Array(this.memory, offset, bytes / 8)
  }

  longs(name: string, length: number): Uint32Array {
    return new Uint32Array(this.memory, this.section(name, 4, length).offset, length)
  }

  words(name: string, length: number): Uint16Array {
    return new Uint16Array(this.memory, this.section(name, 2, length).offset, length)
  }

  bytes(name: string, length: number): Uint8Array {
    return new Uint8Array(this.memory, this.section(name, 1, length).offset, length)
  }

  codes(name: string, length: number): Codes {
    return this.sections.get(name)?.width === 1 ? this.bytes(name, length) : this.words(name, length)
  }

  private section(name: string, width: Section['width'], length?: number): Section {
    const section = this.sections.get(name)
    if (section === undefined || section.width !== width) throw broken(this.path, `has no section '${name}'`)
    if (length !== undefined && section.bytes !== length * width)
      throw broken(this.path, `'${name}' has another length`)
    return section
  }
}

function workforceOf(directory: Directory, parts: Parts): Workforce {
  const { persons, records, jobs } = directory
  const kinds = parts.values<Workforce['kinds']>('kinds')
  const plain: Record<string, Uint8Array | Uint16Array | Uint32Array> = {}
  for (const name of columnNames) {
    const length = columns[name].length(directory) ?? kinds.length + 1
    const { width } = columns[name]
    plain[name] =
      width === 4 ? parts.longs(name, length) : width === 2 ? parts.words(name, length) : parts.bytes(name, length)
  }
  return {
    ...{ persons, records, jobs, kinds },
    ...(plain as Pick<Workforce, (typeof columnNames)[number]>),
    jobKinds: parts.values('jobKinds'),
    irregular: new Map(parts.values<[number, string][]>('irregular')),
    facts: directory.facts.map(
      (fact, index): FactColumn => ({
        fact,
        values: parts.values(`facts/${index}/values`),
        codes: parts.codes(`facts/${index}/codes`, persons),
        recordCodes: parts.codes(`facts/${index}/recordCodes`, records),
      }),
    ),
    groups: directory.groups.map(
      (name, index): GroupColumn => ({
        name,
        values: parts.values(`groups/${index}/values`),
        codes: parts.codes(`groups/${index}/codes`, persons),
      }),
    ),
  }
}
