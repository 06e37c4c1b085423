// SPDX-License-Identifier: Apache-2.0
import type { Readable } from 'node:stream'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { Problem } from '../../../kernel/index.ts'
import { type Finding, finding } from '../finding.model.ts'
import { tableLimits } from './table.model.ts'

/** The parts of a zip file. A part that unpacks to more than it says is broken: nobody waits for the end of it. */
export interface ZipParts {
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

async function listParts(zip: ZipFile): Promise<ZipParts | Finding> {
  const parts = new Map<string, Entry>()
  let unpacked = 0
  for await (const part of zip.eachEntry()) {
    unpacked += part.uncompressedSize
    if (unpacked > tableLimits.unpacked || parts.size >= tableLimits.parts) return finding('file-unpacks-too-large')
    if (part.isEncrypted()) return finding('file-encrypted')
    parts.set(part.fileName.toLowerCase(), part)
  }
  return {
    has: (name) => parts.has(name.toLowerCase()),
    open: (name) => {
      const part = parts.get(name.toLowerCase())
      if (part === undefined) throw new Problem('import', `the file has no part ${name}`)
      return zip.openReadStreamPromise(part)
    },
  }
}
