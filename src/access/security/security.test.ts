// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { generate } from 'otplib'
import {
  type AccountSite,
  addAccount,
  type Browser,
  messagesTo,
  sessionCookieName,
  withAccountSite,
} from '../../../test/support/account-site.ts'

const address = 'li.wei@example.org'
const password = 'correct horse battery'
const security = '/account/security'

const codeOf = (site: AccountSite, secret: string) =>
  generate({ secret, epoch: Math.floor(site.door.clock.now().getTime() / 1000) })

const sessionOf = (browser: Browser): string => browser.cookies.get(sessionCookieName) ?? ''

async function signedIn(site: AccountSite): Promise<Browser> {
  const browser = site.browser()
  assert.equal((await browser.post('/sign-in', { address, password })).status, 303)
  return browser
}

const grow = (site: AccountSite) =>
  sql`update sessions set created_at = created_at - interval '20 minutes'`.execute(site.db)

/** Sets up a second factor by the pages, and answers its secret and the recovery codes. */
async function setUp(site: AccountSite, browser: Browser, query = '') {
  const begun = await browser.post(`${security}/second-factor${query}`, {})
  const page = await browser.get(begun.to ?? '')
  const secret = (/<code class="secret">([A-Z2-7 ]+)<\/code>/.exec(page.html)?.[1] ?? '').replaceAll(' ', '')
  assert.match(page.html, /otpauth:\/\/totp\/Passerelle:li\.wei(@|%40)example\.org\?/)
  assert.equal((await browser.post(begun.to ?? '', { code: '12345' })).status, 400)
  const confirmed = await browser.post(begun.to ?? '', { code: await codeOf(site, secret) })
  const shown = confirmed.to?.includes('/recovery-codes/') ? await browser.get(confirmed.to) : null
  const codes = [...(shown?.html ?? '').matchAll(/<code>([0-9a-z]{5}-[0-9a-z]{5})<\/code>/g)].map(
    ([, code = '']) => code,
  )
  return { secret, codes, to: confirmed.to ?? '' }
}

test('staff who come with a password are led to a second factor, set it up, and go on where they wanted', () =>
  withAccountSite(async (site) => {
    const roles = [{ role: 'authority-administrator', authority: 'xa-authority-north' }]
    await addAccount(site, { address, password, roles })
    const browser = site.browser()
    const led = await browser.post('/sign-in?next=%2Faudit', { address, password })
    assert.equal(led.to, '/account/security?for=%2Faudit')
    assert.equal((await browser.get('/audit')).to, '/account/security?for=%2Faudit')
    const why = await browser.get(led.to ?? '')
    assert.match(why.html, /Authority administrator/)
    const weak = sessionOf(browser)
    const { codes, to } = await setUp(site, browser, '?for=%2Faudit')
    assert.equal(codes.length, 10)
    const strong = sessionOf(browser)
    assert.notEqual(strong, weak)
    assert.deepEqual([await site.desk.who(weak), (await site.desk.who(strong))?.proof], [null, 'second-factor'])
    assert.equal((await browser.get(`${to.split('?')[0]}/download`)).html, `127.0.0.1\n\n${codes.join('\n')}\n`)
    const away = await browser.post(to, {})
    assert.equal(away.to, '/audit')
    assert.equal((await browser.get('/audit')).status, 200)
    assert.equal((await browser.get(to)).to, security)
    assert.deepEqual(
      (await messagesTo(site, address)).map(({ about }) => about),
      ['factor-set-up'],
    )
    // They keep it.
    const removal = await browser.post(`${security}/remove-second-factor`, { password, code: codes[0] ?? '' })
    assert.equal(removal.status, 400)
    assert.equal(await site.count(sql`select count(*)::integer as n from second_factors`), 1)
    assert.equal(await site.count(sql`select count(*)::integer as n from recovery_codes where used_at is null`), 10)
  }))

