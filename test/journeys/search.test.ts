// SPDX-License-Identifier: Apache-2.0
// Search as people use it: what is typed stays on the device, and what is found is what the server would have found.
import assert from 'node:assert/strict'
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

const box = (page: Page) => page.locator('#search-q')
const addressesOf = (sent: readonly string[]) => sent.map((one) => new URL(one.split(' ')[1] ?? ''))

/** Types as a person does, and waits until all names are there. */
async function type(page: Page, query: string): Promise<void> {
  await box(page).click()
  await box(page).pressSequentially(query)
  await page.locator('html[data-search=complete]').waitFor()
}

/** Every name on the page of results, with what stands beside it. */
const found = (page: Page) => page.locator('.search-found').allInnerTexts()

const queries = [
  'toxicolgy board',
  'gaojijishi',
  'gcs',
  '工程師',
  '注册建筑',
  'Suzohu',
  'welder',
  'CN-320585',
  'zzzzqqqq',
]

test('words typed into the search leave in no request, and find what the server finds', options, async () => {
  const onDevice = new Map<string, string[]>()
  const sent = await watched(plain, async ({ page }) => {
    await page.goto(`${served.address}/search`)
    for (const query of queries) {
      await box(page).fill('')
      await type(page, query)
      await page.waitForFunction((q) => new URLSearchParams(location.hash.slice(1)).get('q') === q, query)
      onDevice.set(query, await found(page))
    }
    await page.reload()
    await page.locator('html[data-search=complete]').waitFor()
    assert.equal(await box(page).inputValue(), 'zzzzqqqq')
    await page.locator('.search-help h2', { hasText: 'zzzzqqqq' }).waitFor()
  })
  const traces = queries.flatMap((query) => [query, encodeURIComponent(query), query.replaceAll(' ', '+')])
  assert.deepEqual(
    sent.filter((one) => traces.some((trace) => one.includes(trace))),
    [],
  )
  assert.deepEqual([...new Set(sent.map((one) => one.split(' ')[0]))], ['GET'])
  assert.deepEqual([...new Set(addressesOf(sent).map(({ search }) => search))].sort(), ['', '?lang=en', '?lang=zh-CN'])
  await watched({ ...plain, script: false }, async ({ page }) => {
    for (const query of queries) {
      await page.goto(`${served.address}/search?${new URLSearchParams({ q: query })}`)
      assert.deepEqual(onDevice.get(query), await found(page), query)
    }
  })
  assert.ok((onDevice.get('gcs')?.length ?? 0) > 5)
})

test('which files are fetched, and in which order, does not depend on the words', options, async () => {
  const fetched = async (query: string) => {
    const sent = await watched(plain, async ({ page }) => {
      await page.goto(`${served.address}/`)
      await page.locator('html[data-device=ready]').waitFor()
      await type(page, query)
    })
    // The service worker asks once more for what the page asks for.
    return [...new Set(addressesOf(sent).flatMap(({ pathname }) => (pathname.startsWith('/names/') ? [pathname] : [])))]
  }
  const files = await fetched('welder')
  assert.ok(files.length > 3, files.join())
  assert.deepEqual(await fetched('高级技师'), files)
})

test('what comes before the first result weighs at most 300 kB', options, async () => {
  const read = async (address: string) => {
    const answer = await fetch(served.address + address, { headers: { 'accept-encoding': 'br' } })
    assert.equal(answer.headers.get('content-encoding'), 'br')
    assert.match(answer.headers.get('cache-control') ?? '', /immutable/)
    return Number(answer.headers.get('content-length'))
  }
  const index = (await (await fetch(`${served.address}/names/index.json`)).json()) as {
    characters: string
    shards: string[]
    script: string
  }
  const weights = await Promise.all([index.script, index.characters, index.shards[0] ?? ''].map(read))
  assert.ok(weights.every((weight) => weight > 1000))
  assert.ok(weights.reduce((sum, weight) => sum + weight, 0) <= 300_000, `${weights}`)
  const stale = await fetch(served.address + index.characters.replace(/[0-9a-f]{16}/, '0'.repeat(16)))
  assert.ok(stale.status >= 400, `${stale.status}`)
})

