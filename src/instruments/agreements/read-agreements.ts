// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { type Page, type PageRequest, toPage } from '../../organisations/index.ts'
import { type LawQuery, toLawFilter } from '../law/read-instruments.ts'
import { type AgreementRow, listAgreements, listProcedures, type ProcedureRow } from './agreements.store.ts'

export interface AgreementQuery extends LawQuery {
  /** Jurisdiction of one of the parties. */
  party?: string | undefined
  mode?: string | undefined
}

export async function readAgreements(db: Db, query: AgreementQuery, page: PageRequest): Promise<Page<AgreementRow>> {
  const { party, mode, ...rest } = query
  const rows = await listAgreements(db, { ...(await toLawFilter(db, rest)), party, mode }, page)
  return toPage(rows, page.limit, (row) => row.instrument)
}

export async function readProcedures(db: Db, query: LawQuery, page: PageRequest): Promise<Page<ProcedureRow>> {
  const rows = await listProcedures(db, await toLawFilter(db, query), page)
  return toPage(rows, page.limit, (row) => row.instrument)
}
