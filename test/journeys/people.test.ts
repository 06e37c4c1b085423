// SPDX-License-Identifier: Apache-2.0
// From an empty data directory, as new users would: the first administrator, an invited colleague with a passkey and a second factor,
// the authority's own sign-in, exactly what the role allows, leaving it; and the auditor finds every step in the log. At a desk and on a phone.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { generate } from 'otplib'
import type { Browser, CDPSession, Page } from 'playwright-core'
import type { Standing } from '../../src/access/permissions/decide-permission.model.ts'
import { redirectAddress } from '../../src/access/providers/providers.model.ts'
import { areaOf, areaPlaces } from '../../src/access/visits/area.model.ts'
import { type Words, wordsIn } from '../../src/ui/index.ts'
import { clientId, clientSecret, type RealProvider, realProvider } from '../support/identity-providers.ts'
import { type Look, noBrowser, openBrowser, plain, visit } from './browser.ts'
import { type House, openHouse } from './people-house.ts'

/** What somebody sees does not hang on the version of the database, and the house brings its own. */
const skip =
  noBrowser ||
  (process.env['PASSERELLE_TEST_DATABASE_URL'] !== undefined && 'walked in the round on the embedded database')

const password = 'ein langer Satz als Wort 7'

type Named = [name: string, address: string]

/** Who walks, how they look at it, and for which authority. */
interface Cast {
  look: Look
  of: string
  first: Named
  head: Named
  auditor: Named
  colleague: Named
}

const casts: Record<string, Cast> = {
  'in English at a desk': {
    look: plain,
    of: 'xa-authority-north',
    first: ['Ada First', 'ada@example.org'],
    head: ['Nora North', 'nora@example.org'],
    auditor: ['Otto Auditor', 'otto@example.org'],
    colleague: ['Lin Jing', 'lin@example.org'],
  },
  'in Chinese on a phone': {
    look: { ...plain, lang: 'zh-CN', size: 'phone' },
    of: 'xa-authority-south',
    first: ['李伟', 'li.wei@example.org'],
    head: ['王小明', 'wang@example.org'],
    auditor: ['陈光', 'chen@example.org'],
    colleague: ['林静', 'lin.jing@example.org'],
  },
}

let house: House
let browser: Browser

if (skip === false) {
  before(async () => {
    house = await openHouse()
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    await house.close()
  })
}

interface Somebody {
  look: Look
  page: Page
  name: string
  address: string
  /** A code of their app that was not used before. */
  code(): Promise<string>
}

async function somebody([name, address]: Named, look: Look) {
  const { page } = await visit(browser, look)
  return { page, name, address, look }
}

