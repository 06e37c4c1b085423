// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { twoRecords } from '../../../test/support/laws/two-records.ts'
import { terminal } from '../../../test/support/terminal.ts'
import type { TestDatabase } from '../../../test/support/test-databases.ts'
import { fixedClock } from '../../kernel/index.ts'
import { diffLawCommand } from './diff-law.command.ts'

let database: TestDatabase
before(async () => {
  database = await twoRecords()
})
after(() => database.close())

async function diff(first: string, second: string, values: Record<string, string | boolean> = {}) {
  const { context, output } = terminal(database.db, { clock: fixedClock('2026-11-22T12:00:00Z') })
  const code = await diffLawCommand.run(context, { positionals: [first, second], values })
  return { code, ...output }
}

test('two states of the database are compared, each as it was known at the end of its day', async () => {
  const { code, stdout } = await diff('known@2026-11-09', 'known@2026-11-10')
  assert.equal(code, 1)
  assert.match(stdout, /^~ Measures of the nation on skilled workers \(demonstration\) \[xa-nation\]/)
  assert.match(stdout, /Held for at least 9 years/)
  assert.doesNotMatch(stdout, /xa-n-province|xa-n1-city/)
  const back = await diff('known@2026-11-10', 'known@2026-11-09', { lang: 'zh-CN' })
  assert.match(back.stdout, /^~ 全国技能人才办法（演示）/)
})

test('where nothing was recorded in between there is no difference, by exit code and as data', async () => {
  assert.equal((await diff('known@2025-06-01', 'known@2026-11-09')).code, 0)
  const { code, stdout } = await diff('known@2026-11-10', 'known@now', { json: true })
  assert.deepEqual([code, JSON.parse(stdout)], [0, { compared: 0, different: [] }])
})

test('a day that is none, or before anything was recorded, is refused with what was expected', async () => {
  await assert.rejects(diff('known@2026-02-30', 'known@now'), /found '2026-02-30', expected a day/)
  await assert.rejects(diff('known@2020-01-01', 'known@now'), /nothing was recorded here by the end of 2020-01-01/)
})
