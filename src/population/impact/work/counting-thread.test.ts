// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compile } from '@passerelle/recognition'
import { crowdOf } from '../../../../packages/recognition/src/oracle/generate-case.ts'
import { addPerson } from '../../columns/add-person.ts'
import { WorkforceBuilder } from '../../columns/workforce-builder.ts'
import { EvaluationPool } from '../../evaluation/evaluation-pool.ts'
import { countBoth } from '../measure-impact.ts'
import { CountingThread } from './counting-thread.ts'

/** Persons under invented law, of which every other rule is taken away. */
function changed(seed: number) {
  const { bundle, asOf, request, persons } = crowdOf(seed, 200)
  const builder = new WorkforceBuilder()
  for (const person of persons) addPerson(builder, person)
  const less = { ...bundle, rules: bundle.rules.filter((_, at) => at % 2 === 0) }
  return { workforce: builder.finish(), laws: { before: compile(bundle, asOf), after: compile(less, asOf), request } }
}

test('what is counted beside the server is what is counted in it, law after law, and how far it is is told', async () => {
  const { workforce, laws } = changed(3)
  const pool = new EvaluationPool(workforce, 0)
  const thread = new CountingThread(workforce)
  const { before: after, after: before } = laws
  let concerned = 0
  for (const both of [laws, { ...laws, before, after }, laws]) {
    const told: number[] = []
    const counted = await thread.count({ ...both, onProgress: (done) => told.push(done) })
    assert.deepEqual(counted, await countBoth(pool, both))
    assert.deepEqual(
      told,
      told.toSorted((a, b) => a - b),
    )
    assert.ok(told.length > 0)
    concerned += counted.newly + counted.losing
  }
  assert.ok(concerned > 0)
  await thread.close()
  await pool.close()
})

test('a thread that has ended says so, while it counts and afterwards', async () => {
  const { workforce, laws } = changed(4)
  const thread = new CountingThread(workforce)
  const ended = assert.rejects(thread.count(laws), { code: 'worker-failed' })
  await thread.close()
  await ended
  await assert.rejects(thread.count(laws), { code: 'worker-failed' })
})
