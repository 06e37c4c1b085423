// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Localized } from '../../kernel/index.ts'
import { holds, type Known, type PageRequest } from '../../organisations/index.ts'
import { afterId, instant, type LawFilter, matches } from '../law/instruments.store.ts'

type EarlierHolders = 'keep' | 'lose'

export interface CatalogueRow {
  id: string
  instrument: string
  jurisdiction: string
  title: Localized
  edition: string | null
  batch: number | null
  effective: string | null
  coverage: 'complete' | 'partial'
  itemCount: number | null
  itemsKnown: number
  classes: { id: string; label: Localized }[]
  continues: string | null
  replaces: boolean
  earlierHolders: EarlierHolders | null
  note: Localized | null
  validFrom: string | null
  validUntil: string | null
  recordedAt: string
}

export interface CatalogueFilter extends LawFilter {
  id?: string | undefined
  instrument?: string | undefined
}

/** By id. Valid time is that of the edition. */
export async function listCatalogues(db: Db, filter: CatalogueFilter, page: PageRequest): Promise<CatalogueRow[]> {
  const { rows } = await sql<CatalogueRow>`
    select c.id, i.id as instrument, i.jurisdiction, c.title, c.edition, c.batch, c.effective, c.coverage, c.item_count as "itemCount",
      (select count(*)::integer from catalogue_items t where t.instrument = c.instrument and t.catalogue = c.id
        and t.action <> 'withdraw') as "itemsKnown",
      c.classes, c.continues, c.replaces, c.earlier_holders as "earlierHolders", c.note, c.valid_from::text as "validFrom", c.valid_until::text as "validUntil", ${instant('i.recorded_at')} as "recordedAt"
    from catalogues c join instruments i on i.record = c.instrument
    where ${matches({ ...filter, asOf: undefined })} and ${holds('c', filter.asOf)} and ${afterId('c.id', page)}
      and ${filter.id === undefined ? sql`true` : sql`c.id = ${filter.id}`}
      and ${filter.instrument === undefined ? sql`true` : sql`i.id = ${filter.instrument}`}
    order by c.id collate "C" limit ${page.limit + 1}
  `.execute(db)
  return rows
}

export interface CatalogueItemRow {
  position: number
  qualification: string
  class: string
  action: 'add' | 'change' | 'withdraw'
  earlierHolders: EarlierHolders | null
  note: Localized | null
  validFrom: string | null
  validUntil: string | null
}

export interface ItemFilter extends Known {
  asOf?: string | undefined
  class?: string | undefined
  qualification?: string | undefined
}

/** The items that a source shows, in the order of the file. */
export async function listItems(
  db: Db,
  catalogue: string,
  filter: ItemFilter,
  page: PageRequest,
): Promise<CatalogueItemRow[]> {
  const { rows } = await sql<CatalogueItemRow>`
    select t.position, t.qualification, t.class, t.action, t.earlier_holders as "earlierHolders", t.note, t.valid_from::text as "validFrom", t.valid_until::text as "validUntil"
    from catalogue_items t join instruments i on i.record = t.instrument
    where t.catalogue = ${catalogue} and ${matches({ knownOn: filter.knownOn })} and ${holds('t', filter.asOf)}
      and ${filter.class === undefined ? sql`true` : sql`t.class = ${filter.class}`}
      and ${filter.qualification === undefined ? sql`true` : sql`t.qualification = ${filter.qualification}`}
      and t.position > ${Number(page.after ?? -1)}
    order by t.position limit ${page.limit + 1}
  `.execute(db)
  return rows
}
