// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { atTheDoor } from '../../db/at-the-door.ts'
import { actingAs, type Db } from '../../db/index.ts'
import english from '../../ui/messages/en.json' with { type: 'json' }
import chinese from '../../ui/messages/zh-CN.json' with { type: 'json' }
import { writeMatrix } from '../permissions/permissions.store.ts'
import { type Role, roles } from '../permissions/roles.model.ts'
import { type MessageToSend, sendMessage } from './send-message.ts'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
  await writeMatrix(database.db)
})
test.after(() => database.close())

const link = 'https://passerelle.example/outbox?t=abc'
const trial = { key: 'trial', lang: 'en', args: { link } }
const mail = (value: string, more: Partial<MessageToSend> = {}): MessageToSend => ({
  ...trial,
  to: { kind: 'email', value },
  ...more,
})

async function written(id: string) {
  const { rows } = await sql<{ recipient: string; subject: string; text: string; lang: string; state: string }>`
    select recipient, subject, text, lang, state from outgoing_messages where id = ${id}`.execute(database.db)
  return rows[0]
}

async function personWith(role: Role): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into people (name) values (${role}) returning id`.execute(
    database.db,
  )
  const id = rows[0]?.id ?? ''
  const authority = roles[role] === 'authority' ? 'xa-authority-north' : null
  await sql`insert into memberships (person, role, authority) values (${id}, ${role}, ${authority})`.execute(
    database.db,
  )
  return id
}

const countAll = async (db: Db): Promise<number> =>
  (await sql<{ n: number }>`select count(*)::integer as n from outgoing_messages`.execute(db)).rows[0]?.n ?? 0

test('a message is written in the language of its reader, its link on a line of its own', async () => {
  const english = await atTheDoor(database.app, (door) => sendMessage(door, mail('li.wei@example.org')))
  const chinese = await atTheDoor(database.app, (door) =>
    sendMessage(door, mail('li.wei@example.org', { lang: 'zh-CN' })),
  )
  const unknown = await atTheDoor(database.app, (door) => sendMessage(door, mail('a@example.org', { lang: 'tlh' })))
  const [en, zh, other] = [await written(english), await written(chinese), await written(unknown)]
  assert.deepEqual(
    [en?.subject, en?.recipient, en?.state],
    ['Trial message of Passerelle', 'li.wei@example.org', 'waiting'],
  )
  assert.ok(en?.text.split('\n').includes(link))
  assert.match(zh?.text ?? '', /管理员/)
  assert.deepEqual([zh?.lang, other?.lang, other?.text], ['zh-CN', 'en', en?.text])
})

test('a phone gets the short words', async () => {
  const to = { kind: 'phone', value: '+8613800138000' } as const
  const id = await atTheDoor(database.app, (door) => sendMessage(door, { ...trial, to }))
  const note = await written(id)
  assert.deepEqual(
    [note?.subject, note?.text],
    ['Trial message of Passerelle', 'Passerelle: this is a trial message. It has arrived.'],
  )
})

test('what is undone is not sent', async () => {
  const before = await countAll(database.db)
  await assert.rejects(
    atTheDoor(database.app, async (door) => {
      await sendMessage(door, mail('a@example.org'))
      throw new Error('undone')
    }),
    /undone/,
  )
  assert.equal(await countAll(database.db), before)
})

test('an address that could be more than one address, or a header, is refused and not repeated', async () => {
  const wrong = [
    'a@example.org\r\nBcc: b@example.org',
    'a@example.org\nX: y',
    'a@example.org,b@example.org',
    'A <a@example.org>',
    '"a b"@example.org',
    'a@b@example.org',
    'a @example.org',
    'a\u0000@example.org',
    'a\u2028@example.org',
    'example.org',
    `${'a'.repeat(65)}@example.org`,
    '',
  ]
  const before = await countAll(database.db)
  for (const value of wrong) {
    const sent = atTheDoor(database.app, (door) => sendMessage(door, mail(value)))
    await assert.rejects(sent, (error: Error) => {
      assert.equal(error.message, 'to: cannot be written to; expected one address, name@example.org', value)
      return true
    })
  }
  for (const value of ['13800138000', '+0123456789', '+86 138', '+8613800138000\n', '+1'.padEnd(20, '1')]) {
    const to = { kind: 'phone', value } as const
    await assert.rejects(
      atTheDoor(database.app, (door) => sendMessage(door, { ...trial, to })),
      /a number with its country/,
    )
  }
  assert.equal(await countAll(database.db), before)
})

test('what somebody has typed stays on its line', async () => {
  const args = { link: 'https://a.example/\r\n\r\nYou have won: https://evil.example\u202e' }
  const id = await atTheDoor(database.app, (door) => sendMessage(door, mail('a@example.org', { args })))
  const lines = (await written(id))?.text.split('\n') ?? []
  assert.ok(lines.includes('https://a.example/ You have won: https://evil.example'))
})

test('a message that nobody has worded is a fault of ours', async () => {
  const sent = atTheDoor(database.app, (door) =>
    sendMessage(door, mail('a@example.org', { key: 'nothing-of-the-kind' })),
  )
  await assert.rejects(sent, /there is no message mail\.nothing-of-the-kind\.text/)
})

test('whoever acts may say something; who does not act may not', async () => {
  const person = await personWith('caseworker')
  const id = await actingAs(database.app, { person }, (acting) =>
    sendMessage(acting, mail('a@example.org', { person })),
  )
  assert.equal((await written(id))?.state, 'waiting')
  await assert.rejects(
    actingAs(database.app, { person: null }, (db) => sendMessage(db, mail('a@example.org'))),
    /row-level security/,
  )
})

test('nobody reads what was written, but the platform administrator', async () => {
  await atTheDoor(database.app, (door) => sendMessage(door, mail('a@example.org', { authority: 'xa-authority-north' })))
  assert.equal(await atTheDoor(database.app, countAll), 0)
  assert.equal(await countAll(database.app), 0)
  const all = await countAll(database.db)
  for (const role of Object.keys(roles) as Role[]) {
    const person = await personWith(role)
    const seen = await actingAs(database.app, { person }, countAll)
    assert.equal(seen, role === 'platform-administrator' ? all : 0, role)
    const weak = await actingAs(database.app, { person, weak: true }, countAll)
    assert.equal(weak, 0, role)
  }
})

test('nobody sends it elsewhere, rewrites it, or marks it as sent', async () => {
  const id = await atTheDoor(database.app, (door) => sendMessage(door, mail('a@example.org')))
  const person = await personWith('platform-administrator')
  const change = (set: ReturnType<typeof sql>) =>
    actingAs(database.app, { person }, async (db) =>
      Number((await sql`update outgoing_messages set ${set} where id = ${id}`.execute(db)).numAffectedRows),
    )
  await assert.rejects(change(sql`recipient = 'b@example.org'`), /permission denied/)
  await assert.rejects(change(sql`good_until = now() + interval '1 year'`), /permission denied/)
  await assert.rejects(change(sql`text = 'Send money'`), /emptied, not rewritten/)
  await assert.rejects(change(sql`state = 'sent', text = '', closed_at = now()`), /row-level security/)
  const nobody = actingAs(database.app, { person }, async (db) =>
    Number((await sql`delete from outgoing_messages where id = ${id}`.execute(db)).numAffectedRows),
  )
  assert.equal(await nobody, 0)
  assert.equal(await change(sql`state = 'withdrawn', text = '', closed_at = now()`), 1)
  assert.equal((await written(id))?.text, '')
})

for (const [lang, catalogue] of Object.entries({ english, chinese })) {
  test(`every message that leaves the house is whole (${lang})`, () => {
    const words = new Map(Object.entries<string>(catalogue))
    const keys = [...words.keys()].filter((key) => /^mail\.[\w-]+\.(text|sms|subject)$/.test(key))
    assert.ok(keys.length > 0)
    for (const key of keys) {
      const about = key.split('.')[1]
      const subject = words.get(`mail.${about}.subject`) ?? ''
      const text = words.get(`mail.${about}.text`)
      if (text !== undefined) assert.notEqual(subject, '', `${key}: a mail has a subject`)
      assert.doesNotMatch(subject, /\{(link|code)\}|\n/, `${key}: a subject stands in the outbox`)
      if (text?.includes('{link}')) assert.match(text, /^\{link\}$/m, `${key}: a link has a line of its own`)
      const note = words.get(`mail.${about}.sms`)
      // Three parts of an SMS in Latin script, two where a letter takes two bytes; a link is some eighty letters.
      if (note !== undefined) assert.ok(note.length <= (lang === 'english' ? 220 : 90), `${key}: short`)
    }
  })
}
