// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ProgressDesk, type WorkState } from './progress-desk.ts'

/** Somebody who looks at some work, and what they were told. */
function looker(person: string, read: () => Promise<WorkState | null>, of = 'work') {
  const { promise: ended, resolve } = Promise.withResolvers<void>()
  const end = async () => resolve()
  const told: (number | null)[] = []
  return { of, person, read, told, ended, tell: ({ share }: WorkState) => told.push(share), end }
}

const at = (share: number): WorkState => ({ step: 'work', share, over: share === 100 })

test('all who look at the same share one reading, until the work is over', async () => {
  const desk = new ProgressDesk(5)
  let readings = 0
  const read = async () => at(++readings * 25)
  const looks = ['a', 'b', 'c'].map((person) => looker(person, read))
  for (const look of looks) desk.look(look)
  await Promise.all(looks.map(({ ended }) => ended))
  assert.deepEqual(
    [readings, looks.map(({ told }) => told)],
    [
      4,
      [
        [25, 50, 75, 100],
        [25, 50, 75, 100],
        [25, 50, 75, 100],
      ],
    ],
  )
})

test('whoever may no longer see it is told nothing, and the others are', async () => {
  const desk = new ProgressDesk(5)
  const gone = looker('a', async () => null)
  const other = looker('b', async () => at(100))
  desk.look(gone)
  desk.look(other)
  await Promise.all([gone.ended, other.ended])
  assert.deepEqual([gone.told, other.told], [[], [100]])
})

test('what cannot be read ends every look, and a new one is read again', async () => {
  const desk = new ProgressDesk(5)
  const broken = looker('a', () => Promise.reject(new TypeError('no connection')))
  desk.look(broken)
  await broken.ended
  const later = looker('a', async () => at(100))
  desk.look(later)
  await later.ended
  assert.deepEqual([broken.told, later.told], [[], [100]])
})

test('nobody looks at more than five at once, and whoever leaves one may look at another', async () => {
  const desk = new ProgressDesk()
  const leave = [1, 2, 3, 4, 5].map((n) => desk.look(looker('a', async () => at(1), `work ${n}`)))
  const more = () => desk.look(looker('a', async () => at(1), 'another'))
  assert.throws(more, { code: 'rate-limited' })
  desk.look(looker('b', async () => at(1), 'another'))
  for (const again of [1, 2]) {
    leave[again]?.()
    leave[again]?.()
    more()
    assert.throws(more, { code: 'rate-limited' }, 'leaving twice is leaving once')
  }
  await desk.close()
})

test('a server that stops ends every look, and begins none', async () => {
  const desk = new ProgressDesk()
  const [before, after] = [looker('a', async () => at(1)), looker('a', async () => at(1))]
  desk.look(before)
  await desk.close()
  desk.look(after)
  await Promise.all([before.ended, after.ended])
  assert.deepEqual([before.told, after.told], [[], []])
})
