// SPDX-License-Identifier: Apache-2.0
import { readdirSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { Problem } from '../../kernel/index.ts'

/** The files named, and in directories named those whose names are known; sorted. A file named and not known is refused. */
export function findFiles(named: readonly string[], known: (name: string) => boolean, expected: string): string[] {
  const found = named.flatMap((path) => {
    const kind = statSync(path, { throwIfNoEntry: false })
    if (kind === undefined) throw new Problem('invalid-input', `there is no file or directory ${path}`)
    if (kind.isDirectory()) return inDirectory(path, known)
    if (known(basename(path))) return [path]
    throw new Problem('invalid-input', `${path} is no file of this publisher; expected ${expected}`)
  })
  const files = [...new Set(found.map((path) => resolve(path)))].sort()
  if (files.length === 0) throw new Problem('invalid-input', `no file to import; expected ${expected}`)
  return files
}

function inDirectory(directory: string, known: (name: string) => boolean): string[] {
  return readdirSync(directory)
    .filter(known)
    .map((name) => join(directory, name))
}

/** The release that the option gives, else the one that all paths agree on. */
export function findRelease(
  option: string | undefined,
  paths: readonly string[],
  { pattern, example }: { pattern: RegExp; example: string },
): string {
  if (option !== undefined) {
    if (/^\d+(\.\d+)*$/.test(option)) return option
    throw new Problem(
      'invalid-input',
      `--release '${option}' is not a release; expected numbers with dots, as ${example}`,
    )
  }
  const releases = new Set(paths.flatMap((path) => releaseIn(path, pattern)))
  const [release, other] = releases
  if (release !== undefined && other === undefined) return release
  const reason = release === undefined ? 'the files do not say their release' : `the files are of several releases`
  throw new Problem('invalid-input', `${reason}; give it with --release, as --release ${example}`)
}

/** The last part of the path that names one. */
function releaseIn(path: string, pattern: RegExp): string[] {
  for (const part of path.split(/[\\/]/).reverse()) {
    const release = pattern.exec(part)?.[1]
    if (release !== undefined) return [release.replaceAll('_', '.')]
  }
  return []
}
