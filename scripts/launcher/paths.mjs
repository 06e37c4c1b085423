// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** What may be deleted at any time. */
export function cacheDirectory() {
  const directory = join(root, '.cache')
  mkdirSync(directory, { recursive: true })
  return directory
}
