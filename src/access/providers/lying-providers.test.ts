// SPDX-License-Identifier: Apache-2.0
// Sign-in at authorities' own providers: against one that lies.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { withAccountSite } from '../../../test/support/account-site.ts'
import { clientId, type Liar, type Lies, lyingProvider } from '../../../test/support/identity-providers.ts'
import { baseUrl, leave, linked, offer, refused, whoIs } from '../../../test/support/provider-site.ts'
import { tryProvider } from './keep-providers.ts'

let liar: Liar
let second: Liar
before(async () => {
  liar = await lyingProvider()
  second = await lyingProvider()
})
after(() => Promise.all([liar.close(), second.close()]))

const lies: Record<string, [Lies, RegExp]> = {
  'another issuer in the answer': [{ iss: 'https://evil.example' }, /not valid for this sign-in/],
  'no issuer in the answer although it promises one': [{ iss: null }, /not valid for this sign-in/],
  'another issuer in the token': [{ claims: { iss: 'https://evil.example' } }, /not valid for this sign-in/],
  'another audience': [{ claims: { aud: 'another-client' } }, /not valid for this sign-in/],
  'an audience of several without us as the authorized party': [
    { claims: { aud: [clientId, 'another-client'], azp: 'another-client' } },
    /not valid for this sign-in/,
  ],
  'another nonce': [{ claims: { nonce: 'another' } }, /not valid for this sign-in/],
  'no nonce': [{ claims: { nonce: undefined } }, /not valid for this sign-in/],
  'an old token': [{ claims: { iat: 1_700_000_000, exp: 1_700_000_300 } }, /not valid for this sign-in/],
  'a token without an end': [{ claims: { exp: undefined } }, /not valid for this sign-in/],
  'a token of nobody': [{ claims: { sub: undefined } }, /not valid for this sign-in/],
  'a subject that is too long': [{ claims: { sub: 'x'.repeat(256) } }, /not valid for this sign-in/],
  'no signature': [{ signed: 'not' }, /not valid for this sign-in/],
  'the signature of another key': [{ signed: 'by-another' }, /not valid for this sign-in/],
  'a signature by a shared secret': [{ signed: 'by-secret' }, /not valid for this sign-in/],
  'somebody else': [{ claims: { sub: 'liar-2' } }, /nobody here is linked/],
}

test('a provider that lies lets nobody in', () =>
  withAccountSite(async (site) => {
    const { id } = await linked(site, { as: liar })
    for (const [what, [lie, text]] of Object.entries(lies)) {
      const browser = site.browser()
      const to = await leave(browser, id)
      liar.lies = lie
      try {
        await refused(site, browser, liar.back(to), text)
      } catch (error) {
        throw new Error(what, { cause: error })
      } finally {
        liar.lies = {}
      }
    }
    const honest = site.browser()
    await honest.get(liar.back(await leave(honest, id)))
    assert.notEqual(await whoIs(site, honest), null)
  }))

test('a state is good once, in its browser, at its provider', () =>
  withAccountSite(async (site) => {
    const { id } = await linked(site, { as: liar })
    const { id: other } = await linked(site, { as: second })
    const browser = site.browser()
    const address = liar.back(await leave(browser, id))
    await browser.get(address)
    assert.notEqual(await whoIs(site, browser), null)
    const next = site.browser()
    next.cookies.set('passerelle-provider', browser.cookies.get('passerelle-provider') ?? 'x'.repeat(43))
    await refused(site, next, address, /ten minutes ago, or was ended/)
    // Stolen on its way, it is worth nothing in another browser, and nothing afterwards.
    const victim = site.browser()
    const stolen = liar.back(await leave(victim, id))
    await refused(site, site.browser(), stolen, /begun in another browser/)
    await refused(site, victim, stolen, /ten minutes ago, or was ended/)
    // The answer of one provider at the address of another (mix-up).
    const mixed = site.browser()
    const crossed = liar.back(await leave(mixed, id)).replace(id, other)
    const before = second.asked.length
    await refused(site, mixed, crossed, /begun in another browser/)
    assert.equal(second.asked.length, before)
    for (const [state, text] of [
      ['', /ten minutes ago/],
      ['A'.repeat(43), /ten minutes ago/],
    ] as const) {
      await refused(site, mixed, `/sign-in/provider/${id}/back?code=x&state=${state}`, text)
    }
  }))

