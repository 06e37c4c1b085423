// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { generate } from 'otplib'
import {
  type AccountSite,
  addAccount,
  messagesTo,
  sessionCookieName,
  withAccountSite,
} from '../../../test/support/account-site.ts'
import { atTheDoor } from '../../db/at-the-door.ts'
import { passwordBench } from '../passwords/hash-password.ts'
import { writeTicket } from '../tickets/ticket-desk.ts'
import { resetTicket } from './reset-password.ts'

const password = 'correct horse battery'
const address = 'Zhang.Wei@example.org'

const main = (html: string): string => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? ''

test('address and password let in, however the address is written, and the session before ends', () =>
  withAccountSite(async (site) => {
    const { person } = await addAccount(site, { address, password })
    for (const typed of [address, ' zhang.wei@EXAMPLE.org ', 'ZHANG.WEI@example.org']) {
      const browser = site.browser()
      const sent = await browser.post('/sign-in?next=%2Flaw', { address: typed, password })
      assert.deepEqual([sent.status, sent.to], [303, '/law'], typed)
      const before = browser.cookies.get(sessionCookieName) ?? ''
      assert.equal((await site.desk.who(before))?.person, person)
      await browser.post('/sign-in', { address, password })
      const after = browser.cookies.get(sessionCookieName) ?? ''
      assert.notEqual(after, before)
      assert.deepEqual([await site.desk.who(before), (await site.desk.who(after))?.proof], [null, 'password'])
    }
    assert.equal((await site.browser().get('/sign-in')).status, 200)
  }))

test('a session that somebody else has put into the browser is not taken over', () =>
  withAccountSite(async (site) => {
    await addAccount(site, { address, password })
    const browser = site.browser()
    browser.cookies.set(sessionCookieName, 'F'.repeat(43))
    await browser.post('/sign-in', { address, password })
    const session = browser.cookies.get(sessionCookieName) ?? ''
    assert.notEqual(session, 'F'.repeat(43))
    assert.notEqual(await site.desk.who(session), null)
    assert.equal(await site.desk.who('F'.repeat(43)), null)
  }))

test('an unknown address, a wrong password, none, and a wait are told alike, and as much is computed', () =>
  withAccountSite(async (site) => {
    await addAccount(site, { address, password })
    await addAccount(site, { address: 'passkey@example.org', password: null })
    const told = new Set<string>()
    const tried = async (typed: string, guess: string) => {
      const before = passwordBench.done
      const { status, html } = await site.browser().post('/sign-in', { address: typed, password: guess })
      told.add(main(html).replaceAll(typed, 'ADDRESS'))
      return [status, passwordBench.done - before]
    }
    for (let at = 0; at < 7; at++) {
      assert.deepEqual(await tried(address, 'wrong password'), [400, 1])
      assert.deepEqual(await tried('nobody@example.org', 'wrong password'), [400, 1])
      assert.deepEqual(await tried('passkey@example.org', 'wrong password'), [400, 1])
    }
    assert.deepEqual(await tried(address, password), [400, 1], 'the right password during the wait')
    assert.deepEqual(await tried('not an address', 'wrong password'), [400, 1])
    assert.deepEqual(await tried(address, ''), [400, 1])
    assert.equal(told.size, 1)
  }))

test('the wait is told to its owner once, holds over servers, is recorded without the typed address, and a reset ends it', () =>
  withAccountSite(async (site) => {
    const { person } = await addAccount(site, { address, password })
    const fail = (typed: string, times: number) =>
      Promise.all(
        Array.from({ length: times }, () =>
          site.browser().post('/sign-in', { address: typed, password: 'wrong password' }),
        ),
      )
    await fail(address, 8)
    await fail('Nobody.Known@example.org', 8)
    assert.deepEqual(
      (await messagesTo(site, address)).map(({ about }) => about),
      ['wait'],
    )
    assert.equal((await messagesTo(site, 'Nobody.Known@example.org')).length, 0)
    const { rows } = await sql<{ act: string; person: string | null }>`
      select e.act, p.person from audit_entries e join audit_payloads p on p.entry = e.seq where e.act = 'begin-wait' order by e.seq`.execute(
      site.db,
    )
    assert.deepEqual(rows, [
      { act: 'begin-wait', person },
      { act: 'begin-wait', person: null },
    ])
    const kept = await sql<{ text: string }>`select g::text as text from guesses g`.execute(site.db)
    assert.ok(kept.rows.every(({ text }) => !/zhang|nobody/i.test(text)))
    assert.equal((await site.browser().post('/sign-in', { address, password })).status, 400)
    // Time heals as well.
    await sql`update guesses set wait_until = now() - interval '1 second'`.execute(site.db)
    await fail(address, 1)
    const waits = await sql<{ minutes: number }>`
      select round(extract(epoch from max(wait_until) - now()) / 60)::integer as minutes from guesses`.execute(site.db)
    assert.equal(waits.rows[0]?.minutes, 2)
    const token = await atTheDoor(site.app, (door) => writeTicket(door, resetTicket, { person, content: {} }))
    await site.browser().post(`/reset/${token}`, { password: 'a quite new password' })
    assert.equal((await site.browser().post('/sign-in', { address, password: 'a quite new password' })).status, 303)
  }))

