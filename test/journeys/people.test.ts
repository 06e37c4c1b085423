// SPDX-License-Identifier: Apache-2.0
// From an empty data directory, as new users would: the first administrator, an invited colleague with a passkey and a second factor,
// the authority's own sign-in, exactly what the role allows, leaving it; and the auditor finds every step in the log.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { generate } from 'otplib'
import type { Browser, CDPSession, Page } from 'playwright-core'
import type { Standing } from '../../src/access/permissions/decide-permission.model.ts'
import { redirectAddress } from '../../src/access/providers/providers.model.ts'
import { areaOf, areaPlaces } from '../../src/access/visits/area.model.ts'
import { wordsIn } from '../../src/ui/index.ts'
import { clientId, clientSecret, type RealProvider, realProvider } from '../support/identity-providers.ts'
import { noBrowser, openBrowser, plain, visit } from './browser.ts'
import { type House, openHouse } from './people-house.ts'

/** What somebody sees does not hang on the version of the database, and the house brings its own. */
const skip =
  noBrowser ||
  (process.env['PASSERELLE_TEST_DATABASE_URL'] !== undefined && 'walked in the round on the embedded database')

const north = 'xa-authority-north'
const password = 'ein langer Satz als Wort 7'
const look = { en: { ...plain }, 'zh-CN': { ...plain, lang: 'zh-CN', size: 'phone' } } as const

let house: House
let browser: Browser
let real: RealProvider

if (skip === false) {
  before(async () => {
    house = await openHouse()
    browser = await openBrowser()
    real = await realProvider({ sub: 'lin-1', email: 'lin@example.org', email_verified: true, name: '林静' })
  })
  after(async () => {
    await real.close()
    await browser.close()
    await house.close()
  })
}

interface Somebody {
  page: Page
  name: string
  address: string
  /** A code of their app that was not used before. */
  code(): Promise<string>
}

async function somebody(name: string, address: string, lang: keyof typeof look = 'en') {
  const { page } = await visit(browser, look[lang])
  return { page, name, address }
}

const submit = (page: Page, action: string) => page.locator(`form[action^="${action}"] button[type=submit]`).click()
const go = async (page: Page, path: string) => (await page.goto(`${house.baseUrl}${path}`))?.status()
const at = (page: Page, path: string) => page.waitForURL(`${house.baseUrl}${path}`)

/** Nothing is wider than the screen. */
async function fits(page: Page): Promise<void> {
  const [inner, wide] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth])
  assert.ok((wide ?? 0) <= (inner ?? 0), `${page.url()} is ${wide} wide on ${inner}`)
}

/** The second factor, from the page of security to where they were going; the codes of recovery are put away. */
async function addFactor(who: Omit<Somebody, 'code'>): Promise<Somebody> {
  const { page } = who
  await submit(page, '/account/security/second-factor')
  await fits(page)
  const secret = ((await page.locator('code.secret').textContent()) ?? '').replaceAll(' ', '')
  let last = 0
  const code = async () => {
    // A step is good once, and the one after is taken already.
    const epoch = Math.max(Math.floor(Date.now() / 1000) - 30, last + 30)
    last = epoch
    return generate({ secret, epoch })
  }
  await page.locator('#code').fill(await code())
  await submit(page, '/account/security/second-factor/')
  assert.equal(await page.locator('.recovery-codes li').count(), 10)
  await fits(page)
  await submit(page, '/account/security/recovery-codes/')
  return { ...who, code }
}

async function signIn({ page, address }: Pick<Somebody, 'page' | 'address'>): Promise<void> {
  await page.locator('#address').fill(address)
  await page.locator('#password').fill(password)
  await page.locator('form[action^="/sign-in"]:not([data-passkey]) button').first().click()
}

/** `passerelle admin create`, the link that it prints, a password, and what staff need besides. */
async function firstAdministrator(name: string, address: string, lang: keyof typeof look): Promise<Somebody> {
  const printed = await house.command(
    'admin',
    'create',
    '--email',
    address,
    '--name',
    name,
    '--lang',
    lang,
    '--another',
  )
  const who = await somebody(name, address, lang)
  const { page } = who
  await page.goto(printed.split('\n')[0] ?? '')
  await fits(page)
  await page.locator('#password').fill(password)
  await submit(page, '/reset/')
  await at(page, '/sign-in?done=reset')
  await signIn(who)
  await at(page, '/account/security?for=%2Fhome')
  // The role waits: what it would open leads to the second factor.
  await go(page, '/members')
  await at(page, '/account/security?for=%2Fmembers')
  const ready = await addFactor(who)
  await at(page, '/members')
  return ready
}