test('a code is good once, and only with the verifier of its browser', () =>
  withAccountSite(async (site) => {
    const { id } = await linked(site, { as: liar })
    const thief = site.browser()
    const own = new URL(liar.back(await leave(thief, id)), baseUrl)
    const victim = site.browser()
    const to = await leave(victim, id)
    assert.equal(new URL(to).searchParams.get('code_challenge_method'), 'S256')
    const theirs = new URL(liar.back(to), baseUrl)
    // The victim's code behind the thief's state: the token carries the victim's nonce.
    own.searchParams.set('code', theirs.searchParams.get('code') ?? '')
    await refused(site, thief, `${own.pathname}${own.search}`, /not valid for this sign-in/)
    await refused(site, victim, `${theirs.pathname}${theirs.search}`, /not valid for this sign-in/)
    const verifiers = liar.asked
      .filter(({ path }) => path === '/token')
      .map(({ body }) => new URLSearchParams(body).get('code_verifier'))
    assert.equal(new Set(verifiers).size, verifiers.length)
  }))

test('it goes on to this site only', () =>
  withAccountSite(async (site) => {
    const { id } = await linked(site, { as: liar })
    for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      const browser = site.browser()
      const entered = await browser.get(liar.back(await leave(browser, id, next)))
      assert.deepEqual([entered.status, entered.to], [303, '/home'], next)
    }
  }))

test('what a provider reports is told in words', () =>
  withAccountSite(async (site) => {
    const { id } = await linked(site, { as: liar })
    const reported: [string, RegExp][] = [
      ['access_denied', /declined there/],
      ['server_error', /error of its own/],
    ]
    for (const [error, text] of reported) {
      const browser = site.browser()
      const state = new URL(await leave(browser, id)).searchParams.get('state')
      const query = new URLSearchParams({ error, state: state ?? '', iss: liar.issuer, error_description: '<b>x</b>' })
      await refused(site, browser, `/sign-in/provider/${id}/back?${query}`, text)
    }
    const answers: [NonNullable<Lies['answer']>, RegExp][] = [
      [
        (path, _request, response) =>
          path === '/token' &&
          !!response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"invalid_client"}'),
        /does not accept this server/,
      ],
      [
        (path, _request, response) =>
          path === '/token' && !!response.writeHead(200, { 'content-type': 'text/html' }).end('<p>hello'),
        /not valid for this sign-in/,
      ],
      [
        (path, _request, response) =>
          path === '/token' && !!response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
        /not valid for this sign-in/,
      ],
      [(path, request) => path === '/token' && !!request.socket.destroy(), /cannot be reached/],
      [
        (path, _request, response) =>
          path === '/token' &&
          !!response.writeHead(200, { 'content-type': 'application/json' }).end(`"${'x'.repeat(300_000)}"`),
        /more than it should/,
      ],
    ]
    for (const [answer, text] of answers) {
      const browser = site.browser()
      const to = await leave(browser, id)
      liar.lies = { answer }
      await refused(site, browser, liar.back(to), text)
      liar.lies = {}
    }
  }))

test('a provider that is down, endless, huge or another one is told so, and leaves no ticket', () =>
  withAccountSite(async (site) => {
    const gone = await lyingProvider()
    await gone.close()
    const tickets = () => site.count(sql`select count(*)::integer as n from tickets`)
    const path = '/.well-known/openid-configuration'
    const cases: [string, Lies, RegExp][] = [
      [gone.issuer, {}, /cannot be reached/],
      [second.issuer, { answer: (asked) => asked === path }, /does not answer in time/],
      [
        second.issuer,
        { answer: (asked, _request, response) => asked === path && !!response.end(' '.repeat(300_000)) },
        /more than it should/,
      ],
      [second.issuer, { discovery: { issuer: 'https://evil.example' } }, /names another issuer/],
      [second.issuer, { discovery: { authorization_endpoint: 'javascript:alert(1)' } }, /names another issuer/],
      [second.issuer, { discovery: { token_endpoint: undefined } }, /names another issuer/],
      [
        second.issuer,
        { answer: (_asked, _request, response) => !!response.writeHead(302, { location: liar.issuer }).end() },
        /names another issuer/,
      ],
    ]
    for (const [issuer, lie, text] of cases) {
      const { id, admin } = await offer(site, { issuer })
      second.lies = lie
      const before = await tickets()
      const browser = site.browser()
      const answer = await browser.get(`/sign-in/provider/${id}`)
      assert.deepEqual([answer.status, answer.to], [502, null], String(text))
      assert.match(answer.html, text)
      assert.equal(await tickets(), before)
      assert.notEqual((await tryProvider(site.door, admin, id))?.fault, null)
      second.lies = {}
    }
  }))
