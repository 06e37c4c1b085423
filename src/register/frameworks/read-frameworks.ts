// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import {
  canonicalJurisdiction,
  foundOr404,
  named,
  type Page,
  type PageRequest,
  pageKey,
  type Reading,
  toPage,
} from '../../organisations/index.ts'
import {
  type Framework,
  type FrameworkFilter,
  type FrameworkLevel,
  type LevelReference,
  levelsOf,
  listFrameworks,
  referencesOf,
} from './frameworks.store.ts'

type Named<T> = T & { name: string }

export interface WholeFramework extends Named<Framework> {
  /** Lowest first. */
  levels: Named<FrameworkLevel>[]
  /** As sources state them; what is not among them is unknown. */
  references: LevelReference[]
}

/** A page of frameworks, by id, with their names in the reader's language. */
export async function readFrameworks(
  db: Db,
  filter: FrameworkFilter & Reading,
  page: PageRequest,
): Promise<Page<Named<Framework>>> {
  const jurisdiction = await canonicalJurisdiction(db, filter.jurisdiction, filter)
  const rows = await listFrameworks(db, { ...filter, jurisdiction }, page)
  const { items, next } = toPage(rows, page.limit, (row) => pageKey(row.id, row.validFrom))
  return { items: items.map((item) => named(item, filter.lang)), next }
}

/** One of them with its levels and their references, or `not-found`. */
export async function readFramework(db: Db, id: string, reading: Reading): Promise<WholeFramework> {
  const rows = await listFrameworks(db, { ...reading, id }, { after: null, limit: 1 })
  const framework = foundOr404(rows[0], 'framework', id)
  const [levels, references] = await Promise.all([levelsOf(db, id, reading), referencesOf(db, id, reading)])
  return {
    ...named(framework, reading.lang),
    levels: levels.map((level) => named(level, reading.lang)),
    references,
  }
}
