// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import '../support/database.ts'
import { everyPage } from '../support/every-page.ts'
import type { Visit } from '../support/visit.ts'
import { type WholeSite, wholeSite } from '../support/whole-site.ts'
import { violations } from './axe.ts'
import { noBrowser, openBrowser } from './browser.ts'

/** What pages look like does not hang on the version of the database: they are looked at once. */
const skip =
  noBrowser ||
  (process.env['PASSERELLE_TEST_DATABASE_URL'] !== undefined && 'looked at in the round on the embedded database')

const desktop = { width: 1280, height: 900 }
const phone = { width: 390, height: 844 }

/** Language, direction, colours, contrast and size, each at least twice. */
const looks: Record<string, BrowserContextOptions & { lang?: string }> = {
  'English, light, desktop': { viewport: desktop, locale: 'en-GB', colorScheme: 'light' },
  'Chinese, dark, phone': { viewport: phone, locale: 'zh-CN', colorScheme: 'dark' },
  'right to left, light, phone': { viewport: phone, locale: 'en-GB', colorScheme: 'light', lang: 'x-pseudo-rtl' },
  'Chinese, more contrast, dark, desktop': {
    viewport: desktop,
    locale: 'zh-CN',
    colorScheme: 'dark',
    contrast: 'more',
  },
}

interface Reader {
  look: string
  lang: string | undefined
  page: Page
  /** What the page's policy refused, and what failed in it. */
  said: string[]
}

let site: WholeSite
let browser: Browser
let address: string
const readers: Reader[] = []

if (skip === false) {
  before(async () => {
    site = await wholeSite({ invented: true })
    address = await site.listen()
    browser = await openBrowser()
    for (const [look, { lang, ...options }] of Object.entries(looks)) {
      const context = await browser.newContext({ ...options, serviceWorkers: 'block' })
      const page = await context.newPage()
      const said: string[] = []
      // That a page answers with 404 is no fault of the page.
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().startsWith('Failed to load')) said.push(message.text())
      })
      page.on('pageerror', (error) => said.push(error.message))
      readers.push({ look, lang, page, said })
    }
  })
  after(async () => {
    await browser.close()
    await site.close()
  })
}

async function open(page: Page, { path, sends, as, weak, cookie }: Visit, lang: string | undefined): Promise<void> {
  await page.context().clearCookies()
  const brought = as === undefined ? cookie : await site.signIn(as, weak)
  if (brought !== undefined) {
    const [name = '', value = ''] = brought.split('=')
    await page.context().addCookies([{ name, value, url: address }])
  }
  const chosen = lang === undefined ? {} : { lang }
  if (sends === undefined) {
    const to = new URL(path, address)
    if (lang !== undefined) to.searchParams.set('lang', lang)
    await page.goto(to.href)
    return
  }
  await page.goto(`${address}/problems`)
  const turned = page.waitForEvent('load')
  await page.evaluate(
    ([action, fields]) => {
      const form = document.createElement('form')
      form.method = 'post'
      form.action = action
      for (const [name, value] of Object.entries(fields)) {
        const input = document.createElement('input')
        Object.assign(input, { type: 'hidden', name, value })
        form.append(input)
      }
      document.body.append(form)
      form.submit()
    },
    [path, { ...sends, ...chosen }] as const,
  )
  await turned
}

/** Wider than the screen, or a target smaller than 44 pixels that is no link within a text. */
async function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > window.innerWidth ? ['the page scrolls sideways'] : []
    const small = [...document.querySelectorAll('button, select, input:not([type=hidden]), summary, label.choice')]
      .filter(
        (node) => node instanceof HTMLElement && node.offsetParent !== null && !node.matches('.hidden, .choice input'),
      )
      .filter((node) => node.getBoundingClientRect().height < 43.5)
      .map((node) => node.outerHTML.slice(0, 120))
    return [...wide, ...small]
  })
}

/** What is folded is looked at as well; a menu would cover what it opens over. */
const unfold = (page: Page) =>
  page.evaluate(() => {
    for (const fold of document.querySelectorAll<HTMLDetailsElement>('details:not([data-menu])')) fold.open = true
  })

for (const { name, route: _route, ...visit } of everyPage) {
  test(`${name} can be used by everyone, and its policy refuses nothing on it`, { skip }, async () => {
    for (const { look, lang, page, said } of readers) {
      said.length = 0
      await open(page, visit, lang)
      await unfold(page)
      const size = page.viewportSize()
      assert.deepEqual([...said, ...(await violations(page)), ...(await misfits(page))], [], look)
      if (size?.width !== desktop.width) continue
      // At 200 % as much of a page is seen as on a window of half the size.
      await page.setViewportSize({ width: size.width / 2, height: size.height / 2 })
      assert.deepEqual(await misfits(page), [], `${look}, at 200 %`)
      await page.setViewportSize(size)
    }
  })
}

test('the search on the device can be used by everyone: its options, and its page', { skip }, async () => {
  for (const { look, lang, page } of readers) {
    await open(page, { path: '/' }, lang)
    await page.locator('html[data-device=ready]').waitFor()
    await page.locator('#search-q').click()
    await page.locator('#search-q').pressSequentially('jishi')
    await page.locator('#search-option-1').waitFor()
    await page.locator('#search-q').press('ArrowDown')
    assert.deepEqual([...(await violations(page)), ...(await misfits(page))], [], look)
    await page.locator('#search-q').press('Escape')
    await page.locator('#search-q').press('Enter')
    await page.locator('.search-found').first().waitFor()
    assert.deepEqual([...(await violations(page)), ...(await misfits(page))], [], look)
  }
})

test('the menu of the other sections can be used by everyone', { skip }, async () => {
  for (const { look, lang, page } of readers) {
    await open(page, { path: '/problems' }, lang)
    await page.locator('[data-menu] summary').click()
    const inside = await page.locator('[data-menu] ul').evaluate((menu) => {
      const { left, right } = menu.getBoundingClientRect()
      return left >= 0 && right <= window.innerWidth
    })
    assert.deepEqual([inside, await violations(page)], [true, []], look)
    await page.keyboard.press('Escape')
    assert.equal(await page.locator('[data-menu] ul').isVisible(), false, look)
  }
})
