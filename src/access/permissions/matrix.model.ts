// SPDX-License-Identifier: Apache-2.0
// The one place where it is decided who may do what. The database holds a copy, written at each start, and enforces it again.
import { type Role, roleNames, type Scope } from './roles.model.ts'

/** One row: somebody of this role may do this act within this scope. What has no row is refused. */
export interface Permission {
  act: string
  role: Role
  scope: Scope
}

/** Staff who work for an authority; each sees who their colleagues are. */
const staff: readonly Role[] = [
  'law-editor',
  'law-approver',
  'caseworker',
  'expert',
  'approver',
  'reviewer',
  'authority-administrator',
]

/** What an administrator of an authority may make others; nobody grants what is above them. */
const grantedByAuthority: readonly Role[] = [...staff, 'verification-contact', 'policy-analyst']

const everyone: readonly Role[] = roleNames.filter((role) => role !== 'verification-contact')

const rows = (act: string, scope: Scope, roles: readonly Role[]): Permission[] =>
  roles.map((role) => ({ act, role, scope }))

/** Every act, with who may do it. */
export const matrix: readonly Permission[] = [
  ...rows('read-own-account', 'own', everyone),
  ...rows('change-own-account', 'own', everyone),
  ...rows('leave-role', 'own', everyone),
  ...rows('end-own-session', 'own', everyone),
  ...rows('read-members', 'authority', staff),
  ...rows('read-members', 'platform', ['platform-administrator', 'auditor']),
  ...rows('read-audit', 'authority', ['authority-administrator']),
  ...rows('read-audit', 'platform', ['auditor']),
  ...['read-outbox', 'retry-message', 'withdraw-message'].flatMap((act) =>
    rows(act, 'platform', ['platform-administrator']),
  ),
  ...grantedByAuthority.flatMap((role) => rows(`grant:${role}`, 'authority', ['authority-administrator'])),
  ...(['authority-administrator', 'platform-administrator', 'auditor'] as const).flatMap((role) =>
    rows(`grant:${role}`, 'platform', ['platform-administrator']),
  ),
]

/** What anybody may do who has not signed in: it is recorded like every act, and decided by what they prove. */
export const doorActs: readonly string[] = ['sign-in']

export const acts: readonly string[] = [...new Set(matrix.map(({ act }) => act))].sort()
