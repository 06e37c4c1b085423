// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const places = [
  process.env['PASSERELLE_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** The browser of this machine, if it has one. */
export const browserPath = places.find((path) => path !== undefined && existsSync(path))

export const noBrowser =
  browserPath === undefined && 'no browser: install Chromium, or name one by PASSERELLE_CHROMIUM, to run the journeys'

/** `lang`: what the browser itself speaks, as in a field for a day. */
export function openBrowser(lang?: Look['lang']): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(lang === undefined ? [] : [`--lang=${lang}`]),
    ],
  })
}

export interface Look {
  lang: 'en' | 'zh-CN'
  theme: 'light' | 'dark'
  size: 'desktop' | 'phone'
  script: boolean
}

export const plain: Look = { lang: 'en', theme: 'light', size: 'desktop', script: true }

/** A visitor: a page of their own, and the addresses of everything it asked for. */
export async function visit(
  browser: Browser,
  look: Look,
): Promise<{ page: Page; context: BrowserContext; asked: URL[] }> {
  const context = await browser.newContext({
    viewport: look.size === 'phone' ? { width: 390, height: 844 } : { width: 1280, height: 900 },
    colorScheme: look.theme,
    locale: look.lang === 'en' ? 'en-GB' : 'zh-CN',
    javaScriptEnabled: look.script,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const asked: URL[] = []
  page.on('request', (request) => asked.push(new URL(request.url())))
  return { page, context, asked }
}
