// SPDX-License-Identifier: Apache-2.0
// The work of an administrator without a mouse: keys only, every stop looked at, and every page by axe.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { generate } from 'otplib'
import type { Browser } from 'playwright-core'
import { hashPassword } from '../../src/access/passwords/hash-password.ts'
import { putPassword } from '../../src/access/passwords/passwords.store.ts'
import { FactorDesk } from '../../src/access/second-factor/factor-desk.ts'
import { putFactor } from '../../src/access/second-factor/second-factors.store.ts'
import { parseIdentifier } from '../../src/access/sign-in/identifier.model.ts'
import { addIdentifier } from '../../src/access/sign-in/identifiers.store.ts'
import { atTheDoor } from '../../src/db/at-the-door.ts'
import '../support/database.ts'
import { knownMembers } from '../support/known-members.ts'
import { newVisitor } from '../support/visitors.ts'
import { type WholeSite, wholeSite } from '../support/whole-site.ts'
import { violations } from './axe.ts'
import { type Look, noBrowser, openBrowser, plain, visit } from './browser.ts'
import { type Keys, keysOn } from './keys.ts'

/** What keys do does not hang on the version of the database. */
const skip =
  noBrowser ||
  (process.env['PASSERELLE_TEST_DATABASE_URL'] !== undefined && 'walked in the round on the embedded database')

const north = 'xa-authority-north'
const password = 'ein langer Satz als Wort 7'

let site: WholeSite
let browser: Browser
let address: string

if (skip === false) {
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

/** Somebody who administers an authority and drafts law for it, with a password and an app; answers a code of the app. */
async function somebody(name: string, mail: string): Promise<string> {
  const { person } = await newVisitor(site, name, 'authority-administrator')
  await sql`insert into memberships (person, role, authority) values (${person}, 'law-editor', ${north})`.execute(
    site.db,
  )
  const hash = await hashPassword(password)
  const secret = new FactorDesk(site.secrets, site.clock).newSecret()
  const identifier = parseIdentifier(mail)
  assert.ok(identifier)
  await atTheDoor(site.appDb, async (door) => {
    await addIdentifier(door, person, identifier)
    await putPassword(door, person, hash)
    const locked = site.secrets.lock('second-factor', person, Buffer.from(secret))
    await putFactor(door, person, { locked, lastStep: 0 })
  })
  return generate({ secret, epoch: Math.floor(site.clock.now().getTime() / 1000) })
}

const at = ({ page }: Keys, path: string | RegExp) =>
  page.waitForURL(typeof path === 'string' ? `${address}${path}` : path)

/** Everything on the page is reached, seen and named, and axe has nothing to say. */
async function pageIsGood({ page, walk }: Keys): Promise<void> {
  const wrong = [...(await walk()), ...(await violations(page))]
  assert.deepEqual(wrong, [], page.url())
}

async function signIn(keys: Keys, mail: string, code: string): Promise<void> {
  await pageIsGood(keys)
  await keys.type('#address', mail)
  await keys.type('#password', password)
  await keys.page.keyboard.press('Enter')
  await at(keys, /\/sign-in\/second/)
  await pageIsGood(keys)
  await keys.type('#code', code)
  await keys.page.keyboard.press('Enter')
  await at(keys, '/home')
}

/** The first stop of a page leads past everything that stands on every page. */
async function skipToContent({ page }: Keys): Promise<void> {
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate(() => document.activeElement?.closest('main') !== null), true)
}

const menu = '.corner summary'

/** Through the account menu; Escape closes it, and leaves the focus where it opened. */
async function goTo(keys: Keys, path: string): Promise<void> {
  const { page } = keys
  const opened = () => page.evaluate((one) => document.querySelector(one)?.matches('[open] > summary'), menu)
  await keys.enter(menu)
  assert.equal(await opened(), true)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Escape')
  assert.equal(await opened(), false)
  assert.equal(await page.evaluate((one) => document.activeElement?.matches(one), menu), true)
  await page.keyboard.press('Enter')
  await keys.enter(`.corner a[href="${path}"]`)
  await at(keys, path)
  await placeInSight(keys)
}

/** The place of the area where somebody is stands in sight, on a phone too. */
async function placeInSight({ page }: Keys): Promise<void> {
  const inSight = await page.locator('.area-nav [aria-current]').evaluate((here) => {
    const [place, around] = [here.getBoundingClientRect(), here.closest('.area-nav')?.getBoundingClientRect()]
    return around !== undefined && place.left >= around.left - 1 && place.right <= around.right + 1
  })
  assert.equal(inSight, true, page.url())
}

