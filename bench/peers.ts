// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const folder = import.meta.dirname
const stamp = join(folder, 'node_modules', '.passerelle-installed')

/** Installs what we are measured against, on the first run and when the lock file has changed. */
export function ensurePeers(progress: (text: string) => void): void {
  const lock = readFileSync(join(folder, 'package-lock.json'))
  const wanted = createHash('sha256').update(lock).update(`\n${process.platform}-${process.arch}`).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  progress('Installing the peers of the bench …')
  const args = ['ci', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error']
  const result = spawnSync('npm', args, { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' })
  if (result.status !== 0)
    throw new Error(`The peers could not be installed (npm ci --prefix bench):\n${result.stderr}`)
  writeFileSync(stamp, wanted)
}

/** A peer, loaded from the bench's own dependencies. They come without types that this project could check. */
export async function loadPeer(name: string): Promise<Record<string, unknown>> {
  const require = createRequire(join(folder, 'package.json'))
  return import(pathToFileURL(require.resolve(name)).href)
}
