// SPDX-License-Identifier: Apache-2.0
// The answer on a page of another site, whose styles and scripts mean it no good.
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import type { Browser, ElementHandle, Frame, Page } from 'playwright-core'
import '../support/database.ts'
import { type Look, noBrowser, openBrowser, plain, visit } from './browser.ts'
import { type ServedAnswers, serveAnswers } from './serve-answers.ts'

const options = { skip: noBrowser }

let served: ServedAnswers
let browser: Browser
let foreign: Server

const hostile = `
  * { font-size: 3px !important; color: red !important; }
  div, iframe { display: none !important; visibility: hidden !important; height: 9px !important; opacity: 0 !important; transform: scale(0.1) !important }
  iframe { pointer-events: none !important; position: fixed !important; left: -999px !important }`

/** A page of another site: another origin, since its host is another name. */
const foreignPage = (tags: string) =>
  `<!doctype html><html lang="zh"><head><meta name="viewport" content="width=device-width"><title>Elsewhere</title><style>${hostile}</style></head><body><p id="secret">secret</p>${tags}<p id="after">after</p></body></html>`

if (noBrowser === false) {
  before(async () => {
    served = await serveAnswers()
    browser = await openBrowser()
    foreign = createServer((request, response) => {
      const tags = new URL(request.url ?? '/', 'http://localhost').searchParams.get('tags') ?? ''
      response.setHeader('content-type', 'text/html; charset=utf-8').end(foreignPage(tags))
    }).listen(0, 'localhost')
    await new Promise((listening) => foreign.once('listening', listening))
  })
  after(async () => {
    await browser.close()
    foreign.close()
    await served.close()
  })
}

interface Elsewhere {
  page: Page
  frame: Frame
  requests: { url: string; headers: Record<string, string> }[]
}

/** Shows tags on the foreign page and waits for what they make. */
async function elsewhere(look: Look, tags: string, walk: (visitor: Elsewhere) => Promise<void>): Promise<void> {
  const { page, context } = await visit(browser, look)
  const requests: Elsewhere['requests'] = []
  page.on('request', (request) => requests.push({ url: request.url(), headers: request.headers() }))
  const { port } = foreign.address() as AddressInfo
  await page.goto(`http://localhost:${port}/?tags=${encodeURIComponent(tags)}`)
  const frame = await framed(page)
  await walk({ page, frame, requests })
  await context.close()
}

async function framed(page: Page): Promise<Frame> {
  const found = page.frames().find((one) => one.url().startsWith(`${served.address}/widget`))
  if (found !== undefined) {
    await found.waitForLoadState()
    return found
  }
  await page.waitForEvent('framenavigated')
  return framed(page)
}

const tag = (attributes: string) => `<script src="${served.address}/widget.js" ${attributes} async></script>`

/** The frame as the page around it has it: its box, and how much of its content it shows. */
async function fit(frame: Frame): Promise<{ width: number; hidden: number }> {
  const box = await (await frame.frameElement()).boundingBox()
  // What the frame has told arrives a moment later.
  const content = await frame.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height))
  return { width: box?.width ?? 0, hidden: content - (box?.height ?? 0) }
}

/** Waits until the frame is as tall as its content. */
async function settled(page: Page, frame: Frame): Promise<{ width: number; hidden: number }> {
  let now = await fit(frame)
  for (let rounds = 0; now.hidden !== 0 && rounds < 200; rounds++) {
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)))
    now = await fit(frame)
  }
  assert.equal(now.hidden, 0)
  return now
}

const suzhou = 'data-place="CN-3205" data-hold="us-abt-diplomate" data-purpose="title"'