test('the code that has set it up, and its secret, are good for nothing else', () =>
  withAccountSite(async (site) => {
    await addAccount(site, { address, password })
    await addAccount(site, { address: 'other@example.org', password })
    const mine = await signedIn(site)
    const begun = (await mine.post(`${security}/second-factor`, {})).to ?? ''
    const other = site.browser()
    await other.post('/sign-in', { address: 'other@example.org', password })
    assert.equal((await other.get(begun)).to, security, 'the page of somebody else')
    assert.equal((await other.post(begun, { code: '123456' })).to, security)
    const { secret } = await setUp(site, mine)
    const next = site.browser()
    await next.post('/sign-in', { address, password })
    assert.equal(
      (await next.post('/sign-in/second', { code: await codeOf(site, secret) })).status,
      400,
      'the same code',
    )
  }))

test('what has consequences asks for a proof of the last quarter of an hour', () =>
  withAccountSite(async (site) => {
    await addAccount(site, { address, password })
    const browser = await signedIn(site)
    const { secret } = await setUp(site, browser)
    await grow(site)
    const before = sessionOf(browser)
    for (const path of ['second-factor', 'recovery-codes']) {
      const asked = await browser.post(`${security}/${path}`, {})
      assert.equal(asked.to, '/account/prove?next=%2Faccount%2Fsecurity', path)
    }
    site.wait(30_000)
    const code = await codeOf(site, secret)
    assert.match((await browser.get('/account/prove?next=/account/security')).html, /name="code"/)
    assert.equal((await browser.post('/account/prove', { password: 'wrong password', code })).status, 400)
    assert.equal((await browser.post('/account/prove', { password, code: '000000' })).status, 400)
    const proved = await browser.post('/account/prove?next=/account/security', { password, code })
    assert.deepEqual([proved.status, proved.to], [303, security])
    assert.deepEqual(
      [await site.desk.who(before), (await site.desk.who(sessionOf(browser)))?.proof],
      [null, 'second-factor'],
    )
    assert.match((await browser.post(`${security}/recovery-codes`, {})).to ?? '', /\/recovery-codes\/[\w-]{43}$/)
  }))

test('new recovery codes make the old ones worthless', () =>
  withAccountSite(async (site) => {
    await addAccount(site, { address, password })
    const browser = await signedIn(site)
    const { codes } = await setUp(site, browser)
    const shown = await browser.get((await browser.post(`${security}/recovery-codes`, {})).to ?? '')
    const fresh = [...shown.html.matchAll(/<code>([0-9a-z]{5}-[0-9a-z]{5})<\/code>/g)].map(([, code = '']) => code)
    assert.equal(new Set([...codes, ...fresh]).size, 20)
    const enter = async (code: string) => {
      const next = site.browser()
      await next.post('/sign-in', { address, password })
      return (await next.post('/sign-in/second', { code })).status
    }
    assert.deepEqual(
      [await enter(codes[0] ?? ''), await enter(fresh[0] ?? ''), await enter(fresh[0] ?? '')],
      [400, 303, 400],
    )
  }))

test('a holder removes the second factor with both, and other sessions end', () =>
  withAccountSite(async (site) => {
    await addAccount(site, { address, password })
    const browser = await signedIn(site)
    const elsewhere = await signedIn(site)
    const { codes } = await setUp(site, browser)
    const path = `${security}/remove-second-factor`
    assert.equal((await browser.get(path)).status, 200)
    assert.equal((await browser.post(path, { password: 'wrong password', code: codes[0] ?? '' })).status, 400)
    assert.equal((await browser.post(path, { password, code: '000000' })).status, 400)
    assert.equal((await browser.post(path, { password, code: codes[1] ?? '' })).to, `${security}?done=factor-removed`)
    assert.equal((await site.desk.who(sessionOf(browser)))?.proof, 'password')
    assert.equal(await site.desk.who(sessionOf(elsewhere)), null)
    assert.equal(
      await site.count(
        sql`select (select count(*) from second_factors)::integer + (select count(*) from recovery_codes)::integer as n`,
      ),
      0,
    )
    assert.deepEqual(
      (await messagesTo(site, address)).map(({ about }) => about),
      ['factor-set-up', 'factor-removed'],
    )
  }))

