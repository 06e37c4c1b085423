// SPDX-License-Identifier: Apache-2.0
import type { Lookups } from './given.ts'
import { headerNote, type Line, may, need, type ReferenceFile, readLines, refused } from './reference-files.ts'

/** The files that rows of all others name by id. */
export const lookupFiles = ['sources.csv', 'notes.csv'] as const

export function readLookups(files: readonly ReferenceFile[]): Lookups {
  const [sources, notes] = lookupFiles.map((path) => {
    const file = files.find((candidate) => candidate.path === path)
    return file === undefined ? [] : readLines(file)
  })
  return {
    sources: new Map((sources ?? []).map((line) => [need(line, 'id'), toSource(line)])),
    notes: new Map(
      (notes ?? []).map((line) => [need(line, 'id'), { en: need(line, 'en'), 'zh-CN': need(line, 'zh') }]),
    ),
  }
}

function toSource(line: Line): { source: string | null; quality: string } {
  const parts = [may(line, 'url'), may(line, 'note')].filter((part) => part !== null)
  return { source: parts.join('; ') || null, quality: need(line, 'quality') }
}

/** The note that a row names, if it names one. */
export function noteOf(line: Line, { notes }: Lookups): { en: string; 'zh-CN': string } | null {
  const id = may(line, 'note')
  if (id === null) return null
  const found = notes.get(id)
  if (found !== undefined) return found
  throw refused(line.file, line.line, 'note', `there is no note '${id}'`, 'an id of notes.csv')
}

/** Source and quality of a row that names its source. */
export function sourceOf(line: Line, { sources }: Lookups): { source: string | null; quality: string } {
  const id = need(line, 'source')
  const found = sources.get(id)
  if (found !== undefined) return found
  throw refused(line.file, line.line, 'source', `there is no source '${id}'`, 'an id of sources.csv')
}

/** Source and quality of a row that gives its own, else those of the whole file. */
export function sourceOfFile(file: ReferenceFile, line?: Line): { source: string | null; quality: string | null } {
  return {
    source: (line && may(line, 'source')) ?? headerNote(file, 'source'),
    quality: (line && may(line, 'quality')) ?? headerNote(file, 'quality'),
  }
}
