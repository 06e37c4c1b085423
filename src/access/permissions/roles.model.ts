// SPDX-License-Identifier: Apache-2.0

/** What somebody can be. Where a role counts is said by its scope. */
export const roles = {
  /** Somebody with an account of their own: everyone. */
  holder: 'own',
  /** Acts for a holder, on a signed mandate. */
  representative: 'own',
  'law-editor': 'authority',
  'law-approver': 'authority',
  caseworker: 'authority',
  expert: 'authority',
  approver: 'authority',
  reviewer: 'authority',
  'authority-administrator': 'authority',
  'platform-administrator': 'platform',
  /** Answers for an awarding body by an invitation link, without an account. */
  'verification-contact': 'authority',
  /** Reads all, changes nothing. */
  auditor: 'platform',
  employer: 'own',
  school: 'own',
  /** Keeps the register of an authority's workforce. */
  'register-keeper': 'authority',
  /** Sees aggregates only. */
  'policy-analyst': 'authority',
} as const satisfies Record<string, Scope>

export type Role = keyof typeof roles

/** own: rows about the person; authority: rows of the authority of the membership; platform: all rows. */
export type Scope = 'own' | 'authority' | 'platform'

export const roleNames = Object.keys(roles) as Role[]

export const isRole = (text: string): text is Role => Object.hasOwn(roles, text)

/** Roles that count only for who has proved who they are by more than a password: whoever decides about others, or sees them. */
export const needsSecondFactor = (role: Role): boolean => roles[role] !== 'own'
