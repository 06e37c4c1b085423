// SPDX-License-Identifier: Apache-2.0
import type { Readable } from 'node:stream'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
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
    return await listParts(zip)
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

async function listParts(zip: ZipFile): Promise<ZipParts | Finding> {
  const parts = new Map<string, Entry>()
  let [unpacked, counted] = [0, 0]
  for await (const part of zip.eachEntry()) {
    unpacked += part.uncompressedSize
    counted++
    if (unpacked > tableLimits.unpacked || counted > tableLimits.parts) return finding('file-unpacks-too-large')
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
