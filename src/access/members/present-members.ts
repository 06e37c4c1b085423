// SPDX-License-Identifier: Apache-2.0
import { momentIn, type Words } from '../../ui/index.ts'
import type { KnownAuthority } from '../authorities/know-authorities.ts'
import type { OpenInvitation } from '../invitations/invitations.store.ts'
import type { Absence, Member } from './members.store.ts'
import { lastDayOf } from './role-form.model.ts'
import type { Part, ShownAuthority, ShownInvitation, ShownMember } from './shown-member.model.ts'

/** For members of the platform itself. */
export const platform = 'platform'

export const nameOfAuthority = (words: Words, authority: KnownAuthority | null): string =>
  authority === null ? words.t('members.platform') : words.pick(authority.names)

/** The part of the reach by its name; null: all of it. */
export function partName(words: Words, parts: readonly Part[], code: string | null): string | null {
  if (code === null) return null
  const part = parts.find((one) => one.code === code)
  return part === undefined ? code : words.pick(part.names)
}

export function presentMember(
  words: Words,
  member: Member,
  parts: readonly Part[],
  mayChange: (member: Member) => boolean,
): ShownMember {
  const { id, name, role, jurisdiction, since, until, grantedBy, away } = member
  const part = partName(words, parts, jurisdiction)
  const lines = [
    ...(part === null ? [] : [words.t('members.part', { part })]),
    words.t('members.since', { day: dayIn(words, since) }),
    ...(until === null ? [] : [words.t('members.until', { day: words.date(lastDayOf(until)) })]),
    ...(grantedBy === null ? [] : [words.t('members.granted-by', { name: grantedBy })]),
    ...(away === null ? [] : [awayIn(words, away)]),
  ]
  const tag = away?.now === true ? words.t('members.away.now') : null
  return { id, name, role: words.t(`role.${role}`), lines, away: tag, mayChange: mayChange(member) }
}

export function presentInvitation(words: Words, invitation: OpenInvitation, parts: readonly Part[]): ShownInvitation {
  const { id, name, address, role, jurisdiction, roleUntil, invitedBy, invitedAt, expiresAt, expired } = invitation
  const part = partName(words, parts, jurisdiction)
  const lines = [
    ...(part === null ? [] : [words.t('members.part', { part })]),
    ...(roleUntil === null ? [] : [words.t('members.until', { day: words.date(lastDayOf(roleUntil)) })]),
    words.t('members.invited.when', {
      name: invitedBy ?? words.t('members.platform'),
      at: momentIn(words.lang, invitedAt),
    }),
    words.t('members.invited.until', { at: momentIn(words.lang, expiresAt) }),
  ]
  return { id, name, address, role: words.t(`role.${role}`), lines, expired }
}

/** Authorities whose name or id holds what was asked, by name; first the platform itself. */
export function presentAuthorities(
  words: Words,
  authorities: readonly KnownAuthority[],
  counts: ReadonlyMap<string, { members: number; administrators: number }>,
  { q, withPlatform }: { q: string; withPlatform: boolean },
): ShownAuthority[] {
  const asked = q.trim().toLowerCase()
  const shown = authorities
    .filter(({ id, names }) => [id, ...Object.values(names)].some((name) => name.toLowerCase().includes(asked)))
    .map((authority) => {
      const { members = 0, administrators = 0 } = counts.get(authority.id) ?? {}
      return {
        id: authority.id,
        name: words.pick(authority.names),
        line: words.t('members.count', { members, administrators }),
      }
    })
    .sort((a, b) => words.compare(a.name, b.name))
  const itself = { id: platform, name: words.t('members.platform'), line: words.t('members.platform.means') }
  return withPlatform && asked === '' ? [itself, ...shown] : shown
}

export const awayIn = (words: Words, { firstDay, lastDay, deputy }: Absence): string =>
  words.t(deputy === null ? 'members.away' : 'members.away.deputy', {
    from: words.date(firstDay),
    to: words.date(lastDay),
    deputy: deputy ?? '',
  })

/** The day of an instant, as the reader writes it. */
export const dayIn = (words: Words, instant: Date): string => words.date(instant.toISOString().slice(0, 10))
