// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

export interface NewReport {
  rule: string
  instrument: string
  place: string
  asOf: string
  language: string
  report: string
  contact: string | null
  attached: object | null
}

export interface ReportRow {
  id: number
  reference: string
  rule: string
  instrument: string
  place: string
  asOf: string
  language: string
  report: string
  reportedAt: Date
  closedAt: Date | null
  closingNote: string | null
  contact: string | null
  attached: object | null
  eraseAfter: string | null
}

/** Writes a report, what names the person apart from it; answers the reference. */
export async function insertReport(db: Db, report: NewReport, eraseAfter: string): Promise<string> {
  const { contact, attached } = report
  return db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ id: number; reference: string }>`
      insert into finder_reports (rule, instrument, place, as_of, language, report)
      values (${report.rule}, ${report.instrument}, ${report.place}, ${report.asOf}, ${report.language}, ${report.report})
      returning id, reference::text as reference
    `.execute(transaction)
    const row = rows[0]
    if (row !== undefined && (contact !== null || attached !== null)) {
      const json = attached === null ? null : JSON.stringify(attached)
      await sql`
        insert into finder_report_contacts (report, contact, attached, erase_after)
        values (${row.id}, ${contact}, ${json}::jsonb, ${eraseAfter})
      `.execute(transaction)
    }
    return row?.reference ?? ''
  })
}

/** Newest first. */
export async function selectReports(db: Db, filter: { id?: number; open?: boolean }): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    select r.id, r.reference::text as reference, r.rule, r.instrument, r.place, r.as_of::text as "asOf", r.language,
      r.report, r.reported_at as "reportedAt", c.closed_at as "closedAt", c.note as "closingNote", p.contact, p.attached,
      p.erase_after::text as "eraseAfter"
    from finder_reports r left join finder_report_closings c on c.report = r.id
      left join finder_report_contacts p on p.report = r.id
    where ${filter.id === undefined ? sql`true` : sql`r.id = ${filter.id}`}
      and ${filter.open === true ? sql`c.report is null` : sql`true`}
    order by r.id desc limit 1000
  `.execute(db)
  return rows
}

/** Closes a report once, and erases what names a person. False where it is closed already or not there. */
export async function insertClosing(db: Db, id: number, note: string): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const { rows } = await sql`
      insert into finder_report_closings (report, note) select id, ${note} from finder_reports where id = ${id}
      on conflict (report) do nothing returning report
    `.execute(transaction)
    if (rows.length === 0) return false
    await sql`delete from finder_report_contacts where report = ${id}`.execute(transaction)
    return true
  })
}

export async function deleteContacts(db: Db, which: { report: number } | { before: string }): Promise<void> {
  const chosen = 'report' in which ? sql`report = ${which.report}` : sql`erase_after < ${which.before}`
  await sql`delete from finder_report_contacts where ${chosen}`.execute(db)
}
