// SPDX-License-Identifier: Apache-2.0
import { parse, parseDocument } from 'yaml'
import { z } from 'zod'
import type { Localized } from '../../kernel/index.ts'
import { addBodies, addQualifications, readItems, writeItems } from './plan/draft-lists.ts'
import type { CatalogueItem } from './plan/plan.model.ts'
import type { TakeOver } from './plan/plan-take-over.ts'
import { fitsList, putItems } from './plan/yaml-items.ts'
import { actions, type EarlierHolders } from './rows/row.model.ts'

/** Text by name, as a folder of law has it: `instrument.yaml`, `catalogues/main.csv`. */
export type FolderTexts = ReadonlyMap<string, string>

/** A catalogue that the instrument of a folder declares. */
export interface DeclaredCatalogue {
  id: string
  title: Localized
  effective: string | null
  /** The list of which it is a later batch, whether it takes the place of all that stood there, and whose rights it keeps. */
  continues: string | null
  replaces: boolean
  earlierHolders: EarlierHolders | null
  classes: { id: string; label: Localized }[]
  /** Written in the instrument itself, not in a file of its own. */
  items: CatalogueItem[] | null
}

const localized = z.object({ en: z.string(), 'zh-CN': z.string() })
const date = z.coerce.string().optional()
const holders = ['keep', 'lose'] as const
const outline = z.object({
  catalogues: z
    .array(
      z.object({
        id: z.string(),
        title: localized,
        effective: date,
        continues: z.string().optional(),
        replaces: z.boolean().optional(),
        earlierHolders: z.enum(holders).optional().catch(undefined),
        classes: z.array(z.object({ id: z.coerce.string(), label: localized })).min(1),
        items: z
          .array(
            z.object({
              qualification: z.string(),
              class: z.coerce.string(),
              from: date,
              until: date,
              action: z.enum(actions).optional().catch(undefined),
              earlierHolders: z.enum(holders).optional().catch(undefined),
              note: localized.partial().optional(),
            }),
          )
          .optional(),
      }),
    )
    .default([]),
})

/** What instrument.yaml holds; null where it is missing or no YAML. */
function instrumentData(files: FolderTexts): unknown {
  try {
    return parse(files.get('instrument.yaml') ?? '')
  } catch {
    return null
  }
}

/** The place for which a folder makes law; null where it does not say. */
export function declaredPlace(files: FolderTexts): string | null {
  const read = z.object({ jurisdiction: z.string() }).safeParse(instrumentData(files))
  return read.success ? read.data.jurisdiction : null
}

/** The catalogues that a folder declares; null where its instrument.yaml is missing or cannot be read as far as that. */
export function declaredCatalogues(files: FolderTexts): DeclaredCatalogue[] | null {
  const read = outline.safeParse(instrumentData(files))
  if (!read.success) return null
  return read.data.catalogues.map(({ id, title, effective, continues, replaces, earlierHolders, classes, items }) => ({
    ...{ id, title, effective: effective ?? null, classes },
    ...{ continues: continues ?? null, replaces: replaces === true, earlierHolders: earlierHolders ?? null },
    items:
      items?.map(({ qualification, class: group, from, until, action, earlierHolders: kept, note }, at) => ({
        ...{ at, qualification, class: group, from, until, action, earlierHolders: kept },
        ...{ noteEn: note?.en, noteZh: note?.['zh-CN'] },
      })) ?? null,
  }))
}

const itemsFile = (catalogue: string): string => `catalogues/${catalogue}.csv`

/** The items of a catalogue of the folder, wherever they stand. */
export function itemsOf(files: FolderTexts, { id, items }: DeclaredCatalogue): CatalogueItem[] {
  return items ?? readItems(files.get(itemsFile(id)) ?? '')
}

/** The files of the folder that taking over changes, whole. */
export function changedFiles(files: FolderTexts, catalogue: DeclaredCatalogue, plan: TakeOver): Map<string, string> {
  const changed = new Map<string, string>()
  const text = files.get('instrument.yaml') ?? ''
  const inYaml = catalogue.items === null ? null : withItems(text, catalogue.id, plan.items)
  if (inYaml === null) changed.set(itemsFile(catalogue.id), writeItems(plan.items, files.get(itemsFile(catalogue.id))))
  if (plan.qualifications.length > 0) {
    changed.set('qualifications.csv', addQualifications(files.get('qualifications.csv'), plan.qualifications))
  }
  if (plan.bodies.length > 0) {
    changed.set('awarding-bodies.csv', addBodies(files.get('awarding-bodies.csv'), plan.bodies))
  }
  if (catalogue.items !== null) changed.set('instrument.yaml', inYaml ?? withoutItems(text, catalogue.id))
  return changed
}

/** The instrument with these items, where a list of its own could not hold what stands there; null where it can. */
function withItems(text: string, id: string, items: readonly CatalogueItem[]): string | null {
  const document = parseDocument(text)
  const catalogues = outline.safeParse(document.toJS())
  const at = catalogues.success ? catalogues.data.catalogues.findIndex((one) => one.id === id) : -1
  const path = ['catalogues', at, 'items']
  const raw = (document.toJS() as { catalogues?: { items?: unknown }[] } | null)?.catalogues?.[at]?.items
  if (at === -1 || fitsList(raw)) return null
  putItems(document, path, items)
  return document.toString({ lineWidth: 0 })
}

/** How a catalogue continues an earlier list; no list: it stands by itself. */
export interface Batch {
  continues: string | null
  replaces: boolean
  earlierHolders: EarlierHolders | null
}

/** The instrument with a catalogue that continues an earlier list in this way, or does not; its comments stay. */
export function withBatch(text: string, id: string, { continues, replaces, earlierHolders }: Batch): string {
  const document = parseDocument(text)
  const catalogues = outline.safeParse(document.toJS())
  const at = catalogues.success ? catalogues.data.catalogues.findIndex((one) => one.id === id) : -1
  if (at === -1) return text
  const members = {
    continues: continues ?? undefined,
    replaces: continues !== null && replaces ? true : undefined,
    earlierHolders: continues === null ? undefined : (earlierHolders ?? undefined),
  }
  for (const [name, value] of Object.entries(members)) {
    const path = ['catalogues', at, name]
    if (value !== undefined) document.setIn(path, value)
    else if (document.hasIn(path)) document.deleteIn(path)
  }
  return document.toString({ lineWidth: 0 })
}

/** The instrument without the items of a catalogue, which have moved to a file of their own; its comments stay. */
function withoutItems(text: string, id: string): string {
  const document = parseDocument(text)
  const catalogues = outline.safeParse(document.toJS())
  const at = catalogues.success ? catalogues.data.catalogues.findIndex((one) => one.id === id) : -1
  if (at !== -1) document.deleteIn(['catalogues', at, 'items'])
  return document.toString({ lineWidth: 0 })
}
