// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import { type Look, visit } from './browser.ts'

export interface Watched {
  page: Page
  /** Everything that left the browser: method, address, headers, body. */
  sent: string[]
}

/** A visit whose requests are all written down, those of the service worker too. */
export async function watchedVisit(
  browser: Browser,
  look: Look,
  walk: (visitor: Watched) => Promise<void>,
  /** Messages of the browser that belong to what is tried. */
  expected = /^$/,
): Promise<string[]> {
  const { page, context } = await visit(browser, look)
  const sent: string[] = []
  const failures: string[] = []
  page.on('pageerror', (error) => failures.push(error.message))
  page.on(
    'console',
    (message) => message.type() === 'error' && !expected.test(message.text()) && failures.push(message.text()),
  )
  context.on('request', (request) => {
    sent.push([request.method(), request.url(), JSON.stringify(request.headers()), request.postData()].join(' '))
  })
  await walk({ page, sent })
  await context.close()
  assert.deepEqual(failures, [])
  return sent
}
