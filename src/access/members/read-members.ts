// SPDX-License-Identifier: Apache-2.0
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import {
  concerning,
  type KnownAuthority,
  knowAuthorities,
  knowAuthority,
  type Part,
  partsOf,
} from '../authorities/know-authorities.ts'
import { listInvitations, type OpenInvitation } from '../invitations/invitations.store.ts'
import { may } from '../permissions/decide-permission.model.ts'
import { acts } from '../permissions/matrix.model.ts'
import { type Role, roleNames, roles } from '../permissions/roles.model.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import { authoritiesFor } from '../visits/may-enter.model.ts'
import { requireMay } from '../visits/visitor-of.ts'
import { memberOrNone } from './end-membership.ts'
import { countMembers, listMembers, listOwnRoles, type Member } from './members.store.ts'
import { platform } from './present-members.ts'
import { deputiesFor } from './report-absence.ts'

/** Whose members somebody may see. */
export interface Choices {
  authorities: KnownAuthority[]
  withPlatform: boolean
  counts: Map<string, { members: number; administrators: number }>
}

export async function readChoices(db: Db, visitor: SignedIn): Promise<Choices> {
  const all = await knowAuthorities(db)
  const everywhere = may(visitor.standings, 'read-members', { platform: true })
  const own = authoritiesFor(visitor.standings, 'read-members')
  const authorities = everywhere ? [...all.values()] : own.map((id) => all.get(id) ?? unlisted(id))
  const counts = await actingAs(db, visitor, countMembers)
  return { authorities, withPlatform: everywhere, counts }
}

/** An authority that the register does not know, or no longer. */
const unlisted = (id: string): KnownAuthority => {
  const names = { en: id, 'zh-CN': id }
  return { id, names, registeredNames: names, jurisdiction: null, contact: null, lang: null }
}

/** One authority, or the platform (null), with the parts of its reach. */
export interface Whole {
  /** Id, or `platform`. */
  of: string
  authority: KnownAuthority | null
  parts: Part[]
}

/** The authority of this id as the visitor may see it; otherwise there is none. */
export async function wholeOf(db: Db, visitor: SignedIn, of: string): Promise<Whole> {
  if (of === platform) {
    requireMay(visitor, 'read-members', { platform: true })
    return { of, authority: null, parts: [] }
  }
  const { authorities } = await readChoices(db, visitor)
  const authority = authorities.find(({ id }) => id === of)
  if (authority === undefined)
    throw new Problem('not-found', 'there is no such authority', {
      told: { key: 'members.no-such-authority', args: {} },
    })
  return { of, authority, parts: await partsOf(db, authority) }
}

/** Roles whose holders stand on such a list. Of the platform are, beside its own roles, those of who works for no authority: employers and schools, whom it knows by name. */
const rolesOf = (authority: KnownAuthority | null): Role[] =>
  roleNames.filter((role) =>
    authority === null ? roles[role] !== 'authority' && acts.includes(`grant:${role}`) : roles[role] === 'authority',
  )

export interface Membership {
  members: Member[]
  invitations: OpenInvitation[]
}

export function readMembers(db: Db, visitor: SignedIn, { authority }: Whole): Promise<Membership> {
  const id = authority?.id ?? null
  return actingAs(db, visitor, async (acting) => ({
    members: await listMembers(acting, id, rolesOf(authority)),
    invitations: await listInvitations(acting, id),
  }))
}

/** What the visitor may make others here, for the whole reach or for a part of it. Who answers without an account is not invited so. */
export async function grantable(db: Db, visitor: SignedIn, { authority, parts }: Whole): Promise<Role[]> {
  const whole = await concerning(db, authority?.id ?? null, null)
  const own = visitor.standings.flatMap(({ jurisdiction }) => (jurisdiction ? [jurisdiction] : []))
  const places = parts.map(({ code }) => code).filter((code) => own.includes(code))
  return rolesOf(authority).filter(
    (role) =>
      role !== 'verification-contact' &&
      (may(visitor.standings, `grant:${role}`, whole) ||
        (authority !== null && may(visitor.standings, `grant:${role}`, { authority: authority.id, places }))),
  )
}

/** One membership, with what the visitor may do with it. */
export interface OneMember {
  member: Member
  whole: Whole
  /** What they may make of it. */
  roles: Role[]
  mayChange: boolean
  deputies: { person: string; name: string }[]
}

export async function readMember(db: Db, visitor: SignedIn, id: string): Promise<OneMember> {
  const { member, deputies } = await actingAs(db, visitor, async (acting) => {
    const found = await memberOrNone(acting, id)
    return { member: found, deputies: await deputiesFor(acting, found) }
  })
  const { role, authority, jurisdiction } = member
  const known = authority === null ? null : ((await knowAuthority(db, authority)) ?? unlisted(authority))
  const whole = { of: authority ?? platform, authority: known, parts: await partsOf(db, known) }
  const mayChange = may(visitor.standings, `grant:${role}`, await concerning(db, authority, jurisdiction))
  return { member, whole, roles: mayChange ? await grantable(db, visitor, whole) : [], mayChange, deputies }
}

/** A role of one's own, and who could stand in. */
export interface OwnMembership {
  member: Member
  deputies: { person: string; name: string }[]
}

/** Roles of the visitor, with the names of their authorities. */
export async function readOwnRoles(
  db: Db,
  visitor: SignedIn,
): Promise<{ roles: OwnMembership[]; authorities: Map<string, KnownAuthority> }> {
  const own = await actingAs(db, visitor, async (acting) => {
    const listed: OwnMembership[] = []
    for (const member of await listOwnRoles(acting, visitor.person)) {
      const deputies = member.authority === null ? [] : await deputiesFor(acting, member)
      listed.push({ member, deputies })
    }
    return listed
  })
  return { roles: own, authorities: await knowAuthorities(db) }
}
