// SPDX-License-Identifier: Apache-2.0
// What a person enters stays on their device: the network is watched during whole interviews.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import '../support/database.ts'
import { type Look, noBrowser, openBrowser, plain } from './browser.ts'
import { type ServedAnswers, serveAnswers } from './serve-answers.ts'
import { type Watched, watchedVisit } from './watched.ts'

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

const watched = (look: Look, walk: (visitor: Watched) => Promise<void>) => watchedVisit(browser, look, walk)

async function ask(page: Page, question: { hold: string; issued: string; in: string }): Promise<void> {
  await page.goto(`${served.address}/`)
  await page.locator('html[data-device=ready]').waitFor()
  await page.locator('#hold-0').selectOption(question.hold)
  await page.locator('#issued-0').fill(question.issued)
  await page.locator('#in').selectOption(question.in)
  await page.locator('input[name=purpose][value=title]').check()
  await page.locator('#ask button.button:not(.quiet)').click()
}

/** What the visitor of these tests holds, asks and answers. */
const personal =
  /us-abt|abt|diplomate|2019|03-17|3205|relevant-work|technical|employed|purpose|title=|hold=|issued|q\./i

const sentText = (page: Page) => page.locator('.sends').first().textContent()

test('a whole interview on a phone sends nothing of the person', options, async () => {
  const sent = await watched({ ...plain, size: 'phone' }, async ({ page }) => {
    await ask(page, { hold: 'us-abt-diplomate', issued: '2019-03-17', in: 'CN-3205' })
    await page.locator('form#interview').waitFor()
    const asked: string[] = []
    for (let n = 0; n < 12 && (await page.locator('form#interview').count()) > 0; n += 1) {
      const key = (await page.locator('form#interview').getAttribute('data-key')) ?? ''
      asked.push(key)
      const answers: Record<string, string> = {
        'credential:c1:stated:relevant-work': 'true',
        'employed-in-capacity': 'technical',
        'work-place': 'CN-3205',
      }
      await page.locator(`[name="q.${key}"][value="${answers[key]}"]`).check()
      await page.locator('form#interview .submit button.button:not(.quiet)').click()
      await page.locator(`form#interview[data-key="${key}"]`).waitFor({ state: 'detached' })
    }
    assert.deepEqual(asked.sort(), ['credential:c1:stated:relevant-work', 'employed-in-capacity', 'work-place'])
    assert.deepEqual(await page.locator('.met .phrase').allTextContents(), ['Recognised as', 'You are entitled to'])
    assert.equal(page.url(), `${served.address}/`)
  })
  assert.deepEqual([...new Set(sent.map((one) => one.split(' ')[0]))], ['GET'])
  assert.deepEqual(
    sent.filter((one) => personal.test(one)),
    [],
  )
  assert.ok(sent.some((one) => /\/bundles\/CN\.[0-9a-f]{16}\.json /.test(one)))
})

test('back, change and start again lose no answer', options, async () => {
  await watched({ ...plain, size: 'phone' }, async ({ page }) => {
    await ask(page, { hold: 'us-abt-diplomate', issued: '2019-03-17', in: 'CN-3205' })
    const form = page.locator('form#interview')
    const key = await form.getAttribute('data-key')
    await form.locator('input[type=radio]').first().check()
    const chosen = await form.locator('input:checked').getAttribute('value')
    await form.locator('.submit button.button:not(.quiet)').click()
    await page.locator(`form#interview[data-key="${key}"]`).waitFor({ state: 'detached' })
    await page.locator('[data-act=back]').click()
    await page.locator(`form#interview[data-key="${key}"]`).waitFor()
    assert.equal(await form.locator('input:checked').getAttribute('value'), chosen)
    await form.locator('[data-act=answer]').click()
    await page.locator('button[name=change]').click()
    assert.equal(await page.locator('#hold-0').inputValue(), 'us-abt-diplomate')
    assert.equal(await page.locator('#issued-0').inputValue(), '2019-03-17')
    await page.goBack()
    await page.locator('[data-act=restart]').click()
    assert.equal(await page.locator('#hold-0').inputValue(), '')
    await page.goBack()
    await page.locator('form#answers').waitFor()
  })
})