test('a right password before the wait begins is not held against anybody', () =>
  withAccountSite(async (site) => {
    await addAccount(site, { address, password })
    for (let round = 0; round < 3; round++) {
      for (let at = 0; at < 4; at++) await site.browser().post('/sign-in', { address, password: 'wrong password' })
      assert.equal((await site.browser().post('/sign-in', { address, password })).status, 303)
    }
  }))

test('guesses at once are counted one by one', () =>
  withAccountSite(async (site) => {
    await addAccount(site, { address, password })
    const guesses = Array.from({ length: 40 }, (_, at) =>
      site
        .browser({ address: `198.51.${at}.1` })
        .post('/sign-in', { address, password: at === 39 ? password : `guess ${at}` }),
    )
    const answers = await Promise.all(guesses)
    assert.ok(answers.filter(({ status }) => status === 303).length <= 1)
    const { rows } = await sql<{ wrong: number }>`select max(wrong)::integer as wrong from guesses`.execute(site.db)
    assert.ok((rows[0]?.wrong ?? 0) <= 5)
    assert.equal((await site.browser({ address: '192.0.2.1' }).post('/sign-in', { address, password })).status, 400)
  }))

test('a network that guesses at many addresses waits; another does not', () =>
  withAccountSite(async (site) => {
    await addAccount(site, { address, password })
    for (let at = 0; at < 60; at++)
      await site.browser().post('/sign-in', { address: `nobody${at}@example.org`, password: 'x' })
    assert.equal((await site.browser({ address: '203.0.113.99' }).post('/sign-in', { address, password })).status, 400)
    assert.equal((await site.browser({ address: '198.51.100.1' }).post('/sign-in', { address, password })).status, 303)
  }))

test('nobody is signed in by a form of another site', () =>
  withAccountSite(async (site) => {
    await addAccount(site, { address, password })
    const foreign: Record<string, string>[] = [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ]
    for (const headers of foreign) {
      const browser = site.browser()
      assert.equal((await browser.post('/sign-in', { address, password }, headers)).status, 403)
      assert.equal(browser.cookies.size, 0)
    }
    assert.equal(
      (await site.browser().post('/sign-in', { address, password }, { origin: 'http://127.0.0.1' })).status,
      303,
    )
  }))

test('nothing secret is logged', () =>
  withAccountSite(async (site) => {
    await addAccount(site, { address, password })
    const browser = site.browser()
    await browser.post('/sign-in', { address, password: 'wrong password' })
    await browser.post('/sign-in', { address, password })
    const secrets = [password, 'wrong password', 'zhang.wei', browser.cookies.get(sessionCookieName) ?? '']
    assert.ok(site.log.length > 0)
    for (const secret of secrets)
      assert.ok(site.log.every((line) => !line.toLowerCase().includes(secret.toLowerCase())))
  }))

/** The code that an app shows, so many steps from now. */
const codeOf = (site: AccountSite, secret: string, steps = 0) =>
  generate({ secret, epoch: Math.floor(site.door.clock.now().getTime() / 1000) + steps * 30 })

async function withFactor(fn: (site: AccountSite, secret: string, recovery: string[]) => Promise<void>) {
  await withAccountSite(async (site) => {
    const { person } = await addAccount(site, { address, password })
    const secret = site.door.factors.newSecret()
    const recovery = await atTheDoor(site.app, async (door) => {
      assert.ok(await site.door.factors.confirm(door, person, secret, await codeOf(site, secret, -1)))
      return site.door.factors.renewRecoveryCodes(door, person)
    })
    await fn(site, secret, recovery)
  })
}

const half = async (site: AccountSite) => {
  const browser = site.browser()
  const sent = await browser.post('/sign-in?next=/law', { address, password })
  assert.deepEqual([sent.status, sent.to], [303, '/sign-in/second?next=%2Flaw'])
  assert.equal(browser.cookies.has(sessionCookieName), false)
  return browser
}

