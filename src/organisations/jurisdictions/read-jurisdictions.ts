// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import { type Page, type PageRequest, pageKey, toPage } from '../records/paging.ts'
import { foundOr404, named, type Reading } from '../records/reading.ts'
import {
  type Jurisdiction,
  type JurisdictionKind,
  listJurisdictions,
  resolveJurisdiction,
} from './jurisdictions.store.ts'

type NamedJurisdiction = Jurisdiction & { name: string }

export interface JurisdictionsRequest extends Reading {
  kind: JurisdictionKind | undefined
  /** Code or alias of the place they lie directly within. */
  within: string | undefined
}

/** A page of jurisdictions, by code, with their names in the reader's language. */
export async function readJurisdictions(
  db: Db,
  request: JurisdictionsRequest,
  page: PageRequest,
): Promise<Page<NamedJurisdiction>> {
  const within = request.within === undefined ? undefined : await resolveJurisdiction(db, request.within, request)
  if (request.within !== undefined && within === undefined) throw unknownPlace('within', request.within)
  const rows = await listJurisdictions(db, { ...request, within }, page)
  const { items, next } = toPage(rows, page.limit, (row) => pageKey(row.code, row.validFrom))
  return { items: items.map((item) => named(item, request.lang)), next }
}

/** One of them, by code or alias, or `not-found`. */
export async function readJurisdiction(db: Db, asked: string, reading: Reading): Promise<NamedJurisdiction> {
  const code = foundOr404(await resolveJurisdiction(db, asked, reading), 'jurisdiction', asked)
  const rows = await listJurisdictions(db, { ...reading, code }, { after: null, limit: 1 })
  return named(foundOr404(rows[0], 'jurisdiction', asked), reading.lang)
}

function unknownPlace(path: string, code: string): Problem {
  const message = `there is no jurisdiction '${code}'`
  return new Problem('invalid-input', message, {
    errors: [{ path, message, expected: 'a code of /api/v1/jurisdictions' }],
  })
}
