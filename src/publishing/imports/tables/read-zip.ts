// SPDX-License-Identifier: Apache-2.0
import { Readable } from 'node:stream'
import { type Entry, fromBufferPromise, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl'
import { Problem } from '../../../kernel/index.ts'
import { type Finding, finding } from '../finding.model.ts'
import { tableLimits } from './table.model.ts'

/** The parts of a zip file, each to be opened once. A part that unpacks to more than it says is broken: nobody waits for the end of it. */
export interface ZipParts {
  /** Bytes of all parts together, as they say. */
  unpacked: number
  has(name: string): boolean
  open(name: string): Promise<Readable>
}

export async function openZip(bytes: Uint8Array): Promise<ZipParts | Finding> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const zip = await fromBufferPromise(buffer, { lazyEntries: true, validateEntrySizes: true })
    return await listParts(zip, tableLimits.unpacked)
  } catch {
    return finding('file-broken')
  }
}

/** To how much bytes unpack, as far as they are a zip file; what cannot be read as one is done with as soon as it is tried. */
export async function unpackedSize(bytes: Uint8Array): Promise<number> {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return bytes.length
  const parts = await openZip(bytes)
  return 'code' in parts ? bytes.length : parts.unpacked
}

/** Bytes of a file from `start` to before `end`. */
export type ReadBytes = (start: number, end: number) => Promise<Uint8Array>

/** The parts of a zip file of which any piece can be read, for what need not be in memory; `most`: bytes that it may unpack to. */
export async function openZipAt(read: ReadBytes, size: number, most: number): Promise<ZipParts | Finding> {
  try {
    const options = { lazyEntries: true, validateEntrySizes: true, autoClose: false }
    return await listParts(await fromRandomAccessReaderPromise(new PieceReader(read), size, options), most)
  } catch {
    return finding('file-broken')
  }
}

const pieceLength = 256 * 1024

class PieceReader extends RandomAccessReader {
  private readonly bytes: ReadBytes

  constructor(read: ReadBytes) {
    super()
    this.bytes = read
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.pieces(start, end), { objectMode: false })
  }

  private async *pieces(start: number, end: number): AsyncGenerator<Uint8Array> {
    for (let at = start; at < end; at += pieceLength) yield await this.bytes(at, Math.min(end, at + pieceLength))
  }
}

async function listParts(zip: ZipFile, most: number): Promise<ZipParts | Finding> {
  const parts = new Map<string, Entry>()
  let [unpacked, counted] = [0, 0]
  for await (const part of zip.eachEntry()) {
    unpacked += part.uncompressedSize
    counted++
    if (unpacked > most || counted > tableLimits.parts) return finding('file-unpacks-too-large')
    if (part.isEncrypted()) return finding('file-encrypted')
    parts.set(part.fileName.toLowerCase(), part)
  }
  const opened = new Set<Entry>()
  return {
    unpacked,
    has: (name) => parts.has(name.toLowerCase()),
    open: (name) => {
      const part = parts.get(name.toLowerCase())
      if (part === undefined) throw new Problem('import', `the file has no part ${name}`)
      // What is read again and again is not held by what the file may unpack to.
      if (opened.has(part)) throw new Problem('import', `the file names its part ${name} more than once`)
      opened.add(part)
      return zip.openReadStreamPromise(part)
    },
  }
}
