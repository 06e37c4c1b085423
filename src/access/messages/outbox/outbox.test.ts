// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type AccountSite, type Browser, withAccountSite } from '../../../../test/support/account-site.ts'
import '../../../../test/support/database.ts'
import { atTheDoor } from '../../../db/at-the-door.ts'
import type { Role } from '../../permissions/roles.model.ts'
import { carryingMessages, takeDueMessage } from '../outgoing.store.ts'
import { sendMessage } from '../send-message.ts'

const secret = 'https://passerelle.example/reset?t=secret-of-the-link'
const both = {
  email: { server: 'mail.example.org:587', from: 'no-reply@example.org' },
  phone: { server: 'sms.example.org' },
}

const neither = { email: null, phone: null }

async function personWith(site: AccountSite, role: Role): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into people (name) values (${role}) returning id`.execute(site.db)
  const id = rows[0]?.id ?? ''
  const authority = ['authority-administrator', 'caseworker'].includes(role) ? 'xa-authority-north' : null
  await sql`insert into memberships (person, role, authority) values (${id}, ${role}, ${authority})`.execute(site.db)
  return id
}

/** The browser of somebody who has signed in, with a second factor, and holds this role. */
async function visit(site: AccountSite, role: Role): Promise<{ browser: Browser; person: string }> {
  const person = await personWith(site, role)
  const browser = site.browser()
  const token = await site.desk.start(person, 'second-factor', { network: null, program: null })
  browser.cookies.set('passerelle-session', token)
  return { browser, person }
}

/** Writes a message to somebody who has an account. */
async function write(site: AccountSite, value: string): Promise<{ id: string; person: string }> {
  const person = await personWith(site, 'holder')
  const to = { kind: value.startsWith('+') ? 'phone' : 'email', value } as const
  const message = { to, lang: 'en', key: 'trial', args: { link: secret }, person }
  return { id: await atTheDoor(site.app, (door) => sendMessage(door, message)), person }
}

const fail = (site: AccountSite, id: string, reply: string | null = null) =>
  sql`update outgoing_messages set state = 'failed', tries = 6, fault = 'later', reply = ${reply} where id = ${id}`.execute(
    site.db,
  )

async function state(site: AccountSite, id: string) {
  const { rows } = await sql<{ state: string; text: string }>`
    select state, text from outgoing_messages where id = ${id}`.execute(site.db)
  return rows[0]
}

const entries = (site: AccountSite, act: string, id: string): Promise<number> =>
  site.count(sql`select count(*)::integer as n from audit_entries where act = ${act} and object_id = ${id}`)

test('without servers the page says so, shows a text when asked, and notes who looked', () =>
  withAccountSite(async (site) => {
    const { id, person } = await write(site, 'li.wei@example.org')
    const { browser, person: administrator } = await visit(site, 'platform-administrator')
    const list = await browser.get('/outbox')
    assert.match(list.html, /No mail server is set .*: nothing leaves by mail/)
    assert.match(list.html, /No SMS gateway is set/)
    assert.match(list.html, /li\.wei@example\.org/)
    assert.match(list.html, /Trial message of Passerelle/)
    assert.doesNotMatch(list.html, /secret-of-the-link|Send a trial message/)
    assert.equal(await entries(site, 'read-outbox', id), 0)
    const shown = await browser.post('/outbox', { id })
    assert.match(shown.html, /<pre class="code" lang="en" dir="auto">[^<]*reset\?t=secret-of-the-link/)
    assert.equal(shown.headers['cache-control'], 'no-store')
    assert.equal(await entries(site, 'read-outbox', id), 1)
    const { rows } = await sql`select reader, person, act, what from personal_reads`.execute(site.db)
    assert.deepEqual(rows, [{ reader: administrator, person, act: 'read-outbox', what: 'message' }])
    assert.equal((await state(site, id))?.state, 'waiting')
  }, neither))

test('where mail leaves by itself its text is shown to nobody', () =>
  withAccountSite(async (site) => {
    const { id } = await write(site, 'li.wei@example.org')
    await fail(site, id)
    const { browser } = await visit(site, 'platform-administrator')
    const list = await browser.get('/outbox')
    assert.match(list.html, /Mail leaves through mail\.example\.org:587, from no-reply@example\.org/)
    assert.doesNotMatch(list.html, /Show the text|secret-of-the-link/)
    const asked = await browser.post('/outbox', { id })
    assert.deepEqual([asked.status, asked.to], [303, '/outbox?done=gone'])
    assert.equal(await entries(site, 'read-outbox', id), 0)
  }, both))

test('what failed stands there with its reason, and can be tried again', () =>
  withAccountSite(async (site) => {
    const [one, two, three] = [
      await write(site, 'a@example.org'),
      await write(site, '+8613800138000'),
      await write(site, 'c@example.org'),
    ]
    await fail(site, one.id, '450 <b>Busy</b>')
    await fail(site, two.id)
    const { browser } = await visit(site, 'platform-administrator')
    const list = await browser.get('/outbox')
    assert.match(list.html, /The last try failed: the server says that it may work later\./)
    assert.match(list.html, /Answer: 450 &lt;b>Busy&lt;\/b>/)
    assert.match(list.html, /Tried 6 times\./)
    assert.equal((await browser.post('/outbox/again', { id: one.id })).to, '/outbox?done=again')
    assert.deepEqual([(await state(site, one.id))?.state, (await state(site, two.id))?.state], ['waiting', 'failed'])
    assert.equal((await browser.post('/outbox/again', {})).to, '/outbox?done=again')
    assert.equal((await state(site, two.id))?.state, 'waiting')
    assert.equal((await browser.post('/outbox/again', {})).to, '/outbox?done=gone')
    const counted = await Promise.all([one, two, three].map(({ id }) => entries(site, 'retry-message', id)))
    assert.deepEqual(counted, [1, 1, 0])
    assert.match((await browser.get('/outbox?done=again')).html, /role="status"[^>]*>It leaves within a few seconds/)
  }, both))

test('what is withdrawn loses its text, and does not come back', () =>
  withAccountSite(async (site) => {
    const { id } = await write(site, 'a@example.org')
    const { browser } = await visit(site, 'platform-administrator')
    assert.equal((await browser.post('/outbox/withdraw', { id })).to, '/outbox?done=withdrawn')
    assert.deepEqual(await state(site, id), { state: 'withdrawn', text: '' })
    assert.equal(await entries(site, 'withdraw-message', id), 1)
    for (const path of ['/outbox/withdraw', '/outbox/again', '/outbox'])
      assert.equal((await browser.post(path, { id })).to, '/outbox?done=gone', path)
    const list = await browser.get('/outbox')
    assert.match(list.html, /Nothing is waiting, and nothing has failed\./)
    assert.match(list.html, /0 messages left, none expired before leaving, and 1 was withdrawn\./)
  }))

test('what is just being sent is left alone', () =>
  withAccountSite(async (site) => {
    const { id } = await write(site, 'a@example.org')
    const { browser } = await visit(site, 'platform-administrator')
    await carryingMessages(site.app, async (carrying) => {
      assert.equal((await takeDueMessage(carrying, 'email'))?.id, id)
      for (const path of ['/outbox/withdraw', '/outbox/again'])
        assert.equal((await browser.post(path, { id })).to, '/outbox?done=gone', path)
    })
    assert.equal((await state(site, id))?.state, 'waiting')
    assert.equal((await entries(site, 'withdraw-message', id)) + (await entries(site, 'retry-message', id)), 0)
  }))

test('what has expired is not shown, nor brought back', () =>
  withAccountSite(async (site) => {
    const { id } = await write(site, 'late@example.org')
    await sql`update outgoing_messages set created_at = now() - interval '2 hours', good_until = now() - interval '1 hour'`.execute(
      site.db,
    )
    const { browser } = await visit(site, 'platform-administrator')
    assert.doesNotMatch((await browser.get('/outbox')).html, /late@example\.org/)
    for (const path of ['/outbox', '/outbox/again', '/outbox/withdraw'])
      assert.equal((await browser.post(path, { id })).to, '/outbox?done=gone', path)
  }))

test('a trial message goes to one address, in the language of who sends it', () =>
  withAccountSite(async (site) => {
    const { browser } = await visit(site, 'platform-administrator')
    const refused = await browser.post('/outbox', { to: 'nobody, somebody@example.org' })
    assert.equal(refused.status, 400)
    assert.match(refused.html, /<a href="#to">Enter an e-mail address such as/)
    assert.match(refused.html, /value="nobody, somebody@example\.org"/)
    assert.equal((await browser.post('/outbox', { to: '138 0013 8000' })).to, '/outbox?done=trial')
    browser.cookies.set('lang', 'zh-CN')
    assert.equal((await browser.post('/outbox', { to: 'Somebody@Example.org' })).to, '/outbox?done=trial')
    const { rows } = await sql<{ id: string; recipient: string; lang: string }>`
      select id, recipient, lang from outgoing_messages order by kind`.execute(site.db)
    assert.deepEqual(
      rows.map(({ recipient, lang }) => [recipient, lang]),
      [
        ['Somebody@example.org', 'zh-CN'],
        ['+8613800138000', 'en'],
      ],
    )
    for (const { id } of rows) assert.equal(await entries(site, 'retry-message', id), 1)
  }, both))

test('nobody else comes in, and nothing that they send is done', () =>
  withAccountSite(async (site) => {
    const { id } = await write(site, 'a@example.org')
    for (const role of ['holder', 'caseworker', 'authority-administrator', 'auditor'] as const) {
      const { browser } = await visit(site, role)
      assert.equal((await browser.get('/outbox')).status, 403, role)
      assert.doesNotMatch((await browser.get('/home')).html, /\/outbox/)
      for (const path of ['/outbox', '/outbox/again', '/outbox/withdraw']) {
        const answer = await browser.post(path, { id, to: 'eve@example.org' })
        assert.deepEqual([answer.status, answer.html.includes('secret-of-the-link')], [403, false], `${role} ${path}`)
      }
    }
    const stranger = site.browser()
    assert.equal((await stranger.get('/outbox')).to, '/sign-in?next=%2Foutbox')
    assert.equal((await stranger.post('/outbox', { id })).status, 401)
    const { browser } = await visit(site, 'platform-administrator')
    const foreign = await browser.post('/outbox/withdraw', { id }, { 'sec-fetch-site': 'cross-site' })
    assert.equal(foreign.status, 403)
    assert.equal((await state(site, id))?.state, 'waiting')
    assert.equal(await site.count(sql`select count(*)::integer as n from outgoing_messages`), 1)
  }))

test('nothing of a message is logged', () =>
  withAccountSite(async (site) => {
    const { id } = await write(site, 'li.wei@example.org')
    const { browser } = await visit(site, 'platform-administrator')
    await browser.post('/outbox', { id })
    await browser.post('/outbox', { to: 'eve@example.org' })
    assert.ok(site.log.length > 0)
    assert.doesNotMatch(site.log.join('\n'), /li\.wei|eve@|secret-of-the-link/)
  }))
