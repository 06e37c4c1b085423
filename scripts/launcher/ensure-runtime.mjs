// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from './npm.mjs'
import { cacheDirectory, root } from './paths.mjs'
import { waitForLock } from './pid-lock.mjs'
import { Stop } from './stop.mjs'

const version = '24.21.0'
/** Where this version is published as an npm package. */
const platforms = ['linux-x64', 'linux-arm64']

const home = join(root, '.runtime')
const name = `node-${process.platform}-${process.arch}`
const program = join(home, 'node_modules', name, 'bin', 'node')

/** A Node that reads TypeScript: this one if it is 24.7 or newer (which has argon2), else one of the project's own, fetched once. */
export async function ensureRuntime() {
  if (isEnough(process.versions.node)) return process.execPath
  if (isFetched()) return program
  if (!platforms.includes(`${process.platform}-${process.arch}`))
    throw new Stop(advice(`Node.js ${process.versions.node} is too old`))
  const lock = await waitForLock(join(cacheDirectory(), 'runtime.lock'), {}, (holder) =>
    console.error(`Waiting for process ${holder.pid}, which is fetching Node.js ${version} …`),
  )
  try {
    if (!isFetched()) fetchRuntime()
  } finally {
    lock.release()
  }
  return program
}

export function isEnough(text) {
  const [major = 0, minor = 0] = text.split('.').map(Number)
  return major > 24 || (major === 24 && minor >= 7)
}

function advice(reason) {
  return `${reason}. Install Node.js 24.7 or newer: https://nodejs.org/en/download`
}

function isFetched() {
  const manifest = join(home, 'node_modules', name, 'package.json')
  return existsSync(program) && existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === version
}

/** Made under another name and moved when it is whole and has run, so a kill leaves no half. */
function fetchRuntime() {
  console.error(`Node.js ${process.versions.node} is too old; fetching ${version} into .runtime (once) …`)
  mkdirSync(join(home, 'node_modules'), { recursive: true })
  for (const entry of readdirSync(home).filter((other) => other.startsWith('draft-'))) {
    rmSync(join(home, entry), { recursive: true, force: true })
  }
  const draft = join(home, `draft-${process.pid}`)
  mkdirSync(draft)
  npm(
    ['install', '--prefix', draft, '--no-save', '--no-package-lock', '--ignore-scripts', `${name}@${version}`],
    `Fetching Node.js ${version}`,
  )
  const fetched = join(draft, 'node_modules', name)
  if (spawnSync(join(fetched, 'bin', 'node'), ['--version']).status !== 0) {
    throw new Stop(
      advice(`Node.js ${process.versions.node} is too old, and the fetched ${version} does not run on this machine`),
    )
  }
  const target = join(home, 'node_modules', name)
  rmSync(target, { recursive: true, force: true })
  renameSync(fetched, target)
  rmSync(draft, { recursive: true, force: true })
}
