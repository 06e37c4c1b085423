// SPDX-License-Identifier: Apache-2.0
// What an official does in the browser to publish a batch of a catalogue, step by step, in their own language.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { Browser, Page } from 'playwright-core'
import { silentLogger } from '../../src/kernel/index.ts'
import { keepImporting } from '../../src/publishing/index.ts'
import { type Words, wordsIn } from '../../src/ui/index.ts'
import { newVisitor } from '../support/visitors.ts'
import { type WholeSite, wholeSite } from '../support/whole-site.ts'
import { type Look, openBrowser, plain, visit } from './browser.ts'

export interface Office {
  site: WholeSite
  address: string
  browser: Browser
  close(): Promise<void>
}

/** The site with what reads tables beside it, and a browser. */
export async function openOffice(lang?: Look['lang']): Promise<Office> {
  const site = await wholeSite({ named: true })
  const address = await site.listen()
  const importer = keepImporting(site.appDb, silentLogger())
  importer.start()
  const browser = await openBrowser(lang)
  const close = async () => {
    await browser.close()
    await importer.stop()
    await site.close()
  }
  return { site, address, browser, close }
}

export interface Seat {
  page: Page
  words: Words
  address: string
  cookie: string
}

/** Somebody of the authority in the north at their desk. */
export async function seatOf(
  office: Office,
  name: string,
  role: 'law-editor' | 'law-approver',
  look: Partial<Look> = {},
): Promise<Seat> {
  const { cookie } = await newVisitor(office.site, name, role)
  return seatWith(office, cookie, look)
}

/** Somebody who has signed in, at another screen; nobody, with an empty cookie. */
export async function seatWith(
  { browser, address }: Office,
  cookie: string,
  { lang = 'zh-CN', ...look }: Partial<Look> = {},
): Promise<Seat> {
  const { page, context } = await visit(browser, { ...plain, ...look, lang })
  const [name = '', value = ''] = cookie.split('; ')[0]?.split('=') ?? []
  if (cookie !== '') await context.addCookies([{ name, value, url: address }])
  page.setDefaultTimeout(30_000)
  return { page, words: wordsIn(lang), address, cookie }
}

const button = ({ page, words }: Seat, key: string) => page.getByRole('button', { name: words.t(key), exact: true })
const link = ({ page, words }: Seat, key: string) => page.getByRole('link', { name: words.t(key), exact: true })
const press = (seat: Seat, key: string) => button(seat, key).first().click()
const follow = (seat: Seat, key: string) => link(seat, key).first().click()
const seen = ({ page, words }: Seat, key: string) => page.getByText(words.t(key)).first().waitFor()

/** Types a part of a name and picks from what the list then offers, as people do. */
async function pick({ page }: Seat, field: string, name: string): Promise<void> {
  const box = page.locator(`[name="${field}"]`)
  const list = await box.getAttribute('list')
  const offered = await page
    .locator(`[id="${list}"] option`)
    .evaluateAll((options) => options.map((option) => (option as unknown as { value: string }).value))
  const found = offered.filter((value) => value.includes(name))
  assert.ok(found.length > 0, `${name} is offered in ${field}`)
  await box.fill(found.find((value) => value.startsWith(name)) ?? found[0] ?? '')
}

export interface Typed {
  title: string
  number: string
  batch: number
  place: string
  effective: string
  /** By the code of the class: the level by its name. */
  levels: Readonly<Record<string, string>>
  /** The title of the list with which it goes on, which has levels already. */
  continues?: string
}