/** Asks a colleague by the form; the letter tells them where. */
async function invite(
  { page }: Somebody,
  of: string,
  role: string,
  [name, address]: [string, string],
): Promise<string> {
  await go(page, `/members/invite?authority=${of}`)
  await page.locator('#name').fill(name)
  await page.locator('#address').fill(address)
  await page.locator('#role').selectOption(role)
  await fits(page)
  await submit(page, '/members/invite')
  await at(page, `/members?authority=${of}&done=invited`)
  return house.linkTo(address)
}

/** Sets up an account by the letter, says yes, and sets up the second factor. */
async function accept(link: string, name: string, address: string, lang: keyof typeof look = 'en'): Promise<Somebody> {
  const who = await somebody(name, address, lang)
  const { page } = who
  await page.goto(link)
  await fits(page)
  await submit(page, '/invitation/')
  await page.locator('#password').fill(password)
  await submit(page, '/set-up/')
  await page.waitForURL(link)
  await page.locator('button[value=yes]').click()
  await at(page, '/account/roles?done=accepted')
  await fits(page)
  await page.locator('.notice a[href="/account/security"]').click()
  const ready = await addFactor(who)
  await at(page, '/home')
  return ready
}

async function authenticatorOf(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return session
}

async function signOut(page: Page): Promise<void> {
  await page.locator('.corner summary').click()
  await submit(page, '/sign-out')
}

/** A passkey, and in with it: the browser offers it by itself. */
async function useOwnPasskey({ page }: Somebody): Promise<void> {
  const session = await authenticatorOf(page)
  await go(page, '/account/passkeys')
  await page.locator('form[data-passkey=add] #name').fill('Laptop')
  await page.locator('form[data-passkey=add] button').click()
  await at(page, '/account/passkeys?done=added')
  await signOut(page)
  await at(page, '/home')
  await session.send('WebAuthn.disable')
  await session.detach()
}

/** The administrator of the authority says where its own sign-in is; the provider is told where to send people back. */
async function keepProvider({ page }: Somebody): Promise<string> {
  await go(page, '/settings/providers/new')
  await page.locator('#issuer').fill(real.issuer)
  await page.locator('#clientId').fill(clientId)
  await page.locator('#clientSecret').fill(clientSecret)
  await page.locator('#nameEn').fill('North account')
  await page.locator('#nameZh').fill('北方账户')
  await page.locator('input[name=vouches]').check()
  await submit(page, '/settings/providers')
  await page.waitForURL(/\/settings\/providers\/[0-9a-f-]{36}\?done=added/)
  const id = /providers\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
  const redirect = redirectAddress(house.baseUrl, id)
  assert.ok((await page.locator('main').textContent())?.includes(redirect))
  real.register(redirect)
  return id
}

async function signInByProvider({ page }: Somebody, id: string): Promise<void> {
  await go(page, '/account/providers')
  await submit(page, `/account/providers/${id}/link`)
  await at(page, '/account/providers?done=linked')
  await signOut(page)
  await at(page, '/sign-in?out=1')
  await page.locator('.provider-ways a', { hasText: 'North account' }).click()
  await at(page, '/home')
}

