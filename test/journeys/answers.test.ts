// SPDX-License-Identifier: Apache-2.0
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

/** Runs one visit and checks what holds for every visit: nothing is asked of another server, nothing fails on the page. */
async function journey(look: Look, walk: (page: Page) => Promise<void>): Promise<void> {
  const { page, context, asked } = await visit(browser, look)
  const failures: string[] = []
  page.on('pageerror', (error) => failures.push(error.message))
  // The browser itself notes that a page came with an error status.
  const noted = /the server responded with a status of 40[04]/
  page.on(
    'console',
    (message) => message.type() === 'error' && !noted.test(message.text()) && failures.push(message.text()),
  )
  await walk(page)
  await context.close()
  assert.deepEqual([...new Set(asked.map((url) => url.origin))], [served.address])
  assert.deepEqual(failures, [])
}

const texts = (page: Page, selector: string): Promise<string[]> =>
  page
    .locator(selector)
    .evaluateAll((nodes) => nodes.map((node) => (node.textContent ?? '').replace(/\s+/g, ' ').trim()))

async function ask(page: Page, question: { hold: string[]; in: string; purpose: string }): Promise<void> {
  await page.goto(`${served.address}/`)
  for (const [index, value] of question.hold.entries()) {
    if (index > 0) await page.locator('button[name=more]').click()
    await page.locator(`#hold-${index}`).selectOption(value)
  }
  await page.locator('#in').selectOption(question.in)
  await page.locator(`input[name=purpose][value="${question.purpose}"]`).check()
  await page.locator('#ask button.button:not(.quiet)').click()
  await drawn(page)
  // A phone asks one by one; here all questions are wanted at once.
  const all = page.locator('form#interview [data-act=answer]')
  if ((await all.count()) > 0) await all.click()
  await drawn(page)
}

/** A page that answers by itself says while it does. */
const drawn = (page: Page) => page.locator('#main > .wrap[aria-busy]').waitFor({ state: 'detached' })

async function back(page: Page): Promise<void> {
  await page.goBack()
  await drawn(page)
}

/** Chooses an answer, unfolding the questions where it is folded away. */
async function choose(page: Page, key: string, value: string): Promise<void> {
  const field = page.locator(`[name="q.${key}"][value="${value}"]`)
  const fold = page.locator('#answers details:not([open])', { has: field })
  if ((await fold.count()) > 0) await fold.locator('summary').click()
  await field.check()
}

async function update(page: Page): Promise<void> {
  await page.locator('#answers .submit button').click()
  await drawn(page)
}

test('the toxicologist in Suzhou answers three questions and is recognised', options, () =>
  journey(plain, async (page) => {
    await ask(page, { hold: ['us-abt-diplomate'], in: 'CN-3205', purpose: 'title' })
    assert.equal(
      await page.locator('h1').textContent(),
      'Certificate of the American Board of Toxicology (ABT) in Suzhou',
    )
    assert.deepEqual(await texts(page, '.unknown .phrase'), ['Would be recognised as', 'Would be entitled to'])
    await choose(page, 'credential:c1:stated:relevant-work', 'true')
    await choose(page, 'employed-in-capacity', 'technical')
    await update(page)
    assert.deepEqual(await texts(page, '#answers > .questions legend'), [
      'Where do you work now?Some lists hold only for those who work in the city.',
    ])
    await choose(page, 'work-place', 'CN-3205')
    await update(page)
    assert.deepEqual(await texts(page, '.met .phrase'), ['Recognised as', 'You are entitled to'])
    assert.match((await texts(page, '.met .basis'))[0] ?? '', /Suzhou scheme.*Reported.*Open the source/)
    // Back goes through every answer to the question, and nothing is lost on the way.
    await back(page)
    await page.locator('#answers').waitFor()
    assert.equal(await page.locator('.met .phrase').count(), 0)
    await back(page)
    await back(page)
    assert.equal(await page.locator('#hold-0').inputValue(), 'us-abt-diplomate')
  }),
)

test('outside Suzhou the same certificate is not recognised', options, () =>
  journey({ ...plain, script: false }, async (page) => {
    await page.goto(`${served.address}/?hold=us-abt-diplomate&in=CN-3205&purpose=title`)
    await choose(page, 'work-place', 'elsewhere')
    await update(page)
    assert.deepEqual(await texts(page, '.summary li'), [
      'One rule speaks of what you hold, but a condition is not met.',
    ])
  }),
)

test('an ordinary technician in Shanxi, in Chinese, on a phone, without a script', options, () =>
  journey({ lang: 'zh-CN', theme: 'dark', size: 'phone', script: false }, async (page) => {
    await ask(page, { hold: ['cn-skill/2'], in: 'CN-SX', purpose: 'title' })
    await choose(page, 'honours', '-')
    await choose(page, 'recruiter-type', 'vocational-college')
    await update(page)
    const unmet = page.locator('.finding.unmet', { hasText: '技师认定为中级职称' })
    assert.equal(await unmet.locator('.phrase').first().textContent(), '满足后认定为')
    assert.match((await unmet.locator('.basis').textContent()) ?? '', /晋人社厅发〔2024〕5号第三条.*官方/)
  }),
)

