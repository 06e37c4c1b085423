// SPDX-License-Identifier: Apache-2.0
import type { Role } from '../permissions/roles.model.ts'

/** A place that a role goes to; its words are `home.go.NAME` and `home.go.NAME.means`. */
export const homePlaces = {
  find: '/',
  pathway: '/pathway',
  law: '/law',
  mutuality: '/mutuality',
  overpass: '/overpass',
  data: '/account/data',
  members: '/members',
  drafts: '/drafts',
  publications: '/publications',
  nominations: '/nominations',
  workforce: '/workforce',
  audit: '/audit',
  holds: '/holds',
  outbox: '/outbox',
} as const

export type HomePlace = keyof typeof homePlaces

/** What the home page tells somebody of a role: where they can go now, and (`home.later.NAME`) what will stand here. */
export interface HomeSection {
  now: readonly HomePlace[]
  later: readonly string[]
}

/** By role. Whoever builds what is told as later takes it out of `later` and adds its place to `now`. */
export const homeSections: Readonly<Record<Role, HomeSection>> = {
  holder: { now: ['find', 'pathway', 'data'], later: ['applications', 'certificates'] },
  representative: { now: ['find', 'pathway'], later: ['applications'] },
  'law-editor': { now: ['drafts', 'publications', 'nominations', 'law'], later: [] },
  'law-approver': { now: ['publications', 'drafts', 'law'], later: [] },
  caseworker: { now: ['find', 'law', 'members'], later: ['casework'] },
  expert: { now: ['find', 'law'], later: ['opinions'] },
  approver: { now: ['find', 'law', 'members'], later: ['casework'] },
  reviewer: { now: ['find', 'law'], later: ['reviews'] },
  'authority-administrator': { now: ['members', 'audit', 'holds'], later: ['casework'] },
  'platform-administrator': { now: ['members', 'outbox', 'holds'], later: [] },
  'verification-contact': { now: ['law'], later: ['verification'] },
  auditor: { now: ['audit', 'members', 'holds'], later: [] },
  employer: { now: ['find'], later: ['checking'] },
  school: { now: ['find', 'law'], later: ['programmes'] },
  'register-keeper': { now: ['workforce', 'members', 'law'], later: [] },
  'policy-analyst': { now: ['mutuality', 'overpass'], later: ['figures'] },
}

/** What is known of somebody's beginnings. */
export interface Beginnings {
  secondProof: boolean
  address: boolean
  /** Others work for an authority that they administer. */
  colleagues: boolean
  /** Some authority has an administrator. */
  administrators: boolean
  /** The chain of the log was gone through. */
  chain: boolean
}

export interface FirstStep {
  /** `home.step.NAME` */
  name: keyof Beginnings
  path: string
  /** Whose step it is; staff: everybody whose role needs a second factor. */
  of: readonly Role[] | 'everyone'
}

export const firstSteps: readonly FirstStep[] = [
  { name: 'address', path: '/account', of: 'everyone' },
  { name: 'secondProof', path: '/account/security', of: 'everyone' },
  { name: 'colleagues', path: '/members', of: ['authority-administrator'] },
  { name: 'administrators', path: '/members', of: ['platform-administrator'] },
  { name: 'chain', path: '/audit', of: ['auditor'] },
]

/** The steps of somebody with these roles, and which are taken. */
export const stepsOf = (roles: readonly Role[], taken: Beginnings): { name: string; path: string; taken: boolean }[] =>
  firstSteps
    .filter(({ of }) => of === 'everyone' || roles.some((role) => of.includes(role)))
    .map(({ name, path }) => ({ name, path, taken: taken[name] }))
