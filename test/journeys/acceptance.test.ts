// SPDX-License-Identifier: Apache-2.0
// The five people of the issue, on a phone, in both languages, without a script: each to a true answer.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Locator, Page } from 'playwright-core'
import '../support/database.ts'
import { noBrowser, openBrowser, visit } from './browser.ts'
import { type ServedAnswers, serveAnswers } from './serve-answers.ts'

const options = { skip: noBrowser }

/** Every run keeps what it saw, to be looked at. */
const pictures = process.env['PASSERELLE_PICTURES'] ?? join(import.meta.dirname, '..', '..', '.cache', 'pictures')

let served: ServedAnswers
let browser: Browser

if (noBrowser === false) {
  before(async () => {
    mkdirSync(pictures, { recursive: true })
    served = await serveAnswers()
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    await served.close()
  })
}

interface Person {
  name: string
  hold: string
  place: string
  purpose: string
  answers: [key: string, value: string][]
  /** Phrases of what holds, and the sentence above. */
  met: Record<'en' | 'zh-CN', string[]>
  summary: Record<'en' | 'zh-CN', RegExp>
}

const people: Person[] = [
  {
    name: 'a technician in Taiyuan',
    hold: 'cn-skill/2',
    place: 'CN-1401',
    purpose: 'title',
    answers: [
      ['honours', 'national-technical-expert'],
      ['recruiter-type', 'vocational-college'],
      ['employer-place', 'CN-SX'],
      ['birthDate', '1986-05-01'],
    ],
    met: { en: ['Recognised as'], 'zh-CN': ['认定为'] },
    summary: { en: /One rule of Taiyuan already speaks for you/, 'zh-CN': /在太原市，已有 1 项规定对您适用/ },
  },
  {
    name: 'a US toxicologist in Suzhou',
    hold: 'us-abt-diplomate',
    place: 'CN-3205',
    purpose: 'title',
    answers: [
      ['credential:c1:stated:relevant-work', 'true'],
      ['employed-in-capacity', 'technical'],
      ['work-place', 'CN-3205'],
    ],
    met: { en: ['Recognised as', 'You are entitled to'], 'zh-CN': ['认定为', '可享受'] },
    summary: { en: /One rule of Suzhou/, 'zh-CN': /在苏州市，已有 1 项规定/ },
  },
  {
    name: 'a Hong Kong surveyor in Guangdong',
    hold: 'hk-quantity-surveyor',
    place: 'CN-GD',
    purpose: 'practice',
    answers: [['credential:c1:stated:mainland-by-mutual-recognition', 'true']],
    met: { en: ['You may practise', 'You are entitled to'], 'zh-CN': ['可执业', '可享受'] },
    summary: { en: /One rule of Guangdong/, 'zh-CN': /在广东省，已有 1 项规定/ },
  },
  {
    name: 'a German mechatronics technician in Taicang',
    hold: 'de-ahk-mechatronics-technician',
    place: 'CN-320585',
    purpose: 'employment',
    answers: [['work-place', 'CN-320585']],
    met: { en: ['Recognised as'], 'zh-CN': ['认定为'] },
    summary: { en: /One rule of Taicang/, 'zh-CN': /在太仓市，已有 1 项规定/ },
  },
  {
    name: 'a Russian welder for whom nothing is known',
    hold: 'other',
    place: 'CN-HL',
    purpose: 'title',
    answers: [],
    met: { en: [], 'zh-CN': [] },
    summary: { en: /That is not a refusal/, 'zh-CN': /不/ },
  },
]

const texts = (page: Page, selector: string): Promise<string[]> =>
  page
    .locator(selector)
    .evaluateAll((nodes) => nodes.map((node) => (node.textContent ?? '').replace(/\s+/g, ' ').trim()))

/** Presses a button that leads to another page, and waits until that is there. */
async function press(page: Page, button: Locator): Promise<void> {
  const loaded = page.waitForEvent('load')
  await button.click()
  await loaded
}

async function tell(page: Page, answers: Person['answers']): Promise<void> {
  for (const [key, value] of answers) {
    for (const fold of await page.locator('#answers details:not([open]) > summary').all()) await fold.click()
    const field = page.locator(`[name="q.${key}"]`)
    if ((await field.first().getAttribute('type')) === 'date') await field.fill(value)
    else await page.locator(`[name="q.${key}"][value="${value}"]`).check()
    if (key === answers.at(-1)?.[0] || key.startsWith('employed')) {
      await press(page, page.locator('#answers .submit button').last())
    }
  }
}

for (const person of people) {
  for (const lang of ['en', 'zh-CN'] as const) {
    test(`${person.name}, in ${lang}, on a phone`, options, async () => {
      const { page, context } = await visit(browser, { lang, theme: 'light', size: 'phone', script: false })
      await page.goto(`${served.address}/`)
      await page.locator('#hold-0').selectOption(person.hold)
      await page.locator('#in').selectOption(person.place)
      await page.locator(`input[name=purpose][value="${person.purpose}"]`).check()
      await press(page, page.locator('#ask button.button:not(.quiet)'))
      await tell(page, person.answers)
      assert.deepEqual(await texts(page, '.finding.met .phrase'), person.met[lang])
      assert.match((await texts(page, '.summary')).join(), person.summary[lang])
      assert.doesNotMatch(page.url(), /q\.|birth/)
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), false)
      const name = `${person.hold}-${lang}.png`.replace('cn-skill/', '')
      await page.screenshot({ path: join(pictures, name), fullPage: true })
      // Side by side, and back to the same answer.
      await press(page, page.locator('button[formaction="/compare"]').first())
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), false)
      await press(page, page.locator('button[name=in]').last())
      assert.deepEqual(await texts(page, '.finding.met .phrase'), person.met[lang])
      // Changing the question keeps what was answered.
      await press(page, page.locator('button[name=change]'))
      assert.equal(await page.locator('#hold-0').inputValue(), person.hold)
      await press(page, page.locator('#ask button.button:not(.quiet)'))
      assert.deepEqual(await texts(page, '.finding.met .phrase'), person.met[lang])
      await context.close()
    })
  }
}
