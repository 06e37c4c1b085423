// SPDX-License-Identifier: Apache-2.0
// Passkeys in a browser, with an authenticator that the browser plays itself.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import '../support/database.ts'
import { newVisitor } from '../support/visitors.ts'
import { knownTokens, type WholeSite, wholeSite } from '../support/whole-site.ts'
import { noBrowser, openBrowser, plain, visit } from './browser.ts'

const options = { skip: noBrowser }

let site: WholeSite
let browser: Browser
let address: string

if (noBrowser === false) {
  before(async () => {
    site = await wholeSite({ named: true })
    address = await site.listen()
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    await site.close()
  })
}

interface Visitor {
  page: Page
  context: BrowserContext
  authenticator: { session: CDPSession; id: string }
  person: string
}

/** Somebody of this name who has signed in, in a browser with an authenticator. */
async function somebody(name: string, look: Partial<typeof plain> = {}): Promise<Visitor> {
  const { page, context } = await visit(browser, { ...plain, ...look })
  const { cookie, person } = await newVisitor(site, name, 'caseworker')
  const [key = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name: key, value, url: address }])
  const session = await context.newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId: id } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { page, context, person, authenticator: { session, id } }
}

async function add({ page }: Visitor, name: string): Promise<void> {
  await page.goto(`${address}/account/passkeys`)
  await page.locator('#name').fill(name)
  await page.locator('form[data-passkey=add] button').press('Enter')
  await page.waitForURL(/done=added/)
}

for (const lang of ['en', 'zh-CN'] as const) {
  test(`somebody adds a passkey, signs out and comes in with it: ${lang}`, options, async () => {
    const size = lang === 'en' ? 'desktop' : 'phone'
    const visitor = await somebody('王小明', { lang, size })
    const { page, authenticator, context } = visitor
    await add(visitor, '我的钥匙')
    assert.match((await page.locator('.entries').textContent()) ?? '', /我的钥匙/)
    const { credentials } = await authenticator.session.send('WebAuthn.getCredentials', {
      authenticatorId: authenticator.id,
    })
    assert.deepEqual(
      credentials.map(({ rpId, isResidentCredential }) => [rpId, isResidentCredential]),
      [['localhost', true]],
    )
    await page.locator('.corner summary').click()
    await page.locator('.corner form button').click()
    // The browser offers it in the field by itself, and its authenticator says yes at once.
    await page.waitForURL(`${address}/home`)
    await context.close()
  })
}

test('an account is set up by a passkey alone, under the name that stands above', options, async () => {
  const visitor = await somebody('Ольга')
  const { page, context } = visitor
  await context.clearCookies()
  await page.goto(`${address}/set-up/${knownTokens.setUp}?next=/account/passkeys`)
  const button = page.locator('form[data-passkey=add] button')
  await page.locator('#name').fill('')
  await button.click()
  // Nothing is asked of the authenticator before there is a name.
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'name')
  await page.locator('#name').fill('赵敏')
  await button.click()
  await page.waitForURL(`${address}/account/passkeys`)
  const { rows } = await sql`
    select p.name, s.proof from people p join sessions s on s.person = p.id
    where p.name = '赵敏' and not exists (select from passwords w where w.person = p.id)`.execute(site.db)
  assert.deepEqual(rows, [{ name: '赵敏', proof: 'passkey' }])
  await context.close()
})

test('by the button, where the field offers nothing', options, async () => {
  const visitor = await somebody('Ольга')
  const { page, context } = visitor
  await add(visitor, 'Laptop')
  await context.clearCookies()
  await page.addInitScript(() => {
    Object.assign(PublicKeyCredential, { isConditionalMediationAvailable: async () => false })
  })
  await page.goto(`${address}/sign-in?next=/account/activity`)
  await page.locator('form[data-passkey=enter] button').click()
  await page.waitForURL(`${address}/account/activity`)
  const { rows } = await sql`select proof from sessions where person = ${visitor.person} and proof = 'passkey'`.execute(
    site.db,
  )
  assert.equal(rows.length, 1)
  await context.close()
})

test('whose user is not verified is told, and nothing is added', options, async () => {
  const visitor = await somebody('Nobody')
  const { page, authenticator, context } = visitor
  await authenticator.session.send('WebAuthn.setUserVerified', {
    authenticatorId: authenticator.id,
    isUserVerified: false,
  })
  await page.goto(`${address}/account/passkeys`)
  await page.locator('form[data-passkey=add] button').click()
  await page.locator('[data-said]', { hasText: 'Nothing was done' }).waitFor()
  const { rows } = await sql`select from passkeys where person = ${visitor.person}`.execute(site.db)
  assert.equal(rows.length, 0)
  await context.close()
})

test('the same authenticator is not added twice', options, async () => {
  const visitor = await somebody('Twice')
  const { page, context } = visitor
  await add(visitor, 'Once')
  await page.goto(`${address}/account/passkeys`)
  await page.locator('form[data-passkey=add] button').click()
  await page.locator('[data-said]', { hasText: 'already' }).waitFor()
  await context.close()
})

test('without a script the page says what is needed', options, async () => {
  const { page, context } = await visit(browser, { ...plain, script: false })
  await page.goto(`${address}/sign-in`)
  assert.equal(await page.locator('form[data-passkey]').isVisible(), false)
  assert.match((await page.locator('[data-passkey-needs]').textContent()) ?? '', /JavaScript/)
  await context.close()
})
