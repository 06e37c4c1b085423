// SPDX-License-Identifier: Apache-2.0
// Sign-in at authorities' own providers: at a real one, and against one that lies.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import {
  type AccountSite,
  type Browser,
  sessionCookieName,
  withAccountSite,
} from '../../../test/support/account-site.ts'
import { clientId, clientSecret, type Liar, lyingProvider } from '../../../test/support/identity-providers.ts'
import {
  atRealProvider,
  faultPage,
  leave,
  lin,
  linked,
  north,
  offer,
  refused,
  signedIn,
  somebody,
  south,
  throughProvider,
  whoIs,
} from '../../../test/support/provider-site.ts'
import { wordsIn } from '../../ui/index.ts'
import { sentenceOf } from '../notifications/present-notifications.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import { addProvider, changeProvider, disableProvider, readProviders, tryProvider } from './keep-providers.ts'
import { linkAccount, readOwnLinks, unlinkAccount } from './link-provider.ts'

let liar: Liar
let second: Liar
before(async () => {
  liar = await lyingProvider()
  second = await lyingProvider()
})
after(() => Promise.all([liar.close(), second.close()]))

test('somebody links their account at a real provider, and comes in with it', () =>
  atRealProvider(async (site, _real, id) => {
    const { person, browser, visitor } = await somebody(site, [['caseworker', north]])
    const leaving = await browser.post(`/account/providers/${id}/link`, {})
    assert.equal(leaving.status, 200)
    const to = /^0; url=(.+)$/.exec(String(leaving.headers['refresh']))?.[1] ?? ''
    const back = await browser.get(await throughProvider(to))
    assert.equal(back.to, '/account/providers?done=linked')
    assert.deepEqual(
      (await readOwnLinks(site.app, visitor)).links.map((link) => [link.provider, link.vouches]),
      [[id, true]],
    )
    const fresh = site.browser()
    const entered = await fresh.get(await throughProvider(await leave(fresh, id, '/audit?act=sign-in')))
    assert.deepEqual([entered.status, entered.to], [303, '/audit?act=sign-in'])
    const who = await whoIs(site, fresh)
    assert.deepEqual([who?.person, who?.proof, who?.weak, who?.withheld], [person, 'provider', false, []])
    assert.equal(fresh.cookies.has('passerelle-provider'), false)
    const acts = await sql<{ act: string; authority: string | null }>`
      select e.act, e.authority from audit_entries e join audit_payloads p on p.entry = e.seq
      where p.person = ${person} order by e.seq`.execute(site.db)
    assert.deepEqual(acts.rows, [
      { act: 'link-own-provider', authority: north },
      { act: 'sign-in', authority: null },
    ])
    assert.doesNotMatch(site.log.join('\n'), new RegExp(clientSecret))
    assert.equal(
      site.log.some((line) => /code=|state=/.test(line)),
      false,
    )
  }))

test('whom nobody has linked does not come in, whatever their address is', () =>
  atRealProvider(async (site, real, id) => {
    const { person } = await somebody(site)
    await sql`insert into identifiers (person, kind, value, folded, verified_at)
      values (${person}, 'email', ${lin.email}, ${lin.email}, now())`.execute(site.db)
    const browser = site.browser()
    await refused(site, browser, await throughProvider(await leave(browser, id)), /nobody here is linked/)
    real.account.email = 'stranger@example.org'
    await refused(site, browser, await throughProvider(await leave(browser, id)), /nobody here is linked/)
  }))

test('an authority that does not vouch leaves the second factor to this site', () =>
  atRealProvider(async (site, _real, id) => {
    const { person, visitor } = await somebody(site, [['caseworker', north]])
    await linkAccount(site.app, visitor, { id, authority: north, names: { en: 'N', 'zh-CN': '北' } }, lin.sub)
    const browser = site.browser()
    await browser.get(await throughProvider(await leave(browser, id)))
    assert.deepEqual([(await whoIs(site, browser))?.proof, (await whoIs(site, browser))?.weak], ['password', true])
    await sql`insert into second_factors (person, locked) values (${person}, 'x')`.execute(site.db)
    const careful = site.browser()
    const half = await careful.get(await throughProvider(await leave(careful, id)))
    assert.equal(half.to, '/sign-in/second?next=%2Fhome')
    assert.equal(await whoIs(site, careful), null)
  }, false))

const inviting = async (site: AccountSite, admin: SignedIn, address: string, authority: string) => {
  const token = Buffer.alloc(32, address)
  await sql`insert into invitations (token, role, authority, name, address, lang, invited_by, expires_at)
    values (sha256(${token}), 'caseworker', ${authority}, 'Lin Jing', ${address}, 'zh-CN', ${admin.person}, now() + interval '1 day')`.execute(
    site.db,
  )
  return token.toString('base64url')
}

