// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../../kernel/problem.ts'
import type { Binaries } from './find-binaries.ts'

/** PostgreSQL refuses to run as root; this is who runs it instead, and how it learns that we are gone. */
export interface Identity {
  kind: 'same-user' | 'user-namespace' | 'other-user'
  /** What stands before the program: `unshare … setpriv …`. */
  prefix: string[]
  owner: { uid: number; gid: number } | null
}

/** Fast shutdown (SIGINT) reaches PostgreSQL when its parent dies, even by kill -9: prctl(2), PR_SET_PDEATHSIG. */
const deathSignal = ['setpriv', '--pdeathsig', 'INT']

const userNamespace = ['unshare', '--user', '--map-user=1000', '--map-group=1000']

export function chooseIdentity(binaries: Binaries): Identity {
  const candidates: Identity[] =
    process.getuid?.() === 0
      ? [{ kind: 'user-namespace', prefix: [...userNamespace, ...deathSignal], owner: null }, ...otherUsers()]
      : [
          { kind: 'same-user', prefix: deathSignal, owner: null },
          { kind: 'same-user', prefix: [], owner: null },
        ]
  const chosen = candidates.find((identity) => works(identity, binaries))
  if (chosen !== undefined) return chosen
  throw new Problem(
    'unavailable',
    process.getuid?.() === 0
      ? 'PostgreSQL does not run as root, and here root may neither make a user namespace nor run it as the user ' +
          "'postgres' or 'nobody' (is the project in a folder that these may not enter?). Start Passerelle as an " +
          'ordinary user, or allow user namespaces (in a container: --security-opt seccomp=unconfined), or set ' +
          'DATABASE_URL to a PostgreSQL server.'
      : `PostgreSQL ${binaries.version} in ${binaries.directory} does not run on this machine. ` +
          'Install PostgreSQL 15 or newer, or set DATABASE_URL to a PostgreSQL server.',
  )
}

function otherUsers(): Identity[] {
  const passwd = readFileSync('/etc/passwd', 'utf8').split('\n')
  return ['postgres', 'nobody'].flatMap((name) => {
    const fields = passwd.find((line) => line.startsWith(`${name}:`))?.split(':')
    if (fields === undefined) return []
    const owner = { uid: Number(fields[2]), gid: Number(fields[3]) }
    return [
      { kind: 'other-user' as const, prefix: deathSignal, owner },
      { kind: 'other-user' as const, prefix: [], owner },
    ]
  })
}

function works(identity: Identity, binaries: Binaries): boolean {
  const [program, args] = commandLine(identity, join(binaries.directory, 'postgres'), ['--version'])
  try {
    execFileSync(program, args, { stdio: 'ignore', ...spawnOwner(identity) })
    return true
  } catch {
    return false
  }
}

export function commandLine(identity: Identity, program: string, args: string[]): [string, string[]] {
  const [first, ...rest] = [...identity.prefix, program, ...args]
  return [first ?? program, rest]
}

export function spawnOwner(identity: Identity): { uid?: number; gid?: number } {
  return identity.owner ?? {}
}

/** Lets the identity own a folder that it has to write. */
export function handOver(identity: Identity, directory: string): void {
  if (identity.owner !== null) chownSync(directory, identity.owner.uid, identity.owner.gid)
}

/** Lets it pass through the data directory to the cluster, which itself stays closed to others. */
export function letThrough(identity: Identity, directory: string): void {
  if (identity.owner !== null) chmodSync(directory, 0o711)
}
