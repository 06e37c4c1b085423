// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { clusterOf } from '../../src/db/embedded/open-embedded.ts'
import { runningPostmaster } from '../../src/db/embedded/running-postmaster.ts'

const root = join(import.meta.dirname, '..', '..')
const hook = join(root, 'scripts', 'tsx-hook.mjs')

/** A process of ours on a data directory, and what it has said so far. */
export interface Victim {
  child: ChildProcess
  output(): string
  /** Waits for the words; false: it ended before it said them. */
  says(words: string): Promise<boolean>
  /** The exit code; null: by a signal. */
  ended: Promise<number | null>
}

export function startVictim(program: string, args: string[], dataDirectory: string): Victim {
  const env = {
    ...process.env,
    PASSERELLE_DATA: dataDirectory,
    PASSERELLE_PORT: '0',
    PASSERELLE_LOG_LEVEL: 'error',
    DATABASE_URL: '',
  }
  const child = spawn(process.execPath, ['--import', hook, join(root, program), ...args], { env, cwd: root })
  let output = ''
  const take = (chunk: Buffer) => {
    output += chunk.toString()
  }
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  let gone = false
  const ended = once(child, 'close').then(([code]) => {
    gone = true
    return typeof code === 'number' ? code : null
  })
  const says = async (words: string) => {
    while (!output.includes(words) && !gone) await delay(5)
    return output.includes(words)
  }
  return { child, output: () => output, says, ended }
}

/** kill -9, and where asked of PostgreSQL too, as when the machine loses its power. */
export async function kill(victim: Victim, dataDirectory: string, withPostgres: boolean): Promise<void> {
  const postmaster = withPostgres ? runningPostmaster(clusterOf(dataDirectory)) : null
  victim.child.kill('SIGKILL')
  if (postmaster !== null) process.kill(postmaster.pid, 'SIGKILL')
  await victim.ended
}
