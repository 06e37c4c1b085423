// SPDX-License-Identifier: Apache-2.0
// Pages that wait for some work show what came of it by themselves.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { Browser, Page } from 'playwright-core'
import '../../../test/support/database.ts'
import { type Look, noBrowser, openBrowser, plain, visit } from '../../../test/journeys/browser.ts'
import { knownImports } from '../../../test/support/invented/known-workforce.ts'
import { knownDrafts } from '../../../test/support/law-desk/known-law.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'

let site: WholeSite
let address: string
let browser: Browser
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

/** Opens a page as somebody; `stays` says whether it was never left. */
async function open(role: 'law-editor' | 'register-keeper', path: string, look: Partial<Look> = {}) {
  const { page, context } = await visit(browser, { ...plain, ...look })
  const [name = '', value = ''] = (await site.signIn(role)).split('=')
  await context.addCookies([{ name, value, url: address }])
  await page.goto(`${address}${path}`)
  let loads = 0
  page.on('framenavigated', () => {
    loads += 1
  })
  return { page, context, left: () => loads }
}

const noteImpact = (state: string, progress: number) =>
  sql`
    update population_impacts set state = ${state}, progress = ${progress},
      told = case when ${state} = 'done' then (select told from population_impacts where draft = ${knownDrafts.list}) end
    where draft = ${knownDrafts.proposed}`.execute(site.db)

const shareShown = (page: Page, share: string) => page.locator(`progress[value="${share}"]`).waitFor()

test('figures of a draft appear without anything being pressed', { skip: noBrowser }, async () => {
  const { page, context, left } = await open('law-editor', `/drafts/${knownDrafts.proposed}/impact`)
  await shareShown(page, '40')
  await page.getByRole('link', { name: 'Look again' }).waitFor({ state: 'hidden' })
  await page.getByRole('link', { name: 'To the draft' }).focus()
  await noteImpact('working', 42)
  await shareShown(page, '42')
  await page.getByText('5,000 persons are being evaluated: 42 %.').first().waitFor()
  await noteImpact('done', 100)
  await page.getByRole('heading', { name: 'What they get or lose' }).waitFor()
  await page.getByRole('status').filter({ hasText: 'It has ended: this page shows what came of it.' }).waitFor()
  const focused = await page.evaluate(() => document.activeElement?.id)
  assert.deepEqual([left(), focused, await page.locator('progress').count()], [0, 'main', 0])
  await context.close()
})

test('a page without a script, and one in Chinese on a phone', { skip: noBrowser }, async () => {
  await noteImpact('working', 50)
  const path = `/drafts/${knownDrafts.proposed}/impact`
  const plainly = await open('law-editor', path, { script: false })
  const chinese = await open('law-editor', path, { lang: 'zh-CN', size: 'phone' })
  await shareShown(chinese.page, '50')
  await noteImpact('working', 52)
  await shareShown(chinese.page, '52')
  await shareShown(plainly.page, '50')
  await plainly.page.getByRole('link', { name: 'Look again' }).click()
  await shareShown(plainly.page, '52')
  await noteImpact('failed', 52)
  await chinese.page.locator('.notice.heed').waitFor()
  await chinese.page.getByRole('status').filter({ hasText: '已结束，本页显示结果。' }).waitFor()
  await Promise.all([plainly.context.close(), chinese.context.close()])
})

test('what became of a register appears too, and its counts on the way', { skip: noBrowser }, async () => {
  const { page, context, left } = await open('register-keeper', `/workforce/imports/${knownImports.working}`)
  await shareShown(page, '50')
  const note = (state: string, rows: number) =>
    sql`update population_imports set state = ${state}, rows = ${rows}, position = size * 0.6 where id = ${knownImports.working}`.execute(
      site.db,
    )
  await note('working', 30)
  await shareShown(page, '60')
  await page.getByText('30 rows read: 20 taken, 3 left out').waitFor()
  await note('done', 31)
  await page.getByText('31 rows read: 20 taken, 3 left out').waitFor()
  assert.deepEqual([left(), await page.locator('progress').count()], [0, 0])
  await context.close()
})
