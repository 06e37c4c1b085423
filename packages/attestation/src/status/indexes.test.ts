// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { raised, raisedLater } from '../testing/raised.ts'
import { drawIndexes, StatusIndexes } from './indexes.ts'

const secret = new Uint8Array(32).fill(7)

describe('places in a status list', () => {
  it('are dealt out once each, from a counter and a secret', async () => {
    for (const size of [1, 2, 5, 16, 17, 1000]) {
      const indexes = new StatusIndexes(secret, size)
      const all = await Promise.all(Array.from({ length: size }, (_, counter) => indexes.at(counter)))
      assert.deepEqual(
        all.toSorted((one, other) => one - other),
        Array.from({ length: size }, (_, place) => place),
      )
    }
  })

  it('follow from the secret and the size, and are in no order', async () => {
    const first = (bytes: Uint8Array<ArrayBuffer>, size = 131_072) => {
      const indexes = new StatusIndexes(bytes, size)
      return Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map((counter) => indexes.at(counter)))
    }
    const places = await first(secret)
    assert.deepEqual(await first(secret), places)
    assert.notDeepEqual(await first(new Uint8Array(32).fill(8)), places)
    assert.notDeepEqual(await first(secret, 131_073), places)
    assert.notDeepEqual(
      places.toSorted((one, other) => one - other),
      places,
    )
    // No two that were dealt one after the other lie side by side.
    assert.ok(places.every((place, counter) => counter === 0 || Math.abs(place - (places[counter - 1] as number)) > 1))
  })

  it('spread over the whole list', async () => {
    const indexes = new StatusIndexes(secret, 131_072)
    const quarters = [0, 0, 0, 0]
    for (let counter = 0; counter < 1000; counter++) {
      const quarter = Math.floor((await indexes.at(counter)) / 32_768)
      quarters[quarter] = (quarters[quarter] as number) + 1
    }
    assert.ok(
      quarters.every((count) => count > 200 && count < 300),
      String(quarters),
    )
  })

  it('end with the list, and need a secret', async () => {
    const indexes = new StatusIndexes(secret, 10)
    assert.equal(await raisedLater(() => indexes.at(10)), 'status-list-full')
    assert.equal(await raisedLater(() => indexes.at(-1)), 'status-list-full')
    assert.equal(
      raised(() => new StatusIndexes(new Uint8Array(15), 10)),
      'key-invalid',
    )
    assert.equal(
      raised(() => new StatusIndexes(secret, 0)),
      'status-list-invalid',
    )
  })

  it('are drawn from those that are not taken, to the last', () => {
    const taken = new Set<number>()
    const size = 300
    for (const count of [100, 100, 99, 1]) {
      const drawn = drawIndexes(count, { size, taken })
      assert.equal(drawn.length, count)
      for (const place of drawn) {
        assert.ok(place >= 0 && place < size && !taken.has(place))
        taken.add(place)
      }
    }
    assert.equal(taken.size, size)
    assert.equal(
      raised(() => drawIndexes(1, { size, taken })),
      'status-list-full',
    )
    assert.equal(
      raised(() => drawIndexes(1, { size: 1.5, taken })),
      'status-list-invalid',
    )
  })
})
