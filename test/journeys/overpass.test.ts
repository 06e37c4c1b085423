// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import '../support/database.ts'
import { noBrowser, openBrowser, plain, visit } from './browser.ts'
import { type ServedLaw, serveLaw } from './serve-law.ts'

let served: ServedLaw
let browser: Browser

if (noBrowser === false) {
  before(async () => {
    served = await serveLaw()
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    await served.close()
  })
}

interface View {
  x: number
  y: number
  scale: number
}

const viewOf = (page: Page): Promise<View> =>
  page.locator('.overpass svg').evaluate((svg) => {
    const { x, y, width } = (svg as SVGSVGElement).viewBox.baseVal
    const round = (value: number) => Math.round(value * 100) / 100
    return { x: round(x), y: round(y), scale: round(svg.clientWidth / width) }
  })

/** Where a line can be taken hold of. */
const pointOnLine = (page: Page): Promise<{ x: number; y: number }> =>
  page.locator('.overpass').evaluate((frame) => {
    const { left, right, top, bottom } = frame.getBoundingClientRect()
    for (let y = top + 70; y < Math.min(bottom, window.innerHeight); y += 2) {
      for (let x = left + 110; x < right; x += 2) {
        if (document.elementFromPoint(x, y)?.closest('a') !== null) return { x, y }
      }
    }
    return { x: 0, y: 0 }
  })

test('the drawing is moved and enlarged by mouse, keys and buttons, and what is dragged is not opened', {
  skip: noBrowser,
}, async () => {
  const { page, context } = await visit(browser, { ...plain, size: 'phone' })
  await page.goto(`${served.address}/overpass`)
  const frame = page.locator('.overpass.moves')
  await frame.scrollIntoViewIfNeeded()
  const first = await viewOf(page)
  assert.deepEqual([first.x, first.scale], [0, 1])

  const { x, y } = await pointOnLine(page)
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x - 30, y, { steps: 3 })
  await page.mouse.move(x - 100, y - 60, { steps: 5 })
  await page.mouse.up()
  const dragged = await viewOf(page)
  assert.deepEqual({ x: dragged.x, scale: dragged.scale }, { x: 100, scale: 1 })
  assert.equal(new URL(page.url()).pathname, '/overpass')

  await frame.focus()
  await page.keyboard.press('ArrowRight')
  assert.equal((await viewOf(page)).x, 180)
  await page.keyboard.press('+')
  assert.equal((await viewOf(page)).scale, 1.25)
  await page.keyboard.press('0')
  const whole = await viewOf(page)
  assert.ok(whole.scale < 0.5, `${whole.scale}`)
  assert.equal(whole.x, 0)

  await page.getByRole('button', { name: 'Larger' }).click()
  assert.equal((await viewOf(page)).scale, Math.round(whole.scale * 1.25 * 100) / 100)
  await page.getByRole('button', { name: 'To the right' }).click()
  assert.ok((await viewOf(page)).x > 0)
  await context.close()
})

test('two fingers enlarge it around the point between them', { skip: noBrowser }, async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true })
  const page = await context.newPage()
  await page.goto(`${served.address}/overpass`)
  await page.locator('.overpass.moves').scrollIntoViewIfNeeded()
  const box = await page.locator('.overpass').boundingBox()
  assert.ok(box)
  const client = await context.newCDPSession(page)
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const fingers = (apart: number) => [
    { x: middle.x - apart, y: middle.y, id: 1 },
    { x: middle.x + apart, y: middle.y, id: 2 },
  ]
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(40) })
  for (const apart of [50, 60, 70, 80]) {
    await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) })
  }
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  const { scale, x } = await viewOf(page)
  assert.ok(scale > 1.8 && scale < 2.1, `${scale}`)
  assert.ok(x > 50, `${x}`)
  await context.close()
})

test('a line that the keyboard reaches comes into view and opens its rule', { skip: noBrowser }, async () => {
  const { page, context } = await visit(browser, { ...plain, size: 'phone' })
  await page.goto(`${served.address}/overpass`)
  const last = page.locator('.overpass a').last()
  await page.locator('.overpass a').nth(-2).focus()
  await page.keyboard.press('Tab')
  const seen = await last
    .locator('path')
    .first()
    .evaluate((path) => {
      const frame = path.closest('.overpass')?.getBoundingClientRect()
      const { left, right } = path.getBoundingClientRect()
      return frame !== undefined && (left + right) / 2 > frame.left && (left + right) / 2 < frame.right
    })
  assert.equal(seen, true)
  const rule = (await last.getAttribute('href')) ?? ''
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname + url.hash === rule)
  await context.close()
})

test('without a script it is narrowed by place, kind and ladder in the address, and read as a list', {
  skip: noBrowser,
}, async () => {
  const { page, context } = await visit(browser, { ...plain, size: 'phone', script: false })
  await page.goto(`${served.address}/overpass`)
  assert.equal(await page.locator('[data-moves]').isVisible(), false)
  const all = await page.locator('.overpass a').count()
  await page.getByLabel('Reaches the place').selectOption('CN-SX')
  await page.getByLabel('What follows').selectOption('may-sit-exam')
  await page.getByLabel('Leaves or arrives in').selectOption('cn-title')
  await page.getByRole('button', { name: 'Show' }).click()
  const { search } = new URL(page.url())
  assert.equal(search, '?place=CN-SX&outcome=may-sit-exam&framework=cn-title')
  const left = await page.locator('.overpass a').count()
  assert.ok(left > 0 && left < all, `${left} of ${all}`)
  const lines = await page.locator('.law-list p span').allInnerTexts()
  assert.equal(lines.length, left)
  assert.ok(lines.every((line) => line.includes('May sit the exam') && line.includes('title')))
  assert.equal(await page.getByLabel('Leaves or arrives in').inputValue(), 'cn-title')
  await context.close()
})
