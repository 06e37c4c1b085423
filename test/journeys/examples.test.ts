// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import '../support/database.ts'
import { type WholeSite, wholeSite } from '../support/whole-site.ts'
import { noBrowser, openBrowser, plain, visit } from './browser.ts'

let site: WholeSite
let browser: Browser
let address: string

if (noBrowser === false) {
  before(async () => {
    site = await wholeSite()
    address = await site.listen()
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    await site.close()
  })
}

for (const script of [false, true]) {
  const how = script ? 'with a script' : 'without a script'
  test(`a reader opens an example of a rule and asks the same in the finder, ${how}`, { skip: noBrowser }, async () => {
    const { page, context } = await visit(browser, { ...plain, lang: 'zh-CN', size: 'phone', script })
    await page.goto(`${address}/law/cn-sx-2024-5`)
    const rule = page.locator('#rule-technician-intermediate')
    await rule.getByText(/^示例：/).click()
    const example = rule.locator('#example-unmet-ordinary-technician')
    assert.match(await example.innerText(), /二级\/技师 · 2019年6月30日签发/)
    assert.match(await example.innerText(), /不符合规则，单靠时间也不会符合。/)
    await example.getByRole('button', { name: /^在查询页提出同样的问题/ }).click()
    await page.locator('h1', { hasText: '山西省' }).waitFor()
    assert.equal(new URL(page.url()).pathname, '/')
    assert.match(await page.locator('main').innerText(), /技师认定为中级职称/)
    await context.close()
  })
}

test('every outcome, clause, rule, example and entry of a list has an address of its own', {
  skip: noBrowser,
}, async () => {
  const { page, context } = await visit(browser, plain)
  for (const path of ['/law/cn-sx-2024-5', '/catalogues/cn-3205-comparison', '/frameworks/cn-skill']) {
    await page.goto(address + path)
    const { anchors, dead, twice } = await page.evaluate(() => {
      const targets = [...document.querySelectorAll('a.anchor')].map(
        (link) => link.getAttribute('href')?.slice(1) ?? '',
      )
      const ids = [...document.querySelectorAll('[id]')].map((node) => node.id)
      return {
        anchors: targets.length,
        dead: targets.filter((id) => !ids.includes(id)),
        twice: ids.filter((id, index) => ids.indexOf(id) !== index),
      }
    })
    assert.deepEqual([dead, twice], [[], []], path)
    const wanted = await page
      .locator('.clause, .law-rule, .law-rule .outcome, .cases li, .law-columns .law-list > li[id], .ladder li')
      .count()
    assert.ok(anchors >= wanted && wanted > 0, `${path}: ${anchors} of ${wanted}`)
  }
  await page.goto(`${address}/law/cn-sx-2024-5#example-unmet-ordinary-technician`)
  assert.equal(await page.locator('#example-unmet-ordinary-technician').isVisible(), true)
  await context.close()
})
