// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** A text in the forms in which it may be sent. */
export interface PackedFile {
  /** Of the text itself: it names the file for ever. */
  hash: string
  encoded: Record<'br' | 'gzip' | 'identity', Buffer>
}

/** Compiled scripts and what is made of them; a read-only installation works without it. */
export const keptFolder = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'passerelle-client')

/** Compresses beside the event loop, as small as it gets: it is done once and sent many times. */
export async function pack(text: string): Promise<PackedFile> {
  const content = Buffer.from(text)
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(content, { params }),
    promisify(gzip)(content, { level: 9 }),
  ])
  return { hash: hashOf(content), encoded: { identity: content, gzip: gz, br } }
}

/** The same, with what an earlier start has made of this text. */
export async function packKept(text: string): Promise<PackedFile> {
  const content = Buffer.from(text)
  const hash = hashOf(content)
  const paths = { br: join(keptFolder, `${hash}.br`), gzip: join(keptFolder, `${hash}.gz`) }
  const [br, gz] = [readKept(paths.br), readKept(paths.gzip)]
  if (br !== undefined && gz !== undefined) return { hash, encoded: { identity: content, gzip: gz, br } }
  const packed = await pack(text)
  keep(paths.br, packed.encoded.br)
  keep(paths.gzip, packed.encoded.gzip)
  return packed
}

export function readKept(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}

/** Whole or not at all: it is renamed into its place. */
export function keep(path: string, content: string | Buffer): void {
  const temporary = `${path}.${process.pid}.tmp`
  try {
    mkdirSync(keptFolder, { recursive: true })
    writeFileSync(temporary, content)
    renameSync(temporary, path)
  } catch {
    // A read-only installation works without the cache.
  }
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16)
}