test('who has a second factor is in after it, and not before; a code is good once, and an older one never', () =>
  withFactor(async (site, secret) => {
    const browser = await half(site)
    assert.equal((await browser.get('/sign-in/second?next=/law')).status, 200)
    assert.equal((await browser.post('/sign-in/second?next=/law', { code: '000000' })).status, 400)
    const code = await codeOf(site, secret)
    const sent = await browser.post('/sign-in/second?next=/law', { code: ` ${code.slice(0, 3)} ${code.slice(3)} ` })
    assert.deepEqual([sent.status, sent.to], [303, '/law'])
    assert.equal((await site.desk.who(browser.cookies.get(sessionCookieName) ?? ''))?.proof, 'second-factor')
    for (const steps of [0, -1]) {
      const other = await half(site)
      assert.equal(
        (await other.post('/sign-in/second', { code: await codeOf(site, secret, steps) })).status,
        400,
        `${steps}`,
      )
    }
    site.wait(30_000)
    assert.equal((await (await half(site)).post('/sign-in/second', { code: await codeOf(site, secret) })).status, 303)
  }))

test('of two who show one code at once exactly one is in', () =>
  withFactor(async (site, secret) => {
    const browsers = [await half(site), site.browser(), site.browser()]
    // The second and the third have got hold of the same half.
    for (const browser of browsers.slice(1))
      for (const [name, value] of browsers[0]?.cookies ?? []) browser.cookies.set(name, value)
    const code = await codeOf(site, secret)
    const sent = await Promise.all(browsers.map((browser) => browser.post('/sign-in/second', { code })))
    assert.equal(sent.filter(({ to }) => to === '/home').length, 1)
    assert.equal(await site.count(sql`select count(*)::integer as n from sessions`), 1)
  }))

test('a recovery code opens once, its owner is told how many are left', () =>
  withFactor(async (site, _secret, recovery) => {
    const code = recovery[3] ?? ''
    const shown = `${code.slice(0, 5)}-${code.slice(5)}`.toUpperCase().replaceAll('0', 'O')
    assert.equal((await (await half(site)).post('/sign-in/second', { code: shown })).status, 303)
    assert.equal((await (await half(site)).post('/sign-in/second', { code })).status, 400)
    const [message] = await messagesTo(site, address)
    assert.equal(message?.about, 'recovery-code')
    assert.match(message?.text ?? '', /9 are left/)
    assert.equal(await site.count(sql`select count(*)::integer as n from recovery_codes where used_at is null`), 9)
  }))

test('guessing at the second factor ends the half, then waits, and its owner learns that the password is known', () =>
  withFactor(async (site, secret) => {
    const browser = await half(site)
    const tried: (string | number | null)[] = []
    for (let at = 0; at < 5; at++) tried.push((await browser.post('/sign-in/second', { code: `00000${at}` })).to)
    assert.deepEqual(tried, [null, null, null, null, '/sign-in?done=gone'])
    assert.equal((await browser.post('/sign-in/second', { code: await codeOf(site, secret) })).to, '/sign-in?done=gone')
    assert.equal(
      (await (await half(site)).post('/sign-in/second', { code: await codeOf(site, secret) })).status,
      400,
      'a wait is on',
    )
    assert.deepEqual(
      (await messagesTo(site, address)).map(({ about }) => about),
      ['second-wait'],
    )
    await sql`update guesses set wait_until = now() - interval '1 second'`.execute(site.db)
    assert.equal((await (await half(site)).post('/sign-in/second', { code: await codeOf(site, secret) })).status, 303)
  }))

test('half a sign-in opens nothing, and is good for ten minutes', () =>
  withFactor(async (site, secret) => {
    const browser = await half(site)
    assert.equal((await browser.get('/home')).status, 303)
    assert.equal((await browser.get('/home')).to, '/sign-in?next=%2Fhome')
    const ticket = [...browser.cookies.values()][0] ?? ''
    assert.equal(await site.desk.who(ticket), null)
    await sql`update tickets set created_at = now() - interval '11 minutes', expires_at = now() - interval '1 minute'`.execute(
      site.db,
    )
    assert.equal((await browser.get('/sign-in/second')).to, '/sign-in')
    assert.equal((await browser.post('/sign-in/second', { code: await codeOf(site, secret) })).to, '/sign-in?done=gone')
  }))

test('the secret is locked: no table says it', () =>
  withFactor(async (site, secret, recovery) => {
    const { rows } = await sql<{ text: string }>`
      select f::text as text from second_factors f union all select r::text from recovery_codes r`.execute(site.db)
    assert.equal(rows.length, 11)
    const hidden = [secret, ...recovery].flatMap((one) => [one, Buffer.from(one).toString('hex')])
    for (const { text } of rows) for (const one of hidden) assert.ok(!text.includes(one))
  }))
