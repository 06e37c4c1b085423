// SPDX-License-Identifier: Apache-2.0
// Against a real mail server and a real SMS gateway, each a process of its own.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { startMailServer, startSmsGateway } from '../../../test/support/post-office/post-office.ts'
import { atTheDoor } from '../../db/at-the-door.ts'
import { actingAs, type Db } from '../../db/index.ts'
import { type MessageSettings, readMessageSettings, silentLogger } from '../../kernel/index.ts'
import { writeMatrix } from '../permissions/permissions.store.ts'
import { Messenger } from './messenger.ts'
import { carryingMessages, takeDueMessage } from './outgoing.store.ts'
import { pauseAfter } from './retry.model.ts'
import { sendMessage } from './send-message.ts'

const token = 't0ken'
const sender = { PASSERELLE_MAIL_FROM: 'Passerelle <no-reply@passerelle.example>' }
const nowhere: MessageSettings = { mail: null, sms: null }

let mail: Awaited<ReturnType<typeof startMailServer>>
let gateway: Awaited<ReturnType<typeof startSmsGateway>>
let environment: Record<string, string>
let settings: MessageSettings
before(async () => {
  ;[mail, gateway] = await Promise.all([startMailServer(), startSmsGateway(token)])
  environment = {
    ...sender,
    PASSERELLE_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    PASSERELLE_SMS_URL: `http://127.0.0.1:${gateway.port}/send`,
    PASSERELLE_SMS_TOKEN: token,
  }
  settings = readMessageSettings(environment)
})
after(() => Promise.all([mail.stop(), gateway.stop()]))

interface Row {
  recipient: string
  state: string
  tries: number
  fault: string | null
  text: string
  /** Seconds until it is tried again. */
  wait: number
}

/** A database of its own, and what stands in its outbox. */
async function withOutbox(fn: (outbox: Outbox) => Promise<void>): Promise<void> {
  const database = await testDatabase()
  try {
    await writeMatrix(database.db)
    await fn(new Outbox(database))
  } finally {
    await database.close()
  }
}

class Outbox {
  readonly database: TestDatabase
  constructor(database: TestDatabase) {
    this.database = database
  }

  write(value: string, lasting = 'P1D'): Promise<string> {
    const kind = value.startsWith('+') ? 'phone' : 'email'
    const message = {
      to: { kind, value } as const,
      lang: 'en',
      key: 'trial',
      args: { link: `https://a.example/${value}` },
    }
    return atTheDoor(this.database.app, (door) => sendMessage(door, { ...message, lasting }))
  }

  async row(id: string): Promise<Row | undefined> {
    const { rows } = await sql<Row>`
      select recipient, state, tries, fault, text, round(extract(epoch from next_try_at - now()))::integer as wait
      from outgoing_messages where id = ${id}`.execute(this.database.db)
    return rows[0]
  }

  /** Waits until it has come to this. */
  async until(id: string, reached: (row: Row) => boolean): Promise<Row> {
    for (;;) {
      const row = await this.row(id)
      if (row !== undefined && reached(row)) return row
      await pause(10)
    }
  }

  async carry<Result>(fn: () => Promise<Result>, by: MessageSettings = settings): Promise<Result> {
    const messenger = new Messenger(this.database.app, silentLogger(), by, { looking: 10, sweeping: 10, leaving: 300 })
    messenger.start()
    try {
      return await fn()
    } finally {
      await messenger.stop()
    }
  }
}

const receivedBy = (name: string) => mail.received.filter(({ to }) => to.includes(name))

test('what was written leaves, and its text is emptied', () =>
  withOutbox(async (outbox) => {
    const [letter, note] = [await outbox.write('li.wei@example.org'), await outbox.write('+8613800138000')]
    await outbox.carry(async () => {
      for (const id of [letter, note]) {
        const { state, text, tries } = await outbox.until(id, (row) => row.state !== 'waiting')
        assert.deepEqual([state, text, tries], ['sent', '', 1])
      }
    })
    const [received] = receivedBy('li.wei@example.org')
    assert.ok(received?.text.split('\n').includes('https://a.example/li.wei@example.org'))
    assert.equal(received?.headers.get('message-id'), `<${letter}@passerelle.example>`)
    assert.deepEqual(await gateway.count(1), [
      { to: '+8613800138000', text: 'Passerelle: this is a trial message. It has arrived.', key: note },
    ])
  }))

