// SPDX-License-Identifier: Apache-2.0
// Lists of the usual libraries, read by us, and ours by them.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { describe, it } from 'node:test'
import { printedToken } from '../testing/printed-status-lists.ts'
import { decodeBitstring, encodeBitstring } from './bitstring-list.ts'
import { newStatuses, setStatus, statusAt } from './status-list.ts'
import { encodeTokenStatuses, readStatusListToken, tokenStatuses } from './token-list.ts'

const load = createRequire(import.meta.url)

/** Comes with `@digitalcredentials/verifier-core`. */
const bitstrings = load('@digitalcredentials/vc-bitstring-status-list') as {
  createList(options: {
    length: number
  }): Promise<{ setStatus(index: number, set: boolean): void; encode(): Promise<string> }>
  decodeList(options: { encodedList: string }): Promise<{ length: number; getStatus(index: number): boolean }>
}

/** Comes with `@sd-jwt/sd-jwt-vc`. */
const { StatusList } = load('@sd-jwt/jwt-status-list') as {
  StatusList: {
    new (statuses: number[], bits: number): { compressStatusList(): string }
    decompressStatusList(lst: string, bits: number): { getStatus(index: number): number }
  }
}

const entries = 131_072
const set = [0, 1, 7, 8, 94_567, 131_071]

describe('the usual libraries', () => {
  it('read our bitstring lists, and we theirs', async () => {
    const mine = newStatuses('bitstring', entries)
    for (const index of set) setStatus(mine, index, 1)
    const read = await bitstrings.decodeList({ encodedList: await encodeBitstring(mine.bytes) })
    assert.equal(read.length, entries)
    const theirs = await bitstrings.createList({ length: entries })
    for (const index of set) theirs.setStatus(index, true)
    const bytes = await decodeBitstring(await theirs.encode())
    assert.deepEqual(bytes, mine.bytes)
    for (let index = 0; index < entries; index += 1) assert.equal(read.getStatus(index), statusAt(mine, index) === 1)
  })

  for (const bits of [1, 2, 4, 8])
    it(`read our token lists of ${bits} bits, and we theirs`, async () => {
      const values = Array.from({ length: 4096 }, (_, index) => (index * 7) % 2 ** bits)
      const mine = newStatuses('token', values.length, bits)
      for (const [index, value] of values.entries()) setStatus(mine, index, value)
      const read = StatusList.decompressStatusList((await encodeTokenStatuses(mine)).lst, bits)
      const status_list = { bits, lst: new StatusList(values, bits).compressStatusList() }
      const printed = readStatusListToken(printedToken)
      const { list } = await tokenStatuses({ ...printed, claims: { ...printed.claims, status_list } })
      assert.ok(list)
      assert.deepEqual(list.bytes, mine.bytes)
      for (const [index, value] of values.entries()) {
        assert.equal(read.getStatus(index), value)
        assert.equal(statusAt(list, index), value)
      }
    })
})
