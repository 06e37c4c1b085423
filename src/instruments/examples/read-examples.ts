// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { type Known, type Page, type PageRequest, toPage } from '../../organisations/index.ts'
import { type ExampleFilter, type ExampleRow, listExamples } from './examples.store.ts'

export type { ExampleFilter, ExampleRow }

export async function readExamples(db: Db, filter: ExampleFilter, page: PageRequest): Promise<Page<ExampleRow>> {
  return toPage(await listExamples(db, filter, page), page.limit, (row) => row.id)
}

/** Every example of an instrument as it was known then, by id. */
export async function instrumentExamples(db: Db, instrument: string, when: Known): Promise<ExampleRow[]> {
  return listExamples(db, { ...when, instrument }, { limit: 10_000, after: null })
}
