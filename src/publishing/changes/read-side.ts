// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Db } from '../../db/index.ts'
import {
  lawWithin,
  loadLaw,
  projectRoot,
  readReferenceVocabulary,
  type SourceProblem,
} from '../../instruments/index.ts'
import { isPlainDate, Problem } from '../../kernel/index.ts'
import type { LawVersion } from './compare-law.ts'
import { versionOfFolder } from './law-versions.ts'

/** Law by the id of its instrument, as one side of a comparison. */
export interface Side {
  versions: ReadonlyMap<string, LawVersion>
  /** It is one instrument, not a whole tree. */
  single: boolean
  /** Why its files cannot be read. */
  problems: SourceProblem[]
}

const run = promisify(execFile)

/** Reads `law/CN-SX/2024-5`, `law`, `HEAD~1:law` of a git repository, or `known@2026-11-01` of the database. */
export function readSide(text: string, database: () => Promise<Db>): Promise<Side> {
  const known = /^known@(.+)$/.exec(text)?.[1]
  if (known !== undefined) return readKnown(known, database)
  const revision = /^([^:]+):(.+)$/.exec(text)
  if (revision !== null && !existsSync(text)) return readRevision(revision[1] ?? '', revision[2] ?? '')
  return Promise.resolve(readFolder(text))
}

async function readKnown(day: string, database: () => Promise<Db>): Promise<Side> {
  if (day !== 'now' && !isPlainDate(day))
    throw new Problem('invalid-input', `known@: found '${day}', expected a day such as known@2026-11-01, or known@now`)
  const when = day === 'now' ? {} : { knownOn: new Date(`${day}T23:59:59.999Z`) }
  const { texts } = await loadLaw(await database(), when)
  if (day !== 'now' && texts.instruments.length === 0) {
    const expected = 'a day on which this installation had recorded law'
    throw new Problem('invalid-input', `known@: nothing was recorded here by the end of ${day}, expected ${expected}`)
  }
  const versions = texts.instruments.map((state) => [state.instrument.id, { state, examples: [] }] as const)
  return { versions: new Map(versions), single: false, problems: [] }
}

/** The files as a revision has them, in a folder of their own for as long as they are read. */
async function readRevision(revision: string, path: string): Promise<Side> {
  const folder = await mkdtemp(join(tmpdir(), 'passerelle-law-'))
  try {
    const archive = join(folder, 'law.tar')
    await run('git', ['archive', '--format=tar', `--output=${archive}`, '--end-of-options', revision, path])
    await run('tar', ['-xf', archive, '-C', folder])
    return readFolder(join(folder, path))
  } catch (error) {
    if (error instanceof Problem) throw error
    const said = error instanceof Object && 'stderr' in error ? String(error.stderr).trim() : String(error)
    throw new Problem('not-found', `'${revision}:${path}' cannot be read with git: ${said}`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function readFolder(path: string): Side {
  const { vocabulary } = readReferenceVocabulary(join(projectRoot, 'reference'))
  const single = existsSync(join(path, 'instrument.yaml'))
  const { folders, problems } = lawWithin(single ? placed(path) : path, vocabulary)
  const errors = problems.filter(({ severity }) => severity === 'error')
  return {
    versions: new Map(folders.map((folder) => [folder.instrument.id, versionOfFolder(folder)])),
    single,
    problems: errors,
  }
}

/** The whole path, since the name of the folder above says the jurisdiction. */
const placed = (path: string): string => join(dirname(resolve(path)), basename(resolve(path)))
