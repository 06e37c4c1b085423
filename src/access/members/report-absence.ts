// SPDX-License-Identifier: Apache-2.0
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import { type PlainDate, Problem } from '../../kernel/index.ts'
import { recordAct } from '../audit/record-act.ts'
import { concerning } from '../authorities/know-authorities.ts'
import { may } from '../permissions/decide-permission.model.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import { requireMay } from '../visits/visitor-of.ts'
import { guarded, memberOrNone } from './end-membership.ts'
import { addAbsence, endAbsence, listMembers, type Member } from './members.store.ts'

export interface AbsenceToReport {
  membership: string
  firstDay: PlainDate
  lastDay: PlainDate
  /** Who stands in: a person who holds the same role. */
  deputy: string | null
}

/** Says when a member is away: they themselves, or whoever may grant their role. */
export async function reportAbsence(db: Db, visitor: SignedIn, absence: AbsenceToReport): Promise<Member> {
  const { membership, firstDay, lastDay, deputy } = absence
  return guarded(
    actingAs(db, visitor, async (acting) => {
      const member = await memberOrNone(acting, membership)
      const { person, role, authority } = member
      const own = person === visitor.person && may(visitor.standings, 'report-absence', { own: true })
      if (!own) requireMay(visitor, `grant:${role}`, await concerning(acting, authority, member.jurisdiction))
      const id = await addAbsence(acting, { member, firstDay, lastDay, deputy, by: visitor.person })
      await recordAct(acting, {
        act: own ? 'report-absence' : `grant:${role}`,
        ...(authority !== null && { authority }),
        object: { kind: 'absence', id },
        actor: visitor.person,
        person,
        changed: { done: 'absent', firstDay, lastDay, deputy },
      })
      return member
    }),
  )
}

/** They are back earlier, or do not go. */
export async function comeBack(db: Db, visitor: SignedIn, id: string): Promise<void> {
  await actingAs(db, visitor, async (acting) => {
    const ended = await endAbsence(acting, id)
    if (ended === null)
      throw new Problem('not-found', 'there is no such absence', { told: { key: 'members.gone', args: {} } })
    const { person, authority } = ended
    await recordAct(acting, {
      act: 'report-absence',
      ...(authority !== null && { authority }),
      object: { kind: 'absence', id },
      actor: visitor.person,
      person,
      changed: { done: 'back' },
    })
  })
}

/** Who could stand in for a member: colleagues who hold the same role, for the whole reach or for the same part. */
export async function deputiesFor(acting: Db, member: Member): Promise<{ person: string; name: string }[]> {
  const { role, authority, jurisdiction, person } = member
  const around = await concerning(acting, authority, jurisdiction)
  const places = 'places' in around ? around.places : []
  const colleagues = await listMembers(acting, authority, [role])
  return colleagues
    .filter((one) => one.person !== person && (one.jurisdiction === null || places.includes(one.jurisdiction)))
    .map((one) => ({ person: one.person, name: one.name }))
}
