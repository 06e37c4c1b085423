// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import '../../../test/support/database.ts'
import { type ServedAnswers, serveAnswers } from '../../../test/journeys/serve-answers.ts'
import { type Command, type CommandContext, fixedClock } from '../../kernel/index.ts'
import {
  closeReportCommand,
  eraseContactCommand,
  listReportsCommand,
  showReportCommand,
} from './review-reports.command.ts'

let served: ServedAnswers
before(async () => {
  served = await serveAnswers()
})
after(() => served.close())

const rule = 'cn-sx-2024-5#technician-intermediate'
const question = {
  rule,
  hold: 'cn-skill/2',
  issued: '2019-06-30',
  in: 'CN-SX',
  purpose: 'title',
  'q.birthDate': '1990-01-02',
}

function send(fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams({ ...question, ...fields })
  return fetch(`${served.address}/report`, { method: 'POST', body, headers, redirect: 'manual' })
}

async function run(command: Command, positionals: string[], values: Record<string, string | boolean> = {}) {
  const out: string[] = []
  const context = {
    stdout: (text: string) => out.push(text),
    stderr: (text: string) => out.push(text),
    clock: fixedClock('2026-11-22T03:00:00Z'),
    database: async () => served.db,
  } as unknown as CommandContext
  const code = await command.run(context, { positionals, values: { json: true, ...values } })
  return { code, out: out.join('') }
}

async function reports(): Promise<Record<string, unknown>[]> {
  const { out } = await run(listReportsCommand, [])
  const rows = JSON.parse(out) as Record<string, unknown>[]
  return rows.map(({ id: _id, reference: _reference, reportedAt: _at, ...rest }) => rest)
}

const stored = {
  rule,
  instrument: 'cn-sx-2024-5',
  place: 'CN-SX',
  asOf: '2026-11-22',
  language: 'en',
  report: 'The age limit was lifted.',
  closedAt: null,
  closingNote: null,
  contact: null,
  attached: null,
  eraseAfter: null,
}

test('a report is written once, is closed by a new row, and what names a person is erased', async () => {
  const form = await send({}, { 'accept-language': 'en' })
  const page = await form.text()
  assert.match(page, /<textarea id="report"/)
  assert.match(page, /Attach what I hold and what I answered/)
  assert.deepEqual(await reports(), [])

  const first = await send({ send: '1', report: stored.report }, { 'accept-language': 'en', origin: served.address })
  assert.equal(first.status, 303)
  const received = await fetch(new URL(first.headers.get('location') ?? '', served.address))
  assert.match(await received.text(), /the report has come in/)
  // Nothing of the person without the tick.
  assert.deepEqual(await reports(), [stored])

  await send({ send: '1', report: '年龄限制已取消。', contact: 'me@example.org', attach: '1', lang: 'zh-CN' })
  const attached = {
    person: {
      credentials: [{ id: 'c1', level: 'cn-skill/2', issued: '2019-06-30' }],
      facts: { birthDate: '1990-01-02' },
    },
    place: 'CN-SX',
    purpose: 'title',
  }
  const kept = { contact: 'me@example.org', attached, eraseAfter: '2027-05-21' }
  const second = { ...stored, language: 'zh-CN', report: '年龄限制已取消。' }
  assert.deepEqual(await reports(), [{ ...second, ...kept }, stored])

  const [newest] = JSON.parse((await run(listReportsCommand, [])).out) as { id: number }[]
  const id = String(newest?.id)
  assert.equal((await run(eraseContactCommand, [id])).code, 0)
  assert.deepEqual(await reports(), [second, stored])
  assert.equal((await run(closeReportCommand, [id], { note: 'Checked with the source' })).code, 0)
  assert.deepEqual(await run(closeReportCommand, [id], { note: 'Again' }), {
    code: 1,
    out: `report ${id} is closed already; a closing stays as it was written\n`,
  })
  const shown = JSON.parse((await run(showReportCommand, [id])).out) as Record<string, unknown>
  assert.equal(shown['closingNote'], 'Checked with the source')
  assert.equal((await reports()).length, 2)
  const { out } = await run(listReportsCommand, [], { open: true })
  assert.equal((JSON.parse(out) as unknown[]).length, 1)
})

test('what is missing is said at its field, in both languages', async () => {
  const english = await send({ send: '1', report: ' ' }, { 'accept-language': 'en' })
  assert.equal(english.status, 400)
  assert.match(await english.text(), /Write what is wrong\./)
  const chinese = await send({ send: '1', report: '' }, { 'accept-language': 'zh-CN' })
  assert.match(await chinese.text(), /请写明哪里不对。/)
})

test('a page of another site cannot send a report, and a rule that is not there has none', async () => {
  for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }]) {
    assert.equal((await send({ send: '1', report: 'x' }, headers as Record<string, string>)).status, 403)
  }
  assert.equal((await send({ send: '1', report: 'x', rule: 'no#rule' })).status, 404)
  assert.equal((await fetch(`${served.address}/report?rule=${encodeURIComponent(rule)}`)).status, 404)
})

test('more than five reports within ten minutes from one address wait', async () => {
  const statuses: number[] = []
  for (let n = 0; n < 5; n++) statuses.push((await send({ send: '1', report: `report ${n}` })).status)
  assert.deepEqual(statuses, [303, 303, 303, 429, 429])
})
