// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { noBrowser, openBrowser } from '../../../test/journeys/browser.ts'
import { buildApp, problemPage } from '../../http/index.ts'
import { type App, silentLogger } from '../../kernel/index.ts'
import { assetRoutes } from '../assets/assets.ts'
import { galleryPage } from './gallery.page.tsx'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

let app: App
let address: string
let browser: Browser

if (noBrowser === false) {
  before(async () => {
    const settings = { host: '127.0.0.1', baseUrl: 'http://127.0.0.1' }
    const http = { trustProxy: false as const, requestsPerMinute: 0, baseUrlGiven: false }
    app = (await buildApp({ settings, http, logger: silentLogger(), checks: [], problemPage })).app
    galleryPage(app, { settings })
    assetRoutes(app)
    address = await app.listen({ host: '127.0.0.1', port: 0 })
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    await app.close()
  })
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async (runOnly) => {
    const run = Reflect.get(window, 'axe') as {
      run(node: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
    }
    const { violations: found } = await run.run(document, { runOnly })
    const wide = document.documentElement.scrollWidth > window.innerWidth ? ['the page scrolls sideways'] : []
    return [...wide, ...found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`))]
  }, tags)
}

const looks = {
  'on a desktop': {},
  'on a phone, dark': { viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
  'with more contrast': { contrast: 'more' },
  'with more contrast, dark': { contrast: 'more', colorScheme: 'dark' },
  'in the colours of the reader': { forcedColors: 'active' },
} as const

for (const [name, look] of Object.entries(looks)) {
  test(`every component can be used by everyone ${name}`, { skip: noBrowser }, async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', ...look })
    const page = await context.newPage()
    for (const way of ['', '?dir=rtl', '?lang=x-pseudo', '?lang=x-pseudo-rtl']) {
      await page.goto(`${address}/design${way}`)
      assert.deepEqual(await violations(page), [], way)
    }
    await context.close()
  })
}

test('from right to left the line of the answer arrives on the left', { skip: noBrowser }, async () => {
  const page = await browser.newPage()
  const order = async (way: string) => {
    await page.goto(`${address}/design${way}`)
    return page.evaluate(() => {
      const at = (part: string) => document.querySelector(`.bridge ${part}`)?.getBoundingClientRect().left ?? 0
      return at('.from') < at('.to') ? 'left to right' : 'right to left'
    })
  }
  assert.deepEqual(
    [await order(''), await order('?dir=rtl'), await order('?lang=x-pseudo-rtl')],
    ['left to right', 'right to left', 'right to left'],
  )
  await page.close()
})

test('more contrast changes the colours', { skip: noBrowser }, async () => {
  const ground = async (contrast: 'more' | 'no-preference') => {
    const context = await browser.newContext({ contrast })
    const page = await context.newPage()
    await page.goto(`${address}/design`)
    const colours = await page.evaluate(() => {
      const { backgroundColor, color } = getComputedStyle(document.body)
      return { backgroundColor, color }
    })
    await context.close()
    return colours
  }
  assert.deepEqual(await ground('more'), { backgroundColor: 'rgb(255, 255, 255)', color: 'rgb(0, 0, 0)' })
  assert.deepEqual(await ground('no-preference'), { backgroundColor: 'rgb(251, 250, 247)', color: 'rgb(23, 33, 43)' })
})
