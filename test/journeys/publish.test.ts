// SPDX-License-Identifier: Apache-2.0
// As an official would, in Chinese: 344 items in five batches, from the template to the list that the finder answers from, with mistakes on the way.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { sql } from 'kysely'
import type { Browser, Page } from 'playwright-core'
import '../support/database.ts'
import { silentLogger } from '../../src/kernel/index.ts'
import { keepImporting } from '../../src/publishing/index.ts'
import { newVisitor } from '../support/visitors.ts'
import { type WholeSite, wholeSite } from '../support/whole-site.ts'
import { noBrowser, openBrowser, plain, visit } from './browser.ts'

let site: WholeSite
let address: string
let importer: ReturnType<typeof keepImporting>
let browser: Browser

/** Opened by the test itself: what all tests of a run hold open together is little. */
async function open(): Promise<void> {
  site = await wholeSite({ named: true })
  address = await site.listen()
  importer = keepImporting(site.appDb, silentLogger())
  importer.start()
  browser = await openBrowser()
}

async function close(): Promise<void> {
  await browser.close()
  await importer.stop()
  await site.close()
}

/** A page of somebody of the authority, in Chinese. */
async function seatOf(name: string, role: 'law-editor' | 'law-approver', size: 'desktop' | 'phone' = 'desktop') {
  const { cookie } = await newVisitor(site, name, role)
  const { page, context } = await visit(browser, { ...plain, lang: 'zh-CN', size })
  const [key = '', value = ''] = cookie.split('; ')[0]?.split('=') ?? []
  await context.addCookies([{ name: key, value, url: address }])
  page.setDefaultTimeout(30_000)
  return page
}

type Row = Partial<Record<'B' | 'D' | 'F' | 'G' | 'H' | 'J', string>>

/** The template as it was downloaded, with rows typed below its head. */
function filled(template: Uint8Array, rows: readonly Row[]): Buffer {
  const parts = unzipSync(template)
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
  const cells = rows.map((row, index) => {
    const written = Object.entries(row).map(
      ([column, text]) => `<c r="${column}${index + 2}" t="inlineStr"><is><t>${text}</t></is></c>`,
    )
    return `<row r="${index + 2}">${written.join('')}</row>`
  })
  parts['xl/worksheets/sheet1.xml'] = strToU8(sheet.replace('</sheetData>', `${cells.join('')}</sheetData>`))
  return Buffer.from(zipSync(parts))
}

const sizes = [70, 70, 70, 70, 64] as const
const nameOf = (batch: number, index: number): string => `演示资格${batch}-${index}`
const rowsOf = (batch: number): Row[] =>
  Array.from({ length: sizes[batch - 1] ?? 0 }, (_, index) => ({
    B: nameOf(batch, index + 1),
    D: `演示颁证机构${batch}`,
    F: 'XB',
    G: 'A',
    // As people write it: in the calendar's Chinese, and by its number in the spreadsheet.
    H: index % 2 === 0 ? '2026年11月1日' : '2026-11-01',
  }))

/** By the form, to the page where the rows are uploaded. */
async function beginBatch(page: Page, batch: number): Promise<void> {
  await page.goto(`${address}/drafts/new`)
  await page.getByRole('link', { name: '一批目录' }).click()
  await page.getByLabel('标题（中文）').fill(`第${batch}批国际职业资格目录（演示）`)
  await page.locator('[name=number]').fill(`演人社〔2026〕${batch}号`)
  await page.locator('[name=place]').fill('XA-N')
  await page.locator('[name=effective]').fill('2026-11-01')
  await page.locator('[name=url]').fill(`https://example.org/xa/2026-${batch}`)
  await page.locator('[name=batch]').fill(String(batch))
  await page.locator('[name="class.0.level"]').fill('cn-title/intermediate')
  await page.locator('[name=purposes][value=title]').check()
  await page.getByRole('button', { name: '新建，下一步导入条目' }).first().click()
  await page.getByRole('heading', { name: '导入目录', level: 1 }).waitFor()
}

async function upload(page: Page, rows: readonly Row[]): Promise<void> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Excel模板' }).first().click(),
  ])
  const template = readFileSync(await download.path())
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '目录.xlsx', mimeType: 'application/octet-stream', buffer: filled(template, rows) })
  await page.getByRole('button', { name: '上传并检查' }).click()
  for (;;) {
    if (await page.getByRole('heading', { name: '导入结果' }).isVisible()) return
    await page.waitForTimeout(300)
    if (!(await page.getByRole('heading', { name: '导入结果' }).isVisible())) await page.reload()
  }
}

/** Names that are alike to known ones wait for a decision: here all of them are new. */
async function decideAlike(page: Page): Promise<void> {
  const open = page.locator('.import-way a')
  if ((await open.count()) === 0) return
  await open.click()
  await page.getByRole('button', { name: '其余均为新' }).click()
  await page.getByText('选择已保存。').waitFor()
}

async function takeOver(page: Page): Promise<void> {
  await decideAlike(page)
  await page.getByRole('button', { name: '采用到草稿' }).click()
  await page.getByText('已采用：条目已写入草稿。').waitFor()
  await page.getByRole('link', { name: /返回草稿/ }).click()
}

