// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { context } from '../../../../test/support/bad-files.ts'
import { sheetOf, workbook } from '../../../../test/support/workbooks.ts'
import type { Ground } from '../analyse-file.ts'
import { performTask } from './perform-task.ts'

const ground: Ground = {
  ...{ ...context, qualifications: [], bodies: [], current: [], elsewhere: [] },
  ...{ batch: null, today: '2026-06-15' },
}
const head = ['资格证书名称', '国家/地区', '类别']

test('a file that unpacks to much is not worked at beside the requests, however small it is packed', async () => {
  // Work that is ended before it began: only a thread of its own hears of it.
  const ended = { signal: AbortSignal.abort() }
  const small = sheetOf([head, ['焊接工程师', 'XA', 'A']])
  assert.equal((await performTask('analyse', { bytes: small, ground }, ended)).rows, 1)
  const row = '<row><c t="inlineStr"><is><t>焊接工程师</t></is></c></row>'
  const parts = { 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${row.repeat(80_000)}</sheetData></worksheet>` }
  const large = workbook({ sheets: [{ name: '目录', rows: [] }], parts })
  assert.ok(large.length < 100_000)
  await assert.rejects(performTask('analyse', { bytes: large, ground }, ended), { name: 'AbortError' })
})
