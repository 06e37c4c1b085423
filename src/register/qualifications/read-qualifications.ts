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
import { listQualifications, type Qualification, type QualificationFilter } from './qualifications.store.ts'

type NamedQualification = Qualification & { name: string }

/** A page of qualifications, by id, with their names in the reader's language. */
export async function readQualifications(
  db: Db,
  filter: QualificationFilter & Reading,
  page: PageRequest,
): Promise<Page<NamedQualification>> {
  const country = await canonicalJurisdiction(db, filter.country, filter)
  const rows = await listQualifications(db, { ...filter, country }, page)
  const { items, next } = toPage(rows, page.limit, (row) => pageKey(row.id, row.validFrom))
  return { items: items.map((item) => named(item, filter.lang)), next }
}

/** One of them, or `not-found`. */
export async function readQualification(db: Db, id: string, reading: Reading): Promise<NamedQualification> {
  const rows = await listQualifications(db, { ...reading, id }, { after: null, limit: 1 })
  return named(foundOr404(rows[0], 'qualification', id), reading.lang)
}
