// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { lockHolder, processStart, tryLock, waitForLock } from './pid-lock.mjs'

async function inDirectory(fn: (directory: string) => Promise<void>): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'pid-lock-'))
  try {
    await fn(directory)
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** Takes the lock many times; while it holds it, nobody else may be in `inside`. Every fifth time it dies inside. */
const contender = `
  import { readdirSync, rmSync, writeFileSync } from 'node:fs'
  import { processStart, waitForLock } from ${JSON.stringify(new URL('./pid-lock.mjs', import.meta.url).href)}
  const [lockFile, inside, rounds] = process.argv.slice(1)
  for (let round = 0; round < Number(rounds); round++) {
    const lock = await waitForLock(lockFile, {})
    const others = readdirSync(inside).filter((name) => processStart(Number(name)) !== null)
    if (others.length > 0) { console.log('not alone'); process.exit(1) }
    writeFileSync(inside + '/' + process.pid, '')
    await new Promise((resolve) => setTimeout(resolve, 5))
    if (round === 4) process.kill(process.pid, 'SIGKILL')
    rmSync(inside + '/' + process.pid)
    lock.release()
  }
`

test('one at a time, also when holders are killed', () =>
  inDirectory(async (directory) => {
    const inside = mkdtempSync(join(directory, 'inside-'))
    const file = join(directory, 'lock')
    const contend = async (rounds: number) => {
      const args = ['--input-type=module', '-e', contender, file, inside, String(rounds)]
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
      let output = ''
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString()
      })
      const [code, signal]: unknown[] = await once(child, 'close')
      return { code, signal, output }
    }
    const ends = await Promise.all([contend(3), contend(9), contend(9), contend(3)])
    const done = { code: 0, signal: null, output: '' }
    const killed = { code: null, signal: 'SIGKILL', output: '' }
    assert.deepEqual(ends, [done, killed, killed, done])
    assert.equal(lockHolder(file), null)
    const lock = await waitForLock(file, {})
    lock.release()
    assert.deepEqual(
      readdirSync(directory).filter((name) => name.startsWith('lock')),
      [],
    )
  }))

test('the holder is told with its note, until it lets go', () =>
  inDirectory(async (directory) => {
    const file = join(directory, 'lock')
    const first = tryLock(file, { role: 'server' })
    assert.ok(first.holder === null)
    first.update({ role: 'closing server' })
    const second = tryLock(file, { role: 'command' })
    const { since, ...holder } = second.holder ?? { since: '' }
    assert.match(since, /^\d{4}-\d{2}-\d{2}T/)
    const { token } = JSON.parse(readFileSync(file, 'utf8')) as { token: string }
    const start = processStart(process.pid)
    assert.deepEqual(holder, { pid: process.pid, start, token, note: { role: 'closing server' } })
    first.release()
    assert.deepEqual([lockHolder(file), tryLock(file, {}).holder], [null, null])
  }))

test('a number that another process has now is no holder', () =>
  inDirectory(async (directory) => {
    const file = join(directory, 'lock')
    const since = '2026-11-22T00:00:00Z'
    writeFileSync(file, JSON.stringify({ pid: process.pid, start: 'another time', since, token: 'x', note: {} }))
    assert.equal(lockHolder(file), null)
    assert.equal(tryLock(file, {}).holder, null)
    assert.equal(processStart(2 ** 22 + 1), null)
  }))