/** Fills in the form of a new batch and stops before the button. */
export async function fillBeginning(seat: Seat, typed: Typed): Promise<void> {
  const { page, words, address } = seat
  await page.goto(`${address}/drafts`)
  await follow(seat, 'draft.begin')
  await follow(seat, 'editor.begin.catalogue')
  await page.getByLabel(words.t(words.lang === 'en' ? 'editor.title.en' : 'editor.title.zh')).fill(typed.title)
  await page.locator('[name=titleZh]').fill(typed.title)
  await page.getByLabel(words.t('editor.number')).fill(typed.number)
  await pick(seat, 'place', typed.place)
  await page.getByLabel(words.t('editor.effective')).fill(typed.effective)
  await page.getByLabel(words.t('editor.url'), { exact: true }).fill(`https://example.org/xa/2026-${typed.batch}`)
  await page.getByLabel(words.t('editor.batch'), { exact: true }).fill(String(typed.batch))
  if (typed.continues !== undefined) {
    await page.getByLabel(words.t('editor.continues')).selectOption({ label: typed.continues })
    return
  }
  for (const [index, [id, level]] of Object.entries(typed.levels).entries()) {
    if (index > 0) await press(seat, 'editor.class.more')
    await page.locator(`[name="class.${index}.id"]`).fill(id)
    await pick(seat, `class.${index}.level`, level)
  }
}

/** By the form, to the page where the rows are uploaded; answers the address of the draft. */
export async function beginBatch(seat: Seat, typed: Typed): Promise<string> {
  await fillBeginning(seat, typed)
  await press(seat, 'editor.begin.catalogue.do')
  await seat.page.getByRole('heading', { name: seat.words.t('import.title'), level: 1 }).waitFor()
  return new URL(seat.page.url()).pathname.replace(/\/import$/, '')
}

/** Says, on the page of the import, which list this batch continues. */
export async function continueList(seat: Seat, list: string): Promise<void> {
  const { page, words } = seat
  await page.locator('#batches ~ details > summary, section[aria-labelledby=batches] summary').first().click()
  await page.getByLabel(words.t('importing.continues')).selectOption({ label: list })
  await press(seat, 'importing.batch.keep')
  await seen(seat, 'importing.declared')
}

/** Cells of a row by the column of the template. */
export type Cells = Readonly<Record<string, string>>

/** The template as it was downloaded, with rows typed below its head. */
export function filled(template: Uint8Array, rows: readonly Cells[]): Buffer {
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

/** Downloads the template, fills it in and hands it in; waits until it has been read. */
export async function upload(seat: Seat, rows: readonly Cells[]): Promise<void> {
  const [download] = await Promise.all([seat.page.waitForEvent('download'), follow(seat, 'import.template.xlsx')])
  const template = readFileSync(await download.path())
  await handIn(seat, `${seat.words.t('import.catalogue')}.xlsx`, filled(template, rows))
}

export async function handIn(seat: Seat, name: string, buffer: Buffer): Promise<void> {
  await seat.page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
  await press(seat, 'import.upload.do')
  await beRead(seat)
}

/** Until the file has been read: the page shows it by itself. */
export async function beRead({ page, words }: Seat): Promise<void> {
  await page.getByRole('heading', { name: words.t('import.sum'), exact: true }).waitFor({ timeout: 120_000 })
}

/** Names that are alike to known ones wait for a decision: here all of them are new. */
export async function decideAlike(seat: Seat): Promise<void> {
  const open = seat.page.locator('.import-way a')
  if ((await open.count()) === 0) return
  await open.click()
  await press(seat, 'import.choose.many.new')
  await seen(seat, 'import.done.chosen')
}

export async function takeOver(seat: Seat): Promise<void> {
  await decideAlike(seat)
  await press(seat, 'import.take-over')
  await seen(seat, 'import.done.taken')
  await follow(seat, 'import.to-draft')
}

/** From the draft: proposed for today. Answers the address of the publication. */
export async function proposeIt(seat: Seat): Promise<string> {
  await follow(seat, 'publication.propose')
  await press(seat, 'publication.propose.do')
  await seen(seat, 'publication.done.proposed')
  return new URL(seat.page.url()).pathname
}

export async function approve(seat: Seat, publication: string): Promise<void> {
  await seat.page.goto(seat.address + publication)
  await press(seat, 'publication.approve')
  await seen(seat, 'publication.done.approved')
  await link(seat, 'publication.to-law').waitFor()
}

export const at = { button, link, press, follow, seen, pick }
