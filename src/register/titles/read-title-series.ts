// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { foundOr404, named, type Page, type PageRequest, type Reading, toPage } from '../../organisations/index.ts'
import { listTitleSeries, type TitleSeries, type TitleSeriesFilter } from './titles.store.ts'

type NamedSeries = TitleSeries & { name: string }

/** A page of series, by edition and number, with their names in the reader's language. */
export async function readTitleSeries(
  db: Db,
  filter: TitleSeriesFilter & Reading,
  page: PageRequest,
): Promise<Page<NamedSeries>> {
  const rows = await listTitleSeries(db, filter, page)
  const { items, next } = toPage(rows, page.limit, (row) => `${row.edition}/${row.series}`)
  return { items: items.map((item) => named(item, filter.lang)), next }
}

/** One of them, or `not-found`. */
export async function readOneTitleSeries(
  db: Db,
  key: { edition: string; series: string },
  reading: Reading,
): Promise<NamedSeries> {
  const rows = await listTitleSeries(db, { ...reading, ...key }, { after: null, limit: 1 })
  return named(foundOr404(rows[0], 'title series', `${key.edition}/${key.series}`), reading.lang)
}
