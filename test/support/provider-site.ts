// SPDX-License-Identifier: Apache-2.0
// The site with identity providers, and people who sign in there.
import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { Role, SignedIn } from '../../src/access/index.ts'
import { addProvider } from '../../src/access/providers/keep-providers.ts'
import { linkAccount } from '../../src/access/providers/link-provider.ts'
import { redirectAddress } from '../../src/access/providers/providers.model.ts'
import type { Proof } from '../../src/access/sessions/sessions.store.ts'
import { type AccountSite, type Browser, sessionCookieName, withAccountSite } from './account-site.ts'
import { clientId, clientSecret, type Liar, type RealProvider, realProvider } from './identity-providers.ts'

export const baseUrl = 'http://127.0.0.1'
export const north = 'xa-authority-north'
export const south = 'xa-authority-south'

const from = { network: '203.0.113.0/24', program: 'Firefox · Linux' }

export async function somebody(
  site: AccountSite,
  held: readonly (readonly [Role, string | null])[] = [],
  proof: Proof = 'second-factor',
) {
  const { rows } = await sql<{ id: string }>`insert into people (name) values ('王芳') returning id`.execute(site.db)
  const person = rows[0]?.id ?? ''
  for (const [role, authority] of [['holder', null] as const, ...held]) {
    await sql`insert into memberships (person, role, authority) values (${person}, ${role}, ${authority})`.execute(
      site.db,
    )
  }
  return { person, ...(await signedIn(site, person, proof)) }
}

export async function signedIn(site: AccountSite, person: string, proof: Proof = 'second-factor') {
  const token = await site.desk.start(person, proof, from)
  const visitor = await site.desk.who(token)
  assert.ok(visitor !== null)
  const browser = site.browser()
  browser.cookies.set(sessionCookieName, token)
  return { visitor, browser, token }
}

interface Offered {
  issuer: string
  authority?: string
  vouches?: boolean
}

export async function offer(
  site: AccountSite,
  { issuer, authority = north, vouches = true }: Offered,
): Promise<{ id: string; admin: SignedIn }> {
  const { visitor: admin } = await somebody(site, [['authority-administrator', authority]])
  const names = { en: 'North account', 'zh-CN': '北方账户' }
  const id = await addProvider(site.door, admin, { authority, issuer, clientId, clientSecret, names, vouches })
  return { id, admin }
}

/** A provider, and a caseworker of its authority who is linked there. */
export async function linked(site: AccountSite, given: Partial<Offered> & { as: Liar }) {
  const { as } = given
  const offered = await offer(site, { issuer: as.issuer, ...given })
  const worker = await somebody(site, [['caseworker', given.authority ?? north]])
  const provider = { id: offered.id, authority: given.authority ?? north, names: { en: 'N', 'zh-CN': '北' } }
  assert.equal(await linkAccount(site.app, worker.visitor, provider, 'liar-1'), true)
  return { ...offered, worker }
}

export const leave = async (browser: Browser, id: string, next = '/home') => {
  const left = await browser.get(`/sign-in/provider/${id}?next=${encodeURIComponent(next)}`)
  assert.equal(left.status, 303, left.html.slice(0, 2000))
  return left.to ?? ''
}

export const whoIs = (site: AccountSite, browser: Browser) =>
  site.desk.who(browser.cookies.get(sessionCookieName) ?? '')

/** What a sign-in could leave behind. */
export const written = (site: AccountSite) =>
  site.count(sql`select (select count(*) from sessions)::integer * 1000000 + (select count(*) from people)::integer * 10000
    + (select count(*) from provider_links)::integer * 100 + (select count(*) from audit_entries)::integer as n`)

/** The page that says why: at an address that holds neither code nor state. */
export async function faultPage(browser: Browser, address: string) {
  const back = await browser.get(address)
  assert.match(back.to ?? '', /^\/sign-in\/provider\/[0-9a-f-]{36}\?fault=[a-z]+(&linking=1)?$/)
  return browser.get(back.to ?? '')
}

export async function refused(site: AccountSite, browser: Browser, address: string, text: RegExp): Promise<void> {
  const before = await written(site)
  const told = await faultPage(browser, address)
  assert.ok(told.status >= 400 && told.status < 503, `${told.status}`)
  assert.match(told.html, text)
  assert.equal(await whoIs(site, browser), null)
  assert.equal(await written(site), before)
}

/** Follows a browser through the pages of the provider until it is sent back here. */
export async function throughProvider(to: string): Promise<string> {
  const cookies = new Map<string, string>()
  let address = to
  for (let n = 0; n < 10; n += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(address, { redirect: 'manual', headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const location = response.headers.get('location')
    assert.ok(location !== null, `${response.status} ${(await response.text()).slice(0, 500)}`)
    const next = new URL(location, address)
    if (next.origin === baseUrl) return `${next.pathname}${next.search}`
    address = next.href
  }
  return assert.fail('the provider does not let go')
}

export const lin = { sub: 'lin-1', email: 'lin@example.org', email_verified: true, name: '林静' }

export async function atRealProvider(
  fn: (site: AccountSite, real: RealProvider, id: string) => Promise<void>,
  vouches = true,
) {
  const real = await realProvider({ ...lin })
  try {
    await withAccountSite(async (site) => {
      const { id } = await offer(site, { issuer: real.issuer, vouches })
      real.register(redirectAddress(baseUrl, id))
      await fn(site, real, id)
    })
  } finally {
    await real.close()
  }
}
