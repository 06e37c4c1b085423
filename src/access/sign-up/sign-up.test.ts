// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import {
  type AccountSite,
  addAccount,
  messagesTo,
  sessionCookieName,
  withAccountSite,
} from '../../../test/support/account-site.ts'

const password = 'correct horse battery'
const address = 'Zhang.Wei@example.org'

const main = (html: string): string => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? ''

async function linkTo(site: AccountSite, recipient: string): Promise<string> {
  const messages = await messagesTo(site, recipient)
  return /http:\/\/127\.0\.0\.1(\S+)/.exec(messages.at(-1)?.text ?? '')?.[1] ?? ''
}

const codeTo = async (site: AccountSite, recipient: string): Promise<string> =>
  /\d{6}/.exec((await messagesTo(site, recipient)).at(-1)?.text ?? '')?.[0] ?? ''

test('by mail: an address, a link, a name and a password, and in', () =>
  withAccountSite(async (site) => {
    const browser = site.browser()
    const asked = await browser.post('/sign-up?next=/law', { address })
    assert.deepEqual([asked.status, asked.to], [303, '/sign-up?sent=1'])
    const link = await linkTo(site, address)
    assert.match(link, /^\/set-up\/[\w-]{43}\?next=%2Flaw$/)
    const elsewhere = site.browser()
    const done = await elsewhere.post(link, { name: '张伟', password })
    assert.deepEqual([done.status, done.to], [303, '/law'])
    assert.ok(elsewhere.cookies.has(sessionCookieName))
    assert.equal((await site.browser().post('/sign-in', { address, password })).status, 303)
  }))

test('whether an address is known is told to its owner only', () =>
  withAccountSite(async (site) => {
    await addAccount(site, { address, password })
    await addAccount(site, { address: '+8613800138000', password })
    for (const path of ['/sign-up', '/reset']) {
      const told = new Set<string>()
      for (const typed of [address, 'nobody@example.org']) {
        const sent = await site.browser().post(path, { address: typed })
        told.add(`${sent.status} ${sent.to} ${main((await site.browser().get(sent.to ?? '')).html)}`)
      }
      assert.equal(told.size, 1, path)
      const codes = new Set<string>()
      for (const typed of ['13800138000', '13900139000']) {
        const sent = await site.browser().post(path, { address: typed })
        const token = sent.to?.replace('/code/', '') ?? ''
        codes.add(`${sent.status} ${main((await site.browser().get(sent.to ?? '')).html).replaceAll(token, 'TOKEN')}`)
      }
      assert.equal(codes.size, 1, path)
    }
    const about = async (recipient: string) => (await messagesTo(site, recipient)).map((message) => message.about)
    assert.deepEqual(await about(address), ['sign-up-known', 'reset'])
    assert.deepEqual(await about('nobody@example.org'), ['sign-up'])
    assert.deepEqual(await about('+8613800138000'), ['sign-up-known', 'code'])
    assert.deepEqual(await about('+8613900139000'), ['code'])
  }))

test('what is written goes to the address as its owner wrote it, never to another spelling', () =>
  withAccountSite(async (site) => {
    await addAccount(site, { address, password })
    await site.browser().post('/reset', { address: 'ZHANG.WEI@EXAMPLE.ORG' })
    assert.equal((await messagesTo(site, address)).length, 1)
    assert.equal(await site.count(sql`select count(*)::integer as n from outgoing_messages`), 1)
  }))

test('an address that would say more in a header is none', () =>
  withAccountSite(async (site) => {
    for (const typed of [
      'a@example.org\r\nBcc: b@example.org',
      'a@example.org\nb',
      'a@example.org, b@example.org',
      '',
      'x',
      '<a@example.org>',
    ]) {
      for (const path of ['/sign-up', '/reset'])
        assert.equal((await site.browser().post(path, { address: typed })).status, 400)
    }
    assert.equal(await site.count(sql`select count(*)::integer as n from outgoing_messages`), 0)
  }))

test('three letters, then a wait; the answer stays the same', () =>
  withAccountSite(async (site) => {
    for (let at = 0; at < 6; at++)
      assert.equal((await site.browser().post('/sign-up', { address })).to, '/sign-up?sent=1')
    assert.equal((await messagesTo(site, address)).length, 3)
    await sql`update guesses set wait_until = now() - interval '1 second'`.execute(site.db)
    await site.browser().post('/sign-up', { address })
    assert.equal((await messagesTo(site, address)).length, 4)
  }))

