// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { canonicalJurisdiction } from '../jurisdictions/jurisdictions.store.ts'
import { type Page, type PageRequest, pageKey, toPage } from '../records/paging.ts'
import { foundOr404, named, type Reading } from '../records/reading.ts'
import { type Authority, type AuthorityFilter, listAuthorities } from './authorities.store.ts'

type NamedAuthority = Authority & { name: string }

/** A page of authorities, by id, with their names in the reader's language. */
export async function readAuthorities(
  db: Db,
  filter: AuthorityFilter & Reading,
  page: PageRequest,
): Promise<Page<NamedAuthority>> {
  const jurisdiction = await canonicalJurisdiction(db, filter.jurisdiction, filter)
  const rows = await listAuthorities(db, { ...filter, jurisdiction }, page)
  const { items, next } = toPage(rows, page.limit, (row) => pageKey(row.id, row.validFrom))
  return { items: items.map((item) => named(item, filter.lang)), next }
}

/** One of them, or `not-found`. */
export async function readAuthority(db: Db, id: string, reading: Reading): Promise<NamedAuthority> {
  const rows = await listAuthorities(db, { ...reading, id }, { after: null, limit: 1 })
  return named(foundOr404(rows[0], 'authority', id), reading.lang)
}
