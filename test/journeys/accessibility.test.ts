// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import '../support/database.ts'
import { type Look, noBrowser, openBrowser, visit } from './browser.ts'
import { type ServedAnswers, serveAnswers } from './serve-answers.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const pages = {
  'the question': '/',
  'an open answer': '/?hold=us-abt-diplomate&in=CN-3205&purpose=title',
  'many questions': '/?hold=other&hold=degree/bachelor&in=CN-SH&purpose=title',
  'an unmet answer': '/?hold=cn-skill/2&issued=2025-08-20&in=CN-SX&purpose=title',
  'no rule': '/?hold=cn-skill/2&in=JP&purpose=title',
  'a wrong question': '/?hold=nonsense&in=CN-SX&asOf=2026-02-30',
  'search, nothing asked': '/search',
  'search, found in Chinese': '/search?q=%E6%8A%80%E5%B8%88',
  'search, nothing found': '/search?q=zzzzqqqq',
  'two places': '/mutuality?a=DE&b=CN',
  'two places, one unknown': '/mutuality?a=QQ&b=CN',
  'what counts as this here': '/reverse?to=cn-title/intermediate&in=CN-3205',
}

let served: ServedAnswers
let browser: Browser

if (noBrowser === false) {
  before(async () => {
    served = await serveAnswers()
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    await served.close()
  })
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async (tags) => {
    const run = Reflect.get(window, 'axe') as {
      run(node: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
    }
    const { violations: found } = await run.run(document, { runOnly: tags })
    return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`))
  }, rules)
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

const looks: Look[] = (['light', 'dark'] as const).flatMap((theme) =>
  (['desktop', 'phone'] as const).flatMap((size) =>
    (['en', 'zh-CN'] as const).map((lang) => ({ lang, theme, size, script: true })),
  ),
)

for (const [name, path] of Object.entries(pages)) {
  test(`${name} can be used by everyone`, { skip: noBrowser }, async () => {
    for (const look of looks) {
      const { page, context } = await visit(browser, look)
      await page.goto(served.address + path)
      // What is folded is looked at as well.
      await page.evaluate(() => {
        for (const fold of document.querySelectorAll('details')) fold.open = true
      })
      assert.deepEqual([...(await violations(page)), ...(await misfits(page))], [], JSON.stringify(look))
      await context.close()
    }
  })
}

test('the search on the device can be used by everyone: its options, and its page', { skip: noBrowser }, async () => {
  for (const look of looks) {
    const { page, context } = await visit(browser, look)
    await page.goto(`${served.address}/`)
    await page.locator('html[data-device=ready]').waitFor()
    await page.locator('#search-q').click()
    await page.locator('#search-q').pressSequentially('jishi')
    await page.locator('#search-option-1').waitFor()
    await page.locator('#search-q').press('ArrowDown')
    assert.deepEqual([...(await violations(page)), ...(await misfits(page))], [], JSON.stringify(look))
    await page.locator('#search-q').press('Escape')
    await page.locator('#search-q').press('Enter')
    await page.locator('.search-found').first().waitFor()
    assert.deepEqual([...(await violations(page)), ...(await misfits(page))], [], JSON.stringify(look))
    await context.close()
  }
})
