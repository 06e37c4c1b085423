// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { type Page, type PageRequest, toPage } from '../../organisations/index.ts'
import { type LawQuery, toLawFilter } from '../law/read-instruments.ts'
import { listRules, type RuleRow } from './rules.store.ts'

export type { RuleRow }

export interface RuleQuery extends LawQuery {
  instrument?: string | undefined
  purpose?: string | undefined
  /** Kind of one of its outcomes. */
  outcome?: string | undefined
}

export async function readRules(db: Db, query: RuleQuery, page: PageRequest): Promise<Page<RuleRow>> {
  const { instrument, purpose, outcome, ...rest } = query
  const rows = await listRules(db, { ...(await toLawFilter(db, rest)), instrument, purpose, outcome }, page)
  return toPage(rows, page.limit, (row) => row.id)
}