test('another language and other colours keep what was entered', options, async () => {
  await watched(plain, async ({ page }) => {
    await ask(page, { hold: 'us-abt-diplomate', issued: '2019-03-17', in: 'CN-3205' })
    await page.locator('form#answers').waitFor()
    assert.equal(await sentText(page), 'The answer is worked out on this device. What you enter is not sent.')
    await page.locator('.switches a[hreflang="zh-CN"]').click()
    await page.locator('html[lang="zh-CN"] .on-device').waitFor()
    await page.locator('h1', { hasText: '苏州' }).waitFor()
    assert.equal(await sentText(page), '结果在本机得出，您填写的内容不会发送。')
  })
})

test('answers are kept in a file and read back from it', options, async () => {
  await watched(plain, async ({ page }) => {
    await ask(page, { hold: 'us-abt-diplomate', issued: '2019-03-17', in: 'CN-3205' })
    const saving = page.waitForEvent('download')
    await page.locator('[data-act=save]').click()
    const file = await (await saving).path()
    await page.goto(`${served.address}/`)
    await page.locator('html[data-device=ready]').waitFor()
    await page.locator('#hold-0').selectOption('cn-skill/2')
    await page.locator('#in').selectOption('CN-SX')
    await page.locator('#ask button.button:not(.quiet)').click()
    const choosing = page.waitForEvent('filechooser')
    await page.locator('[data-act=open]').click()
    await (await choosing).setFiles(file)
    await page.locator('h1', { hasText: 'Toxicology' }).waitFor()
  })
})

test('comparing places and taking the answer away send nothing of the person either', options, async () => {
  const sent = await watched(plain, async ({ page }) => {
    await ask(page, { hold: 'us-abt-diplomate', issued: '2019-03-17', in: 'CN-3205' })
    const download = page.waitForEvent('download')
    await page.locator('button[formaction="/answer.json"]').click()
    const file = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as { format: string; in: string }
    assert.deepEqual([file.format, file.in], ['passerelle-answer/1', 'CN-3205'])
    await page.locator('button[formaction="/compare"]').first().click()
    await page.locator('form#compared').waitFor()
    assert.match((await page.locator('.compared tbody tr').first().textContent()) ?? '', /^Suzhou/)
  })
  assert.deepEqual(
    sent.filter((one) => personal.test(one)),
    [],
  )
})

test(
  'only the PDF of the server sends what was answered, as its button says, and the page stays',
  options,
  async () => {
    const sent = await watched({ ...plain, lang: 'zh-CN' }, async ({ page }) => {
      await ask(page, { hold: 'us-abt-diplomate', issued: '2019-03-17', in: 'CN-3205' })
      await page.locator('form#answers').waitFor()
      const button = page.locator('button[formaction="/answer.pdf"]')
      assert.equal(await button.textContent(), '由服务器生成 PDF')
      assert.match((await page.locator('.take-away').textContent()) ?? '', /您的问题和回答会发送到服务器，服务器不留存/)
      const download = page.waitForEvent('download')
      await button.click()
      const file = await download
      assert.equal(file.suggestedFilename(), 'passerelle-answer.pdf')
      assert.equal(readFileSync(await file.path(), 'latin1').slice(0, 8), '%PDF-1.7')
      await page.locator('form#answers').waitFor()
    })
    const personalOnes = sent.filter((one) => personal.test(one))
    assert.deepEqual(
      personalOnes.map((one) => one.split(' ').slice(0, 2)),
      [['POST', `${served.address}/answer.pdf`]],
    )
    assert.match(personalOnes[0] ?? '', /lang=zh-CN/)
  },
)

