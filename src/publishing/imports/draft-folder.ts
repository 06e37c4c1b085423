// SPDX-License-Identifier: Apache-2.0
import { parse, parseDocument } from 'yaml'
import { z } from 'zod'
import type { Db } from '../../db/index.ts'
import type { Localized } from '../../kernel/index.ts'
import type { Ground } from './analyse-file.ts'
import { readKnownBodies, readKnownCountries, readKnownQualifications } from './ground.store.ts'
import { addBodies, addQualifications, readEntries, readItems, writeItems } from './plan/draft-lists.ts'
import type { CatalogueItem } from './plan/plan.model.ts'
import type { TakeOver } from './plan/plan-take-over.ts'

/** Text by name, as a folder of law has it: `instrument.yaml`, `catalogues/main.csv`. */
export type FolderTexts = ReadonlyMap<string, string>

/** A catalogue that the instrument of a folder declares. */
export interface DeclaredCatalogue {
  id: string
  title: Localized
  effective: string | null
  classes: { id: string; label: Localized }[]
  /** Written in the instrument itself, not in a file of its own. */
  items: CatalogueItem[] | null
}

const localized = z.object({ en: z.string(), 'zh-CN': z.string() })
const date = z.coerce.string().optional()
const outline = z.object({
  catalogues: z
    .array(
      z.object({
        id: z.string(),
        title: localized,
        effective: date,
        classes: z.array(z.object({ id: z.coerce.string(), label: localized })).min(1),
        items: z
          .array(
            z.object({
              qualification: z.string(),
              class: z.coerce.string(),
              from: date,
              until: date,
              note: localized.partial().optional(),
            }),
          )
          .optional(),
      }),
    )
    .default([]),
})

/** The catalogues that a folder declares; null where its instrument.yaml is missing or cannot be read as far as that. */
export function declaredCatalogues(files: FolderTexts): DeclaredCatalogue[] | null {
  const text = files.get('instrument.yaml')
  if (text === undefined) return null
  let data: unknown
  try {
    data = parse(text)
  } catch {
    return null
  }
  const read = outline.safeParse(data)
  if (!read.success) return null
  return read.data.catalogues.map(({ id, title, effective, classes, items }) => ({
    id,
    title,
    effective: effective ?? null,
    classes,
    items:
      items?.map(({ qualification, class: group, from, until, note }) => ({
        ...{ qualification, class: group, from, until },
        ...{ noteEn: note?.en, noteZh: note?.['zh-CN'] },
      })) ?? null,
  }))
}

const itemsFile = (catalogue: string): string => `catalogues/${catalogue}.csv`

function itemsOf(files: FolderTexts, { id, items }: DeclaredCatalogue): CatalogueItem[] {
  return items ?? readItems(files.get(itemsFile(id)) ?? '')
}

/** What a file for this catalogue is read against: the register, and what the folder has already. */
export async function groundOf(db: Db, files: FolderTexts, catalogue: DeclaredCatalogue): Promise<Ground> {
  const [qualifications, bodies, countries] = await Promise.all([
    readKnownQualifications(db),
    readKnownBodies(db),
    readKnownCountries(db),
  ])
  const others = (declaredCatalogues(files) ?? []).filter(({ id }) => id !== catalogue.id)
  const elsewhere = others.flatMap((other) =>
    itemsOf(files, other)
      .filter(({ until }) => until === undefined)
      .map(({ qualification }): [string, string] => [qualification, other.title['zh-CN']]),
  )
  return {
    classes: catalogue.classes.map(({ id, label }) => ({ id, names: [label['zh-CN'], label.en] })),
    countries,
    qualifications: [...qualifications, ...readEntries(files.get('qualifications.csv') ?? '')],
    bodies: [...bodies, ...readEntries(files.get('awarding-bodies.csv') ?? '')],
    current: itemsOf(files, catalogue),
    elsewhere,
  }
}

/** The files of the folder that taking over changes, whole. */
export function changedFiles(files: FolderTexts, catalogue: DeclaredCatalogue, plan: TakeOver): Map<string, string> {
  const changed = new Map([[itemsFile(catalogue.id), writeItems(plan.items)]])
  if (plan.qualifications.length > 0) {
    changed.set('qualifications.csv', addQualifications(files.get('qualifications.csv'), plan.qualifications))
  }
  if (plan.bodies.length > 0) {
    changed.set('awarding-bodies.csv', addBodies(files.get('awarding-bodies.csv'), plan.bodies))
  }
  if (catalogue.items !== null)
    changed.set('instrument.yaml', withoutItems(files.get('instrument.yaml') ?? '', catalogue.id))
  return changed
}

/** The instrument without the items of a catalogue, which have moved to a file of their own; its comments stay. */
function withoutItems(text: string, id: string): string {
  const document = parseDocument(text)
  const catalogues = outline.safeParse(document.toJS())
  const at = catalogues.success ? catalogues.data.catalogues.findIndex((one) => one.id === id) : -1
  if (at !== -1) document.deleteIn(['catalogues', at, 'items'])
  return document.toString({ lineWidth: 0 })
}
