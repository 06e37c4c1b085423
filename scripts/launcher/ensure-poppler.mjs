// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process'
import { apt, isDebian } from './apt.mjs'

const isThere = () => spawnSync('pdftoppm', ['-v'], { stdio: 'ignore' }).status === 0

/** What draws and reads a PDF for the tests (poppler-utils): there, else installed where we may, else said how. */
export function ensurePoppler() {
  if (isThere()) return
  if (isDebian && process.getuid?.() === 0) {
    console.error('Installing poppler-utils for the tests of PDF documents …')
    apt(['update'])
    apt(['install', '-y', '--no-install-recommends', 'poppler-utils'])
    if (isThere()) return
  }
  const how = isDebian ? 'sudo apt-get install -y --no-install-recommends poppler-utils' : 'install poppler'
  console.error(`The tests that look at PDF documents are skipped: there is no pdftoppm. To run them: ${how}.`)
}
