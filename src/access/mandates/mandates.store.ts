// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Localized } from '../../kernel/index.ts'

/** A mandate, of which the acting person is one side. */
export interface Mandate {
  id: string
  /** The acting person has given it. */
  given: boolean
  address: string
  purposes: string[]
  texts: Localized
  digest: string
  signedAt: Date
  acceptedAt: Date | null
  validUntil: Date
  endedAt: Date | null
}

/** Those that hold or wait first; the text that was signed names both sides. */
export async function listMandates(acting: Db, person: string): Promise<Mandate[]> {
  const { rows } = await sql<Mandate>`
    select m.id, m.person = ${person} as given, m.address, m.purposes, m.texts, encode(m.digest, 'hex') as digest, m.signed_at as "signedAt",
      m.accepted_at as "acceptedAt", m.valid_until as "validUntil",
      case when m.ended_at is not null then m.ended_at when m.valid_until <= now() then m.valid_until end as "endedAt"
    from mandates m
    order by m.ended_at is not null, m.signed_at desc limit 200`.execute(acting)
  return rows
}

export interface NewMandate {
  person: string
  address: string
  purposes: readonly string[]
  until: Date
  texts: Localized
  digest: Buffer
  proof: string
}

export async function addMandate(acting: Db, mandate: NewMandate): Promise<string> {
  const { person, address, purposes, until, texts, digest, proof } = mandate
  const { rows } = await sql<{ id: string }>`
    insert into mandates (person, address, purposes, valid_until, texts, digest, proof)
    values (${person}, ${address}, ${purposes}::text[], ${until}, ${JSON.stringify(texts)}::jsonb, ${digest}, ${proof})
    returning id`.execute(acting)
  return rows[0]?.id ?? ''
}

/** Between whom it is, as far as the acting person may see it. */
export async function findSides(
  acting: Db,
  id: string,
): Promise<{ holder: string; representative: string | null } | null> {
  const { rows } = await sql<{ holder: string; representative: string | null }>`
    select person as holder, representative from mandates where id = ${id}`.execute(acting)
  return rows[0] ?? null
}

export async function acceptMandate(acting: Db, id: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select accept_mandate(${id}) as done`.execute(acting)
  return rows[0]?.done === true
}

export async function endMandate(acting: Db, id: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select end_mandate(${id}) as done`.execute(acting)
  return rows[0]?.done === true
}
