// SPDX-License-Identifier: Apache-2.0
import type { Sources } from './given.ts'
import { headerNote, type Line, may, need, type ReferenceFile, readLines, refused } from './reference-files.ts'

/** The file of sources that rows of other files name by id. */
export function readSources(file: ReferenceFile | undefined): Sources {
  if (file === undefined) return new Map()
  const entries = readLines(file).map((line) => {
    const parts = [may(line, 'url'), may(line, 'note')].filter((part) => part !== null)
    return [need(line, 'id'), { source: parts.join('; ') || null, quality: need(line, 'quality') }] as const
  })
  return new Map(entries)
}

/** Source and quality of a row that names its source. */
export function sourceOf(line: Line, sources: Sources): { source: string | null; quality: string } {
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
