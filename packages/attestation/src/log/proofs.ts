// SPDX-License-Identifier: Apache-2.0
import { type Bytes, sameBytes } from '../bytes/bytes.ts'
import { type Hasher, hashSize, isCount, largestPower, nodeHash, rangeHash, type SubtreeHash } from './tree-hash.ts'

/** Leaves from the first number to before the second. */
type Range = readonly [start: number, end: number]

/**
 * The inclusion proof of a leaf in the tree of `size` leaves (RFC 9162 §2.1.3.1), from the leaf's sibling up: about
 * log2(size) hashes. The index has to lie below the size.
 */
export async function inclusionProof(
  hasher: Hasher,
  hashOf: SubtreeHash,
  index: number,
  size: number,
): Promise<Bytes[]> {
  const { ranges } = walk(index, size, (start, end) => end - start === 1)
  return hashesOf(hasher, hashOf, ranges)
}

/**
 * The proof that the tree of `from` leaves is the beginning of the tree of `to` leaves (RFC 9162 §2.1.4.1); empty where
 * both are the same. `from` has to lie between 1 and `to`.
 */
export async function consistencyProof(
  hasher: Hasher,
  hashOf: SubtreeHash,
  from: number,
  to: number,
): Promise<Bytes[]> {
  const { ranges, start, end } = walk(from - 1, to, (_, reached) => reached === from)
  // The subtree that both begin with is left out where it is the whole of the older tree: its root is known.
  const deepest: Range[] = start > 0 ? [[start, end]] : []
  return hashesOf(hasher, hashOf, [...deepest, ...ranges])
}

/** Whether the hash of a leaf is in the tree of this root at this index (RFC 9162 §2.1.3.2). */
export async function isIncluded(
  hasher: Hasher,
  leaf: Uint8Array,
  index: number,
  tree: { readonly size: number; readonly root: Uint8Array },
  proof: readonly Uint8Array[],
): Promise<boolean> {
  if (!isCount(tree.size) || !isCount(index) || index >= tree.size || leaf.length !== hashSize) return false
  let [place, last, hash] = [index, tree.size - 1, leaf]
  for (const other of proof) {
    if (last === 0 || other.length !== hashSize) return false
    if (place % 2 === 1 || place === last) {
      hash = await nodeHash(hasher, other, hash)
      while (place % 2 === 0 && place > 0) [place, last] = [half(place), half(last)]
    } else hash = await nodeHash(hasher, hash, other)
    ;[place, last] = [half(place), half(last)]
  }
  return last === 0 && sameBytes(hash, tree.root)
}

/**
 * Whether the older tree is the beginning of the newer one (RFC 9162 §2.1.4.2). Of the tree without leaves nothing can
 * be shown: false, as for an older tree that is the larger one.
 */
export async function isConsistent(
  hasher: Hasher,
  older: { readonly size: number; readonly root: Uint8Array },
  newer: { readonly size: number; readonly root: Uint8Array },
  proof: readonly Uint8Array[],
): Promise<boolean> {
  if (!isCount(newer.size) || !isCount(older.size) || older.size === 0 || older.size > newer.size) return false
  if (older.size === newer.size) return proof.length === 0 && sameBytes(older.root, newer.root)
  if (proof.length === 0 || proof.some((hash) => hash.length !== hashSize)) return false
  let [place, last] = [older.size - 1, newer.size - 1]
  while (place % 2 === 1) [place, last] = [half(place), half(last)]
  // Where the older tree is a complete subtree of the newer one, its root begins the proof and is not repeated there.
  const [first = older.root, ...rest] = place === 0 ? [older.root, ...proof] : proof
  let [oldHash, newHash] = [first, first]
  for (const other of rest) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      oldHash = await nodeHash(hasher, other, oldHash)
      newHash = await nodeHash(hasher, other, newHash)
      while (place % 2 === 0 && place > 0) [place, last] = [half(place), half(last)]
    } else newHash = await nodeHash(hasher, newHash, other)
    ;[place, last] = [half(place), half(last)]
  }
  return last === 0 && sameBytes(oldHash, older.root) && sameBytes(newHash, newer.root)
}

/** Down from the root to a leaf, until `isThere`: the subtree reached, and from below what lies beside the way. */
function walk(leaf: number, size: number, isThere: (start: number, end: number) => boolean) {
  const ranges: Range[] = []
  let [start, end] = [0, size]
  while (!isThere(start, end)) {
    const middle = start + largestPower(end - start - 1)
    ranges.push(leaf < middle ? [middle, end] : [start, middle])
    if (leaf < middle) end = middle
    else start = middle
  }
  return { ranges: ranges.reverse(), start, end }
}

async function hashesOf(hasher: Hasher, hashOf: SubtreeHash, ranges: readonly Range[]): Promise<Bytes[]> {
  const hashes: Bytes[] = []
  for (const [start, end] of ranges) {
    const hash = rangeHash(hasher, hashOf, start, end)
    hashes.push(hash instanceof Promise ? await hash : hash)
  }
  return hashes
}

const half = (value: number): number => Math.floor(value / 2)
