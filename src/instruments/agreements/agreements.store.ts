// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Localized } from '../../kernel/index.ts'
import type { PageRequest } from '../../organisations/index.ts'
import type { LawInstrument } from '../law/instrument-schema.ts'
import { afterId, instant, type LawFilter, matches } from '../law/instruments.store.ts'
import type { LawAgreement } from './agreement-schema.ts'

export interface AgreementRow {
  instrument: string
  jurisdiction: string
  status: LawInstrument['status']
  title: Localized
  mode: LawAgreement['mode']
  subject: Localized
  parties: { name: Localized; jurisdiction?: string }[]
  signed: string | null
  inForce: string | null
  validFrom: string | null
  validUntil: string | null
  recordedAt: string
}

export interface AgreementFilter extends LawFilter {
  party?: string | undefined
  mode?: string | undefined
}

/** By instrument. */
export async function listAgreements(db: Db, filter: AgreementFilter, page: PageRequest): Promise<AgreementRow[]> {
  const { rows } = await sql<AgreementRow>`
    select i.id as instrument, i.jurisdiction, i.status, i.title, a.mode, a.subject, a.parties, a.signed, a.in_force as "inForce",
      i.valid_from::text as "validFrom", i.valid_until::text as "validUntil", ${instant('i.recorded_at')} as "recordedAt"
    from agreements a join instruments i on i.record = a.instrument
    where ${matches(filter)} and ${afterId('i.id', page)}
      and ${filter.party === undefined ? sql`true` : sql`${filter.party} = any(a.party_jurisdictions)`}
      and ${filter.mode === undefined ? sql`true` : sql`a.mode = ${filter.mode}`}
    order by i.id collate "C" limit ${page.limit + 1}
  `.execute(db)
  return rows
}

export interface ProcedureRow {
  instrument: string
  jurisdiction: string
  status: LawInstrument['status']
  title: Localized
  acknowledgeWithin: string | null
  decideWithin: string | null
  extension: Localized | null
  appeal: Localized | null
  silence: Localized | null
  validFrom: string | null
  validUntil: string | null
  recordedAt: string
}

/** By instrument. */
export async function listProcedures(db: Db, filter: LawFilter, page: PageRequest): Promise<ProcedureRow[]> {
  const { rows } = await sql<ProcedureRow>`
    select i.id as instrument, i.jurisdiction, i.status, i.title, p.acknowledge_within as "acknowledgeWithin",
      p.decide_within as "decideWithin", p.extension, p.appeal, p.silence,
      i.valid_from::text as "validFrom", i.valid_until::text as "validUntil", ${instant('i.recorded_at')} as "recordedAt"
    from procedures p join instruments i on i.record = p.instrument
    where ${matches(filter)} and ${afterId('i.id', page)}
    order by i.id collate "C" limit ${page.limit + 1}
  `.execute(db)
  return rows
}