test('a technician of 46 in Shanxi is left to the discretion of the authority', options, () =>
  journey({ ...plain, lang: 'zh-CN' }, async (page) => {
    await ask(page, { hold: ['cn-skill/2'], in: 'CN-SX', purpose: 'title' })
    await choose(page, 'honours', 'national-technical-expert')
    await choose(page, 'recruiter-type', 'vocational-college')
    await choose(page, 'employer-place', 'CN-SX')
    await page.locator('[name="q.birthDate"]').fill('1980-01-01')
    await update(page)
    assert.deepEqual(await texts(page, '.finding.discretion .verdict'), ['酌情决定'])
    assert.match(
      (await texts(page, '.finding.discretion .conditions .discretion'))[0] ?? '',
      /原则上：年龄不超过 45 周岁您 46 周岁/,
    )
  }),
)

test('a bachelor with four years in Shanghai is told from when', options, () =>
  journey(plain, async (page) => {
    const question = 'hold=other&hold=degree/bachelor&in=CN-SH&purpose=title&since=2022-11-22&workPlace=CN-SH'
    await page.goto(`${served.address}/?${question}`)
    await choose(page, 'credential:c1:listed:cn-sh-overseas-2', 'C')
    await choose(page, 'credential:c1:stated:assessed-before', 'false')
    await choose(page, 'credential:c1:stated:listed-title-series', 'other')
    await update(page)
    const intermediate = page.locator('.unmet', { hasText: 'Category C to intermediate title' }).first()
    assert.match((await intermediate.textContent()) ?? '', /from 2[12] November 2027/)
    assert.match((await intermediate.textContent()) ?? '', /4 years so far, 5 years needed: from 2[12] November 2027/)
    assert.match((await texts(page, '.finding.met .phrase')).join(), /You may apply for review/)
  }),
)

test('a Hong Kong architect in Guangdong may practise if recognised before', options, () =>
  journey({ ...plain, theme: 'dark', size: 'phone' }, async (page) => {
    await ask(page, { hold: ['hk-architect'], in: 'CN-GD', purpose: 'practice' })
    await choose(page, 'credential:c1:stated:mainland-by-mutual-recognition', 'true')
    await update(page)
    assert.deepEqual(await texts(page, '.finding.met .phrase'), ['You may practise', 'You are entitled to'])
    // The other language keeps what was answered.
    await page.locator('.switches a[href*="lang=zh-CN"]').click()
    await page.locator('html[lang="zh-CN"]').waitFor()
    await drawn(page)
    assert.deepEqual(await texts(page, '.finding.met .phrase'), ['可执业', '可享受'])
    assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN')
    await page.locator('.switches a[href*="theme=light"]').click()
    await page.locator('html[data-theme=light]').waitFor()
    await drawn(page)
    assert.equal(await page.locator('html').getAttribute('data-theme'), 'light')
    assert.deepEqual(await texts(page, '.finding.met .phrase'), ['可执业', '可享受'])
  }),
)

test('the whole way by keyboard', options, () =>
  journey(plain, async (page) => {
    await page.goto(`${served.address}/`)
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to the content')
    await page.keyboard.press('Enter')
    const focused = () => page.evaluate(() => document.activeElement?.id ?? '')
    const tabTo = async (wanted: string): Promise<void> => {
      for (let steps = 0; steps < 25 && (await focused()) !== wanted; steps++) await page.keyboard.press('Tab')
      assert.equal(await focused(), wanted)
    }
    await tabTo('hold-0')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.type('toxicology')
    await page.keyboard.press('Enter')
    assert.equal(await page.locator('#hold-0').inputValue(), 'us-abt-diplomate')
    await tabTo('in')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.type('suzhou')
    await page.keyboard.press('Enter')
    assert.equal(await page.locator('#in').inputValue(), 'CN-3205')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('#answers').waitFor()
    await page.locator('[name="q.work-place"]').first().focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await page.locator('#answers details').waitFor()
    assert.equal(await page.locator('html').getAttribute('lang'), 'en')
  }),
)

test('what cannot be used is said where it stands, and nothing is lost', options, () =>
  journey({ ...plain, script: false }, async (page) => {
    const answer = await page.goto(`${served.address}/?hold=cn-skill/99&hold=cn-skill/2&in=CN-SX&asOf=2026-02-30`)
    assert.equal(answer?.status(), 404)
    assert.deepEqual(await texts(page, '#gone h2'), ['“cn-skill/99” is not known here'])
    assert.deepEqual(await texts(page, '.error-summary a'), [
      'Search for it by its name',
      '2026-02-30 is not a day of the calendar. Write it as 2026-11-22.',
    ])
    assert.equal(await page.locator('#hold-1').inputValue(), 'cn-skill/2')
  }),
)
