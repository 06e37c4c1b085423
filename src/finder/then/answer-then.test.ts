// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import formbody from '@fastify/formbody'
import { twoRecords } from '../../../test/support/laws/two-records.ts'
import { routeApp } from '../../../test/support/route-app.ts'
import type { TestDatabase } from '../../../test/support/test-databases.ts'
import { type App, fixedClock } from '../../kernel/index.ts'
import { wordsIn } from '../../ui/messages/words.ts'
import { lawShelf } from '../answers/load-law.ts'
import { answerThenPage } from './answer-then.page.tsx'
import { answerThen } from './answer-then.ts'

const clock = fixedClock('2026-11-22T12:00:00Z')

let database: TestDatabase
let app: App

before(async () => {
  database = await twoRecords()
  const { db } = database
  app = routeApp((to) => {
    to.register(formbody)
    answerThenPage(to, { db, shelf: lawShelf(db), clock, settings: { baseUrl: 'http://127.0.0.1' } })
  })
})

after(async () => {
  await app.close()
  await database.close()
})

const person = {
  credentials: [{ id: 'c1', level: 'cn-skill/2', issued: '2019-06-30' }],
  facts: { 'recruiter-type': 'vocational-college' },
}

async function compared(day: string, lang = 'en') {
  const deps = { db: database.db, shelf: lawShelf(database.db), clock }
  return answerThen(deps, { person, place: 'XA-N1' }, day, wordsIn(lang))
}

test('what a later record changed is told, with the record that did it', async () => {
  const { changes, before: then, now } = await compared('2026-11-01')
  assert.deepEqual(changes, [
    {
      kind: 'verdict',
      title: 'Technician to intermediate title',
      href: '/law/xa-nation#rule-title',
      said: 'Was: Holds (intermediate title). Is: Not met (intermediate title).',
      causes: ['What was recorded since made the difference:'],
      recorded: [
        {
          href: '/law/xa-nation/history',
          title: 'Measures of the nation on skilled workers (demonstration)',
          lines: ['10 November 2026: What is recorded here changed'],
        },
      ],
    },
  ])
  assert.equal(then.findings.met.length, now.findings.met.length + 1)
})

test('what only the calendar changed is told to come from it', async () => {
  const { changes } = await compared('2025-12-31')
  const appointed = changes.find(({ href }) => href === '/law/xa-n1-city#rule-appointed')
  assert.deepEqual(
    [appointed?.kind, appointed?.causes, appointed?.recorded],
    ['new', ['The rule took effect on 1 January 2026.'], []],
  )
})

test('after the last record nothing is different, and a stated day of law counts for both', async () => {
  assert.deepEqual((await compared('2026-11-21')).changes, [])
  const deps = { db: database.db, shelf: lawShelf(database.db), clock }
  const question = { person, place: 'XA-N1', asOf: '2026-11-22' }
  const { changes } = await answerThen(deps, question, '2025-12-31', wordsIn('en'))
  assert.deepEqual(
    changes.map(({ href }) => href),
    ['/law/xa-nation#rule-title'],
  )
})

const post = (fields: Record<string, string>) =>
  app.inject({
    method: 'POST',
    url: '/then',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'zh-CN' },
    payload: new URLSearchParams(fields).toString(),
  })

const question = { hold: 'cn-skill/2', issued: '2019-06-30', in: 'XA-N1', 'q.recruiter-type': 'vocational-college' }

test('the page puts both side by side, carries the answers on and leads to either whole', async () => {
  const { statusCode, body } = await post({ ...question, day: '2026-11-01' })
  assert.equal(statusCode, 200)
  assert.match(body, /2026年11月1日的答复/)
  assert.match(body, /当时：成立（中级职称）。现在：/)
  assert.match(body, /name="knownOn" value="2026-11-01"/)
  assert.equal(body.match(/name="q\.recruiter-type" value="vocational-college"/g)?.length, 3)
  const shared = await app.inject({ url: '/then?hold=cn-skill/2&in=XA-N1&day=2026-11-01&lang=en' })
  assert.match(shared.body, /Answered on 1 November 2026/)
})

test('a day that cannot be used is refused at its field, and nothing that was typed is lost', async () => {
  for (const [day, said] of [
    ['2026-11-31', /2026-11-31/],
    ['2027-01-01', /2027-01-01 尚未到来/],
    ['2020-01-01', /2020-01-01/],
  ] as const) {
    const { statusCode, body } = await post({ ...question, day })
    assert.equal(statusCode, 400)
    assert.match(body, said)
    assert.match(body, /<a href="#day">/)
    assert.match(body, /name="q\.recruiter-type" value="vocational-college"/)
  }
  const { statusCode, body } = await post({ ...question, day: '' })
  assert.equal(statusCode, 200)
  assert.match(body, /<input [^>]*id="day"[^>]*type="date"|<input [^>]*type="date"[^>]*id="day"/)
  assert.match((await app.inject({ url: '/then' })).body, /href="\/"/)
})
