// SPDX-License-Identifier: Apache-2.0
// Somebody else knows a password for a while: what they began with it is good no more once its owner has acted.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { generate } from 'otplib'
import {
  type AccountSite,
  addAccount,
  type Browser,
  messagesTo,
  withAccountSite,
} from '../../../test/support/account-site.ts'

const address = 'li.wei@example.org'
const password = 'correct horse battery'
const fresh = 'another horse battery'
const security = '/account/security'

async function signedIn(site: AccountSite): Promise<Browser> {
  const browser = site.browser()
  assert.equal((await browser.post('/sign-in', { address, password })).status, 303)
  return browser
}

const factors = (site: AccountSite) => site.count(sql`select count(*)::integer as n from second_factors`)

const addPasskeyOf = (site: AccountSite, person: string) =>
  sql`insert into passkeys (person, credential, handle, public_key, counter, device_type, backed_up, name)
    values (${person}, '\\x01', sha256(''), '\\x01', 0, 'singleDevice', false, 'Key')`.execute(site.db)

async function codeOn(site: AccountSite, browser: Browser, page: string): Promise<string> {
  const { html } = await browser.get(page)
  const secret = (/<code class="secret">([A-Z2-7 ]+)<\/code>/.exec(html)?.[1] ?? '').replaceAll(' ', '')
  assert.notEqual(secret, '')
  return generate({ secret, epoch: Math.floor(site.door.clock.now().getTime() / 1000) })
}

/** Whoever follows the newest link that was sent to an address. */
async function linkTo(site: AccountSite, recipient: string): Promise<string> {
  const text = (await messagesTo(site, recipient)).at(-1)?.text ?? ''
  return /http:\/\/127\.0\.0\.1(\/(?:reset|verify)\/[\w-]{43})/.exec(text)?.[1] ?? ''
}

test('the password of staff who have a passkey sets up no second factor', () =>
  withAccountSite(async (site) => {
    const roles = [{ role: 'authority-administrator', authority: 'xa-authority-north' }]
    const { person } = await addAccount(site, { address, password, roles })
    const thief = await signedIn(site)
    const begun = await thief.post(`${security}/second-factor`, {})
    const code = await codeOn(site, thief, begun.to ?? '')
    await addPasskeyOf(site, person)
    // Begun before there was a passkey, ended afterwards; and begun afterwards.
    assert.equal((await thief.post(begun.to ?? '', { code })).status, 403)
    const refused = await thief.post(`${security}/second-factor`, {})
    assert.equal(refused.status, 403)
    assert.match(refused.html, /signed in with a password alone/)
    assert.equal(await factors(site), 0)
    assert.notEqual((await thief.get('/audit')).status, 200)
  }))

test('a session of before the second factor puts no other one in its place', () =>
  withAccountSite(async (site) => {
    await addAccount(site, { address, password })
    const thief = await signedIn(site)
    const owner = await signedIn(site)
    const begun = await owner.post(`${security}/second-factor`, {})
    const code = await codeOn(site, owner, begun.to ?? '')
    assert.equal((await owner.post(begun.to ?? '', { code })).status, 303)
    assert.equal((await thief.post(`${security}/second-factor`, {})).status, 403)
    assert.equal((await owner.post(`${security}/second-factor`, {})).status, 303)
  }))

test('a new password, or the end of other sessions, ends what was begun with the old one', () =>
  withAccountSite(async (site) => {
    await addAccount(site, { address, password })
    const acts = [
      async () => {
        await site.browser().post('/reset', { address })
        const reset = await site.browser().post(await linkTo(site, address), { password })
        assert.equal(reset.status, 303)
      },
      async () => {
        const owner = await signedIn(site)
        const changed = await owner.post(`${security}/password`, { old: password, password: fresh })
        assert.equal(changed.to, '/account/security?done=password')
        await owner.post(`${security}/password`, { old: fresh, password })
      },
      async () => {
        const owner = await signedIn(site)
        const ended = await owner.post(`${security}/sessions`, { others: '1' })
        assert.equal(ended.to, '/account/security?done=sessions')
      },
    ]
    for (const [at, act] of acts.entries()) {
      const wanted = `thief${at}@example.net`
      const thief = await signedIn(site)
      assert.equal((await thief.post('/account/addresses', { address: wanted })).status, 303)
      const link = await linkTo(site, wanted)
      assert.match(link, /^\/verify\//)
      await act()
      assert.equal((await site.browser().post(link, {})).status, 401, wanted)
      assert.equal((await (await signedIn(site)).post(link, {})).status, 404, wanted)
    }
    assert.equal(await site.count(sql`select count(*)::integer as n from identifiers`), 1)
  }))

test('an address that was removed resets nothing with what was sent there before', () =>
  withAccountSite(async (site) => {
    const { person } = await addAccount(site, { address, password })
    const old = 'old@example.org'
    const { rows } = await sql<{ id: string }>`
      insert into identifiers (person, kind, value, folded, verified_at)
      values (${person}, 'email', ${old}, ${old}, now()) returning id`.execute(site.db)
    await site.browser().post('/reset', { address: old })
    const link = await linkTo(site, old)
    assert.match(link, /^\/reset\//)
    const owner = await signedIn(site)
    const removed = await owner.post('/account/addresses/remove', { id: rows[0]?.id ?? '' })
    assert.equal(removed.status, 303)
    assert.equal(await site.count(sql`select count(*)::integer as n from identifiers`), 1)
    assert.equal((await site.browser().post(link, { password: fresh })).status, 404)
  }))
