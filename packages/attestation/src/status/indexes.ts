// SPDX-License-Identifier: Apache-2.0
// Places in status lists: random and unique. In the order of issuance they would tell who was certified together, and how
// many there are (Bitstring Status List §2.1, Token Status List §13.3).
import { type Bytes, concatBytes } from '../bytes/bytes.ts'
import { utf8 } from '../bytes/utf8.ts'
import { platformCrypto } from '../crypto/crypto.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { AttestationError } from '../error.ts'

const rounds = 10

/** The most entries of a list that are dealt out. */
const mostEntries = 2 ** 32

/**
 * Deals out each place of a list once, in an order that nobody tells without the secret, from a counter alone: a
 * Feistel network over the next power of four, walked until it is within the list. The answers of one secret for one
 * size never change: a list that grows is a new one, with a secret of its own.
 */
export class StatusIndexes {
  readonly size: number
  private readonly key: Promise<Bytes>
  private readonly crypto: CryptoProvider

  /** Throws `key-invalid` for a secret of less than 16 bytes, `status-list-invalid` for a size that no list has. */
  constructor(secret: Bytes, size: number, crypto: CryptoProvider = platformCrypto) {
    if (secret.length < 16) throw new AttestationError('key-invalid', '', 'the secret has at least 16 random bytes')
    requireSize(size)
    this.size = size
    this.crypto = crypto
    this.key = Promise.resolve(crypto.sha256(concatBytes(utf8('places in a status list\n'), secret)))
  }

  /** The place of the certificate that is the `counter`th in the list, from 0; throws `status-list-full` behind the last. */
  async at(counter: number): Promise<number> {
    if (!(Number.isSafeInteger(counter) && counter >= 0 && counter < this.size))
      throw new AttestationError('status-list-full', '', `the list has ${this.size} places, none for ${counter}`)
    let place = counter
    do place = await this.permuted(place)
    while (place >= this.size)
    return place
  }

  private async permuted(value: number): Promise<number> {
    const half = halfBits(this.size)
    const width = 2 ** half
    let left = Math.floor(value / width)
    let right = value % width
    for (let round = 0; round < rounds; round++) {
      const mixed = (left ^ (await this.mix(round, right))) >>> 0
      left = right
      right = mixed % width
    }
    return left * width + right
  }

  private async mix(round: number, half: number): Promise<number> {
    const input = new DataView(new ArrayBuffer(16))
    input.setBigUint64(0, BigInt(this.size))
    input.setUint32(8, round)
    input.setUint32(12, half)
    const digest = await this.crypto.sha256(concatBytes(await this.key, new Uint8Array(input.buffer)))
    return new DataView(digest.buffer, digest.byteOffset).getUint32(0)
  }
}

/** Half of the bits of the next power of four. */
function halfBits(size: number): number {
  let half = 1
  while (4 ** half < size) half++
  return half
}

/**
 * `count` places drawn without replacement from those of a list that are not taken: for who keeps the taken ones anyway.
 * Throws `status-list-full` where fewer are left.
 */
export function drawIndexes(
  count: number,
  { size, taken, crypto = platformCrypto }: { size: number; taken: ReadonlySet<number>; crypto?: CryptoProvider },
): number[] {
  requireSize(size)
  if (!(Number.isSafeInteger(count) && count >= 0 && count <= size - taken.size))
    throw new AttestationError('status-list-full', '', `${size - taken.size} places are left, not ${count}`)
  // With half of the list free, every draw succeeds with one half; otherwise the free ones are counted.
  const dense = taken.size + count > size / 2
  return dense ? fromFree(count, size, taken, crypto) : fromAll(count, size, taken, crypto)
}

function fromAll(count: number, size: number, taken: ReadonlySet<number>, crypto: CryptoProvider): number[] {
  const drawn = new Set<number>()
  while (drawn.size < count) {
    const place = below(size, crypto)
    if (!taken.has(place)) drawn.add(place)
  }
  return [...drawn]
}

function fromFree(count: number, size: number, taken: ReadonlySet<number>, crypto: CryptoProvider): number[] {
  const free: number[] = []
  for (let place = 0; place < size; place++) if (!taken.has(place)) free.push(place)
  const drawn: number[] = []
  while (drawn.length < count) {
    const at = below(free.length, crypto)
    drawn.push(free[at] as number)
    const last = free.pop() as number
    if (at < free.length) free[at] = last
  }
  return drawn
}

/** A random number below a limit, each as likely as the others. */
function below(limit: number, crypto: CryptoProvider): number {
  const fair = mostEntries - (mostEntries % limit)
  for (;;) {
    const bytes = crypto.random(4)
    const value = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
    if (value < fair) return value % limit
  }
}

function requireSize(size: number): void {
  if (!(Number.isSafeInteger(size) && size >= 1 && size <= mostEntries))
    throw new AttestationError('status-list-invalid', '', `a list has 1 to 2^32 places, not ${size}`)
}