test('what is refused for now is tried again, later each time, and at last not by itself', () =>
  withOutbox(async (outbox) => {
    const id = await outbox.write('busy@example.org')
    await outbox.carry(async () => {
      for (const [failures, minutes] of [1, 5, 30, 120, 720].entries()) {
        const row = await outbox.until(id, ({ tries }) => tries === failures + 1)
        assert.deepEqual([row.state, row.fault], ['waiting', 'later'])
        assert.ok(row.wait > minutes * 60 - 30 && row.wait <= minutes * 60, `${row.wait} s after ${failures + 1}`)
        assert.notEqual(row.text, '')
        await sql`update outgoing_messages set next_try_at = now()`.execute(outbox.database.db)
      }
      const row = await outbox.until(id, ({ tries }) => tries === 6)
      assert.deepEqual([row.state, row.fault], ['failed', 'later'])
    })
    assert.equal(pauseAfter(6), null)
  }))

test('what is refused for good is not tried again', () =>
  withOutbox(async (outbox) => {
    const ids = [await outbox.write('unknown@example.org'), await outbox.write('+8613800138422')]
    await outbox.carry(async () => {
      const rows = await Promise.all(ids.map((id) => outbox.until(id, ({ state }) => state !== 'waiting')))
      assert.deepEqual(
        rows.map(({ state, tries, fault }) => [state, tries, fault]),
        [
          ['failed', 1, 'recipient-refused'],
          ['failed', 1, 'refused'],
        ],
      )
    })
  }))

test('one that fails keeps none of the others waiting', () =>
  withOutbox(async (outbox) => {
    for (const name of ['busy', 'unknown', 'full', 'filtered']) await outbox.write(`${name}@example.org`)
    const id = await outbox.write('next@example.org')
    await outbox.carry(() => outbox.until(id, ({ state }) => state === 'sent'))
  }))

test('what has expired is emptied and does not leave, also where nothing leaves', () =>
  withOutbox(async (outbox) => {
    const id = await outbox.write('late@example.org', 'PT1H')
    await sql`update outgoing_messages set created_at = now() - interval '2 hours', good_until = now() - interval '1 second'`.execute(
      outbox.database.db,
    )
    const { text } = await outbox.carry(() => outbox.until(id, ({ state }) => state === 'expired'), nowhere)
    assert.equal(text, '')
    const other = await outbox.write('in-time@example.org')
    await outbox.carry(() => outbox.until(other, ({ state }) => state === 'sent'))
    assert.deepEqual(receivedBy('late@example.org'), [])
  }))

test('without a mail server it waits, and leaves once there is one', () =>
  withOutbox(async (outbox) => {
    const [letter, note] = [await outbox.write('waiting@example.org'), await outbox.write('+8613800138001')]
    await outbox.carry(() => outbox.until(note, ({ state }) => state === 'sent'), { ...settings, mail: null })
    assert.deepEqual([(await outbox.row(letter))?.state, (await outbox.row(letter))?.tries], ['waiting', 0])
    await outbox.carry(() => outbox.until(letter, ({ state }) => state === 'sent'))
  }))

test('what was closed a month ago is forgotten', () =>
  withOutbox(async (outbox) => {
    const id = await outbox.write('a@example.org')
    await sql`update outgoing_messages set state = 'withdrawn', text = '', closed_at = now() - interval '31 days'`.execute(
      outbox.database.db,
    )
    const gone = async () => {
      while ((await outbox.row(id)) !== undefined) await pause(10)
    }
    await outbox.carry(gone, nowhere)
  }))

test('several servers at once send each message once', () =>
  withOutbox(async (outbox) => {
    const names = Array.from({ length: 40 }, (_, index) => `once-${index}@example.org`)
    const ids = await Promise.all(names.map((name) => outbox.write(name)))
    await outbox.carry(() =>
      outbox.carry(() =>
        outbox.carry(() => Promise.all(ids.map((id) => outbox.until(id, ({ state }) => state === 'sent')))),
      ),
    )
    for (const name of names) assert.equal(receivedBy(name).length, 1, name)
  }))