async function inviteSomebody(keys: Keys, name: string): Promise<void> {
  await goTo(keys, '/members')
  await pageIsGood(keys)
  await keys.enter('.area-body a[href^="/members/invite"]')
  await at(keys, /\/members\/invite/)
  await pageIsGood(keys)
  await keys.type('#name', name)
  await keys.type('#address', `${keys.page.viewportSize()?.width}@example.org`)
  await keys.choose('#role', 'caseworker')
  await keys.enter('.area-body form button[type=submit]')
  await at(keys, /done=invited/)
  assert.match((await keys.page.locator('.area-body').textContent()) ?? '', new RegExp(name))
}

async function changeRole(keys: Keys, member: string, role: string): Promise<void> {
  await keys.enter(`.entries a[href="/members/${member}"]`)
  await at(keys, `/members/${member}`)
  await pageIsGood(keys)
  // All is unfolded now; the reader comes anew.
  await keys.page.reload()
  await keys.enter('.area-body details:first-of-type > summary')
  await keys.choose('#role', role)
  await keys.enter('form[action$="/change"] button')
  await at(keys, `/members?authority=${north}&done=changed`)
  const { rows } = await sql<{ role: string }>`
    select role from memberships where person = (select person from memberships where id = ${member})
      and authority = ${north} and (valid_until is null or valid_until > now())`.execute(site.db)
  assert.deepEqual(rows, [{ role }])
}

async function draftLaw(keys: Keys, title: string): Promise<void> {
  await goTo(keys, '/drafts')
  await pageIsGood(keys)
  await keys.enter('.area-body a[href="/drafts/new"]')
  await at(keys, '/drafts/new')
  await pageIsGood(keys)
  await keys.type('#title', title)
  await keys.type('#jurisdiction', 'XA-N')
  await keys.enter('.area-body form button[type=submit]')
  await at(keys, /\/drafts\/[0-9a-f-]{36}/)
  await pageIsGood(keys)
  assert.match((await keys.page.locator('main').textContent()) ?? '', new RegExp(title))
}

async function searchLog(keys: Keys): Promise<void> {
  await goTo(keys, '/audit')
  await pageIsGood(keys)
  await keys.choose('#act', 'grant:caseworker')
  await keys.enter('.filter button')
  await at(keys, /act=grant/)
  assert.notEqual(await keys.page.locator('.log > li').count(), 0)
  await pageIsGood(keys)
}

/** The switches of every page: the other language and back, dark and back. */
async function changeLook(keys: Keys): Promise<void> {
  const { page } = keys
  const html = (name: string) => page.locator('html').getAttribute(name)
  const [lang, other] = (await html('lang'))?.startsWith('zh') ? ['zh-CN', 'en'] : ['en', 'zh-CN']
  for (const to of [other, lang]) {
    await keys.enter(`.switches a[hreflang="${to}"]`)
    await page.waitForURL((url) => url.searchParams.get('lang') === to)
  }
  await keys.enter('.switches a[href*="theme=dark"]')
  await page.waitForURL(/theme=dark/)
  assert.equal(await html('data-theme'), 'dark')
  await pageIsGood(keys)
}

async function signOut(keys: Keys): Promise<void> {
  await keys.enter(menu)
  await keys.enter('.corner form button')
  await at(keys, '/sign-in?out=1')
}

const looks: Record<string, { look: Look; name: string; member: string; role: string }> = {
  'in English at a desk': { look: plain, name: 'Ada Keys', member: knownMembers.member, role: 'reviewer' },
  'in Chinese on a phone': {
    look: { ...plain, lang: 'zh-CN', size: 'phone' },
    name: '王键',
    member: knownMembers.away,
    role: 'approver',
  },
}

for (const [where, { look, name, member, role }] of Object.entries(looks)) {
  test(`keys are enough ${where}`, { skip }, async () => {
    const mail = `keys-${look.size}@example.org`
    const code = await somebody(name, mail)
    const { page, context } = await visit(browser, look)
    const keys = await keysOn(page)
    await page.goto(`${address}/sign-in`)
    await signIn(keys, mail, code)
    await skipToContent(keys)
    await page.reload()
    await pageIsGood(keys)
    await inviteSomebody(keys, `${name} 2`)
    await changeRole(keys, member, role)
    await draftLaw(keys, `${name} 3`)
    await searchLog(keys)
    await changeLook(keys)
    await signOut(keys)
    await context.close()
  })
}
