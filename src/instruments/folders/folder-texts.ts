// SPDX-License-Identifier: Apache-2.0
import { isFromTable } from '../agreements/equivalence-rules.ts'
import type { LawCatalogue } from '../catalogues/catalogue-schema.ts'
import type { LawExample } from '../examples/example-schema.ts'
import type { LawInstrument } from '../law/instrument-schema.ts'
import type { LawRule } from '../rules/rule-schema.ts'
import { csvText } from './csv-text.ts'
import { type BroughtBody, type BroughtQualification, listColumns } from './folder-lists.ts'
import { yamlText } from './yaml-text.ts'

/** What a record of law says, with what it brings. */
export interface RecordedFolder {
  instrument: LawInstrument
  rules: readonly LawRule[]
  /** By name of file: `met/five-years`. */
  examples: ReadonlyMap<string, LawExample>
  qualifications: readonly BroughtQualification[]
  bodies: readonly BroughtBody[]
}

/** From so many items on a catalogue stands in a file of its own. */
const longList = 50

/**
 * The files that say what a record says: read again they give the same record. The same record gives the same bytes, and a small change of
 * it a small difference of lines. Comments are of the files that were, and are lost.
 */
export function folderTexts(folder: RecordedFolder): Map<string, string> {
  const { instrument, examples, qualifications, bodies } = folder
  // What follows from the table of an agreement stands in the table.
  const rules = folder.rules.filter((rule) => !isFromTable(rule))
  const lists = (instrument.catalogues ?? []).filter(isLongList)
  const catalogues = instrument.catalogues?.map((catalogue) => {
    if (!lists.includes(catalogue)) return catalogue
    const { items: _items, ...declared } = catalogue
    return declared
  })
  const written = { ...instrument, ...(catalogues !== undefined && { catalogues }) }
  const files = new Map([['instrument.yaml', yamlText(written)]])
  if (rules.length > 0) files.set('rules.yaml', yamlText({ rules }))
  for (const [name, example] of examples) files.set(`examples/${name}.yaml`, yamlText(example))
  for (const { id, items = [] } of lists)
    files.set(`catalogues/${id}.csv`, csvText(listColumns.items, items.map(itemRow)))
  if (qualifications.length > 0)
    files.set('qualifications.csv', csvText(listColumns.qualifications, sorted(qualifications)))
  if (bodies.length > 0) files.set('awarding-bodies.csv', csvText(listColumns.bodies, sorted(bodies)))
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)))
}

type Item = NonNullable<LawCatalogue['items']>[number]

/** A note in a third language has no column of its own. */
const isLongList = ({ items = [] }: LawCatalogue): boolean => items.length >= longList && items.every(fitsRow)

const fitsRow = ({ note }: Item): boolean =>
  Object.keys(note ?? {}).every((language) => language === 'en' || language === 'zh-CN')

const itemRow = ({ note, ...item }: Item) => ({ ...item, 'note.en': note?.en, 'note.zh-CN': note?.['zh-CN'] })

const sorted = <Entry extends { id: string }>(entries: readonly Entry[]): Entry[] =>
  [...entries].sort((a, b) => (a.id < b.id ? -1 : 1))
