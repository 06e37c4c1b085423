// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import {
  type AccountSite,
  type Browser,
  sessionCookieName,
  withAccountSite,
} from '../../../test/support/account-site.ts'
import { assertionOf, registrationOf, type Said, softPasskey } from '../../../test/support/soft-passkey.ts'
import { atTheDoor } from '../../db/at-the-door.ts'
import { verifyAudit } from '../audit/verify-audit.ts'
import { setUpTicket } from '../sign-in/set-up-account.ts'
import { writeTicket } from '../tickets/ticket-desk.ts'

const here = { origin: 'http://localhost', rpId: 'localhost' }

const ticketFor = (site: AccountSite, value: string) =>
  atTheDoor(site.app, (door) =>
    writeTicket(door, setUpTicket, {
      person: null,
      content: { identifier: { kind: 'email', value }, name: '张伟', lang: 'zh-CN' },
    }),
  )

interface Options {
  challenge: string
  user: { id: string; name: string }
}

/** What the script of the page asks for. */
async function optionsFor(browser: Browser, token: string): Promise<Options> {
  const asked = await browser.post(`/set-up/${token}/passkey/options`, {})
  assert.equal(asked.status, 200)
  return JSON.parse(asked.html) as Options
}

const send = (browser: Browser, token: string, response: string, name = ' 张  伟 ') =>
  browser.post(`/set-up/${token}/passkey?next=/invitation/x`, { name, response })

/** People, addresses, passkeys, sessions. */
const written = (site: AccountSite) =>
  site.count(sql`select (select count(*) from people)::integer * 1000 + (select count(*) from identifiers)::integer * 100
    + (select count(*) from passkeys)::integer * 10 + (select count(*) from sessions)::integer as n`)

test('whoever holds the ticket sets up an account by a passkey, without a password, and comes in with it again', () =>
  withAccountSite(async (site) => {
    const token = await ticketFor(site, 'zhang.wei@example.org')
    const browser = site.browser()
    const { challenge, user } = await optionsFor(browser, token)
    assert.equal(user.name, 'zhang.wei@example.org')
    const passkey = softPasskey(user.id)
    const sent = await send(browser, token, registrationOf(passkey, { challenge, ...here }))
    assert.deepEqual([sent.status, sent.to], [303, '/invitation/x'])
    const who = await site.desk.who(browser.cookies.get(sessionCookieName) ?? '')
    assert.deepEqual([who?.name, who?.proof, who?.weak], ['张 伟', 'passkey', false])
    assert.equal(await site.count(sql`select count(*)::integer as n from passwords`), 0)
    const { rows } = await sql<{ act: string }>`select act from audit_entries order by seq`.execute(site.db)
    assert.deepEqual(
      rows.map(({ act }) => act),
      ['sign-up', 'add-own-passkey', 'sign-in'],
    )
    assert.equal((await verifyAudit(site.db)).faults.length, 0)
    assert.equal((await site.browser().get(`/set-up/${token}`)).status, 404)
    assert.equal((await site.browser().post(`/set-up/${token}/passkey/options`, {})).status, 404)
    const later = site.browser()
    const asked = JSON.parse((await later.post('/sign-in/passkey/options', {})).html) as Options
    const shown = assertionOf(passkey, { challenge: asked.challenge, ...here })
    assert.equal((await later.post('/sign-in/passkey', { response: shown, next: '' })).to, '/home')
    assert.equal((await site.desk.who(later.cookies.get(sessionCookieName) ?? ''))?.person, who?.person)
  }))

test('what proves nothing leaves nothing, and the ticket stays good', () =>
  withAccountSite(async (site) => {
    const token = await ticketFor(site, 'zhang.wei@example.org')
    const other = await ticketFor(site, 'other@example.org')
    const browser = site.browser()
    const made = async (from: string, lie: Partial<Said> = {}) => {
      const { challenge, user } = await optionsFor(browser, from)
      return registrationOf(softPasskey(user.id), { challenge, ...here, ...lie })
    }
    const tries = [
      await made(token, { origin: 'https://evil.example' }),
      await made(token, { rpId: 'evil.example' }),
      await made(token, { userVerified: false }),
      await made(other),
      '{}',
      'nonsense',
    ]
    for (const response of tries) {
      const refused = await send(browser, token, response)
      assert.equal(refused.status, 400)
      assert.match(refused.html, /href="#by-passkey"/)
    }
    assert.equal((await send(browser, token, await made(token), ' - ')).status, 400)
    const response = await made(token)
    for (const headers of [{}, { 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }] as const) {
      const abroad = { ...headers } as Record<string, string>
      assert.equal((await browser.post(`/set-up/${token}/passkey`, { name: 'X', response }, abroad)).status, 403)
      assert.equal((await browser.post(`/set-up/${token}/passkey/options`, {}, abroad)).status, 403)
    }
    assert.equal(await written(site), 0)
    assert.equal((await send(browser, token, response)).status, 303)
    assert.equal(await written(site), 1111)
  }))

test('of ten who use one ticket at once exactly one wins; a passkey that somebody has makes no second account', () =>
  withAccountSite(async (site) => {
    const token = await ticketFor(site, 'zhang.wei@example.org')
    const passkeys = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const { challenge, user } = await optionsFor(site.browser(), token)
        const passkey = softPasskey(user.id)
        return { passkey, response: registrationOf(passkey, { challenge, ...here }) }
      }),
    )
    const sent = await Promise.all(passkeys.map(({ response }) => send(site.browser(), token, response)))
    assert.deepEqual(sent.map(({ status }) => status).sort(), [303, ...Array<number>(9).fill(404)])
    assert.equal(await written(site), 1111)
    const winner = passkeys[sent.findIndex(({ status }) => status === 303)]?.passkey
    assert.ok(winner)
    const second = await ticketFor(site, 'other@example.org')
    const { challenge } = await optionsFor(site.browser(), second)
    const again = await send(site.browser(), second, registrationOf(winner, { challenge, ...here }))
    assert.equal(again.status, 400)
    assert.match(again.html, /added already/)
    assert.equal(await written(site), 1111)
  }))
