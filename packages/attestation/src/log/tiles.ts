// SPDX-License-Identifier: Apache-2.0
// A log as files (c2sp.org/tlog-tiles): tiles of 256 hashes, bundles of 256 entries, and the checkpoint.
import { type Bytes, concatBytes } from '../bytes/bytes.ts'
import type { Soon } from '../crypto/crypto-provider.ts'
import { AttestationError } from '../error.ts'
import { type Hasher, hashSize, nodeHash, type SubtreeHash } from './tree-hash.ts'

/** Where the files of a log are read: below the log's prefix on the web, or where it is written. */
export interface TileReader {
  /** The bytes at a path such as `tile/0/x001/234.p/5` or `checkpoint`; null where there are none. */
  read(path: string): Soon<Bytes | null>
}

/** One file to be written. */
export interface TileFile {
  readonly path: string
  readonly bytes: Bytes
}

/** Where a log is kept. One writer at a time: the store's lock, or the caller's, sees to it. */
export interface TileStore extends TileReader {
  /**
   * Writes all of these, in place of what may lie there from a batch that was broken off, and answers when all would
   * outlive a loss of power: one sync for the batch.
   */
  write(files: readonly TileFile[]): Soon<void>
  /**
   * Puts the checkpoint `next` where `before` lies (null: where none lies) and answers true when it would outlive a loss
   * of power; nobody reads it earlier. Where something else lies there it stays, and the answer is false.
   */
  swapCheckpoint(before: Bytes | null, next: Bytes): Soon<boolean>
}

/** Hashes and entries of a full tile; a tile spans eight levels of the tree. */
export const tileWidth = 256
export const tileHeight = 8

/** Where the checkpoint lies (tlog-tiles, Checkpoints). */
export const checkpointPath = 'checkpoint'

/** The longest entry that a bundle can hold. */
export const longestEntry = 0xffff

/** `tile/<L>/<N>[.p/<W>]` (tlog-tiles, Merkle Tree and Log entries). */
export function tilePath(level: number | 'entries', index: number, width: number = tileWidth): string {
  const parts = [String(index % 1000).padStart(3, '0')]
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    parts.unshift(`x${String(rest % 1000).padStart(3, '0')}`)
  return `tile/${level}/${parts.join('/')}${width === tileWidth ? '' : `.p/${width}`}`
}

/** How many hashes the tile has at this level and index in the tree of `size` leaves; 0 where there is no such tile. */
export function widthOf(level: number, index: number, size: number): number {
  const hashes = Math.floor(size / tileWidth ** level) - index * tileWidth
  return Math.max(0, Math.min(tileWidth, hashes))
}

/** The bytes of a bundle: each entry behind its length as two bytes (tlog-tiles, Log entries). */
export function bundle(entries: readonly Uint8Array[]): Bytes {
  return concatBytes(...entries.flatMap((entry) => [[entry.length >> 8, entry.length & 0xff], entry]))
}

/** The first `count` entries of a bundle; throws `log-tile-damaged` where it ends before, or in the middle of one. */
export function readBundle(bytes: Bytes, count: number, at = ''): Bytes[] {
  const entries: Bytes[] = []
  for (let offset = 0; entries.length < count; ) {
    const end = offset + 2 + (bytes[offset] ?? Number.NaN) * 256 + (bytes[offset + 1] ?? Number.NaN)
    if (!(end <= bytes.length)) throw new AttestationError('log-tile-damaged', at, 'this bundle ends within an entry')
    entries.push(bytes.slice(offset + 2, end))
    offset = end
  }
  return entries
}

/**
 * Reads a tile or a bundle of the tree of `size` leaves; in place of a partial one that was cleared away the full one
 * (tlog-tiles, Partial Tiles). Throws `log-tile-missing`.
 */
export async function readTile(
  reader: TileReader,
  level: number | 'entries',
  index: number,
  size: number,
): Promise<{ bytes: Bytes; width: number; path: string }> {
  const width = widthOf(level === 'entries' ? 0 : level, index, size)
  for (const path of new Set([tilePath(level, index, width), tilePath(level, index)])) {
    const bytes = await reader.read(path)
    if (bytes !== null) return { bytes, width, path }
  }
  throw new AttestationError('log-tile-missing', tilePath(level, index, width), 'this tile cannot be read')
}

/** The hashes of a tile of the tree of `size` leaves; throws `log-tile-missing` and `log-tile-damaged`. */
export async function readHashes(reader: TileReader, level: number, index: number, size: number): Promise<Bytes[]> {
  const { bytes, width, path } = await readTile(reader, level, index, size)
  const isWhole = bytes.length === width * hashSize || bytes.length === tileWidth * hashSize
  if (!isWhole || width === 0)
    throw new AttestationError('log-tile-damaged', path, `a tile of ${width} hashes has ${width * hashSize} bytes`)
  return Array.from({ length: width }, (_, place) => bytes.slice(place * hashSize, (place + 1) * hashSize))
}

/**
 * The hashes of a log of `size` leaves by its tiles, for proofs. Nothing is believed for that: a proof made of wrong
 * tiles does not hold. Each tile is read once; throws `log-tile-missing` and `log-tile-damaged`.
 */
export function tileHashes(hasher: Hasher, reader: TileReader, size: number): SubtreeHash {
  const tiles = new Map<string, Promise<Bytes[]>>()
  return async (height, index) => {
    const level = Math.floor(height / tileHeight)
    const count = 2 ** (height % tileHeight)
    const tile = Math.floor((index * count) / tileWidth)
    const path = tilePath(level, tile)
    const hashes = tiles.get(path) ?? readHashes(reader, level, tile, size)
    tiles.set(path, hashes)
    const start = (index * count) % tileWidth
    return foldUp(hasher, (await hashes).slice(start, start + count))
  }
}

/** The hash over a power of two of hashes. */
async function foldUp(hasher: Hasher, hashes: Bytes[]): Promise<Bytes> {
  let row = hashes
  while (row.length > 1) {
    const above: Bytes[] = []
    for (let place = 0; place + 1 < row.length; place += 2)
      above.push(await nodeHash(hasher, row[place] as Bytes, row[place + 1] as Bytes))
    row = above
  }
  return row[0] as Bytes
}
