// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { processStart } from '../../../scripts/launcher/pid-lock.mjs'
import { Problem } from '../../kernel/problem.ts'

/** What `postmaster.pid` says; null where there is none or its process is gone. */
export interface RunningPostmaster {
  pid: number
  sockets: string
  ready: boolean
}

/** Lines of postmaster.pid, in the order of PostgreSQL's `miscinit.h`: pid, directory, start, port, socket directory, …, status. */
export function runningPostmaster(cluster: string): RunningPostmaster | null {
  let lines: string[]
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return null
  }
  const pid = Math.abs(Number(lines[0]))
  if (!Number.isInteger(pid) || pid === 0 || processStart(pid) === null || !isPostgres(pid)) return null
  return { pid, sockets: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' }
}

/** After a restart of the machine another program may have the number; where that cannot be seen it is taken for postgres. */
function isPostgres(pid: number): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
    return command === 'postgres' || command === 'setpriv' || command === 'unshare'
  } catch {
    return process.platform !== 'linux'
  }
}

/** We hold the directory, so a postmaster that still lives has lost its parent, and is on its way out or must be told. */
export async function endOrphan(cluster: string, sockets: string): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    const orphan = runningPostmaster(cluster)
    if (orphan === null && !hasBackends(cluster)) return removeStale(cluster, sockets)
    if (orphan !== null && waited === 2_000) process.kill(orphan.pid, 'SIGINT')
    if (orphan !== null && waited === 30_000) process.kill(orphan.pid, 'SIGQUIT')
    await delay(50)
  }
  throw new Problem('unavailable', `An earlier PostgreSQL on ${cluster} does not end; end it by hand and start again.`)
}

/** Processes of PostgreSQL work in the folder of the cluster, and outlive a killed postmaster for a moment. */
function hasBackends(cluster: string): boolean {
  if (process.platform !== 'linux' || !existsSync(cluster)) return false
  const directory = realpathSync(cluster)
  return readdirSync('/proc').some((name) => {
    try {
      return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/cwd`) === directory
    } catch {
      return false
    }
  })
}

/**
 * PostgreSQL clears the files of a dead postmaster itself, unless its number can still be signalled: as another program
 * after a restart of the machine, or as a zombie in a container whose first process reaps nobody.
 */
function removeStale(cluster: string, sockets: string): void {
  for (const file of [join(cluster, 'postmaster.pid'), join(sockets, '.s.PGSQL.5432.lock')]) {
    if (!existsSync(file)) continue
    const pid = Math.abs(Number(readFileSync(file, 'utf8').split('\n')[0]))
    if (!Number.isInteger(pid) || pid === 0 || isTaken(pid)) rmSync(file, { force: true })
  }
}

function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}
