// SPDX-License-Identifier: Apache-2.0
import { parse } from 'yaml'
import type { Db } from '../../db/index.ts'
import { joinBatches, lastDay, loadLaw, type WrittenLaw } from '../../instruments/index.ts'
import type { Localized } from '../../kernel/index.ts'
import type { Ground } from './analyse-file.ts'
import { type DeclaredCatalogue, declaredCatalogues, type FolderTexts, itemsOf } from './draft-folder.ts'
import type { CatalogueItem } from './plan/plan.model.ts'

type Instrument = WrittenLaw['instrument']

/** How a catalogue continues an earlier list, with the entries that stand there, in the law in force or in the folder itself. */
export async function batchOf(db: Db, files: FolderTexts, catalogue: DeclaredCatalogue): Promise<Ground['batch']> {
  const { continues, replaces, earlierHolders } = catalogue
  if (continues === null) return null
  const written = outlineOf(files)
  const law = await loadLaw(db)
  const others = law.texts.instruments.filter(({ instrument }) => instrument.id !== written.id)
  const own = { instrument: inFolder(files, catalogue, written), rules: [] }
  const joined = joinBatches([...others, own]).get(continues)
  const day = catalogue.effective ?? written.effective ?? null
  const entries = (joined?.entries ?? []).map(({ item: { qualification, class: group, from, until } }) => ({
    ...{ qualification, class: group, from, until },
  }))
  return { day: day === null ? null : lastDay(day), replaces, earlierHolders, entries }
}

interface Outline {
  id: string
  jurisdiction: string
  effective?: string
}

function outlineOf(files: FolderTexts): Outline {
  const data = parse(files.get('instrument.yaml') ?? '') as Record<string, unknown> | null
  const text = (name: string) => (data?.[name] === undefined ? undefined : String(data[name]))
  const effective = text('effective')
  return {
    id: text('id') ?? '',
    jurisdiction: text('jurisdiction') ?? '',
    ...(effective !== undefined && { effective }),
  }
}

/** The other catalogues of the folder, as far as lists are joined by them. */
function inFolder(files: FolderTexts, { id }: DeclaredCatalogue, written: Outline): Instrument {
  const others = (declaredCatalogues(files) ?? []).filter((one) => one.id !== id)
  const catalogues = others.map((one) => ({
    ...{ id: one.id, title: one.title, coverage: 'partial', classes: one.classes },
    ...(one.effective !== null && { effective: one.effective }),
    ...(one.continues !== null && { continues: one.continues }),
    ...(one.replaces && { replaces: true }),
    ...(one.earlierHolders !== null && { earlierHolders: one.earlierHolders }),
    items: itemsOf(files, one).map(withoutNothing),
  }))
  return { ...written, status: 'in-force', catalogues } as unknown as Instrument
}

const withoutNothing = ({ at: _at, noteEn: _en, noteZh: _zh, ...item }: CatalogueItem): object =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined))

/** A list that a catalogue may continue. */
export interface EarlierList {
  id: string
  title: Localized
}

/** Lists in force at the place of the folder, and the other ones of the folder itself: each by its first batch, which all later ones continue, and whatever the folder names already. */
export async function listsToContinue(db: Db, files: FolderTexts): Promise<EarlierList[]> {
  const { id: own, jurisdiction } = outlineOf(files)
  const law = await loadLaw(db)
  const declared = declaredCatalogues(files) ?? []
  const named = new Set(declared.map(({ continues }) => continues))
  const lists = law.texts.instruments.flatMap(({ instrument }) =>
    instrument.id !== own && instrument.jurisdiction === jurisdiction ? (instrument.catalogues ?? []) : [],
  )
  const first = lists.filter(({ id, continues }) => continues === undefined || named.has(id))
  const others = [...declared, ...first].map(({ id, title }) => ({ id, title }))
  return [...new Map(others.map((one) => [one.id, one])).values()]
}