test('whoever is invited by the authority comes in for the first time, with the link in their hands', () =>
  atRealProvider(async (site, real, id) => {
    const { visitor: admin } = await somebody(site, [['authority-administrator', north]])
    const { visitor: other } = await somebody(site, [['authority-administrator', south]])
    const token = await inviting(site, admin, 'Lin@Example.org', north)
    const foreign = await inviting(site, other, 'lin@example.org ', south)
    const browser = site.browser()
    const way = `href="/sign-in/provider/${id}?next=${encodeURIComponent(`/invitation/${token}`)}"`
    assert.ok((await browser.get(`/invitation/${token}`)).html.includes(way))
    assert.doesNotMatch((await browser.get(`/invitation/${foreign}`)).html, /sign-in\/provider/)
    const tries: [string, Partial<typeof lin>][] = [
      ['/home', {}],
      [`/invitation/${foreign}`, {}],
      [`/invitation/${'A'.repeat(43)}`, {}],
      [`/invitation/${token}`, { email_verified: false }],
      [`/invitation/${token}`, { email: 'lin@example.com' }],
    ]
    for (const [next, lie] of tries) {
      real.account = { ...lin, ...lie }
      await refused(site, browser, await throughProvider(await leave(browser, id, next)), /nobody here is linked/)
    }
    real.account = { ...lin }
    const entered = await browser.get(await throughProvider(await leave(browser, id, `/invitation/${token}`)))
    assert.deepEqual([entered.status, entered.to], [303, `/invitation/${token}`])
    const who = await whoIs(site, browser)
    // A member they become by their own yes.
    assert.deepEqual([who?.name, who?.proof, who?.standings.map(({ role }) => role)], ['林静', 'provider', ['holder']])
    const { rows } = await sql`select kind, value from identifiers where person = ${who?.person}`.execute(site.db)
    assert.deepEqual(rows, [{ kind: 'email', value: 'lin@example.org' }])
    const again = site.browser()
    await again.get(await throughProvider(await leave(again, id)))
    assert.equal((await whoIs(site, again))?.person, who?.person)
  }))

test('who works elsewhere too shows more than the word of one authority', () =>
  withAccountSite(async (site) => {
    const { id, worker } = await linked(site, { as: liar })
    const browser = site.browser()
    const enter = async () => {
      await browser.get(liar.back(await leave(browser, id)))
      const who = await whoIs(site, browser)
      return [who?.proof, who?.withheld.length]
    }
    assert.deepEqual(await enter(), ['provider', 0])
    // A role elsewhere ends the session that this authority had vouched for.
    await sql`insert into memberships (person, role, authority) values (${worker.person}, 'expert', ${south})`.execute(
      site.db,
    )
    site.desk.forget(worker.person)
    assert.equal(await whoIs(site, browser), null)
    assert.deepEqual(await enter(), ['password', 2])
  }))

test('one that is disabled lets nobody in, and whoever came by it is out', () =>
  withAccountSite(async (site) => {
    const { id, admin, worker } = await linked(site, { as: liar })
    const browser = site.browser()
    await browser.get(liar.back(await leave(browser, id)))
    const waiting = site.browser()
    const address = liar.back(await leave(waiting, id))
    assert.equal(await disableProvider(site.app, admin, id, true), true)
    site.desk.forget(worker.person)
    assert.equal(await whoIs(site, browser), null)
    assert.notEqual(await site.desk.who(worker.token), null)
    await refused(site, waiting, address, /has been disabled/)
    for (const none of [id, '00000000-0000-4000-8000-000000000000', 'x']) {
      const answer = await site.browser().get(`/sign-in/provider/${none}`)
      assert.deepEqual([answer.status, answer.to], [404, null], none)
    }
    const page = await site.browser().get('/sign-in')
    assert.doesNotMatch(page.html, new RegExp(id))
    await disableProvider(site.app, admin, id, false)
    assert.match((await site.browser().get('/sign-in')).html, new RegExp(id))
  }))

test('a link is made by who began it, and taken away but not as the last way in', () =>
  withAccountSite(async (site) => {
    const { id, worker } = await linked(site, { as: liar })
    const taken = await somebody(site)
    const begin = async (browser: Browser) => {
      const leaving = await browser.post(`/account/providers/${id}/link`, {})
      return liar.back(/^0; url=(.+)$/.exec(String(leaving.headers['refresh']))?.[1] ?? '')
    }
    const back = await faultPage(taken.browser, await begin(taken.browser))
    assert.equal(back.status, 400)
    assert.match(back.html, /linked with somebody else/)
    liar.lies = { claims: { sub: 'liar-3' } }
    const address = await begin(taken.browser)
    // Somebody else has signed in at the same browser meanwhile.
    taken.browser.cookies.set(sessionCookieName, worker.token)
    assert.match((await faultPage(taken.browser, address)).html, /begun in another browser/)
    liar.lies = {}
    const { links } = await readOwnLinks(site.app, worker.visitor)
    const link = links[0]?.id ?? ''
    assert.equal(await unlinkAccount(site.app, taken.visitor, link), 'not-found')
    assert.equal(await unlinkAccount(site.app, worker.visitor, link), 'last-way')
    await sql`insert into passwords (person, hash) values (${worker.person}, ${'x'.repeat(20)})`.execute(site.db)
    assert.equal(await unlinkAccount(site.app, worker.visitor, link), 'last-strong-way')
    await sql`insert into second_factors (person, locked) values (${worker.person}, 'x')`.execute(site.db)
    assert.equal(await unlinkAccount(site.app, worker.visitor, link), 'removed')
    const browser = site.browser()
    await refused(site, browser, liar.back(await leave(browser, id)), /nobody here is linked/)
  }))

