// SPDX-License-Identifier: Apache-2.0
import type { Bytes } from '../bytes/bytes.ts'
import type { Soon } from '../crypto/crypto-provider.ts'
import { AttestationError } from '../error.ts'
import { readHashes, type TileReader, tileHeight, tileWidth, widthOf } from './tiles.ts'
import { type Hasher, nodeHash, rangeHash } from './tree-hash.ts'

/** The hashes of one height that are at hand, from the index `first` on. */
interface Row {
  first: number
  hashes: Bytes[]
}

/**
 * A tree that grows at its right edge. At hand are the tiles that are not full yet and what was added since the last
 * `forget()`: at most 511 hashes for each 256-fold of the size, and two for each leaf of a batch.
 */
export class GrowingTree {
  size = 0
  private readonly hasher: Hasher
  private readonly rows: Row[] = []

  constructor(hasher: Hasher) {
    this.hasher = hasher
  }

  /** The tree of `size` leaves from its tiles; throws `log-tile-missing` and `log-tile-damaged`. */
  static async read(hasher: Hasher, reader: TileReader, size: number): Promise<GrowingTree> {
    const tree = new GrowingTree(hasher)
    for (let level = 0; tileWidth ** level <= size; level++) {
      const tile = Math.floor(size / tileWidth ** (level + 1))
      const hashes = widthOf(level, tile, size) === 0 ? [] : await readHashes(reader, level, tile, size)
      for (let step = 0; step < tileHeight; step++)
        tree.rows.push({ first: (tile * tileWidth) / 2 ** step, hashes: [] })
      for (const hash of hashes) await tree.add(level * tileHeight, hash)
    }
    tree.size = size
    return tree
  }

  /** Adds a leaf: two hashes on average. */
  push(leaf: Bytes): Promise<void> {
    this.size++
    return this.add(0, leaf)
  }

  /** The hash of the complete subtree of 2^height leaves that begins at leaf index · 2^height. */
  readonly hashOf = (height: number, index: number): Bytes => {
    const row = this.rows[height]
    const hash = row?.hashes[index - row.first]
    if (hash === undefined)
      throw new AttestationError('log-tile-missing', '', `the hash ${index} of height ${height} is not at hand`)
    return hash
  }

  root(): Soon<Bytes> {
    return rangeHash(this.hasher, this.hashOf, 0, this.size)
  }

  /** Lets go of everything but the tiles that are not full. */
  forget(): void {
    for (const [height, row] of this.rows.entries()) {
      const level = Math.floor(height / tileHeight)
      const first = Math.floor(this.size / tileWidth ** (level + 1)) * 2 ** (tileHeight - (height % tileHeight))
      row.hashes.splice(0, first - row.first)
      row.first = first
    }
  }

  /** Adds a hash, and above it what it completes. */
  private async add(height: number, hash: Bytes): Promise<void> {
    let above = hash
    for (let at = height; ; at++) {
      const row = this.rows[at] ?? { first: 0, hashes: [] }
      this.rows[at] = row
      const { hashes } = row
      hashes.push(above)
      // A row begins at an even index.
      if (hashes.length % 2 === 1) return
      const node = nodeHash(this.hasher, hashes.at(-2) as Bytes, above)
      above = node instanceof Promise ? await node : node
    }
  }
}
