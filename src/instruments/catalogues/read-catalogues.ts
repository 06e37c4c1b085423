// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import { type Page, type PageRequest, toPage } from '../../organisations/index.ts'
import { type LawQuery, toLawFilter } from '../law/read-instruments.ts'
import {
  type CatalogueItemRow,
  type CatalogueRow,
  type ItemFilter,
  listCatalogues,
  listItems,
} from './catalogues.store.ts'

export type { CatalogueRow }

export interface CatalogueQuery extends LawQuery {
  instrument?: string | undefined
}

export async function readCatalogues(db: Db, query: CatalogueQuery, page: PageRequest): Promise<Page<CatalogueRow>> {
  const { instrument, ...rest } = query
  const rows = await listCatalogues(db, { ...(await toLawFilter(db, rest)), instrument }, page)
  return toPage(rows, page.limit, (row) => row.id)
}

export async function readCatalogue(
  db: Db,
  id: string,
  when: { knownOn?: Date | undefined },
): Promise<CatalogueRow | undefined> {
  const rows = await listCatalogues(db, { ...when, id }, { after: null, limit: 1 })
  return rows[0]
}

export async function readCatalogueItems(
  db: Db,
  id: string,
  filter: ItemFilter,
  page: PageRequest,
): Promise<Page<CatalogueItemRow>> {
  if (page.after !== null && !/^\d{1,9}$/.test(page.after)) throw notOurCursor()
  const rows = await listItems(db, id, filter, page)
  return toPage(rows, page.limit, (row) => String(row.position))
}

function notOurCursor(): Problem {
  const message = 'the cursor is not one of this list'
  return new Problem('invalid-input', message, {
    errors: [{ path: 'cursor', message, expected: 'the value of `next` of the page before' }],
  })
}