/** From the draft: proposed for today. */
async function proposeIt(page: Page): Promise<string> {
  await page.getByRole('link', { name: '提请公布' }).click()
  await page.getByRole('button', { name: '提请审批' }).click()
  await page.getByText('已提请，并已通知审批人。').waitFor()
  return new URL(page.url()).pathname
}

async function approve(page: Page, publication: string): Promise<void> {
  await page.goto(address + publication)
  await page.getByRole('button', { name: '批准' }).click()
  await page.getByText('已批准。').waitFor()
  await page.getByRole('link', { name: '查看现行规定' }).waitFor()
}

test('five batches of 344 items, as an official publishes them', { skip: noBrowser }, async (context) => {
  await open()
  context.after(close)
  const editor = await seatOf('起草人', 'law-editor')
  const approver = await seatOf('审批人', 'law-approver')

  await context.test('mistakes of the first batch are told by their cells, and mended', async () => {
    await beginBatch(editor, 1)
    const draft = new URL(editor.url()).pathname
    const rows = rowsOf(1)
    const wrong = [
      ...rows,
      { ...rows[0] },
      { B: '没有类别', F: 'XB' },
      { B: '日期不对', F: 'XB', G: 'A', H: '2026-13-01' },
    ]
    wrong[4] = { ...wrong[4], G: 'B' }
    wrong[5] = { ...wrong[5], F: '无此国家' }
    await upload(editor, wrong)
    const text = await editor.locator('main').innerText()
    for (const cell of ['G6', 'F7', 'G73', 'H74']) assert.ok(text.includes(cell), `${cell} in ${text}`)
    await editor.goto(address + draft)
    await upload(editor, rows)
    assert.match(await editor.locator('main').innerText(), /列入70项，调整0项，退出0项/)
    await takeOver(editor)
    const publication = await proposeIt(editor)
    await approve(approver, publication)
  })

  await context.test(
    'the second is returned with a remark, mended and approved; nobody approves their own',
    async () => {
      await beginBatch(editor, 2)
      await upload(editor, rowsOf(2))
      await takeOver(editor)
      const draft = new URL(editor.url()).pathname
      const publication = await proposeIt(editor)
      assert.equal(await editor.getByRole('button', { name: '批准' }).count(), 0)
      await approver.goto(address + publication)
      await approver.getByText('退回并附意见').click()
      await approver.getByLabel('需修改的内容').fill('请删去第一项')
      await approver.getByRole('button', { name: '退回', exact: true }).click()
      await approver.getByText('已退回，并已通知提请人。').waitFor()
      await editor.goto(`${address}${draft}/import`)
      await editor.getByLabel('表格内容').selectOption({ label: '整份目录' })
      // What is no longer in the list leaves it on a day.
      await editor.locator('[name=effective]').fill('2026-11-15')
      await upload(editor, rowsOf(2).slice(1))
      assert.match(await editor.locator('main').innerText(), /列入0项，调整0项，退出1项，未变69项/)
      await takeOver(editor)
      await approve(approver, await proposeIt(editor))
    },
  )

  for (const batch of [3, 4, 5]) {
    await context.test(`batch ${batch}`, async () => {
      await beginBatch(editor, batch)
      await upload(editor, rowsOf(batch))
      await takeOver(editor)
      await approve(approver, await proposeIt(editor))
    })
  }

  await context.test('the finder answers from all of them, and not from what was struck out', async () => {
    const answer = async (name: string): Promise<string> => {
      const { rows } = await sql<{ id: string }>`
        select id from qualifications where names->>'zh-CN' = ${name} and superseded_at is null`.execute(site.db)
      const id = rows[0]?.id ?? ''
      const body = {
        person: { credentials: [{ id: 'c1', qualification: id }] },
        in: 'XA-N',
        purpose: 'title',
        asOf: '2026-11-22',
      }
      const asked = await fetch(`${address}/api/v1/assessments`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      const { assessment } = (await asked.json()) as { assessment: { findings: { verdict: string }[] } }
      return assessment.findings.map(({ verdict }) => verdict).join(' ')
    }
    for (const [index, size] of sizes.entries()) assert.equal(await answer(nameOf(index + 1, size)), 'met', `${index}`)
    assert.equal(await answer(nameOf(2, 2)), 'met')
    assert.notEqual(await answer(nameOf(2, 1)), 'met')
    const { page } = await visit(browser, { ...plain, lang: 'zh-CN', size: 'phone' })
    await page.goto(`${address}/search?q=${encodeURIComponent(nameOf(5, 12))}`)
    await page
      .getByRole('link', { name: nameOf(5, 12) })
      .first()
      .click()
    await page.locator('[name=in]').first().selectOption('XA-N')
    await page.getByRole('button', { name: '查看结果' }).click()
    await page.getByText('已有 1 项规定对您适用').waitFor()
    await page.goto(`${address}/law?place=XA-N`)
    assert.match(await page.locator('main').innerText(), /第5批国际职业资格目录（演示）/)
  })
})