for (const size of ['desktop', 'phone'] as const) {
  test(`the answer stands whole on a foreign page, ${size}, in the language of that page`, options, () =>
    elsewhere({ ...plain, size }, tag(suzhou), async ({ page, frame }) => {
      assert.equal(await frame.locator('html').getAttribute('lang'), 'zh-CN')
      assert.equal(await frame.locator('h1').textContent(), '美国毒理学委员会毒理学专业人员职业资格证书，在苏州市')
      assert.deepEqual(await frame.locator('.outcomes strong').allTextContents(), [
        '医药工程专业工程师',
        '可用于申报姑苏领军人才',
      ])
      const { width } = await settled(page, frame)
      assert.equal(width, size === 'phone' ? 374 : 640)
      // None of the styles around reach it.
      assert.equal(await frame.locator('h1').evaluate((node) => getComputedStyle(node).fontSize), '18px')
      const element = await frame.frameElement()
      const around = await (element as ElementHandle<Element>).evaluate((node) => {
        const { display, visibility, opacity, transform, position } = getComputedStyle(node)
        const host = getComputedStyle((node.getRootNode() as ShadowRoot).host)
        return [display, visibility, opacity, transform, position, host.display, host.visibility, host.opacity]
      })
      assert.deepEqual(around, ['block', 'visible', '1', 'none', 'static', 'block', 'visible', '1'])
      assert.equal(await element.getAttribute('title'), '资格认可查询')
    }),
  )
}

test('neither side reaches into the other, and no cookie travels', options, () =>
  elsewhere(plain, tag(suzhou), async ({ page, frame, requests }) => {
    const reach = await frame.evaluate(() => {
      const tried = (look: () => unknown): string => {
        try {
          return String(look())
        } catch (error) {
          return (error as Error).name
        }
      }
      return [tried(() => parent.document.body), tried(() => document.cookie), tried(() => localStorage), origin]
    })
    assert.deepEqual(reach, ['SecurityError', 'SecurityError', 'SecurityError', 'null'])
    assert.equal(await page.evaluate(() => document.querySelector('iframe')), null)
    // It stands in a closed shadow, so the page around does not even count it.
    assert.equal(await page.evaluate(() => window.length), 0)
    // The page around was redrawn by nobody.
    assert.equal(await page.locator('#secret').textContent(), 'secret')
    const sent = requests.filter(({ url }) => url.startsWith(served.address))
    assert.deepEqual(
      sent.map(({ url, headers }) => [new URL(url).pathname, headers['cookie'], headers['referer']]),
      [
        ['/widget.js', undefined, `${new URL(page.url()).origin}/`],
        ['/widget', undefined, undefined],
      ],
    )
  }),
)

test('only the frame itself says how tall it is', options, () =>
  elsewhere(plain, tag(suzhou), async ({ page, frame }) => {
    await settled(page, frame)
    await page.evaluate(async () => {
      const heard = new Promise((resolve) => addEventListener('message', resolve, { once: true }))
      postMessage({ type: 'passerelle:height', height: 3333 }, '*')
      await heard
    })
    assert.equal((await fit(frame)).hidden, 0)
    for (const height of [1.5, -4, 1e9, '700px']) {
      await frame.evaluate((one) => parent.postMessage({ type: 'passerelle:height', height: one }, '*'), height)
    }
    await frame.evaluate(() => {
      document.body.style.setProperty('padding-bottom', '200px')
    })
    await settled(page, frame)
  }),
)

test('a visitor picks by keyboard, and the full answer opens in a tab of its own', options, () =>
  elsewhere({ ...plain, theme: 'dark' }, tag('data-place="CN-SX" data-lang="en"'), async ({ page, frame }) => {
    assert.equal(await frame.locator('h1').textContent(), 'What is my qualification worth in Shanxi?')
    await frame.locator('#hold').focus()
    await page.keyboard.type('Technician')
    assert.equal(await frame.locator('#hold').inputValue(), 'cn-skill/2')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await frame.locator('.summary').waitFor()
    assert.equal(await frame.locator('h1').textContent(), 'Technician (level 2) in Shanxi')
    assert.equal(new URL(frame.url()).search, '')
    assert.equal(await frame.locator('#hold').inputValue(), 'cn-skill/2')
    assert.equal(
      await frame.locator('body').evaluate((node) => getComputedStyle(node).backgroundColor),
      'rgb(16, 22, 28)',
    )
    await settled(page, frame)
    const opening = page.context().waitForEvent('page')
    await frame.locator('a.button').click()
    const full = await opening
    await full.locator('form#answers').waitFor({ state: 'attached' })
    assert.equal(full.url(), `${served.address}/?hold=cn-skill/2&in=CN-SX&lang=en`)
    assert.equal(await full.evaluate(() => window.opener), null)
  }),
)