test('the answer that the browser prints names its address in full and no path of this site', options, async () => {
  await watched(plain, async ({ page }) => {
    await ask(page, { hold: 'us-abt-diplomate', issued: '2019-03-17', in: 'CN-3205' })
    await page.locator('form#answers').waitFor()
    await page.emulateMedia({ media: 'print' })
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    const printed = (selector: string) =>
      page.locator(selector).evaluateAll((links) => links.map((link) => getComputedStyle(link, '::after').content))
    assert.deepEqual(await printed('a.share'), [`" ${served.address}/?hold=us-abt-diplomate&in=CN-3205&purpose=title"`])
    const sources = (await printed('.basis a')).filter((content) => content !== 'none')
    assert.ok(sources.length > 0)
    assert.deepEqual(
      sources.filter((content) => !content.startsWith('" http')),
      [],
    )
  })
})

test('the browser can install the page, with icons of the sizes they are said to have', options, async () => {
  await watched(plain, async ({ page }) => {
    await page.goto(`${served.address}/`)
    await page.locator('html[data-device=ready]').waitFor()
    const devtools = await page.context().newCDPSession(page)
    const { errors, data = '{}' } = await devtools.send('Page.getAppManifest')
    assert.deepEqual(errors, [])
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors')
    // A visit of a test leaves no trace, and such a window installs nothing.
    assert.deepEqual(
      installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito'),
      [],
    )
    const { icons } = JSON.parse(data) as { icons: { src: string; sizes: string; purpose: string }[] }
    const sizes = await page.evaluate(
      (list) =>
        Promise.all(
          list.map(async ({ src }) => {
            const image = new Image()
            image.src = src
            await image.decode()
            return `${image.naturalWidth}x${image.naturalHeight}`
          }),
        ),
      icons,
    )
    assert.deepEqual(
      icons.map(({ sizes: said }) => said),
      sizes,
    )
    assert.deepEqual(
      icons.map(({ sizes: said, purpose }) => `${said} ${purpose}`),
      ['192x192 any', '512x512 any', '512x512 maskable'],
    )
    assert.equal(await page.locator('link[rel=apple-touch-icon]').count(), 1)
  })
})

test('without a network the page answers, and says how old its law is', options, async () => {
  await watched(plain, async ({ page }) => {
    await ask(page, { hold: 'us-abt-diplomate', issued: '2019-03-17', in: 'CN-3205' })
    await page.locator('form#answers').waitFor()
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready
      while (navigator.serviceWorker.controller === null) await new Promise((done) => setTimeout(done, 20))
      await fetch(performance.getEntriesByType('resource').find((one) => one.name.includes('/bundles/CN'))?.name ?? '')
    })
    await page.context().setOffline(true)
    await page.reload()
    await page.locator('html[data-device=ready]').waitFor()
    await page.locator('#hold-0').selectOption('cn-skill/2')
    await page.locator('#in').selectOption('CN-SX')
    await page.locator('#ask button.button:not(.quiet)').click()
    await page.locator('form#answers').waitFor()
    assert.match((await page.locator('.on-device').textContent()) ?? '', /as this server had it on \d+ \w+ \d{4}/)
  })
})

test('without a script the form says that it sends, and sends by POST', options, async () => {
  const sent = await watched({ ...plain, script: false }, async ({ page }) => {
    await page.goto(`${served.address}/`)
    assert.match((await sentText(page)) ?? '', /is sent to this server .* Nothing of it is kept/)
    await page.locator('#hold-0').selectOption('cn-skill/2')
    await page.locator('#in').selectOption('CN-SX')
    await page.locator('#ask button.button:not(.quiet)').click()
    await page.locator('form#answers').waitFor()
  })
  assert.deepEqual(
    sent.filter((one) => /cn-skill/.test(one.split(' ')[1] ?? '')),
    [],
  )
  assert.ok(sent.some((one) => one.startsWith('POST ') && one.includes('hold=cn-skill')))
})

