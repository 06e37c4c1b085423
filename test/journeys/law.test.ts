// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import '../support/database.ts'
import { noBrowser, openBrowser, plain, visit } from './browser.ts'
import { type ServedLaw, serveLaw } from './serve-law.ts'

const pages = [
  '/law',
  '/law/cn-sx-2024-5',
  '/catalogues/cn-3205-comparison',
  '/frameworks/cn-skill',
  '/places/CN-3205',
  '/bodies/us-abt',
]

let served: ServedLaw
let browser: Browser

before(async () => {
  served = await serveLaw()
  if (noBrowser === false) browser = await openBrowser()
})
after(async () => {
  if (noBrowser === false) await browser.close()
  await served.close()
})

test('the pages carry structured data for search engines', async () => {
  for (const path of pages) {
    const html = await (await fetch(served.address + path, { headers: { accept: 'text/html' } })).text()
    const data = [...html.matchAll(/<script type="application\/ld\+json">([^<]*)<\/script>/g)].map(
      (match) => match[1] ?? '',
    )
    assert.equal(data.length, 1, path)
    assert.equal(JSON.parse(data[0] ?? '')['@context'], 'https://schema.org', path)
  }
})

test('a reader narrows the law to a place, opens an instrument, a rule, its place and the overpass', {
  skip: noBrowser,
}, async () => {
  const { page, context } = await visit(browser, { ...plain, script: false })
  await page.goto(`${served.address}/law`)
  await page.getByLabel('Reaches the place').selectOption('CN-SX')
  await page.getByLabel('Words in title, number, issuer or clauses').fill('晋人社厅发')
  await page.getByRole('button', { name: 'Narrow the list' }).click()
  assert.match(await page.getByRole('status').innerText(), /^1 instrument of /)
  await page.getByRole('link', { name: /outstanding highly skilled people/ }).click()
  const rule = page.locator('#rule-technician-intermediate')
  assert.match(await rule.innerText(), /Who holds\s+Technician \(level 2\)/)
  assert.match(await rule.innerText(), /Recognised as\s+intermediate professional title/)
  assert.match(await rule.innerText(), /Normally: Not older than 45/)
  await page.locator('.crumbs').getByRole('link', { name: 'Shanxi' }).click()
  assert.equal(await page.locator('h1').innerText(), 'What holds in Shanxi')
  await page.getByRole('link', { name: 'The overpass of this place' }).click()
  await page.getByRole('link', { name: 'Technician to intermediate title', exact: true }).click()
  assert.equal(
    new URL(page.url()).pathname + new URL(page.url()).hash,
    '/law/cn-sx-2024-5#rule-technician-intermediate',
  )
  await context.close()
})

test('a list known in part says so, and so does what is unknown', { skip: noBrowser }, async () => {
  const { page, context } = await visit(browser, plain)
  await page.goto(`${served.address}/catalogues/cn-3205-comparison`)
  assert.match(await page.locator('main').innerText(), /This list is known here only in part/)
  await page.goto(`${served.address}/frameworks/cn-skill`)
  assert.match(await page.locator('main').innerText(), /Unknown: no source that is carried here relates these levels/)
  await context.close()
})

test('the feed is Atom, newest first, and narrowed to a place', async () => {
  const whole = await fetch(`${served.address}/feeds/law.atom`, { headers: { 'accept-language': 'zh-CN' } })
  assert.equal(whole.headers.get('content-type'), 'application/atom+xml; charset=utf-8')
  const text = await whole.text()
  assert.match(
    text,
    /^<\?xml version="1.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www.w3.org\/2005\/Atom" xml:lang="zh-CN">/,
  )
  const ids = [...text.matchAll(/<id>(urn:uuid:[0-9a-f-]{36})<\/id>/g)].map((match) => match[1])
  assert.equal(ids.length, 101)
  assert.equal(new Set(ids).size, ids.length)
  const updated = [...text.matchAll(/<updated>([^<]+)<\/updated>/g)].map((match) => match[1] ?? '')
  assert.ok(updated.every((one) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/.test(one)))
  assert.deepEqual(updated, [...updated].sort().reverse())
  const place = await (await fetch(`${served.address}/feeds/law.atom?place=CN-SX&lang=en`)).text()
  assert.match(place, /<title>Changes of the law that reaches Shanxi<\/title>/)
  assert.match(place, /\/law\/cn-sx-2024-5"/)
  assert.doesNotMatch(place, /\/law\/cn-gd-/)
  assert.equal((await fetch(`${served.address}/feeds/law.atom?place=nowhere`)).status, 404)
})

test('search engines find every instrument, in each language, and no answer of a person', async () => {
  const robots = await (await fetch(`${served.address}/robots.txt`)).text()
  assert.match(robots, /Disallow: \/\*\?\*hold=/)
  assert.match(robots, /Sitemap: http:\/\/127.0.0.1\/sitemap.xml/)
  const sitemap = await (await fetch(`${served.address}/sitemap.xml`)).text()
  const listed = [...sitemap.matchAll(/<loc>http:\/\/127.0.0.1([^<]+)<\/loc>/g)].map((match) => match[1] ?? '')
  assert.equal(new Set(listed).size, listed.length)
  for (const start of ['/law/', '/catalogues/', '/places/', '/frameworks/', '/bodies/']) {
    const path = listed.find((one) => one.startsWith(start)) ?? start
    const page = await fetch(served.address + path, { headers: { accept: 'text/html' } })
    assert.equal(page.status, 200, path)
    assert.match(await page.text(), new RegExp(`<link rel="canonical" href="http://127.0.0.1${path}\\?lang=en">`))
  }
})

test('an instrument is shown as it was known on an earlier day', async () => {
  const today = new Date().toISOString().slice(0, 10)
  const now = await (await fetch(`${served.address}/law/cn-sx-2024-5?knownOn=${today}`)).text()
  assert.match(now, /As it was known here on/)
  const before = await fetch(`${served.address}/law/cn-sx-2024-5?knownOn=2020-01-01`)
  assert.equal(before.status, 400)
  assert.match(await before.text(), /Nothing was recorded here by the end of 2020-01-01/)
})
