// SPDX-License-Identifier: Apache-2.0
// Ids that all law shares begin with the code of the place of their text: nobody takes those of another place, nor of what is shipped for it later.

import type { FolderLists } from '../folders/folder-lists.ts'
import { problemAt } from '../source/explain-issues.ts'
import type { SourceProblem } from '../source/source-problem.ts'
import type { YamlSource } from '../source/yaml-source.ts'
import { wholesOf } from '../wholes/check-wholes.ts'
import type { LawInstrument } from './instrument-schema.ts'

interface Text {
  path: string
  instrument: LawInstrument
  instrumentSource: YamlSource
  lists: FolderLists
}

interface Codes {
  has(code: string): boolean
}

/** The place whose code begins an id: of `xa-n-2026-1` it is XA-N, and not XA. Null: no place that is known. */
export function placeOfId(id: string, places: Codes): string | null {
  const words = id.toUpperCase().split('-')
  for (let count = words.length; count > 0; count -= 1) {
    const code = words.slice(0, count).join('-')
    if (places.has(code)) return code
  }
  return null
}

/** An id of this place: `known-list` of XA-N is `xa-n-known-list`, and so is `xa-known-list`. */
export function asIdOf(place: string, id: string, places: Codes): string {
  const other = placeOfId(id, places)
  const rest = other === null ? id : id.slice(other.length + 1)
  const own = `${place.toLowerCase()}-${rest === '' ? '1' : rest}`
  return placeOfId(own, places) === place ? own : `${place.toLowerCase()}-entry-${rest}`
}

/** Ids of a text that are not of its place. `kept`: those that it has had before and keeps. */
export function checkOwnIds(
  { path: folder, instrument, instrumentSource, lists: { brings } }: Text,
  places: Codes | null,
  kept: ReadonlySet<string>,
): SourceProblem[] {
  const place = folder.split('/')[0] ?? ''
  if (places === null || !places.has(place)) return []
  const foreign = (id: string): boolean =>
    !kept.has(id) && (placeOfId(id, places) !== place || id.length === place.length)
  const said = (id: string) => {
    const begins = `as ids of ${place} begin with '${place.toLowerCase()}-'`
    const expected = `'${asIdOf(place, id, places)}', ${begins}`
    return { code: 'id-place' as const, message: `found '${id}', expected ${expected}`, found: id, expected }
  }
  const catalogues = (instrument.catalogues ?? []).map(({ id }, index) => ({ id, path: ['catalogues', index] }))
  const written = [{ id: instrument.id, path: [] }, ...catalogues, ...wholesOf(instrument)]
  return [
    ...written
      .filter(({ id }) => foreign(id))
      .map(({ id, path }) => problemAt(instrumentSource, [...path, 'id'], said(id))),
    ...[...brings.qualifications, ...brings.bodies]
      .filter(({ entry }) => foreign(entry.id))
      .map(({ entry, file, line }) => ({ ...said(entry.id), severity: 'error' as const, file, line, path: 'id' })),
  ]
}
