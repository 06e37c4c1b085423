// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'

/** A file of which any piece can be read, wherever it lies. */
export interface ByteSource {
  size: number
  /** Bytes from `start` to before `end`; fewer only at the end of the file. */
  read(start: number, end: number): Promise<Uint8Array>
  close(): Promise<void>
}

/** @throws what the operating system says of a file that cannot be read */
export const openFile = async (path: string): Promise<ByteSource> => byteSourceOf(await open(path, 'r'))

/** What is open already; closing the source closes it. */
export async function byteSourceOf(handle: FileHandle): Promise<ByteSource> {
  const { size } = await handle.stat()
  return { size, read: (start, end) => readWhole(handle, start, Math.min(end, size)), close: () => handle.close() }
}

async function readWhole(handle: FileHandle, start: number, end: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(Math.max(0, end - start))
  let filled = 0
  while (filled < bytes.length) {
    const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}

const looked = 1024 * 1024

/** Tells one file from another without reading all of it: length, beginning and end. */
export async function fingerprintOf(source: ByteSource): Promise<Buffer> {
  const hash = createHash('sha256').update(`${source.size}\n`)
  hash.update(await source.read(0, looked))
  if (source.size > looked) hash.update(await source.read(Math.max(looked, source.size - looked), source.size))
  return hash.digest()
}
