// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/**
 * A lock that dies with its holder: a file with the holder's pid and start time. Who finds the holder dead takes over,
 * and a pid that the system has given to another process since does not count as the holder.
 */

/** When the process began, as the system tells it; null: there is no such process. */
export function processStart(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code === 'ESRCH') return null
  }
  return process.platform === 'linux' ? linuxStart(pid) : otherStart(pid)
}

function linuxStart(pid) {
  try {
    // The name in parentheses may hold anything; field 3 (state) and 22 (start time) follow the last one: proc_pid_stat(5).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? null : fields[19]
  } catch {
    return null
  }
}

function otherStart(pid) {
  try {
    const text = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { LC_ALL: 'C' },
    }).trim()
    return text === '' ? null : text
  } catch {
    return null
  }
}

/** Who holds the lock now; null: nobody who is alive. */
export function lockHolder(file) {
  const holder = readHolder(file)
  return holder !== null && isAlive(holder) ? holder : null
}

function isAlive(holder) {
  return holder.start !== null && processStart(holder.pid) === holder.start
}

const DAMAGED = { pid: 0, start: null, token: 'damaged', note: {} }

function readHolder(file) {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8'))
    return typeof holder.pid === 'number' ? holder : DAMAGED
  } catch (error) {
    // Written at once by link, so a file that is no JSON is damaged by a crash of the machine.
    return error.code === 'ENOENT' ? null : DAMAGED
  }
}

/** Takes the lock if nobody alive holds it. Answers a release, or the holder. */
export function tryLock(file, note = {}) {
  const mine = {
    pid: process.pid,
    start: processStart(process.pid),
    since: new Date().toISOString(),
    token: randomUUID(),
    note,
  }
  for (let attempt = 0; attempt < 20; attempt++) {
    if (linkNew(file, mine)) {
      forgetElections(file)
      return { holder: null, release: () => release(file, mine), update: (changed) => update(file, mine, changed) }
    }
    const holder = readHolder(file)
    if (holder !== null && isAlive(holder)) return { holder, release: null, update: null }
    if (holder !== null) removeDead(file, holder, mine)
  }
  return { holder: readHolder(file) ?? mine, release: null, update: null }
}

/** Waits for the lock; `onWait` is told once who holds it. */
export async function waitForLock(file, note, onWait) {
  for (let told = false; ; told = true) {
    const lock = tryLock(file, note)
    if (lock.release !== null) return lock
    if (!told) onWait?.(lock.holder)
    await delay(200)
  }
}

/** A hard link appears with its content or not at all, and fails where the name is taken. */
function linkNew(file, mine) {
  const draft = `${file}.${randomUUID()}`
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 })
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/**
 * Two may find the same dead holder, and a slow one must not remove the file of whoever has taken over since. So only one is ever elected to
 * remove a given holder's file: while that file stands nobody can take its place, and once it is gone its token never returns.
 */
function removeDead(file, dead, mine) {
  if (!isElected(file, dead.token, mine)) return
  if (readHolder(file)?.token === dead.token) rmSync(file, { force: true })
}

/** Elected over a dead one: whoever links the name first, or is elected over that one where it died as well. */
function isElected(file, token, mine) {
  const election = `${file}.over-${token}`
  if (linkNew(election, mine)) return true
  const first = readHolder(election)
  if (first === null || first.token === mine.token) return first !== null
  return !isAlive(first) && isElected(file, first.token, mine)
}

/** Elections over holders whose files are gone mean nothing any more. */
function forgetElections(file) {
  const prefix = `${basename(file)}.over-`
  for (const name of readdirSync(dirname(file))) {
    if (name.startsWith(prefix)) rmSync(join(dirname(file), name), { force: true })
  }
}

function update(file, mine, note) {
  mine.note = note
  const draft = `${file}.${mine.token}`
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 })
  renameSync(draft, file)
}

function release(file, mine) {
  if (readHolder(file)?.token === mine.token) rmSync(file, { force: true })
}
