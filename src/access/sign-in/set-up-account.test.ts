// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type AccountSite, sessionCookieName, withAccountSite } from '../../../test/support/account-site.ts'
import { atTheDoor } from '../../db/at-the-door.ts'
import { verifyAudit } from '../audit/verify-audit.ts'
import { writeTicket } from '../tickets/ticket-desk.ts'
import { resetTicket } from './reset-password.ts'
import { setUpTicket } from './set-up-account.ts'

const password = 'correct horse battery'
const zhang = { identifier: { kind: 'email', value: 'Zhang.Wei@example.org' }, name: null, lang: 'zh-CN' } as const

const ticketFor = (
  site: AccountSite,
  content: Parameters<typeof writeTicket<typeof setUpTicket.content._output>>[2]['content'] = zhang,
) => atTheDoor(site.app, (door) => writeTicket(door, setUpTicket, { person: null, content }))

const rows = (site: AccountSite) =>
  site.count(sql`select (select count(*) from people)::integer * 1000 + (select count(*) from identifiers)::integer * 100
    + (select count(*) from passwords)::integer * 10 + (select count(*) from sessions)::integer as n`)

test('whoever holds the ticket sets up an account, once, and is in', () =>
  withAccountSite(async (site) => {
    const token = await ticketFor(site)
    const browser = site.browser()
    const form = await browser.get(`/set-up/${token}?next=/invitation/x`)
    assert.equal(form.status, 200)
    assert.match(form.html, /Zhang\.Wei@example\.org/)
    const sent = await browser.post(`/set-up/${token}?next=/invitation/x`, { name: ' 张  伟 ', password })
    assert.deepEqual([sent.status, sent.to], [303, '/invitation/x'])
    const who = await site.desk.who(browser.cookies.get(sessionCookieName) ?? '')
    assert.deepEqual(
      [who?.name, who?.proof, who?.weak, who?.standings],
      ['张 伟', 'password', true, [{ role: 'holder', authority: null }]],
    )
    const { rows: found } = await sql`
      select i.kind, i.value, i.folded, i.verified_at is not null as verified, p.language, w.hash like '$argon2id$%' as hashed
      from people p join identifiers i on i.person = p.id join passwords w on w.person = p.id`.execute(site.db)
    assert.deepEqual(found, [
      {
        kind: 'email',
        value: 'Zhang.Wei@example.org',
        folded: 'zhang.wei@example.org',
        verified: true,
        language: 'zh-CN',
        hashed: true,
      },
    ])
    const acts = await sql<{ act: string }>`select act from audit_entries order by seq`.execute(site.db)
    assert.deepEqual(
      acts.rows.map(({ act }) => act),
      ['sign-up', 'sign-in'],
    )
    assert.equal((await verifyAudit(site.db)).faults.length, 0)
    const again = await site.browser().post(`/set-up/${token}`, { name: 'Another', password })
    assert.equal(again.status, 404)
    assert.equal(await rows(site), 1111)
    for (const secret of [password, token, browser.cookies.get(sessionCookieName) ?? ''])
      assert.ok(site.log.every((line) => !line.includes(secret)))
  }))

test('of ten who use one ticket at once exactly one wins, and of two tickets for one address too', () =>
  withAccountSite(async (site) => {
    const tokens = [await ticketFor(site), await ticketFor(site)]
    const sent = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        site.browser().post(`/set-up/${tokens[at % 2]}`, { name: `Number ${at}`, password }),
      ),
    )
    assert.deepEqual(sent.map(({ status }) => status).sort(), [303, ...Array<number>(9).fill(404)])
    assert.equal(await rows(site), 1111)
  }))

test('what is wrong is said beside what was typed, never the password; the ticket stays good', () =>
  withAccountSite(async (site) => {
    const token = await ticketFor(site)
    const browser = site.browser()
    const wrong = await browser.post(`/set-up/${token}`, { name: '<b>', password: 'zhang.wei1' })
    assert.equal(wrong.status, 400)
    assert.match(wrong.html, /close to your name or address/)
    assert.ok(wrong.html.includes('&lt;b>') || wrong.html.includes('&lt;b&gt;'))
    assert.ok(!wrong.html.includes('zhang.wei1'))
    assert.match((await browser.post(`/set-up/${token}`, { name: ' ', password: 'short' })).html, /at least one letter/)
    assert.equal(await rows(site), 0)
    assert.equal((await browser.post(`/set-up/${token}`, { name: 'Zhang Wei', password })).status, 303)
  }))

