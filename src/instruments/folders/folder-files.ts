// SPDX-License-Identifier: Apache-2.0
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { Problem } from '../../kernel/index.ts'
import type { SourceProblem } from '../source/source-problem.ts'
import { expectedNames, knownFolders, strangeName } from './folder-names.ts'
import { textsToMove } from './write-whole.ts'

/** The files of one instrument, from a disk, a database or a form: the same reader reads them all. */
export interface FolderFiles {
  /** `CN-SX/2024-5`. */
  path: string
  /** What stands before the name of a file in a problem: `law/CN-SX/2024-5/`, or nothing. */
  shownAs: string
  /** Text by name: `rules.yaml`, `examples/met/five-years.yaml`, `catalogues/main.csv`. */
  files: ReadonlyMap<string, string>
}

export function folderProblem(file: string, message: string): SourceProblem {
  return { code: 'folder', severity: 'error', file, path: '', message }
}

export function displayName(file: string): string {
  return relative(process.cwd(), file).split(sep).join('/')
}

function entries(directory: string): Dirent[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Every folder `law/<jurisdiction>/<instrument>/`, with what stands where none should. */
export function foldersOf(directory: string, problems: SourceProblem[]): FolderFiles[] {
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Problem('not-found', `there is no folder '${displayName(directory)}'`)
  }
  const found: string[] = []
  const strange = (file: string, message: string) => problems.push(folderProblem(displayName(file), message))
  for (const jurisdiction of entries(directory)) {
    if (jurisdiction.isFile() && jurisdiction.name.endsWith('.md')) continue
    const place = join(directory, jurisdiction.name)
    if (!jurisdiction.isDirectory()) {
      strange(place, 'found a file, expected folders named by jurisdiction')
      continue
    }
    for (const instrument of entries(place)) {
      if (instrument.isDirectory()) found.push(`${jurisdiction.name}/${instrument.name}`)
      else if (!instrument.name.endsWith('.md'))
        strange(join(place, instrument.name), 'found a file, expected one folder for each instrument')
    }
  }
  return found.map((path) => filesOf(join(directory, path), path, problems))
}

/** The text of every file of one folder; what may not stand there is told and not read. */
export function filesOf(folder: string, path: string, problems: SourceProblem[]): FolderFiles {
  const files = new Map<string, string>()
  const walk = (within: string): void => {
    for (const entry of entries(join(folder, within))) {
      const name = `${within}${entry.name}`
      if (entry.isDirectory() && knownFolders.includes(name)) {
        walk(`${name}/`)
        continue
      }
      const wrong = entry.isDirectory() ? (strangeName(`${name}/`) ?? strangeName(name)) : strangeName(name)
      if (wrong !== null || entry.isDirectory())
        problems.push(folderProblem(displayName(join(folder, name)), wrong ?? `expected only ${expectedNames} here`))
      else if (!name.endsWith('.md')) files.set(name, readFileSync(join(folder, name), 'utf8'))
    }
  }
  walk('')
  for (const [name, text] of textsToMove(folder)) if (!name.endsWith('.md')) files.set(name, text)
  return { path, shownAs: `${displayName(folder)}/`, files }
}
