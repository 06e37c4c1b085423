// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { apt, isDebian } from './apt.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const fixed = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The browser for the tests: one that is there, else installed where we may, else null with what to do. */
export function ensureBrowser() {
  const found = findBrowser()
  if (found !== null) return found
  if (isDebian && process.getuid?.() === 0) {
    console.error('Installing Chromium for the browser tests …')
    apt(['update'])
    apt(['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'])
    const installed = findBrowser()
    if (installed !== null) return installed
  }
  const how = isDebian
    ? 'sudo apt-get install -y --no-install-recommends chromium fonts-noto-cjk'
    : 'install Chromium or Google Chrome'
  console.error(
    `The browser tests are skipped: there is no Chromium. To run them: ${how}, or set PASSERELLE_CHROMIUM to its path.`,
  )
  return null
}

export function findBrowser() {
  const given = process.env.PASSERELLE_CHROMIUM
  if (given !== undefined && given !== '') return existsSync(given) ? given : null
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...candidates, ...fixed, ...playwrightBrowsers()].find((path) => existsSync(path)) ?? null
}

function playwrightBrowsers() {
  const cache = join(homedir(), '.cache', 'ms-playwright')
  if (!existsSync(cache)) return []
  const versions = readdirSync(cache).filter((name) => name.startsWith('chromium-'))
  return versions.flatMap((name) => [
    join(cache, name, 'chrome-linux', 'chrome'),
    join(cache, name, 'chrome-linux64', 'chrome'),
  ])
}
