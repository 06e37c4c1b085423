// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Problem } from '../../kernel/problem.ts'
import { commandLine, type Identity, spawnOwner } from './choose-identity.ts'
import type { Binaries } from './find-binaries.ts'
import { endOrphan, runningPostmaster } from './running-postmaster.ts'

export interface PostmasterOptions {
  cluster: string
  sockets: string
  logFile: string
  binaries: Binaries
  identity: Identity
  /** False only for test databases: nothing is forced to the disk. */
  durable: boolean
}

export interface Postmaster {
  pid: number
  /** Settles when it is gone, whoever ended it. */
  exited: Promise<void>
  /** Fast shutdown: sessions end, what was acknowledged is on disk. */
  stop(): Promise<void>
}

/** Starts it as a direct child and waits until it takes connections. */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  await endOrphan(options.cluster, options.sockets)
  for (let attempt = 1; ; attempt++) {
    const postmaster = launch(options)
    if (await isReady(options.cluster, postmaster)) return postmaster
    // Backends of a killed postmaster may hold its memory for a moment longer: then a second try helps.
    if (attempt === 3) throw notStarted(options.logFile)
    await delay(500)
  }
}

function launch(options: PostmasterOptions): Postmaster {
  const { cluster, sockets, identity, binaries } = options
  const parameters = {
    listen_addresses: '',
    unix_socket_directories: `"${sockets.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // What need not last is a run of tests, in which every file has its database open at once.
    max_connections: options.durable ? '60' : '300',
    ...(options.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const flags = Object.entries(parameters).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [program, args] = commandLine(identity, join(binaries.directory, 'postgres'), ['-D', cluster, ...flags])
  const log = openLog(options.logFile)
  // A group of its own: Ctrl-C in the terminal must not end it before the server has finished its requests.
  const child = spawn(program, args, {
    cwd: '/',
    detached: true,
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    stdio: ['ignore', log, log],
    ...spawnOwner(identity),
  })
  closeSync(log)
  return watch(child)
}

function openLog(file: string): number {
  if (existsSync(file) && statSync(file).size > 5_000_000) renameSync(file, `${file}.1`)
  return openSync(file, 'a', 0o600)
}

function watch(child: ChildProcess): Postmaster {
  const end = () => child.kill('SIGINT')
  const exited = new Promise<void>((resolve) => {
    const gone = () => {
      process.removeListener('exit', end)
      resolve()
    }
    child.once('exit', gone)
    child.once('error', gone)
  })
  // Where there is no death signal (macOS), an exit without close still ends it.
  process.once('exit', end)
  child.unref()
  return { pid: child.pid ?? 0, exited, stop: () => stop(child, exited) }
}

async function stop(child: ChildProcess, exited: Promise<void>): Promise<void> {
  child.ref()
  child.kill('SIGINT')
  const immediate = setTimeout(() => child.kill('SIGQUIT'), 60_000)
  await exited
  clearTimeout(immediate)
}

async function isReady(cluster: string, postmaster: Postmaster): Promise<boolean> {
  let gone = false
  postmaster.exited.then(() => {
    gone = true
  })
  // Recovery after a crash takes as long as it takes, so only its end ends the wait.
  while (!gone) {
    const running = runningPostmaster(cluster)
    if (running?.pid === postmaster.pid && running.ready) return true
    await delay(10)
  }
  return false
}

function notStarted(logFile: string): Problem {
  const log = existsSync(logFile) ? readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-5).join('\n') : ''
  return new Problem('unavailable', `The embedded PostgreSQL does not start. The end of ${logFile}:\n${log}`)
}
