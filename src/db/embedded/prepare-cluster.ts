// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Problem } from '../../kernel/problem.ts'
import { commandLine, handOver, type Identity, spawnOwner } from './choose-identity.ts'
import { type Binaries, majorOf } from './find-binaries.ts'

const execute = promisify(execFile)

/** The superuser of the embedded cluster; who may enter the 0700 folder of its socket is this user. */
export const clusterUser = 'passerelle'

/** Makes the cluster where there is none. It appears under its name when it is whole, so a kill leaves no half. */
export async function prepareCluster(cluster: string, binaries: Binaries, identity: Identity): Promise<void> {
  if (existsSync(join(cluster, 'PG_VERSION'))) return checkVersion(cluster, binaries)
  const parent = join(cluster, '..')
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith('postgres.new-'))) {
    rmSync(join(parent, name), { recursive: true, force: true })
  }
  const draft = join(parent, `postgres.new-${process.pid}`)
  await initialise(draft, binaries, identity)
  renameSync(draft, cluster)
}

function checkVersion(cluster: string, binaries: Binaries): void {
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (majorOf(version) === majorOf(binaries.version)) return
  throw new Problem(
    'database',
    `${cluster} was made by PostgreSQL ${version}, but PostgreSQL ${binaries.version} is what would open it. ` +
      'Go back to the version of Passerelle that made it, run `passerelle backup FILE`, and restore the backup here ' +
      'into an empty data directory (docs/operations.md).',
  )
}

/**
 * Sorting by code point, and upper and lower case as Unicode has them, the same on every machine: PostgreSQL's own
 * C.UTF-8 from 17 on. Languages are sorted by naming their ICU collation in the query. The character type of the C
 * library stays UTF-8 where the machine has such a locale, because text search of older servers asks it.
 */
function localeChoices(major: number): string[][] {
  const provider = major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []
  return [['--locale=C.UTF-8'], ['--locale=C', '--lc-ctype=en_US.UTF-8'], ['--locale=C']].map((locale) => [
    ...provider,
    ...locale,
  ])
}

async function initialise(draft: string, binaries: Binaries, identity: Identity): Promise<void> {
  const fixed = ['-D', draft, '--encoding=UTF8', '-U', clusterUser, '--auth=trust', '--no-instructions']
  let failure: unknown
  for (const locale of localeChoices(majorOf(binaries.version))) {
    rmSync(draft, { recursive: true, force: true })
    mkdirSync(draft, { mode: 0o700 })
    handOver(identity, draft)
    const [program, args] = commandLine(identity, join(binaries.directory, 'initdb'), [...fixed, ...locale])
    try {
      await execute(program, args, { ...spawnOwner(identity), cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C' } })
      return
    } catch (error) {
      failure = error
    }
  }
  const detail = failure instanceof Error ? failure.message : String(failure)
  throw new Problem('database', `The embedded PostgreSQL could not be set up in ${draft}: ${detail}`, {
    cause: failure,
  })
}
