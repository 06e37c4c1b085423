// SPDX-License-Identifier: Apache-2.0
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import { recordAct } from '../audit/record-act.ts'
import { concerning, knowAuthority } from '../authorities/know-authorities.ts'
import { notify } from '../notifications/notify.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import { requireMay } from '../visits/visitor-of.ts'
import { addMember, endMember, findMember, type Member } from './members.store.ts'

/** A member whom the visitor may see, or there is no such page. */
export async function memberOrNone(acting: Db, id: string): Promise<Member> {
  const member = await findMember(acting, id)
  if (member !== null) return member
  throw new Problem('not-found', 'there is no such membership', { told: { key: 'members.gone', args: {} } })
}

/** Ends a role of somebody, with the reason that they are told. */
export async function endMembership(
  db: Db,
  visitor: SignedIn,
  { id, reason }: { id: string; reason: string },
): Promise<Member> {
  return guarded(
    actingAs(db, visitor, async (acting) => {
      const member = await memberOrNone(acting, id)
      const { role, authority, jurisdiction, person } = member
      requireMay(visitor, `grant:${role}`, await concerning(acting, authority, jurisdiction))
      await endOrGone(acting, id, visitor.person)
      await recordAct(acting, {
        act: `grant:${role}`,
        ...(authority !== null && { authority }),
        object: { kind: 'membership', id },
        actor: visitor.person,
        person,
        changed: { done: 'ended', reason },
      })
      await tellOfRole(acting, 'role-ended', { ...member, reason })
      return member
    }),
  )
}

/** Somebody leaves a role of their own. */
export async function leaveRole(db: Db, visitor: SignedIn, id: string): Promise<Member> {
  return guarded(
    actingAs(db, visitor, async (acting) => {
      const member = await memberOrNone(acting, id)
      const { authority, person } = member
      requireMay(visitor, 'leave-role', { own: true })
      if (person !== visitor.person || member.role === 'holder') throw notYours()
      await endOrGone(acting, id, visitor.person)
      await recordAct(acting, {
        act: 'leave-role',
        ...(authority !== null && { authority }),
        object: { kind: 'membership', id },
        actor: person,
        person,
        changed: { role: member.role },
      })
      return member
    }),
  )
}

export interface Change {
  id: string
  role: string
  jurisdiction: string | null
  until: Date | null
}

/** Another role, part or end for the same person: the old membership ends and a new one begins, both or neither. */
export async function changeMembership(db: Db, visitor: SignedIn, change: Change): Promise<string> {
  const { id, role, jurisdiction, until } = change
  return guarded(
    actingAs(db, visitor, async (acting) => {
      const member = await memberOrNone(acting, id)
      const { authority, person } = member
      requireMay(visitor, `grant:${member.role}`, await concerning(acting, authority, member.jurisdiction))
      requireMay(visitor, `grant:${role}`, await concerning(acting, authority, jurisdiction))
      // First the new one: who makes the last administrator an administrator of another kind must not be stopped half way.
      const sameKey = member.role === role && member.jurisdiction === jurisdiction
      if (sameKey) await endOrGone(acting, id, visitor.person)
      const next = { person, role, authority, jurisdiction, until, grantedBy: visitor.person }
      const added = await addMember(acting, next)
      if (!sameKey) await endOrGone(acting, id, visitor.person)
      await recordAct(acting, {
        act: `grant:${role}`,
        ...(authority !== null && { authority }),
        object: { kind: 'membership', id: added },
        actor: visitor.person,
        person,
        changed: {
          done: 'changed',
          before: { id, role: member.role, jurisdiction: member.jurisdiction },
          jurisdiction,
        },
      })
      await tellOfRole(acting, 'role-ended', member)
      await tellOfRole(acting, 'role-given', { ...member, role })
      return added
    }),
  )
}

async function endOrGone(acting: Db, id: string, by: string): Promise<void> {
  if (await endMember(acting, id, by)) return
  throw new Problem('conflict', 'the membership has ended', { told: { key: 'members.gone', args: {} } })
}

const notYours = (): Problem =>
  new Problem('forbidden', 'not a role of yours that can be left', { told: { key: 'members.gone', args: {} } })

/** Tells somebody of their role, by its name and that of the authority in both languages. */
export async function tellOfRole(
  acting: Db,
  kind: 'role-given' | 'role-ended',
  { person, role, authority, reason }: Pick<Member, 'person' | 'role' | 'authority'> & { reason?: string },
): Promise<void> {
  const names = authority === null ? null : ((await knowAuthority(acting, authority))?.names ?? null)
  const named = names === null ? { authority: 'none' } : { authority: names.en, 'authority.zh-CN': names['zh-CN'] }
  await notify(acting, {
    person,
    kind,
    args: { role, ...named, ...(reason !== undefined && { reason }) },
    link: '/account/roles',
  })
}

/** What the database refuses so that nobody is locked out, and two who did the same at once, in words. */
export async function guarded<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    const constraint = error instanceof Error && 'constraint' in error ? error.constraint : undefined
    const key = typeof constraint === 'string' ? refusals[constraint] : undefined
    if (key === undefined) throw error
    throw new Problem('conflict', `the database refuses: ${String(constraint)}`, {
      cause: error,
      told: { key, args: {} },
    })
  }
}

const refusals: Record<string, string> = {
  last_administrator: 'members.last-administrator',
  ender_may: 'members.may-no-longer',
  memberships_once: 'members.held-already',
  deputy_holds_role: 'members.deputy-lacks-role',
  absence_of_member: 'members.gone',
}
