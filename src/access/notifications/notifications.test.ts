// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { actingAs } from '../../db/index.ts'
import { systemClock } from '../../kernel/index.ts'
import { wordsIn } from '../../ui/index.ts'
import { SessionDesk } from '../index.ts'
import { notificationNames } from './notification-kinds.model.ts'
import { notify } from './notify.ts'

let site: WholeSite
before(async () => {
  site = await wholeSite()
})
after(() => site.close())

async function someone(name: string): Promise<{ person: string; cookie: string }> {
  const { rows } = await sql<{ id: string }>`insert into people (name) values (${name}) returning id`.execute(site.db)
  const person = rows[0]?.id ?? ''
  await sql`insert into memberships (person, role) values (${person}, 'holder')`.execute(site.db)
  const token = await new SessionDesk(site.appDb, systemClock).start(person, 'password', {
    network: null,
    program: null,
  })
  return { person, cookie: `passerelle-session=${token}` }
}

const get = (cookie: string, url: string) => site.app.inject({ url, headers: { cookie } })
const post = (cookie: string, url: string, fields: Record<string, string>) =>
  site.app.inject({
    method: 'POST',
    url,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams(fields).toString(),
  })

test('who does something tells another, who sees it, counts it in the corner, and reads it', async () => {
  const [doer, told] = [await someone('Doer'), await someone('Told')]
  await actingAs(site.appDb, doer, (acting) =>
    notify(acting, {
      person: told.person,
      kind: 'role-given',
      args: { role: 'caseworker', authority: 'none' },
      link: '/account',
    }),
  )
  const list = await get(told.cookie, '/notifications')
  assert.match(list.body, /You have a new role: Caseworker\./)
  assert.match(list.body, /aria-label="1 unread notification"/)
  assert.match((await get(told.cookie, '/notifications?lang=zh-CN')).body, /您获得了新的角色：经办人。/)
  assert.doesNotMatch((await get(doer.cookie, '/notifications')).body, /new role/)
  const id = /name="id" value="([0-9a-f-]{36})"/.exec(list.body)?.[1] ?? ''
  assert.equal((await post(doer.cookie, '/notifications/read', { id })).statusCode, 303)
  assert.match((await get(told.cookie, '/notifications')).body, /1 unread/)
  assert.equal((await post(told.cookie, '/notifications/read', { id })).headers.location, '/notifications')
  const after = await get(told.cookie, '/notifications')
  assert.match(after.body, /You have a new role/)
  assert.doesNotMatch(after.body, /unread notification/)
})

test('what somebody does not want to be told is not told, but what is about safety is', async () => {
  const told = await someone('Told')
  const without = Object.fromEntries(notificationNames.map((kind) => [`mail.${kind}`, 'on']))
  assert.equal((await post(told.cookie, '/notifications/settings', without)).statusCode, 303)
  await actingAs(site.appDb, told, async (acting) => {
    await notify(acting, { person: told.person, kind: 'role-ended', args: { role: 'expert', authority: 'none' } })
    await notify(acting, { person: told.person, kind: 'new-sign-in', args: { where: '203.0.113.0/24' } })
  })
  const list = (await get(told.cookie, '/notifications')).body
  assert.doesNotMatch(list, /role has ended/)
  assert.match(list, /203\.0\.113\.0\/24/)
})

test('notifications are only written by what is told, and their words never change', async () => {
  const [one, other] = [await someone('One'), await someone('Other')]
  const as = (statement: ReturnType<typeof sql>) => actingAs(site.appDb, one, (acting) => statement.execute(acting))
  await assert.rejects(
    as(sql`insert into notifications (person, kind) values (${other.person}, 'role-given')`),
    /permission denied/,
  )
  await assert.rejects(as(sql`update notifications set args = '{"role":"auditor"}'`), /permission denied/)
  await assert.rejects(
    as(sql`select add_notification(${other.person}, 'role-given', '{}', '//elsewhere.example')`),
    /notifications_link_check/,
  )
})

test('every kind has its sentence and its name in both languages', () => {
  for (const lang of ['en', 'zh-CN']) {
    for (const kind of notificationNames)
      for (const key of [`notify.kind.${kind}`, `notify.name.${kind}`]) assert.ok(wordsIn(lang).has(key), key)
  }
})

test('a notification is sent by mail too, in the language of who is told, unless they do not want that', async () => {
  const told = await someone('Told by mail')
  await sql`update people set language = 'zh-CN' where id = ${told.person}`.execute(site.db)
  const tell = (kind: 'new-sign-in' | 'role-ended' | 'second-factor-changed') =>
    actingAs(site.appDb, told, (acting) =>
      notify(acting, { person: told.person, kind, args: { role: 'expert', authority: 'none', where: 'elsewhere' } }),
    )
  const letters = async () => {
    const { rows } = await sql<{ recipient: string; subject: string; text: string }>`
      select recipient, subject, text from outgoing_messages where person = ${told.person} order by created_at`.execute(
      site.db,
    )
    return rows
  }
  await tell('new-sign-in')
  assert.deepEqual(await letters(), [])
  await sql`insert into identifiers (person, kind, value, folded, verified_at)
    values (${told.person}, 'email', 'told@example.org', 'told@example.org', now())`.execute(site.db)
  await tell('new-sign-in')
  const [letter] = await letters()
  assert.deepEqual([letter?.recipient, letter?.subject], ['told@example.org', '从新的地点或程序登录'])
  assert.match(letter?.text ?? '', /elsewhere/)
  await post(told.cookie, '/notifications/settings', { 'here.role-ended': 'on' })
  await tell('role-ended')
  await tell('second-factor-changed')
  assert.equal((await letters()).length, 1)
})
