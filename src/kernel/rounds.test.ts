// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { silentLogger } from './logger.ts'
import { keepRounds } from './rounds.ts'

test('rounds follow one another, one that fails keeps none from its work, and the end waits for the one that runs', async () => {
  const seen: string[] = []
  const rounds = keepRounds(silentLogger(), 5, [
    {
      work: () => {
        seen.push('fails')
        throw new Error('no')
      },
      done: '',
      failed: 'it failed',
    },
    {
      work: async () => {
        seen.push('begins')
        await setTimeout(12)
        seen.push('ends')
        return null
      },
      done: '',
      failed: '',
    },
  ])
  rounds.start()
  while (seen.length < 7) await setTimeout(1)
  await rounds.stop()
  const turns = seen.length / 3
  assert.deepEqual(seen, Array.from({ length: turns }, () => ['fails', 'begins', 'ends']).flat())
  await setTimeout(20)
  assert.equal(seen.length, turns * 3)
})
