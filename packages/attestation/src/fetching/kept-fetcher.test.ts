// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { raisedLater } from '../testing/raised.ts'
import type { Fetcher, FetchLimits } from './fetcher.ts'
import { type KeptFetcherOptions, keptFetcher } from './kept-fetcher.ts'

const limits: FetchLimits = { bytes: 100, milliseconds: 1000 }

/** A fetcher whose answers are as long as the number in the address, and what it was asked for. */
function counting(options: KeptFetcherOptions = {}) {
  const asked: string[] = []
  const time = { now: 0 }
  const fetcher: Fetcher = async (address) => {
    asked.push(address.pathname)
    await Promise.resolve()
    if (address.pathname === '/fail') throw new Error('offline')
    return { bytes: new Uint8Array(Number(address.pathname.slice(1))), mediaType: 'application/json' }
  }
  const kept = keptFetcher(fetcher, { clock: () => time.now, ...options })
  const ask = (path: string, more: Partial<FetchLimits> = {}) =>
    kept(new URL(path, 'https://authority.example'), { ...limits, ...more })
  return { asked, time, ask }
}

describe('a fetcher that keeps what it was answered', () => {
  it('asks once, also while the answer is on its way, until it is too old', async () => {
    const { asked, time, ask } = counting({ milliseconds: 50 })
    const both = await Promise.all([ask('/1'), ask('/1')])
    assert.equal(both[0], both[1])
    time.now = 49
    await ask('/1')
    assert.deepEqual(asked, ['/1'])
    time.now = 50
    await ask('/1')
    assert.deepEqual(asked, ['/1', '/1'])
  })

  it('asks again after a failure, and for what was asked in another way', async () => {
    const { asked, ask } = counting()
    const failing = async () => ask('/fail').catch((error: Error) => error.message)
    assert.deepEqual(await Promise.all([failing(), failing()]), ['offline', 'offline'])
    assert.equal(await failing(), 'offline')
    await ask('/1')
    await ask('/1', { mediaTypes: ['application/json'] })
    assert.deepEqual(asked, ['/fail', '/fail', '/1', '/1'])
    assert.equal(
      await raisedLater(() => ask('/1', { mediaTypes: ['text/html'] })),
      'fetch-media-type-wrong https://authority.example/1',
    )
    assert.equal(await raisedLater(() => ask('/9', { bytes: 8 })), 'too-large https://authority.example/9')
  })

  it('keeps no more answers and bytes than it may, the newest', async () => {
    const few = counting({ answers: 2 })
    for (const path of ['/1', '/2', '/3', '/2', '/3', '/1']) await few.ask(path)
    assert.deepEqual(few.asked, ['/1', '/2', '/3', '/1'])
    const small = counting({ bytes: 100 })
    for (const path of ['/60', '/40', '/60', '/41', '/40', '/60']) await small.ask(path)
    assert.deepEqual(small.asked, ['/60', '/40', '/41', '/60'])
  })
})
