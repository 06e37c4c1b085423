// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { canonicalJurisdiction } from '../jurisdictions/jurisdictions.store.ts'
import { type Page, type PageRequest, pageKey, toPage } from '../records/paging.ts'
import { foundOr404, named, type Reading } from '../records/reading.ts'
import { type AwardingBody, type AwardingBodyFilter, listAwardingBodies } from './awarding-bodies.store.ts'

type NamedAwardingBody = AwardingBody & { name: string }

/** A page of awarding bodies, by id, with their names in the reader's language. */
export async function readAwardingBodies(
  db: Db,
  filter: AwardingBodyFilter & Reading,
  page: PageRequest,
): Promise<Page<NamedAwardingBody>> {
  const country = await canonicalJurisdiction(db, filter.country, filter)
  const rows = await listAwardingBodies(db, { ...filter, country }, page)
  const { items, next } = toPage(rows, page.limit, (row) => pageKey(row.id, row.validFrom))
  return { items: items.map((item) => named(item, filter.lang)), next }
}

/** One of them, or `not-found`. */
export async function readAwardingBody(db: Db, id: string, reading: Reading): Promise<NamedAwardingBody> {
  const rows = await listAwardingBodies(db, { ...reading, id }, { after: null, limit: 1 })
  return named(foundOr404(rows[0], 'awarding body', id), reading.lang)
}