test('by phone: a code of six digits, five tries', () =>
  withAccountSite(async (site) => {
    const number = '+8613800138000'
    const browser = site.browser()
    const page = (await browser.post('/sign-up', { address: '138 0013 8000' })).to ?? ''
    const code = await codeTo(site, number)
    const wrong = code === '000000' ? '111111' : '000000'
    for (let at = 0; at < 4; at++) assert.equal((await browser.post(page, { code: wrong })).status, 400)
    const on = await browser.post(page, { code: ` ${code.slice(0, 3)} ${code.slice(3)}` })
    assert.match(on.to ?? '', /^\/set-up\/[\w-]{43}$/)
    assert.equal((await browser.post(page, { code })).status, 404, 'once')
    assert.equal((await browser.post(on.to ?? '', { name: '张伟', password })).status, 303)
    const again = (await browser.post('/reset', { address: number })).to ?? ''
    for (let at = 0; at < 5; at++) await browser.post(again, { code: wrong })
    assert.equal((await browser.post(again, { code: await codeTo(site, number) })).status, 404, 'five tries')
    const third = (await browser.post('/reset', { address: number })).to ?? ''
    const reset = await browser.post(third, { code: await codeTo(site, number) })
    assert.match(reset.to ?? '', /^\/reset\/[\w-]{43}$/)
    assert.equal((await browser.post(reset.to ?? '', { password: 'a quite new password' })).status, 303)
    assert.equal(
      (await site.browser().post('/sign-in', { address: '13800138000', password: 'a quite new password' })).status,
      303,
    )
  }))

test('a code of one page is good for no other', () =>
  withAccountSite(async (site) => {
    const one = (await site.browser().post('/sign-up', { address: '13800138000' })).to ?? ''
    const two = (await site.browser().post('/sign-up', { address: '13900139000' })).to ?? ''
    const [first, second] = [await codeTo(site, '+8613800138000'), await codeTo(site, '+8613900139000')]
    if (first !== second) assert.equal((await site.browser().post(two, { code: first })).status, 400)
    assert.equal((await site.browser().post(one, { code: first })).status, 303)
  }))

test('where no messages go to phones, a number is no address', () =>
  withAccountSite(
    async (site) => {
      const answer = await site.browser().post('/sign-up', { address: '13800138000' })
      assert.equal(answer.status, 400)
      assert.match(answer.html, /No messages can be sent to phones/)
    },
    { email: null, phone: null },
  ))

async function signedIn(site: AccountSite, by: string) {
  const browser = site.browser()
  await browser.post('/sign-in', { address: by, password })
  return browser
}

test('an address is added by its link, and its owner’s others are told', () =>
  withAccountSite(async (site) => {
    const { person } = await addAccount(site, { address, password })
    const browser = await signedIn(site, address)
    assert.equal((await browser.post('/account/addresses', { address: 'new@example.org' })).to, '/account?done=sent')
    const link = await linkTo(site, 'new@example.org')
    assert.match(link, /^\/verify\/[\w-]{43}$/)
    assert.match((await browser.get(link)).html, /new@example\.org/)
    // The letter came to somebody else: their click gives nothing away.
    assert.match((await site.browser().get(link)).to ?? '', /^\/sign-in\?next=/)
    assert.equal((await site.browser().post(link, {})).status, 401)
    assert.equal(await site.count(sql`select count(*)::integer as n from identifiers`), 1, 'reading adds nothing')
    const both = await Promise.all([browser.post(link, {}), browser.post(link, {})])
    assert.deepEqual(both.map(({ status }) => status).sort(), [303, 404])
    assert.equal((await site.browser().post('/sign-in', { address: 'new@example.org', password })).status, 303)
    assert.deepEqual(
      (await messagesTo(site, address)).map(({ about }) => about),
      ['address-added'],
    )
    const page = (await browser.post('/account/addresses', { address: '13800138000' })).to ?? ''
    assert.equal((await browser.post(page, { code: await codeTo(site, '+8613800138000') })).to, '/account?done=added')
    const own = await sql<{
      value: string
    }>`select value from identifiers where person = ${person} order by value`.execute(site.db)
    assert.deepEqual(
      own.rows.map(({ value }) => value),
      ['+8613800138000', 'Zhang.Wei@example.org', 'new@example.org'],
    )
  }))