test(
  'the box on the first page: arrows, Enter and Escape; what is picked is filled in and not sent',
  options,
  async () => {
    const sent = await watched({ ...plain, size: 'phone' }, async ({ page }) => {
      await page.goto(`${served.address}/`)
      await page.locator('html[data-device=ready]').waitFor()
      await page.locator('#issued-0').fill('2019-03-17')
      await type(page, 'toxicolgy board')
      await page.locator('#search-option-0', { hasText: 'Toxicology' }).waitFor()
      assert.equal(await box(page).getAttribute('aria-expanded'), 'true')
      assert.equal(await box(page).getAttribute('aria-activedescendant'), null)
      await box(page).press('ArrowDown')
      assert.equal(await box(page).getAttribute('aria-activedescendant'), 'search-option-0')
      assert.equal(await page.locator('[role=option][aria-selected=true]').count(), 1)
      await box(page).press('Escape')
      assert.equal(await box(page).getAttribute('aria-expanded'), 'false')
      assert.equal(await box(page).inputValue(), 'toxicolgy board')
      await box(page).press('ArrowDown')
      await box(page).press('Enter')
      await page.locator('#hold-0:focus').waitFor()
      assert.equal(await page.locator('#hold-0').inputValue(), 'us-abt-diplomate')
      assert.equal(await page.locator('#issued-0').inputValue(), '2019-03-17')
      await type(page, 'suzhou')
      await page.locator('#search-option-0').click()
      await page.locator('#in:focus').waitFor()
      assert.equal(await page.locator('#in').inputValue(), 'CN-3205')
      assert.equal(await page.locator('#hold-0').inputValue(), 'us-abt-diplomate')
      assert.equal(page.url(), `${served.address}/`)
    })
    assert.deepEqual(
      sent.filter((one) => /toxic|abt|suzhou|3205|2019/i.test(one)),
      [],
    )
  },
)

test(
  'a certificate that no rule speaks of is filled in by its name, from the page of results too',
  options,
  async () => {
    const sent = await watched(plain, async ({ page }) => {
      await page.goto(`${served.address}/`)
      await page.locator('html[data-device=ready]').waitFor()
      await type(page, 'zhuceyanshi')
      await box(page).fill('registered architect')
      await box(page).press('Enter')
      await page.waitForURL(`${served.address}/search#q=registered+architect`)
      await page.locator('.search-name', { hasText: /^Registered architect$/ }).click()
      await page.locator('#hold-0:focus').waitFor()
      assert.equal(await page.locator('#hold-0 option:checked').textContent(), 'Registered architect')
      assert.equal(page.url(), `${served.address}/`)
    })
    assert.deepEqual(
      sent.filter((one) => /architect|cn-nq/i.test(one)),
      [],
    )
  },
)

test('without a network the search goes on', options, async () => {
  await watched(plain, async ({ page }) => {
    await page.goto(`${served.address}/search`)
    await type(page, 'architect')
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready
      while (navigator.serviceWorker.controller === null) await new Promise((done) => setTimeout(done, 20))
      for (const one of performance.getEntriesByType('resource'))
        if (one.name.includes('/names/')) await fetch(one.name)
    })
    await page.context().setOffline(true)
    await page.goto(`${served.address}/search`)
    await type(page, 'gongchengshi')
    await page.locator('.search-found', { hasText: '工程师' }).first().waitFor()
  })
})

test('where the names cannot be had, nothing is sent unless the reader says so', options, async () => {
  const sent = await watchedVisit(
    browser,
    plain,
    async ({ page }) => {
      await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
      await page.route('**/names/core-*', (route) => route.abort())
      await page.goto(`${served.address}/search`)
      await box(page).fill('suzhou')
      const send = page.locator('a[data-sends]')
      await send.waitFor()
      await box(page).press('Enter')
      assert.equal(new URL(page.url()).hash, '#q=suzhou')
      await send.click()
      await page.waitForURL(/[?]q=suzhou$/)
      await page.locator('.search-found', { hasText: 'CN-3205' }).first().waitFor()
    },
    /Failed to load resource/,
  )
  assert.deepEqual(
    addressesOf(sent).flatMap(({ href }) => (href.includes('suzhou') ? [href] : [])),
    [`${served.address}/search?q=suzhou`],
  )
})

test('without a script the form says that the words are sent', options, async () => {
  const sent = await watched({ ...plain, script: false }, async ({ page }) => {
    await page.goto(`${served.address}/`)
    assert.match((await page.locator('.search-note').textContent()) ?? '', /is sent to this server/)
    await box(page).fill('registered architect')
    await box(page).press('Enter')
    await page.locator('.search-name', { hasText: /^Registered architect$/ }).click()
    assert.equal(await page.locator('#hold-0 option:checked').textContent(), 'Registered architect')
  })
  assert.ok(sent.some((one) => one.includes('/search?q=registered+architect')))
})
