// SPDX-License-Identifier: Apache-2.0
import { type Access, type Entering, mayEnter } from './may-enter.model.ts'

/** One place of the area behind the door. Its name is the message `area.NAME`. */
export interface AreaPlace {
  path: string
  name: string
  access: Access
}

/** Every place, in the order of the menu. Whoever adds a page for those who have signed in adds it here. */
export const areaPlaces: readonly AreaPlace[] = [
  { path: '/home', name: 'home', access: 'signed-in' },
  { path: '/account', name: 'account', access: 'signed-in' },
  { path: '/account/roles', name: 'roles', access: 'signed-in' },
  { path: '/account/mandates', name: 'mandates', access: { act: 'give-mandate' } },
  { path: '/members', name: 'members', access: { act: 'read-members' } },
  { path: '/account/security', name: 'security', access: 'signed-in' },
  { path: '/account/activity', name: 'activity', access: 'signed-in' },
  { path: '/account/data', name: 'data', access: 'signed-in' },
  { path: '/notifications', name: 'notifications', access: 'signed-in' },
  { path: '/drafts', name: 'drafts', access: { act: 'read-drafts' } },
  { path: '/audit', name: 'audit', access: { act: 'read-audit' } },
  { path: '/outbox', name: 'outbox', access: { act: 'read-outbox' } },
  { path: '/settings/providers', name: 'providers', access: { act: 'keep-providers' } },
  { path: '/holds', name: 'holds', access: { act: 'read-holds' } },
  { path: '/settings', name: 'settings', access: { act: 'change-settings' } },
  { path: '/permissions', name: 'permissions', access: 'public' },
]

/** The places that somebody may enter. */
export const areaOf = (visitor: Entering): AreaPlace[] => areaPlaces.filter(({ access }) => mayEnter(access, visitor))
