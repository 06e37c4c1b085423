// SPDX-License-Identifier: Apache-2.0
// Two places compared, and the question asked the other way round.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import '../support/database.ts'
import { type Look, noBrowser, openBrowser, plain, visit } from './browser.ts'
import { type ServedAnswers, serveAnswers } from './serve-answers.ts'

const options = { skip: noBrowser }

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

async function journey(look: Look, walk: (page: Page) => Promise<void>): Promise<void> {
  const { page, context, asked } = await visit(browser, look)
  await walk(page)
  await context.close()
  assert.deepEqual([...new Set(asked.map((url) => url.origin))], [served.address])
}

const texts = (page: Page, selector: string): Promise<string[]> =>
  page
    .locator(selector)
    .evaluateAll((nodes) => nodes.map((node) => (node.textContent ?? '').replace(/\s+/g, ' ').trim()))

test('an official picks Australia and New Zealand, and sees the same both ways', options, () =>
  journey({ ...plain, script: false }, async (page) => {
    await page.goto(`${served.address}/mutuality`)
    await page.locator('#a').selectOption('AU')
    await page.locator('#b').selectOption('NZ')
    await page.locator('.picker button').click()
    assert.equal(
      await page.locator('h1').first().textContent(),
      'Australia and New Zealand: what each recognises of the other',
    )
    assert.deepEqual(await texts(page, '.drawing .between'), [
      'is what Australia gives for',
      'is what Australia gives for',
      'counts in New Zealand for',
      'counts in New Zealand for',
      'Sydney Accord · In force',
      'Trans-Tasman Mutual Recognition Arrangement · In force',
    ])
    assert.deepEqual(await texts(page, '#gaps'), [])
  }),
)

test('a journalist reads in Chinese, on a phone, that nothing is known', options, () =>
  journey({ lang: 'zh-CN', theme: 'dark', size: 'phone', script: true }, async (page) => {
    await page.goto(`${served.address}/mutuality?a=RU&b=US`)
    assert.deepEqual(await texts(page, '.drawing .nothing'), ['这里尚不掌握'])
    assert.match((await texts(page, '.lead'))[0] ?? '', /这不是否定，只表示这里尚不掌握/)
    // The other language keeps both places.
    await page.locator('.switches a[hreflang="en"]').click()
    assert.equal(
      await page.locator('h1').first().textContent(),
      'Russia and United States: what each recognises of the other',
    )
  }),
)

test('an employer in Shanxi asks what counts as an intermediate title, and looks elsewhere', options, () =>
  journey({ ...plain, size: 'phone' }, async (page) => {
    await page.goto(`${served.address}/reverse`)
    await page.locator('#to').selectOption('cn-title/intermediate')
    await page.locator('#in').selectOption('CN-SX')
    await page.locator('.picker button').click()
    assert.deepEqual(await texts(page, '.kind-head'), ['Would be recognised as', 'Could apply for review'])
    assert.match((await texts(page, '.rule-card .basis'))[0] ?? '', /晋人社厅发〔2024〕5号/)
    await page.locator('.chips a', { hasText: 'Suzhou' }).click()
    assert.match((await page.locator('h1').first().textContent()) ?? '', /in Suzhou\?$/)
    assert.match(
      (await texts(page, '.note'))[0] ?? '',
      /known here only in part: no entry of this class; the whole list has 344/,
    )
  }),
)