/** By the first button: where there is a second, it stands for another way. */
const submit = (page: Page, action: string) =>
  page.locator(`form[action^="${action}"] button[type=submit]`).first().click()
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
async function firstAdministrator([name, address]: Named, look: Look): Promise<Somebody> {
  const printed = await house.command(
    'admin',
    'create',
    '--email',
    address,
    '--name',
    name,
    '--lang',
    look.lang,
    '--another',
  )
  const who = await somebody([name, address], look)
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
async function invite({ page }: Somebody, of: string, role: string, [name, address]: Named): Promise<string> {
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
async function accept(link: string, named: Named, look: Look): Promise<Somebody> {
  const who = await somebody(named, look)
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

const providerNames = { en: 'Own account', 'zh-CN': '本单位账户' }

/** The administrator of the authority says where its own sign-in is; the provider is told where to send people back. */
async function keepProvider({ page }: Somebody, real: RealProvider): Promise<string> {
  await go(page, '/settings/providers/new')
  await page.locator('#issuer').fill(real.issuer)
  await page.locator('#clientId').fill(clientId)
  await page.locator('#clientSecret').fill(clientSecret)
  await page.locator('#nameEn').fill(providerNames.en)
  await page.locator('#nameZh').fill(providerNames['zh-CN'])
  await page.locator('input[name=vouches]').check()
  await submit(page, '/settings/providers')
  await page.waitForURL(/\/settings\/providers\/[0-9a-f-]{36}\?done=added/)
  const id = /providers\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
  const redirect = redirectAddress(house.baseUrl, id)
  assert.ok((await page.locator('main').textContent())?.includes(redirect))
  real.register(redirect)
  return id
}

async function signInByProvider({ page, look }: Somebody, id: string): Promise<void> {
  await go(page, '/account/providers')
  await submit(page, `/account/providers/${id}/link`)
  await at(page, '/account/providers?done=linked')
  await signOut(page)
  await at(page, '/sign-in?out=1')
  await page.locator(`.provider-ways a[href^="/sign-in/provider/${id}"]`, { hasText: providerNames[look.lang] }).click()
  await at(page, '/home')
}

/** The places of the way through the area are those of the roles, every one opens, and what is in none is refused. */
async function seesWhatIsAllowed({ page, look }: Somebody, standings: readonly Standing[]): Promise<void> {
  await go(page, '/home')
  const shown = await page.locator('.area-nav a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  const open = areaOf({ standings, withheld: [] }).map(({ path }) => path)
  assert.deepEqual(shown, open)
  for (const { path } of areaPlaces)
    assert.equal((await page.request.get(`${house.baseUrl}${path}`)).status(), open.includes(path) ? 200 : 403, path)
  for (const path of look.size === 'phone' ? open : []) {
    await go(page, path)
    await fits(page)
  }
}

const holder: Standing = { role: 'holder', authority: null }

/** What stands in the log, newest last: `act by whom`. */
async function readLog({ page }: Somebody, { t }: Words): Promise<string[]> {
  const found: string[] = []
  await go(page, '/audit')
  for (;;) {
    const entries = await page.locator('.log > li').evaluateAll(
      (items, [by, proved]) =>
        items.map((item) => {
          const facts = [...item.querySelectorAll('.facts > div')]
          const who = facts.find((fact) => fact.querySelector('dt')?.textContent === by)
          const proof = [...item.querySelectorAll('.facts li')].find((one) => one.textContent.startsWith(`${proved}: `))
          const said = [item.querySelector('h3'), who?.querySelector('dd'), proof].flatMap(
            (one) => one?.textContent ?? [],
          )
          return said.join(' | ')
        }),
      [t('audit.by'), t('audit.field.proof')] as const,
    )
    found.unshift(...entries.reverse())
    const older = page.locator('a', { hasText: t('audit.older') })
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

for (const [where, { look, of, ...cast }] of Object.entries(casts)) {
  test(`from the first administrator to the entry in the log, ${where}`, { skip }, async (context) => {
    const [name, email] = cast.colleague
    const real = await realProvider({ sub: 'lin-1', email, email_verified: true, name })
    context.after(real.close)
    const admin = await firstAdministrator(cast.first, look)
    const headLink = await invite(admin, of, 'authority-administrator', cast.head)
    const auditorLink = await invite(admin, 'platform', 'auditor', cast.auditor)
    const head = await accept(headLink, cast.head, look)
    const auditor = await accept(auditorLink, cast.auditor, look)
    const colleague = await accept(await invite(head, of, 'caseworker', cast.colleague), cast.colleague, look)
    await useOwnPasskey(colleague)
    await signInByProvider(colleague, await keepProvider(head, real))
    await seesWhatIsAllowed(colleague, [holder, { role: 'caseworker', authority: of }])
    await leaveRole(colleague)
    await seesWhatIsAllowed(colleague, [holder])
    await seesWhatIsAllowed(head, [holder, { role: 'authority-administrator', authority: of }])
    await seesWhatIsAllowed(admin, [holder, { role: 'platform-administrator', authority: null }])
    await seesWhatIsAllowed(auditor, [holder, { role: 'auditor', authority: null }])
    inOrder(await readLog(auditor, wordsIn(look.lang)), everyStep(wordsIn(look.lang), cast))
    await verified(auditor)
    await Promise.all([admin, head, auditor, colleague].map(({ page }) => page.context().close()))
  })
}

async function leaveRole({ page, look }: Somebody): Promise<void> {
  await go(page, '/account/roles')
  await page.locator('summary', { hasText: wordsIn(look.lang).t('members.leave.title') }).click()
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

/** Every step of the walk by the name of its act, and by whom. */
function everyStep({ t }: Words, cast: Pick<Cast, 'first' | 'head' | 'auditor' | 'colleague'>): string[] {
  const [first, head, auditor, colleague] = [cast.first, cast.head, cast.auditor, cast.colleague].map(([name]) => name)
  const gave = (role: string, by = '') => `${t('act.grant', { role: t(`role.${role}`) })} | ${by}`
  const did = (act: string, by = '') => `${t(`act.${act}`)} | ${by}`
  const came = (name = '', proof: string) =>
    `${did('sign-in', name)} | ${t('audit.field.proof')}: ${t(`audit.proof.${proof}`)}`
  const setUp = (name = '') => [
    did('sign-up', name),
    came(name, 'password'),
    did('answer-invitation', name),
    did('change-own-account', name),
  ]
  return [
    gave('platform-administrator', t('audit.nobody')),
    did('reset-password', first),
    came(first, 'password'),
    did('change-own-account', first),
    gave('authority-administrator', first),
    gave('auditor', first),
    ...setUp(head),
    ...setUp(auditor),
    gave('caseworker', head),
    ...setUp(colleague),
    did('add-own-passkey', colleague),
    did('end-own-session', colleague),
    came(colleague, 'passkey'),
    did('keep-providers', head),
    did('link-own-provider', colleague),
    did('end-own-session', colleague),
    came(colleague, 'provider'),
    did('leave-role', colleague),
  ]
}
