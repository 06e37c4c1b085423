// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process'
import { open } from 'node:fs/promises'
import { readSnapshot } from '../../src/population/columns/read-snapshot.ts'
import { clock } from '../population/meters.ts'

const AT_ONCE = 1 << 22

/**
 * Milliseconds by the clock to read a workforce, and to read the bytes of its file alone: from the disk, where the system lets go of what it keeps
 * of a file, and as it is kept then. Each once, as a process does: memory that was given back comes dearer the second time.
 */
export async function reading(path: string): Promise<Record<string, number>> {
  const times: Record<string, number> = {}
  if (letGo(path)) times['coldPlain'] = await once(() => readPlain(path))
  if (letGo(path)) times['cold'] = await once(() => readSnapshot(path))
  times['plain'] = await once(() => readPlain(path))
  times['warm'] = await once(() => readSnapshot(path))
  return times
}

/** GNU dd tells the system that a file will not be read again soon; others refuse it. */
const letGo = (path: string): boolean => spawnSync('dd', [`if=${path}`, 'iflag=nocache', 'count=0']).status === 0

async function once(work: () => Promise<unknown>): Promise<number> {
  const from = clock()
  await work()
  return clock() - from
}

async function readPlain(path: string): Promise<void> {
  const file = await open(path, 'r')
  const { size } = await file.stat()
  const bytes = new Uint8Array(new SharedArrayBuffer(size))
  for (let at = 0; at < size; ) {
    const { bytesRead } = await file.read(bytes, at, Math.min(AT_ONCE, size - at), at)
    if (bytesRead === 0) throw new Error('the file became shorter')
    at += bytesRead
  }
  await file.close()
}
