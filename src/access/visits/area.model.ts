// SPDX-License-Identifier: Apache-2.0
import { type Access, type Entering, mayEnter } from './may-enter.model.ts'

/** One place of the area behind the door. Its name is the message `area.NAME`. */
export interface AreaPlace {
  path: string
  name: string
  /** What it is about: what somebody works on, themselves, or the place as a whole. */
  part: 'work' | 'self' | 'house'
  access: Access
}

/** Every place, in the order of the menu. Whoever adds a page for those who have signed in adds it here. */
export const areaPlaces: readonly AreaPlace[] = [
  { path: '/home', name: 'home', part: 'work', access: 'signed-in' },
  { path: '/notifications', name: 'notifications', part: 'work', access: 'signed-in' },
  { path: '/following', name: 'following', part: 'work', access: 'signed-in' },
  { path: '/drafts', name: 'drafts', part: 'work', access: { act: 'read-drafts' } },
  { path: '/publications', name: 'publications', part: 'work', access: { act: 'read-drafts' } },
  { path: '/nominations', name: 'nominations', part: 'work', access: { act: 'nominate-item' } },
  { path: '/workforce', name: 'workforce', part: 'work', access: { act: 'keep-workforce' } },
  { path: '/entitlements', name: 'entitlements', part: 'work', access: { act: 'give-mandate' } },
  { path: '/consultations', name: 'consultations', part: 'work', access: 'public' },
  { path: '/members', name: 'members', part: 'work', access: { act: 'read-members' } },
  { path: '/audit', name: 'audit', part: 'work', access: { act: 'read-audit' } },
  { path: '/holds', name: 'holds', part: 'work', access: { act: 'read-holds' } },
  { path: '/outbox', name: 'outbox', part: 'work', access: { act: 'read-outbox' } },
  { path: '/settings/providers', name: 'providers', part: 'work', access: { act: 'keep-providers' } },
  { path: '/settings', name: 'settings', part: 'work', access: { act: 'change-settings' } },
  { path: '/account', name: 'account', part: 'self', access: 'signed-in' },
  { path: '/account/security', name: 'security', part: 'self', access: 'signed-in' },
  { path: '/account/roles', name: 'roles', part: 'self', access: 'signed-in' },
  { path: '/account/mandates', name: 'mandates', part: 'self', access: { act: 'give-mandate' } },
  { path: '/account/activity', name: 'activity', part: 'self', access: 'signed-in' },
  { path: '/account/data', name: 'data', part: 'self', access: 'signed-in' },
  { path: '/permissions', name: 'permissions', part: 'house', access: 'public' },
]

/** Whether somebody may go to a path: what is no place of the area is open to all. */
export const isOpen = (visitor: Entering, path: string): boolean =>
  areaPlaces.every((place) => place.path !== path || mayEnter(place.access, visitor))

/** The places that somebody may enter. */
export const areaOf = (visitor: Entering): AreaPlace[] => areaPlaces.filter(({ access }) => mayEnter(access, visitor))