test('a form of another site sets up nothing', () =>
  withAccountSite(async (site) => {
    const token = await ticketFor(site)
    for (const headers of [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ] as Record<string, string>[]) {
      const sent = await site.browser().post(`/set-up/${token}`, { name: 'Zhang Wei', password }, headers)
      assert.equal(sent.status, 403)
    }
    assert.equal(await rows(site), 0)
  }))

test('a used, an old, a foreign and a made-up ticket look alike', () =>
  withAccountSite(async (site) => {
    const foreign = await atTheDoor(site.app, (door) => writeTicket(door, resetTicket, { person: null, content: {} }))
    const old = await ticketFor(site)
    await sql`update tickets set created_at = now() - interval '3 days', expires_at = now() - interval '1 second' where purpose = 'set-up'`.execute(
      site.db,
    )
    const answers = await Promise.all(
      [foreign, old, 'x', 'A'.repeat(43), '..%2f'].map((token) => site.browser().get(`/set-up/${token}`)),
    )
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([404]))
    const told = answers.map(({ html }) => /<main[\s\S]*<\/main>/.exec(html)?.[0])
    assert.equal(new Set(told).size, 1)
  }))

test('a reset sets the password, once, and ends every session', () =>
  withAccountSite(async (site) => {
    const browser = site.browser()
    await browser.post(`/set-up/${await ticketFor(site)}`, { name: 'Zhang Wei', password })
    const session = browser.cookies.get(sessionCookieName) ?? ''
    const person = (await site.desk.who(session))?.person ?? ''
    const before = await sql<{ hash: string }>`select hash from passwords`.execute(site.db)
    const [older, newer] = [1, 2].map(() =>
      atTheDoor(site.app, (door) => writeTicket(door, resetTicket, { person, content: {} })),
    )
    const [first, token] = [await older, await newer]
    assert.equal((await site.browser().get(`/reset/${first}`)).status, 404)
    const page = await site.browser().get(`/reset/${token}`)
    assert.match(page.html, /Zhang Wei/)
    const same = await site.browser().post(`/reset/${token}`, { password: 'Zhang.Wei@example.org' })
    assert.equal(same.status, 400)
    const many = await Promise.all(
      Array.from({ length: 4 }, () => site.browser().post(`/reset/${token}`, { password: 'a quite new password' })),
    )
    assert.deepEqual(many.map(({ status, to }) => [status, to]).sort(), [
      [303, '/sign-in?done=reset'],
      [404, null],
      [404, null],
      [404, null],
    ])
    assert.equal(await site.desk.who(session), null)
    assert.equal(await site.count(sql`select count(*)::integer as n from sessions`), 0)
    const after = await sql<{ hash: string }>`select hash from passwords`.execute(site.db)
    assert.notEqual(after.rows[0]?.hash, before.rows[0]?.hash)
  }))

test('a place elsewhere is never gone to', () =>
  withAccountSite(async (site) => {
    const tricks = [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      '\\\\evil.example',
      'javascript:alert(1)',
      '/%0d%0aset-cookie:x',
      '/.//evil.example',
      '/..//evil.example',
      '///evil.example',
      'evil.example',
      '/@evil.example',
      '/\u2028/evil',
      ' //evil.example',
    ]
    for (const [at, next] of tricks.entries()) {
      const identifier = { kind: 'email', value: `a${at}@example.org` } as const
      const token = await ticketFor(site, { identifier, name: null, lang: null })
      const { to } = await site
        .browser()
        .post(`/set-up/${token}?next=${encodeURIComponent(next)}`, { name: 'Somebody', password })
      const gone = new URL(to ?? '', 'http://127.0.0.1/')
      assert.equal(gone.origin, 'http://127.0.0.1', next)
      assert.doesNotMatch(to ?? '', /^\/[/\\]|[\r\n\\]/, next)
    }
  }))