test('a stop breaks off what takes too long; it leaves after the next start', () =>
  withOutbox(async (outbox) => {
    const id = await outbox.write('slow@example.org')
    const arrived = async () => {
      while (receivedBy('slow@example.org').length === 0) await pause(10)
    }
    await outbox.carry(arrived)
    const row = await outbox.row(id)
    assert.deepEqual([row?.state, row?.fault, row?.tries], ['waiting', 'timed-out', 1])
    mail.release()
    await sql`update outgoing_messages set next_try_at = now()`.execute(outbox.database.db)
    await outbox.carry(async () => {
      while (receivedBy('slow@example.org').length < 2) await pause(10)
      mail.release()
      await outbox.until(id, ({ state }) => state === 'sent')
    })
    const numbers = receivedBy('slow@example.org').map(({ headers }) => headers.get('message-id'))
    assert.equal(new Set(numbers).size, 1)
  }))

test('whoever carries messages sees messages, and nothing else', () =>
  withOutbox(async ({ database }) => {
    await sql`insert into people (name) values ('王芳')`.execute(database.db)
    const seen = await carryingMessages(database.app, async (carrying) => {
      const { rows } = await sql<{ n: number }>`select count(*)::integer as n from people`.execute(carrying)
      return rows[0]?.n
    })
    assert.equal(seen, 0)
    const taken = (open: <Result>(db: Db, act: (db: Db) => Promise<Result>) => Promise<Result>) =>
      open(database.app, (db) => takeDueMessage(db, 'email'))
    await new Outbox(database).write('a@example.org')
    assert.equal(await taken(atTheDoor), null)
    assert.equal(await taken((db, act) => actingAs(db, { person: null }, act)), null)
    assert.notEqual(await taken(carryingMessages), null)
  }))

const root = join(import.meta.dirname, '..', '..', '..')

/** Another process that carries messages out. */
async function startMessenger(url: string): Promise<ChildProcess> {
  const program = join(root, 'test', 'support', 'post-office', 'run-messenger.ts')
  const child = spawn(process.execPath, ['--import', join(root, 'scripts', 'tsx-hook.mjs'), program], {
    env: { ...process.env, ...environment, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout ?? child, 'data')
  return child
}

test('kill -9 loses no message, and sends one twice at most for each kill', () =>
  withOutbox(async (outbox) => {
    const names = Array.from({ length: 60 }, (_, index) => `kept-${index}@example.org`)
    const ids = await Promise.all(names.map((name) => outbox.write(name)))
    const kills = 5
    for (let kill = 1; kill <= kills; kill++) {
      const child = await startMessenger(outbox.database.url)
      const enough = kill * 9
      while (names.filter((name) => receivedBy(name).length > 0).length < enough) await pause(1)
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    }
    await outbox.carry(() => Promise.all(ids.map((id) => outbox.until(id, ({ state }) => state === 'sent'))))
    const counts = names.map((name) => receivedBy(name).length)
    assert.ok(counts.every((count) => count >= 1))
    assert.ok(counts.reduce((sum, count) => sum + count, 0) <= names.length + kills)
  }))

test('kill -9 between taking it over and noting it: it is sent again, under the same number', () =>
  withOutbox(async (outbox) => {
    const before = receivedBy('slow@example.org').length
    const id = await outbox.write('slow@example.org')
    const child = await startMessenger(outbox.database.url)
    while (receivedBy('slow@example.org').length === before) await pause(5)
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
    mail.release()
    assert.equal((await outbox.row(id))?.state, 'waiting')
    await outbox.carry(async () => {
      while (receivedBy('slow@example.org').length < before + 2) await pause(5)
      mail.release()
      await outbox.until(id, ({ state }) => state === 'sent')
    })
    const numbers = receivedBy('slow@example.org')
      .slice(before)
      .map(({ headers }) => headers.get('message-id'))
    assert.deepEqual(numbers, [`<${id}@passerelle.example>`, `<${id}@passerelle.example>`])
  }))
