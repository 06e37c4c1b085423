// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from './npm.mjs'
import { cacheDirectory, root } from './paths.mjs'
import { waitForLock } from './pid-lock.mjs'

const lockFile = join(root, 'package-lock.json')
/** Inside node_modules, which `npm ci` empties first: a killed installation has no stamp. */
const stampFile = join(root, 'node_modules', '.passerelle-installed')

/** Installs the dependencies if they are not those of the lock file. One process installs, the others wait for it. */
export async function ensureDependencies() {
  const wanted = fingerprint()
  if (isInstalled(wanted)) return
  const lock = await waitForLock(join(cacheDirectory(), 'install.lock'), {}, (holder) =>
    console.error(`Waiting for process ${holder.pid}, which is installing the dependencies …`),
  )
  try {
    if (isInstalled(wanted)) return
    if (!installedByHand()) {
      console.error('Installing the dependencies …')
      npm(['ci', '--include=dev', '--include=optional'], 'Installing the dependencies')
    }
    writeFileSync(stampFile, wanted)
  } finally {
    lock.release()
  }
}

function fingerprint() {
  const hash = createHash('sha256').update(readFileSync(lockFile))
  return hash.update(`\n${process.platform}-${process.arch}`).digest('hex')
}

function isInstalled(wanted) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted
}

/** npm writes its hidden lock file last; where that names every package as ours does, `npm install` was run by hand. */
function installedByHand() {
  try {
    const hidden = packagesOf(join(root, 'node_modules', '.package-lock.json'))
    return Object.entries(packagesOf(lockFile)).every(([path, entry]) => {
      if (path === '' || entry.link === true || !path.startsWith('node_modules/')) return true
      const foreign = entry.optional === true && !suits(entry)
      return foreign || (hidden[path]?.version === entry.version && existsSync(join(root, path, 'package.json')))
    })
  } catch {
    return false
  }
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages
}

function suits({ os, cpu, libc }) {
  const named = (list, own) => list === undefined || list.includes(own)
  // A package for one C library may be left out by npm where the other is in use.
  return named(os, process.platform) && named(cpu, process.arch) && libc === undefined
}