test('a new password needs the old one, ends other sessions, and its owner is told', () =>
  withAccountSite(async (site) => {
    await addAccount(site, { address, password })
    const [browser, elsewhere] = [await signedIn(site), await signedIn(site)]
    const path = `${security}/password`
    const change = (old: string, fresh: string) => browser.post(path, { old, password: fresh })
    assert.equal((await change('wrong password', 'a quite new password')).status, 400)
    const flawed = await change(password, 'li.wei@example.org')
    assert.equal(flawed.status, 400)
    assert.ok(!flawed.html.includes(password))
    const before = sessionOf(browser)
    assert.equal((await change(password, 'a quite new password')).to, `${security}?done=password`)
    assert.deepEqual([await site.desk.who(before), await site.desk.who(sessionOf(elsewhere))], [null, null])
    assert.equal((await browser.get(security)).status, 200)
    assert.deepEqual(
      (await messagesTo(site, address)).map(({ about }) => about),
      ['password-changed'],
    )
    assert.equal((await site.browser().post('/sign-in', { address, password })).status, 400)
    assert.equal((await site.browser().post('/sign-in', { address, password: 'a quite new password' })).status, 303)
  }))

test('guessing the old password from within waits too', () =>
  withAccountSite(async (site) => {
    await addAccount(site, { address, password })
    const browser = await signedIn(site)
    for (let at = 0; at < 5; at++)
      await browser.post(`${security}/password`, { old: `guess ${at}`, password: 'a quite new password' })
    assert.equal(
      (await browser.post(`${security}/password`, { old: password, password: 'a quite new password' })).status,
      400,
    )
    assert.equal((await browser.post('/account/prove', { password })).status, 400)
  }))

test('who has no password yet sets one after a recent proof only', () =>
  withAccountSite(async (site) => {
    const { person } = await addAccount(site, { address, password: null })
    const browser = site.browser()
    browser.cookies.set(sessionCookieName, await site.desk.start(person, 'passkey', { network: null, program: null }))
    await grow(site)
    const asked = await browser.post(`${security}/password`, { password: 'a quite new password' })
    assert.equal(asked.to, '/account/prove?next=%2Faccount%2Fsecurity%2Fpassword')
    assert.equal((await browser.post('/account/prove', { password: '', code: '' })).status, 400)
    browser.cookies.set(sessionCookieName, await site.desk.start(person, 'passkey', { network: null, program: null }))
    assert.equal((await browser.post(`${security}/password`, { password: 'a quite new password' })).status, 303)
    assert.equal((await site.desk.who(sessionOf(browser)))?.proof, 'passkey')
  }))

test('sessions are listed and ended by their owner, nobody else’s', () =>
  withAccountSite(async (site) => {
    await addAccount(site, { address, password })
    await addAccount(site, { address: 'other@example.org', password })
    const [here, there, third] = [await signedIn(site), await signedIn(site), await signedIn(site)]
    const other = site.browser()
    await other.post('/sign-in', { address: 'other@example.org', password })
    const page = await here.get(security)
    const names = [...page.html.matchAll(/name="session" value="([0-9a-f]{32})"/g)].map(([, name = '']) => name)
    assert.equal(names.length, 2)
    assert.match(page.html, /this one/)
    const foreign = /name="session" value="([0-9a-f]{32})"/.exec((await there.get(security)).html)?.[1] ?? ''
    await other.post(`${security}/sessions`, { session: foreign })
    assert.equal(await site.count(sql`select count(*)::integer as n from sessions`), 4)
    await here.post(`${security}/sessions`, { session: names[0] ?? '' })
    assert.equal(await site.count(sql`select count(*)::integer as n from sessions`), 3)
    await here.post(`${security}/sessions`, { others: '1' })
    const alive = await Promise.all(
      [here, there, third, other].map(async (one) => (await site.desk.who(sessionOf(one))) !== null),
    )
    assert.deepEqual(alive, [true, false, false, true])
  }))