test('two tags make two frames, and a wrong one says what was expected', options, () =>
  elsewhere(
    plain,
    `${tag('data-place="CN-9999" data-lang="en"')}${tag('data-lang="zh-CN"')}`,
    async ({ page, frame }) => {
      await frame.locator('.error').waitFor()
      while (page.frames().length < 3) await page.waitForEvent('frameattached')
      const errors = await Promise.all(
        page
          .frames()
          .slice(1)
          .map((one) => one.locator('.error').textContent()),
      )
      assert.deepEqual(errors.sort(), [
        'This place is not known here: CN-9999. Expected is the code of a place, such as CN-3205.',
        '没有指明地点。应在 data-place 中写明地点代码，例如 CN-3205。',
      ])
    },
  ),
)

test('no other page may be framed', options, async () => {
  const paths = ['/', '/?hold=cn-skill/2&in=CN-SX', '/embed', '/compare?in=CN-SX', '/search', '/mutuality', '/nowhere']
  for (const path of paths) {
    const { headers } = await fetch(served.address + path)
    assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/, path)
    assert.equal(headers.get('x-frame-options'), 'DENY', path)
  }
  const { page, context } = await visit(browser, plain)
  const { port } = foreign.address() as AddressInfo
  const refused = page.waitForEvent('console', (message) => message.text().includes("frame-ancestors 'none'"))
  await page.goto(`http://localhost:${port}/?tags=${encodeURIComponent(`<iframe src="${served.address}/"></iframe>`)}`)
  // The browser says so itself, and shows a page of its own instead.
  await refused
  while (page.frames()[1]?.url() === '') await page.waitForEvent('framenavigated')
  assert.equal(page.frames()[1]?.url(), 'chrome-error://chromewebdata/')
  await context.close()
})

test('the script is small, the frame carries all it needs and says what it may do', options, async () => {
  const script = await fetch(`${served.address}/widget.js`)
  const text = await script.text()
  assert.ok(text.length <= 3000, `${text.length} bytes`)
  assert.deepEqual(
    ['cross-origin-resource-policy', 'cache-control', 'set-cookie'].map((name) => script.headers.get(name)),
    ['cross-origin', 'public, max-age=3600, stale-while-revalidate=604800', null],
  )
  const again = await fetch(`${served.address}/widget.js`, {
    headers: { 'if-none-match': script.headers.get('etag') ?? '' },
  })
  assert.equal(again.status, 304)
  const page = await fetch(`${served.address}/widget?in=CN-SX&lang=zh-CN&theme=dark`, {
    headers: { cookie: 'lang=en' },
  })
  const policy = page.headers.get('content-security-policy') ?? ''
  assert.match(
    policy,
    /^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; script-src 'sha256-[\w+/=]{44}'; form-action 'self'; base-uri 'none'; sandbox allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox; frame-ancestors \*$/,
  )
  assert.deepEqual(
    ['x-frame-options', 'set-cookie', 'cross-origin-resource-policy', 'cache-control'].map((name) =>
      page.headers.get(name),
    ),
    [null, null, 'cross-origin', 'public, max-age=300, stale-while-revalidate=3600'],
  )
  assert.match(await page.text(), /<html lang="zh-CN" data-theme="dark">/)
})

test('the owner of a site chooses, sees and copies', options, async () => {
  const { page, context } = await visit(browser, plain)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`${served.address}/embed`)
  await page.locator('#in').selectOption('CN-SX')
  await page.locator('#hold').selectOption('cn-skill/2')
  await page.locator('#language').selectOption('zh-CN')
  await page.locator('#colours').selectOption('dark')
  await page.locator('.embed-choices button').click()
  const expected =
    '<script src="http://127.0.0.1/widget.js" data-place="CN-SX" data-hold="cn-skill/2" data-lang="zh-CN" data-theme="dark" async></script>'
  assert.equal(await page.locator('#tag').textContent(), expected)
  const frame = await framed(page)
  assert.equal(await frame.locator('h1').textContent(), '二级/技师，在山西省')
  await page.locator('[data-copy]').click()
  await page.locator('[role=status]', { hasText: 'Copied.' }).waitFor()
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), expected)
  await context.close()
})
