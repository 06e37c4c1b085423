// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { type Page, type PageRequest, toPage } from '../../organisations/index.ts'
import { type FactFilter, type FactRow, listFacts } from './facts.store.ts'

export type { FactRow }

/** What a person can be asked, by id. */
export async function listKnownFacts(db: Db, filter: FactFilter, page: PageRequest): Promise<Page<FactRow>> {
  return toPage(await listFacts(db, filter, page), page.limit, (row) => row.content.id)
}
