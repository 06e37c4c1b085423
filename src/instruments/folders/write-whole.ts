// SPDX-License-Identifier: Apache-2.0
// Several files of a folder of law become others all at once: for whoever reads the folder with this program the new ones count from one
// instant on, whatever ends the writing half way.
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { strangeName } from './folder-names.ts'

/** Beside the files, hidden: what is being written. Readers of folders pass hidden names by. */
const staging = '.passerelle-import'
/** Names the files that count from now on; the instant at which it stands there is the instant of the change. */
const list = 'ready.json'

const names = z.array(z.string().refine((name) => strangeName(name) === null))

/** What counts already and has not been moved to its place: somebody was stopped over it. Empty, mostly. */
export function textsToMove(folder: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  for (const name of namesToMove(folder)) {
    const file = join(folder, staging, name)
    if (existsSync(file)) texts.set(name, readFileSync(file, 'utf8'))
  }
  return texts
}

function namesToMove(folder: string): string[] {
  const file = join(folder, staging, list)
  return existsSync(file) ? names.parse(JSON.parse(readFileSync(file, 'utf8'))) : []
}

/** Moves to its place what counts already, and takes away what never came to count. */
export async function finishWriting(folder: string): Promise<void> {
  if (!existsSync(join(folder, staging))) return
  for (const name of namesToMove(folder)) {
    const from = join(folder, staging, name)
    if (!existsSync(from)) continue
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await rename(from, join(folder, name))
  }
  // The list goes first: without it nothing of the rest counts.
  await rm(join(folder, staging, list), { force: true })
  await rm(join(folder, staging), { recursive: true, force: true })
}

/** Writes files of a folder: all of them, or none. */
export async function writeWhole(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  await finishWriting(folder)
  const beside = join(folder, staging)
  for (const [name, text] of files) {
    await mkdir(dirname(join(beside, name)), { recursive: true })
    await writeFile(join(beside, name), text, { flush: true })
  }
  await mkdir(beside, { recursive: true })
  await writeFile(join(beside, `${list}.new`), JSON.stringify([...files.keys()]), { flush: true })
  await rename(join(beside, `${list}.new`), join(beside, list))
  await finishWriting(folder)
}
