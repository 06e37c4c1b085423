// SPDX-License-Identifier: Apache-2.0
// What reaches a reader: bytes, and the time until the largest part of the page is painted on a slow phone.
import { get } from 'node:http'
import { brotliDecompressSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { noBrowser, openBrowser } from '../../test/journeys/browser.ts'
import { type BenchResult, median, resultOf, round } from '../result.ts'
import type { Served } from './served.ts'

/** How much slower than this machine the phone is (stack.md, row `Web`). */
const slowdown = 4

/** Pages as they come to someone who has never been here. */
const pages = {
  question: '/?lang=en',
  answer: '/?lang=zh-CN&hold=cn-skill%2F2&issued=2020-05-01&in=CN-SX&purpose=title&asOf=2026-11-22',
} as const

export interface Paints {
  question: number[]
  answer: number[]
  /** Of a page of one line, served by bare fastify: what the browser itself takes. */
  bare: number[]
}

export const noPaints = (): Paints => ({ question: [], answer: [], bare: [] })

/** Adds one measurement of each page, on a fresh profile. */
export async function measurePaints(ours: Served, bare: Served, paints: Paints): Promise<void> {
  const browser = await openBrowser()
  try {
    for (const name of ['question', 'answer'] as const) {
      paints[name].push(await paintOf(browser, ours.address + pages[name]))
    }
    paints.bare.push(await paintOf(browser, `${bare.address}/page`))
  } finally {
    await browser.close()
  }
}

/** Milliseconds from the start of the navigation to the largest contentful paint. */
async function paintOf(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 3 })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  await page.goto(url, { waitUntil: 'load' })
  await page.waitForTimeout(1500)
  const paint = await page.evaluate(largestPaint)
  await context.close()
  return paint
}

/** Runs in the page; it is sent there as text. */
const largestPaint = `new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime))
    .observe({ type: 'largest-contentful-paint', buffered: true })
})` as unknown as () => Promise<number>

export const canPaint = noBrowser === false

export function paintResults(paints: Paints): BenchResult[] {
  const bare = median(paints.bare)
  return (['question', 'answer'] as const).map((name) => {
    const ours = median(paints[name])
    const goal = 1000
    const detail = { goal, reached: ours <= goal, slowdown, viewport: '390×844', runs: paints[name].map(round) }
    const peer = { name: 'a line of text from bare fastify', value: bare }
    return resultOf({
      name: `web largest contentful paint, ${name}, ${slowdown} × slowed`,
      unit: 'ms',
      better: 'lower',
      ours,
      peer,
      limit: bare,
      detail,
    })
  })
}

/** Bytes on the wire, brotli: the scripts of a page, and the law of each country. */
export async function sizeResults(ours: Served): Promise<BenchResult[]> {
  const html = await (await fetch(ours.address + pages.question)).text()
  const scripts = [...html.matchAll(/<script src="([^"]+)"/g)].flatMap((match) => match[1] ?? [])
  const script = sum(await Promise.all(scripts.map((path) => bytesOf(ours.address + path))))
  const { bundles } = (await (await fetch(`${ours.address}/bundles/index.json`)).json()) as Bundles
  const sizes: [string, number][] = []
  for (const [root, path] of Object.entries(bundles)) sizes.push([root, await bytesOf(ours.address + path)])
  sizes.sort((a, b) => b[1] - a[1])
  const largest = sizes[0]?.[1] ?? Number.NaN
  const kilobytes = (name: string, bytes: number, goal: number, detail: object) =>
    resultOf({
      name,
      unit: 'kB compressed',
      better: 'lower',
      ours: bytes / 1000,
      detail: { goal, reached: bytes / 1000 <= goal, ...detail },
    })
  return [
    kilobytes('web finder JavaScript', script, 60, { files: scripts.length }),
    kilobytes('web law bundle, the largest jurisdiction', largest, 100, { largest: sizes.slice(0, 3) }),
  ]
}

interface Bundles {
  bundles: Record<string, string>
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** As it crosses the wire; `fetch` would take the compression away. */
async function bytesOf(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'br' } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const content = Buffer.concat(chunks)
        if (response.statusCode !== 200) return reject(new Error(`${url}: ${response.statusCode}`))
        if (response.headers['content-encoding'] === 'br') brotliDecompressSync(content)
        resolve(content.length)
      })
    }).on('error', reject)
  })
}
