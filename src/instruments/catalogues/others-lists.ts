// SPDX-License-Identifier: Apache-2.0
import type { LawInstrument } from '../law/instrument-schema.ts'
import { problemAt } from '../source/explain-issues.ts'
import type { SourceProblem } from '../source/source-problem.ts'
import type { YamlSource } from '../source/yaml-source.ts'
import { continued, joinBatches } from './join-batches.ts'

const expected = 'a list of this authority itself, or one that is shipped for a place of its own'

/** Instruments whose lists a text continues, or whose entries it ends: its author has to be the one who may do that. */
export function touchedInstruments(own: LawInstrument, beside: readonly { instrument: LawInstrument }[]): string[] {
  return [...new Set(touched(own, beside).map(({ of }) => of))]
}

/** What a text does to lists of instruments that are not its author's to change. */
export function checkOthersLists(
  { instrument, instrumentSource }: { instrument: LawInstrument; instrumentSource: YamlSource },
  beside: readonly { instrument: LawInstrument }[],
  foreign: ReadonlySet<string>,
): SourceProblem[] {
  return touched(instrument, beside)
    .filter(({ of }) => foreign.has(of))
    .map(({ index, list, ends }) => {
      const found = ends ? `ends entries of '${list}'` : `continues '${list}'`
      const message = `${found}, a list of another authority, expected ${expected}`
      return problemAt(instrumentSource, ['catalogues', index, 'continues'], { code: 'batch', message, expected })
    })
}

interface Touched {
  /** Which catalogue of the text does it. */
  index: number
  list: string
  /** The instrument of that list. */
  of: string
  /** It ends entries of a list that it does not continue: of a batch beside it. */
  ends: boolean
}

function touched(own: LawInstrument, beside: readonly { instrument: LawInstrument }[]): Touched[] {
  if (own.catalogues?.every(({ continues }) => continues === undefined) !== false) return []
  const others = beside.filter(({ instrument }) => instrument.id !== own.id)
  const joined = joinBatches([...others, { instrument: own }])
  const endedBy = new Map<string, Set<string>>()
  // A list holds the entries of those that continue it too: each counts for the one that brought it.
  for (const { catalogue, entries } of joined.values())
    for (const { origin, endedBy: by } of entries)
      if (by !== undefined && by !== origin && origin === catalogue.id)
        endedBy.set(by, (endedBy.get(by) ?? new Set()).add(origin))
  return own.catalogues.flatMap((catalogue, index) => {
    const one = joined.get(catalogue.id)
    if (one === undefined || catalogue.continues === undefined) return []
    // A text that does not speak yet continues nothing; it says already what it will continue.
    const above = new Set([catalogue.continues, ...continued(joined, one).map((list) => list.catalogue.id)])
    const beyond = [...(endedBy.get(catalogue.id) ?? [])].filter((list) => !above.has(list))
    return [...above, ...beyond].flatMap((list) => {
      const of = joined.get(list)?.instrument.id
      return of === undefined || of === own.id ? [] : [{ index, list, of, ends: !above.has(list) }]
    })
  })
}