test('a code for a phone adds it to the account of who asked, signed in as they were, and to none else', () =>
  withAccountSite(async (site) => {
    await addAccount(site, { address, password })
    await addAccount(site, { address: 'other@example.org', password })
    const browser = await signedIn(site, address)
    const page = (await browser.post('/account/addresses', { address: '13800138000' })).to ?? ''
    const code = await codeTo(site, '+8613800138000')
    for (const stranger of [site.browser(), await signedIn(site, 'other@example.org')]) {
      const shown = await stranger.get(page)
      assert.equal(shown.status, 404)
      assert.equal((await stranger.post(page, { code })).status, 404)
      for (let guess = 0; guess < 6; guess++) await stranger.post(page, { code: '000000' })
    }
    assert.equal(await site.count(sql`select count(*)::integer as n from identifiers where kind = 'phone'`), 0)
    assert.equal((await browser.get(page)).status, 200)
    assert.equal((await browser.post(page, { code })).to, '/account?done=added')
  }))

test('somebody else’s address is not added, and only they learn of it', () =>
  withAccountSite(async (site) => {
    await addAccount(site, { address, password })
    await addAccount(site, { address: 'other@example.org', password })
    const browser = await signedIn(site, address)
    assert.equal((await browser.post('/account/addresses', { address: 'Other@example.org' })).to, '/account?done=sent')
    assert.deepEqual(
      (await messagesTo(site, 'other@example.org')).map(({ about }) => about),
      ['address-wanted'],
    )
    assert.equal((await browser.post('/account/addresses', { address })).status, 400)
    assert.equal(await site.count(sql`select count(*)::integer as n from identifiers`), 2)
  }))

test('an address is removed, never the last, also by two at once, and never another’s', () =>
  withAccountSite(async (site) => {
    const { person } = await addAccount(site, { address, password })
    const other = await addAccount(site, { address: 'other@example.org', password })
    await sql`insert into identifiers (person, kind, value, folded, verified_at)
      values (${person}, 'email', 'second@example.org', 'second@example.org', now())`.execute(site.db)
    const browser = await signedIn(site, address)
    const { rows } = await sql<{ id: string; person: string }>`select id, person from identifiers`.execute(site.db)
    const remove = (id: string) => browser.post('/account/addresses/remove', { id })
    for (const { id } of rows.filter((row) => row.person === other.person)) await remove(id)
    await remove('x')
    assert.equal(await site.count(sql`select count(*)::integer as n from identifiers`), 3)
    const both = await Promise.all(rows.filter((row) => row.person === person).map(({ id }) => remove(id)))
    assert.deepEqual(both.map(({ to }) => to).sort(), ['/account?done=last', '/account?done=removed'])
    assert.equal(await site.count(sql`select count(*)::integer as n from identifiers`), 2)
    const told = await sql<{
      n: number
    }>`select count(*)::integer as n from outgoing_messages where about = 'address-removed'`.execute(site.db)
    assert.equal(told.rows[0]?.n, 2)
  }))

test('adding and removing an address asks for a recent proof', () =>
  withAccountSite(async (site) => {
    await addAccount(site, { address, password })
    const browser = await signedIn(site, address)
    await sql`update sessions set created_at = created_at - interval '16 minutes'`.execute(site.db)
    for (const [path, fields] of [
      ['/account/addresses', { address: 'new@example.org' }],
      ['/account/addresses/remove', { id: 'x' }],
    ] as const)
      assert.equal((await browser.post(path, fields)).to, '/account/prove?next=%2Faccount', path)
  }))

test('a name and a language are changed and recorded', () =>
  withAccountSite(async (site) => {
    await addAccount(site, { address, password })
    const browser = await signedIn(site, address)
    assert.equal((await browser.post('/account', { name: ' ', language: 'en' })).status, 400)
    assert.equal((await browser.post('/account', { name: '张 伟', language: 'zh-CN' })).to, '/account?done=saved')
    const { rows } = await sql<{ name: string; language: string }>`select name, language from people`.execute(site.db)
    assert.deepEqual(rows, [{ name: '张 伟', language: 'zh-CN' }])
    assert.match((await browser.get('/account')).html, /张 伟/)
    assert.equal(
      await site.count(sql`select count(*)::integer as n from audit_entries where act = 'change-own-account'`),
      1,
    )
    await browser.post('/account', { name: '张 伟', language: 'zh-CN' })
    assert.equal(
      await site.count(sql`select count(*)::integer as n from audit_entries where act = 'change-own-account'`),
      1,
    )
  }))
