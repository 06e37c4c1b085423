// SPDX-License-Identifier: Apache-2.0
import { mkdir, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { Problem } from '../../kernel/index.ts'

/** Names the files that an export wrote, so that the next one takes away what is gone and touches nothing else. */
const manifest = '.passerelle-export.json'
const manifestSchema = z.object({ files: z.array(z.string().regex(/^[^./\\][^\\]*$/)) })

export interface WrittenTree {
  written: string[]
  removed: string[]
  unchanged: number
}

/**
 * Makes a folder hold these files. What an earlier export wrote and is gone is removed; a file with the same text is not touched; a folder
 * that holds something else is refused (hidden files, as those of Git, and pages in Markdown may stand there).
 */
export async function writeTree(directory: string, files: ReadonlyMap<string, string>): Promise<WrittenTree> {
  const before = await earlierFiles(directory)
  const written: string[] = []
  for (const [name, text] of files) {
    if ((await textOf(join(directory, name))) === text) continue
    await mkdir(dirname(join(directory, name)), { recursive: true })
    await writeFile(join(directory, name), text)
    written.push(name)
  }
  const removed = before.filter((name) => !files.has(name))
  for (const name of removed) await remove(directory, name)
  const list = `${JSON.stringify({ files: [...files.keys()].sort() }, null, 2)}\n`
  await mkdir(directory, { recursive: true })
  if ((await textOf(join(directory, manifest))) !== list) await writeFile(join(directory, manifest), list)
  return { written, removed, unchanged: files.size - written.length }
}

async function earlierFiles(directory: string): Promise<string[]> {
  const text = await textOf(join(directory, manifest))
  if (text !== null) return earlier(text, directory)
  const entries = await readdir(directory).catch(() => [])
  const strange = entries.find((name) => !name.startsWith('.') && !name.endsWith('.md'))
  if (strange === undefined) return []
  const message = `${directory} holds '${strange}', which no export has written, expected a folder that is empty or new, or that of an earlier export`
  throw new Problem('invalid-input', message)
}

function earlier(text: string, directory: string): string[] {
  const found = manifestSchema.safeParse(parsed(text))
  const inside = found.success && found.data.files.every((name) => !name.split('/').includes('..'))
  if (inside) return found.data.files
  const message = `${join(directory, manifest)} is not as an export writes it, expected its list of files; remove it with the files beside it`
  throw new Problem('invalid-input', message)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const textOf = (file: string): Promise<string | null> => readFile(file, 'utf8').catch(() => null)

/** The file, and the folders that it leaves empty. */
async function remove(directory: string, name: string): Promise<void> {
  await rm(join(directory, name), { force: true })
  for (let folder = dirname(name); folder !== '.'; folder = dirname(folder)) {
    const emptied = await rmdir(join(directory, folder)).then(
      () => true,
      () => false,
    )
    if (!emptied) return
  }
}
