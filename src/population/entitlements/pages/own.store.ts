// SPDX-License-Identifier: Apache-2.0
import type { PlainDate } from '@passerelle/recognition'
import { sql } from 'kysely'
import type { Db } from '../../../db/index.ts'
import type { HolderPurpose } from '../../holders/holder.model.ts'

/** An entitlement of the acting person, that stands or stood. */
export interface OwnEntitlement {
  authority: string
  id: number
  place: string
  outcome: string
  standing: 'met' | 'discretion'
  rule: string
  since: PlainDate
  until: PlainDate | null
  endedBy: 'law' | 'day' | 'register' | null
  /** The qualification or level that it stands on; null: none. */
  hold: string | null
}

export async function ownEntitlements(acting: Db): Promise<OwnEntitlement[]> {
  const { rows } = await sql<OwnEntitlement>`
    select authority, id, place, outcome, standing, rule, since::text as since, until::text as until, ended_by as "endedBy", hold
    from own_entitlements()`.execute(acting)
  return rows
}

export interface OwnObjection {
  text: string
  at: Date
  answer: string | null
  answeredAt: Date | null
}

export async function ownObjections(acting: Db): Promise<OwnObjection[]> {
  const { rows } = await sql<OwnObjection>`
    select p.text, p.at, p.answer, p.answered_at as "answeredAt"
    from population_objections p join own_holders() o on o.authority = p.authority and o.holder = p.holder
    order by p.at desc limit 50`.execute(acting)
  return rows
}

/** Authorities in whose workforce the acting person is, and as which holder: the first of those who turned out to be them, who stays. */
export async function ownHolders(acting: Db): Promise<{ authority: string; holder: number }[]> {
  const { rows } = await sql<{ authority: string; holder: number }>`
    select authority, min(holder) as holder from own_holders() group by authority order by authority`.execute(acting)
  return rows
}

/** What the data of the acting person may be used for, by the register of an authority. */
export interface OwnConsent {
  authority: string
  purpose: HolderPurpose
  given: PlainDate
  /** First day on which it no longer holds. */
  until: PlainDate | null
  withdrawn: PlainDate | null
}

export async function ownConsents(acting: Db): Promise<OwnConsent[]> {
  const { rows } = await sql<OwnConsent>`
    select authority, purpose, given::text as given, until::text as until, withdrawn::text as withdrawn from own_consents()`.execute(
    acting,
  )
  return rows
}

/** Ends a purpose from a day on; answers of which holders, as whom the register knows the acting person. */
export async function withdrawOwnPurpose(
  acting: Db,
  { authority, purpose, day }: { authority: string; purpose: HolderPurpose; day: PlainDate },
): Promise<number[]> {
  const { rows } = await sql<{ holder: number }>`
    select holder::int as holder from withdraw_own_purpose(${authority}, ${purpose}, ${day}) as holder`.execute(acting)
  return rows.map(({ holder }) => holder)
}

export interface NewObjection {
  authority: string
  holder: number
  entitlement: number | null
  text: string
}

export async function addObjection(
  acting: Db,
  { authority, holder, entitlement, text }: NewObjection,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into population_objections (authority, holder, entitlement, text)
    values (${authority}, ${holder}, ${entitlement}, ${text}) returning id`.execute(acting)
  return rows[0]?.id ?? ''
}
