// SPDX-License-Identifier: Apache-2.0
import { constants } from 'node:fs'
import { access, type FileHandle, open, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Problem } from '../../kernel/index.ts'

/** What an operating system says of a path that is wrong; anything else is no mistake of whoever named it. */
const mistakes = ['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM', 'EROFS']

/** For `catch`, where a file is read that somebody named. @throws {Problem} `invalid-input` */
export const unreadable =
  (file: string) =>
  (cause: NodeJS.ErrnoException): never => {
    if (!mistakes.includes(cause.code ?? '')) throw cause
    throw new Problem('invalid-input', `there is no file '${file}' that can be read`, { cause })
  }

/** A file that somebody named, to be read. @throws {Problem} `invalid-input` */
export async function openAsked(file: string): Promise<FileHandle> {
  const handle = await open(file, 'r').catch(unreadable(file))
  if (!(await handle.stat()).isDirectory()) return handle
  await handle.close()
  throw new Problem('invalid-input', `'${file}' is a folder, expected a file`)
}

/** Before work begins that ends in a file named with an option. @throws {Problem} `invalid-input` */
export async function expectWritable(option: string, file: string): Promise<void> {
  const there = await stat(file).catch(() => null)
  const place = there === null ? dirname(file) : file
  const writable = await access(place, constants.W_OK).then(
    () => true,
    () => false,
  )
  if (writable && there?.isDirectory() !== true) return
  const expected = 'expected a file in a folder that is there'
  throw new Problem('invalid-input', `${option}: '${file}' cannot be written, ${expected}`)
}
