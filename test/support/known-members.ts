// SPDX-License-Identifier: Apache-2.0
// Members and invitations that are on every site of a test: pages that are reached by their ids and links only.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../src/db/index.ts'

const north = 'xa-authority-north'

export const knownMembers = {
  boss: '5d0c7c7e-1111-4111-8111-00000000000a',
  member: '5d0c7c7e-1111-4111-8111-000000000001',
  away: '5d0c7c7e-1111-4111-8111-000000000002',
  invitation: 'I'.repeat(43),
  withdrawn: 'W'.repeat(43),
  contact: 'K'.repeat(43),
  confirmedContact: 'L'.repeat(43),
  endedContact: 'M'.repeat(43),
} as const

/** The name of everybody who is a member in tests. */
const memberName = '王小明 Example'

/** An administrator without an end, a member who is here, one who is away, and two invitations. */
export async function writeKnownMembers(db: Db): Promise<void> {
  const { boss, member, away, invitation, withdrawn } = knownMembers
  const add = async (id: string, role: string): Promise<string> => {
    const { rows } = await sql<{ id: string }>`insert into people (name) values (${memberName}) returning id`.execute(
      db,
    )
    const person = rows[0]?.id ?? ''
    await sql`
      insert into memberships (id, person, role, authority, jurisdiction)
      values (${id}, ${person}, ${role}, ${north}, ${role === 'expert' ? 'XA-N1' : null})`.execute(db)
    return person
  }
  const inviter = await add(boss, 'authority-administrator')
  await add(member, 'expert')
  const absent = await add(away, 'caseworker')
  await sql`
    insert into absences (membership, person, role, authority, first_day, last_day, recorded_by)
    values (${away}, ${absent}, 'caseworker', ${north}, '2026-01-01', '2099-01-31', ${absent})`.execute(db)
  for (const [token, gone] of [
    [invitation, false],
    [withdrawn, true],
  ] as const)
    await sql`
      insert into invitations (token, role, authority, jurisdiction, name, address, lang, note, invited_by, expires_at, withdrawn_at)
      values (${createHash('sha256').update(Buffer.from(token, 'base64url')).digest()}, 'caseworker', ${north}, 'XA-N2',
        ${memberName}, 'li.wei@example.org', 'en', ${memberName}, ${inviter}, now() + interval '14 days',
        ${gone ? new Date() : null})`.execute(db)
  await writeKnownContacts(db, inviter)
}

/** One who is asked, one who has confirmed, and one who has ended it. */
async function writeKnownContacts(db: Db, inviter: string): Promise<void> {
  const { contact, confirmedContact, endedContact } = knownMembers
  for (const token of [contact, confirmedContact, endedContact]) {
    const ended = token === endedContact
    await sql`
      insert into verification_contacts
        (token, authority, body, name, address, lang, invited_by, confirmed_at, expires_at, closed_at, closed_as)
      values (${createHash('sha256').update(Buffer.from(token, 'base64url')).digest()}, ${north}, 'us-abt',
        ${ended ? null : memberName}, ${ended ? null : token === contact ? 'wang.fang@example.org' : 'zhao.min@example.org'}, 'en', ${inviter},
        ${token === contact ? null : new Date()},
        case when ${token === confirmedContact}::boolean then null else now() + interval '14 days' end,
        ${ended ? new Date() : null}, ${ended ? 'ended' : null})`.execute(db)
  }
}