/** The places of the way through the area are those of the roles, every one opens, and what is in none is refused. */
async function seesWhatIsAllowed({ page }: Somebody, standings: readonly Standing[]): Promise<void> {
  await go(page, '/home')
  const shown = await page.locator('.area-nav a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  const open = areaOf({ standings, withheld: [] }).map(({ path }) => path)
  assert.deepEqual(shown, open)
  for (const { path } of areaPlaces)
    assert.equal((await page.request.get(`${house.baseUrl}${path}`)).status(), open.includes(path) ? 200 : 403, path)
}

const holder: Standing = { role: 'holder', authority: null }

/** What stands in the log, newest last: `act by whom`. */
async function readLog({ page }: Somebody): Promise<string[]> {
  const found: string[] = []
  await go(page, '/audit')
  for (;;) {
    const entries = await page.locator('.log > li').evaluateAll(
      (items, proved) =>
        items.map((item) => {
          const facts = [...item.querySelectorAll('.facts > div')]
          const by = facts.find((fact) => fact.querySelector('dt')?.textContent === 'By')
          const proof = [...item.querySelectorAll('.facts li')].find((one) => one.textContent.startsWith(`${proved}: `))
          const said = [item.querySelector('h3'), by?.querySelector('dd'), proof].flatMap(
            (one) => one?.textContent ?? [],
          )
          return said.join(' | ')
        }),
      words.t('audit.field.proof'),
    )
    found.unshift(...entries.reverse())
    const older = page.locator('a', { hasText: wordsIn('en').t('audit.older') })
    if ((await older.count()) === 0) return found
    await older.click()
    await page.waitForLoadState()
  }
}

/** Whether these stand there in this order, whatever stands between them. */
function inOrder(log: readonly string[], steps: readonly string[]): void {
  let from = 0
  for (const step of steps) {
    const place = log.indexOf(step, from)
    assert.notEqual(place, -1, `${step}: not after ${log[from - 1] ?? 'the beginning'} in\n${log.join('\n')}`)
    from = place + 1
  }
}

test('the first half in Chinese on a phone', { skip }, async () => {
  const admin = await firstAdministrator('李伟', 'li.wei@example.org', 'zh-CN')
  await go(admin.page, '/home')
  assert.match((await admin.page.locator('h1').textContent()) ?? '', /李伟/)
  const link = await invite(admin, north, 'authority-administrator', ['王小明', 'wang@example.org'])
  const invited = await accept(link, '王小明', 'wang@example.org', 'zh-CN')
  await seesWhatIsAllowed(invited, [holder, { role: 'authority-administrator', authority: north }])
  for (const { path } of areaOf({
    standings: [holder, { role: 'authority-administrator', authority: north }],
    withheld: [],
  })) {
    await go(invited.page, path)
    await fits(invited.page)
  }
  await Promise.all([admin, invited].map(({ page }) => page.context().close()))
})

test('from the first administrator to the entry in the log', { skip }, async () => {
  const admin = await firstAdministrator('Ada First', 'ada@example.org', 'en')
  const [headLink, auditorLink] = [
    await invite(admin, north, 'authority-administrator', ['Nora North', 'nora@example.org']),
    await invite(admin, 'platform', 'auditor', ['Otto Auditor', 'otto@example.org']),
  ]
  const head = await accept(headLink, 'Nora North', 'nora@example.org')
  const auditor = await accept(auditorLink, 'Otto Auditor', 'otto@example.org')
  const colleague = await accept(
    await invite(head, north, 'caseworker', ['Lin Jing', 'lin@example.org']),
    'Lin Jing',
    'lin@example.org',
  )
  await useOwnPasskey(colleague)
  await signInByProvider(colleague, await keepProvider(head))
  await seesWhatIsAllowed(colleague, [holder, { role: 'caseworker', authority: north }])
  await leaveRole(colleague)
  await seesWhatIsAllowed(colleague, [holder])
  await seesWhatIsAllowed(admin, [holder, { role: 'platform-administrator', authority: null }])
  await seesWhatIsAllowed(auditor, [holder, { role: 'auditor', authority: null }])
  inOrder(await readLog(auditor), everyStep)
  await verified(auditor)
})

async function leaveRole({ page }: Somebody): Promise<void> {
  await go(page, '/account/roles')
  await page.locator('summary', { hasText: wordsIn('en').t('members.leave.title') }).click()
  await page.locator('form[action$="/leave"] button').click()
  await at(page, '/account/roles?done=left')
}

/** The auditor has the chain gone through; the operator's command says the same. */
async function verified({ page }: Somebody): Promise<void> {
  await go(page, '/audit')
  await submit(page, '/audit/check')
  await page.locator('.notice.done').first().waitFor()
  assert.match(await house.command('audit', 'verify'), /: nothing wrong\n/)
}

const words = wordsIn('en')
const gave = (role: string, by: string) => `${words.t('act.grant', { role: words.t(`role.${role}`) })} | ${by}`
const did = (act: string, by: string) => `${words.t(`act.${act}`)} | ${by}`
const came = (name: string, proof: string) =>
  `${did('sign-in', name)} | ${words.t('audit.field.proof')}: ${words.t(`audit.proof.${proof}`)}`
const setUp = (name: string) => [
  did('sign-up', name),
  came(name, 'password'),
  did('answer-invitation', name),
  did('change-own-account', name),
]

/** Every step of the walk by the name of its act, and by whom. */
const everyStep: readonly string[] = [
  gave('platform-administrator', words.t('audit.nobody')),
  did('reset-password', 'Ada First'),
  came('Ada First', 'password'),
  did('change-own-account', 'Ada First'),
  gave('authority-administrator', 'Ada First'),
  gave('auditor', 'Ada First'),
  ...setUp('Nora North'),
  ...setUp('Otto Auditor'),
  gave('caseworker', 'Nora North'),
  ...setUp('Lin Jing'),
  did('add-own-passkey', 'Lin Jing'),
  did('end-own-session', 'Lin Jing'),
  came('Lin Jing', 'passkey'),
  did('keep-providers', 'Nora North'),
  did('link-own-provider', 'Lin Jing'),
  did('end-own-session', 'Lin Jing'),
  came('Lin Jing', 'provider'),
  did('leave-role', 'Lin Jing'),
]
