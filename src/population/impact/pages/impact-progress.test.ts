// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../../test/support/database.ts'
import { knownDrafts } from '../../../../test/support/law-desk/known-law.ts'
import { getAs, newVisitor, type Visitor } from '../../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../../test/support/whole-site.ts'

/** Its figures are being worked out, by another server. */
const address = `/drafts/${knownDrafts.proposed}/impact/progress`
let site: WholeSite
let base: string
let editor: Visitor
before(async () => {
  site = await wholeSite()
  await site.signIn('law-editor')
  editor = await newVisitor(site, '李编辑', 'law-editor')
  base = await site.listen()
})
after(() => site.close())

/** What is heard of a stream, message by message. */
async function* heard(visitor: Visitor, query = ''): AsyncGenerator<string> {
  const answer = await fetch(`${base}${address}${query}`, {
    headers: { cookie: visitor.cookie, accept: 'text/event-stream' },
  })
  assert.deepEqual(
    [answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')],
    [200, 'text/event-stream; charset=utf-8', 'no-store'],
  )
  let text = ''
  for await (const piece of (answer.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    const messages = `${text}${piece}`.split('\n\n')
    text = messages.pop() ?? ''
    yield* messages
  }
  assert.equal(text, '', 'the last message is whole')
}

async function all(stream: AsyncGenerator<string>): Promise<string[]> {
  const messages: string[] = []
  for await (const message of stream) messages.push(message)
  return messages
}

const noteProgress = (state: string, progress: number) =>
  sql`update population_impacts set state = ${state}, progress = ${progress} where draft = ${knownDrafts.proposed}`.execute(
    site.db,
  )

const message = (share: number, text: string): string =>
  `data: ${JSON.stringify({ step: 'evaluation', share, said: { text } })}`

test('a page that waits for figures is told how far they are, in its language, until they are there', async () => {
  const english = heard(editor, '?lang=en')
  const chinese = heard(editor, '?lang=zh-CN')
  const next = async () => [(await english.next()).value, (await chinese.next()).value]
  assert.deepEqual(await next(), ['retry: 2000', 'retry: 2000'])
  assert.deepEqual(await next(), [
    message(40, '5,000 persons are being evaluated: 40 %.'),
    message(40, '正在评估 5,000 人：40%。'),
  ])
  await noteProgress('working', 42)
  assert.deepEqual(await next(), [
    message(42, '5,000 persons are being evaluated: 42 %.'),
    message(42, '正在评估 5,000 人：42%。'),
  ])
  await noteProgress('failed', 42)
  assert.deepEqual(await next(), ['event: over\ndata: {}', 'event: over\ndata: {}'])
  assert.deepEqual(await next(), [undefined, undefined])
  const late = await all(heard(editor))
  assert.deepEqual(late, ['retry: 2000', 'event: over\ndata: {}'])
})

test('whoever may not see the figures is told nothing of them', async () => {
  const statusOf = async (visitor: Visitor) => (await getAs(site, visitor, address)).statusCode
  const stranger = await newVisitor(site, '王生', 'law-editor', { authority: 'xa-authority-south' })
  assert.deepEqual(
    [
      await statusOf(await newVisitor(site, '钱生')),
      await statusOf(stranger),
      await statusOf({ person: '', cookie: '' }),
    ],
    [403, 404, 401],
  )
})

test('a server that stops does not wait for who listens', async () => {
  await noteProgress('working', 60)
  const stream = heard(editor)
  await stream.next()
  await site.app.close()
  const rest = await all(stream)
  assert.deepEqual(rest.length, 1, 'how far it was, and then the end')
})
