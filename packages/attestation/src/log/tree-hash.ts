// SPDX-License-Identifier: Apache-2.0
// The Merkle tree of RFC 6962 §2.1 (RFC 9162 §2.1.1) with SHA-256.
import { type Bytes, concatBytes } from '../bytes/bytes.ts'
import type { CryptoProvider, Soon } from '../crypto/crypto-provider.ts'

/** What hashes: a provider, or anything that has its `sha256`. */
export type Hasher = Pick<CryptoProvider, 'sha256'>

/** Bytes of a hash of the tree. */
export const hashSize = 32

/** Whether this is a size, an index or a time here: a whole number from 0 to 2^53 − 1. */
export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

/** The hash of a leaf: SHA-256(0x00 ‖ entry). */
export function leafHash(hasher: Hasher, entry: Uint8Array): Soon<Bytes> {
  return hasher.sha256(concatBytes([0], entry))
}

/** The hash over two subtrees: SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(hasher: Hasher, left: Uint8Array, right: Uint8Array): Soon<Bytes> {
  return hasher.sha256(concatBytes([1], left, right))
}

/** The root of the tree without leaves: SHA-256 of nothing. */
export function emptyRoot(hasher: Hasher): Soon<Bytes> {
  return hasher.sha256(new Uint8Array(0))
}

/** The hash of the complete subtree of 2^height leaves that begins at leaf index · 2^height. */
export type SubtreeHash = (height: number, index: number) => Soon<Bytes>

/**
 * The hash over the leaves from `start` to before `end`, a subtree of some tree: out of the hashes of at most
 * log2(end − start) complete subtrees.
 */
export function rangeHash(hasher: Hasher, hashOf: SubtreeHash, start: number, end: number): Soon<Bytes> {
  const size = end > start ? largestPower(end - start) : 0
  // Most that proofs ask for are complete subtrees: what is at hand costs no promise.
  return size > 0 && size === end - start ? hashOf(Math.log2(size), start / size) : joined(hasher, hashOf, start, end)
}

async function joined(hasher: Hasher, hashOf: SubtreeHash, start: number, end: number): Promise<Bytes> {
  const parts: Bytes[] = []
  for (let from = start; from < end; ) {
    const size = largestPower(end - from)
    parts.push(await hashOf(Math.log2(size), from / size))
    from += size
  }
  let hash = parts.pop()
  if (hash === undefined) return emptyRoot(hasher)
  for (let left = parts.pop(); left !== undefined; left = parts.pop()) hash = await nodeHash(hasher, left, hash)
  return hash
}

/** The largest power of two that is at most `value`, a whole number from 1 to 2^53 − 1. */
export function largestPower(value: number): number {
  const guess = 2 ** Math.floor(Math.log2(value))
  return guess > value ? guess / 2 : guess
}