test('a form of another site links nothing', () =>
  withAccountSite(async (site) => {
    const { id } = await offer(site, { issuer: liar.issuer })
    const { browser } = await somebody(site)
    const sent = await browser.post(`/account/providers/${id}/link`, {}, { 'sec-fetch-site': 'cross-site' })
    assert.equal(sent.status, 403)
    assert.equal(await site.count(sql`select count(*)::integer as n from tickets`), 0)
  }))

test('the other administrators of an authority are told of what one does to its sign-ins', () =>
  withAccountSite(async (site) => {
    const { visitor: admin } = await somebody(site, [['authority-administrator', north]])
    const { visitor: colleague } = await somebody(site, [['authority-administrator', north]])
    const { visitor: platform } = await somebody(site, [['platform-administrator', null]])
    const { visitor: other } = await somebody(site, [['authority-administrator', south]])
    const { visitor: worker } = await somebody(site, [['caseworker', north]])
    const form = { names: { en: 'Ours', 'zh-CN': '我们的' }, vouches: false, clientSecret: '' }
    const where = { authority: north, issuer: liar.issuer, clientId }
    const id = await addProvider(site.door, admin, { ...form, ...where })
    await changeProvider(site.door, admin, id, { ...form, vouches: true })
    await changeProvider(site.door, admin, id, { ...form, vouches: true, names: { en: 'New', 'zh-CN': '新' } })
    await disableProvider(site.app, admin, id, true)
    await disableProvider(site.app, platform, id, false)
    const toldTo = async ({ person }: SignedIn) => {
      const { rows } = await sql<{ done: string; link: string }>`
        select args->>'done' as done, link from notifications
        where person = ${person} and kind = 'provider-changed' order by at`.execute(site.db)
      assert.ok(rows.every(({ link }) => link === `/settings/providers/${id}`))
      return rows.map(({ done }) => done)
    }
    assert.deepEqual(await toldTo(colleague), ['added', 'vouched', 'changed', 'disabled', 'enabled'])
    assert.deepEqual(await toldTo(admin), ['enabled'])
    for (const visitor of [platform, other, worker]) assert.deepEqual(await toldTo(visitor), [])
    const { rows } = await sql<{ kind: 'provider-changed'; args: Record<string, unknown> }>`
      select kind, args from notifications where person = ${colleague.person} order by at limit 2`.execute(site.db)
    const said = (lang: string) => rows.map((row) => sentenceOf(wordsIn(lang), row))
    assert.match(said('en')[0] ?? '', /^\S.* has added a sign-in of .+: Ours\. If that/)
    assert.match(said('en')[1] ?? '', /now counts as more than a password/)
    assert.match(said('zh-CN')[0] ?? '', /添加了.*登录方式：我们的。/)
  }))

test('an administrator keeps the providers of the own authority, and never sees a secret', () =>
  withAccountSite(async (site) => {
    const { id, admin } = await offer(site, { issuer: liar.issuer })
    const { visitor: other } = await somebody(site, [['authority-administrator', south]])
    const { visitor: platform } = await somebody(site, [['platform-administrator', null]])
    const { visitor: worker } = await somebody(site, [['caseworker', north]])
    const seen = async (visitor: SignedIn) => (await readProviders(site.app, visitor)).map((provider) => provider.id)
    assert.deepEqual(
      [await seen(admin), await seen(other), await seen(platform), await seen(worker)],
      [[id], [], [id], []],
    )
    const form = { names: { en: 'Mine', 'zh-CN': '我的' }, vouches: true, clientSecret: 'a second secret' }
    for (const visitor of [other, worker]) {
      assert.equal(await changeProvider(site.door, visitor, id, form), false)
      assert.equal(await disableProvider(site.app, visitor, id, true), false)
      assert.equal(await tryProvider(site.door, visitor, id), null)
      const foreign = { ...form, authority: north, issuer: liar.issuer, clientId }
      await assert.rejects(addProvider(site.door, visitor, foreign), /row-level security/)
    }
    assert.deepEqual(await tryProvider(site.door, admin, id), { fault: null, said: '' })
    assert.equal(await changeProvider(site.door, admin, id, form), true)
    const { browser } = await signedIn(site, admin.person)
    for (const path of ['/settings/providers', `/settings/providers/${id}`]) {
      assert.doesNotMatch((await browser.get(path)).html, new RegExp(`${clientSecret}|a second secret`))
    }
    const { rows } = await sql<{ text: string }>`
      select string_agg(encode(client_secret, 'escape'), '') || (select string_agg(locked::text, '') from audit_payloads) as text
      from providers`.execute(site.db)
    assert.doesNotMatch(rows[0]?.text ?? '', /a second secret|a secret of the tests/)
    await assert.rejects(
      sql`update providers set issuer = 'https://evil.example'`.execute(site.app),
      /permission denied/,
    )
  }))