test(
  'the ways to a title are worked out on the device, in either language, and nothing of the person is sent',
  options,
  async () => {
    const sent = await watched(plain, async ({ page }) => {
      await page.goto(`${served.address}/pathway`)
      await page.locator('html[data-device=ready]').waitFor()
      assert.equal(await sentText(page), 'The answer is worked out on this device. What you enter is not sent.')
      await page.locator('#hold-0').selectOption('us-abt-diplomate')
      await page.locator('#issued-0').fill('2019-03-17')
      await page.locator('#pathway button[name=more]').click()
      await page.locator('#hold-1').selectOption('degree/bachelor')
      assert.equal(await page.locator('#hold-0').inputValue(), 'us-abt-diplomate')
      await page.locator('#in').selectOption('CN-3205')
      await page.locator('#to').selectOption('cn-title/intermediate')
      await page.locator('#pathway button.button:not(.quiet)').click()
      await page.locator('.on-device').waitFor()
      assert.match((await page.locator('h1').textContent()) ?? '', /Suzhou/)
      assert.ok((await page.locator('.stations > li').count()) > 0)
      await page.locator('.switches a[hreflang="zh-CN"]').click()
      await page.locator('html[lang="zh-CN"] h1', { hasText: '苏州' }).waitFor()
      await page.locator('details.again-asked > summary').click()
      await page.locator('#pathway input[name=by][value=effort]').check()
      await page.locator('#pathway button.button:not(.quiet)').click()
      await page.locator('.way').first().waitFor()
      await page.goBack()
      await page.locator('#pathway input[name=by][value=time]:checked').waitFor({ state: 'attached' })
      assert.equal(page.url(), `${served.address}/pathway`)
    })
    assert.deepEqual([...new Set(sent.map((one) => one.split(' ')[0]))], ['GET'])
    const said = new RegExp(`${personal.source}|bachelor|intermediate|effort`, 'i')
    assert.deepEqual(
      sent.filter((one) => said.test(one)),
      [],
    )
    assert.ok(sent.some((one) => /\/bundles\/CN\.[0-9a-f]{16}\.json /.test(one)))
  },
)

test('from an answer to the ways to a rule that is not met, nothing of the person is sent', options, async () => {
  const sent = await watched(plain, async ({ page }) => {
    await ask(page, { hold: 'cn-skill/2', issued: '2025-08-20', in: 'CN-SX' })
    await page.locator('button[formaction="/pathway"][name=to]').first().click()
    await page.waitForURL(`${served.address}/pathway`)
    await page.locator('.on-device').waitFor()
    assert.match((await page.locator('h1').textContent()) ?? '', /Shanxi/)
    assert.ok((await page.locator('.stations > li').count()) > 0)
  })
  assert.deepEqual(
    sent.filter((one) => !one.startsWith('GET ') || /cn-skill|2025-08|CN-SX|issued|hold=/.test(one)),
    [],
  )
})

test('without a script the ways are asked for by POST, and the form says that it sends', options, async () => {
  const sent = await watched({ ...plain, script: false }, async ({ page }) => {
    await page.goto(`${served.address}/pathway`)
    assert.match((await sentText(page)) ?? '', /is sent to this server .* Nothing of it is kept/)
    await page.locator('#hold-0').selectOption('cn-skill/3')
    await page.locator('#in').selectOption('CN-SX')
    await page.locator('#to').selectOption('cn-skill/2')
    await page.locator('#pathway button.button:not(.quiet)').click()
    await page.locator('.stations > li').first().waitFor()
  })
  assert.deepEqual(
    sent.filter((one) => /cn-skill/.test(one.split(' ')[1] ?? '')),
    [],
  )
  assert.ok(sent.some((one) => one.startsWith('POST ') && one.includes('hold=cn-skill')))
})
