// SPDX-License-Identifier: Apache-2.0
import type { Bytes } from '../bytes/bytes.ts'
import { AttestationError } from '../error.ts'

/** W3C Bitstring Status List, or Token Status List of the IETF: they differ in the order of their bits, and in what they say. */
export type StatusListForm = 'bitstring' | 'token'

/** The statuses of many certificates, unpacked. */
export interface Statuses {
  readonly form: StatusListForm
  readonly bytes: Bytes
  /** Bits of each entry, 1 to 8; null where only those who point into the list say it, otherwise 1. */
  readonly size: number | null
}

/** A list as its issuer signed it. Whether the signature holds, the caller has found out before asking it anything. */
export interface StatusList extends Statuses {
  /** Where it is published (`id`, `sub`); null where it does not say. */
  readonly address: string | null
  /** Who issued it; null where it does not say: then who holds the key that it was verified with may be put here. */
  readonly issuer: string | null
  /** What its statuses are about; none for a token list, whose values say it. */
  readonly purposes: readonly string[]
  /** When it begins and ends to hold, in seconds since 1970. */
  readonly from: number | null
  readonly until: number | null
  /** Seconds after which a newer one should be asked for; null where it does not say. */
  readonly lifetime: number | null
}

/** What a certificate says about where its status stands. */
export interface StatusEntry {
  readonly form: StatusListForm
  /** The address of the list. */
  readonly list: string
  /** Which entry of it; infinite for a number that no list has. */
  readonly index: number
  /** What it is about; null in a token list. */
  readonly purpose: string | null
  /** Bits of the entry; null where the list alone says it. */
  readonly size: number | null
  /** For each value what it means, for developers; null where nothing is said. */
  readonly messages: readonly string[] | null
  /** Where in the certificate this was said. */
  readonly at: string
}

/** Bits that one entry may have: more than 256 values nobody has told apart. */
export const mostBits = 8

/** How many entries there are. */
export function entryCount({ bytes }: Statuses, size: number): number {
  return Math.floor((bytes.length * 8) / size)
}

/** The value of an entry; throws `status-index-out-of-range` for an index or a size that the list has not. */
export function statusAt(list: Statuses, index: number, size = list.size ?? 1): number {
  const { bytes, form } = list
  const bit = index * size
  if (!Number.isSafeInteger(bit) || index < 0 || size < 1 || size > mostBits || bit + size > bytes.length * 8)
    throw new AttestationError('status-index-out-of-range', '', `the list has no entry ${index} of ${size} bits`)
  const byte = Math.floor(bit / 8)
  const mask = (1 << size) - 1
  // From the most significant bit on, an entry of 3, 5, 6 or 7 bits may reach into the next byte (Bitstring §2.2).
  if (form === 'token') return ((bytes[byte] as number) >> (bit % 8)) & mask
  return ((((bytes[byte] as number) << 8) | (bytes[byte + 1] ?? 0)) >> (16 - size - (bit % 8))) & mask
}

/**
 * Sets the value of an entry in a list that is being written. Throws `status-index-out-of-range` as {@link statusAt}, and
 * `status-value-unknown` for a value that has no room in the entry.
 */
export function setStatus(list: Statuses, index: number, value: number): void {
  const size = list.size ?? 1
  statusAt(list, index, size)
  if (!Number.isInteger(value) || value < 0 || value >= 2 ** size)
    throw new AttestationError('status-value-unknown', '', `${value} has no room in ${size} bits`)
  const { bytes, form } = list
  for (let place = 0; place < size; place++) {
    const bit = index * size + place
    const on = (value >> (form === 'token' ? place : size - 1 - place)) & 1
    const shift = form === 'token' ? bit % 8 : 7 - (bit % 8)
    const byte = Math.floor(bit / 8)
    bytes[byte] = ((bytes[byte] as number) & ~(1 << shift)) | (on << shift)
  }
}

/** A list of so many entries, all 0. A bitstring list has at least {@link fewestEntries}. */
export function newStatuses(form: StatusListForm, entries: number, size = 1): Statuses {
  if (form === 'token' ? !tokenSizes.has(size) : !(Number.isInteger(size) && size >= 1 && size <= mostBits))
    throw new AttestationError('status-list-invalid', '', `entries of ${size} bits are not possible`)
  const least = form === 'bitstring' ? fewestEntries : 1
  if (!(Number.isSafeInteger(entries) && entries >= least && entries * size <= 2 ** 32))
    throw new AttestationError('status-list-too-short', '', `expected ${least} entries or more, not ${entries}`)
  return { form, size, bytes: new Uint8Array(Math.ceil((entries * size) / 8)) }
}

/** Bits of the entries of a token list (Token Status List §4.1). */
export const tokenSizes: ReadonlySet<number> = new Set([1, 2, 4, 8])

/** So many certificates hide one another at least (Bitstring Status List §6.1: 131,072 entries, 16 KiB). */
export const fewestEntries = 131_072
