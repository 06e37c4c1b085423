// SPDX-License-Identifier: Apache-2.0
// The one place where it is decided who may do what. The database holds a copy, written at each start, and enforces it again.
import { needsSecondFactor, type Role, roleNames, type Scope } from './roles.model.ts'

/**
 * What must be true besides. `second-factor`: the session was proved by more than a password. `within-part`: the thing lies in the part of
 * the reach for which the role is held; what lies in no place in particular is for those who hold it for the whole reach. `whole-reach`:
 * the role is held for the whole reach, since what is done concerns all of it. `not-own-work`: somebody else has made it.
 */
export const conditions = ['second-factor', 'within-part', 'whole-reach', 'not-own-work'] as const
export type Condition = (typeof conditions)[number]

/** One row: somebody of this role may do this act within this scope, if all conditions are met. What has no row is refused. */
export interface Permission {
  act: string
  role: Role
  scope: Scope
  conditions: readonly Condition[]
}

/** Staff who work for an authority; each sees who their colleagues are. */
const staff: readonly Role[] = [
  'law-editor',
  'law-approver',
  'caseworker',
  'expert',
  'approver',
  'reviewer',
  'register-keeper',
  'authority-administrator',
]

/** What an administrator of an authority may make others; nobody grants what is above them. */
const grantedByAuthority: readonly Role[] = [...staff, 'verification-contact', 'policy-analyst']

const everyone: readonly Role[] = roleNames.filter((role) => role !== 'verification-contact')

const rows = (act: string, scope: Scope, roles: readonly Role[], ...more: Condition[]): Permission[] =>
  roles.map((role) => ({
    act,
    role,
    scope,
    conditions: [...(needsSecondFactor(role) ? (['second-factor'] as const) : []), ...more],
  }))

/** Every act, with who may do it. */
export const matrix: readonly Permission[] = [
  ...rows('read-own-account', 'own', everyone),
  ...rows('change-own-account', 'own', everyone),
  ...rows('leave-role', 'own', everyone),
  ...rows('end-own-session', 'own', everyone),
  ...[
    'add-own-passkey',
    'rename-own-passkey',
    'remove-own-passkey',
    'link-own-provider',
    'unlink-own-provider',
  ].flatMap((act) => rows(act, 'own', everyone)),
  ...rows('answer-invitation', 'own', everyone),
  ...rows('give-mandate', 'own', ['holder']),
  ...rows('answer-mandate', 'own', ['holder']),
  ...rows('report-absence', 'own', staff),
  ...rows('follow-law', 'own', everyone),
  ...rows('read-members', 'authority', staff),
  ...rows('read-members', 'platform', ['platform-administrator', 'auditor']),
  ...rows('read-audit', 'authority', ['authority-administrator'], 'whole-reach'),
  ...rows('read-audit', 'platform', ['auditor']),
  ...['export-own-data', 'ask-erasure', 'take-back-erasure', 'give-consent', 'withdraw-consent'].flatMap((act) =>
    rows(act, 'own', everyone),
  ),
  ...['place-hold', 'lift-hold'].flatMap((act) => [
    ...rows(act, 'authority', ['authority-administrator'], 'whole-reach'),
    ...rows(act, 'platform', ['platform-administrator']),
  ]),
  ...rows('read-holds', 'authority', ['authority-administrator'], 'whole-reach'),
  ...rows('read-holds', 'platform', ['platform-administrator', 'auditor']),
  ...rows('edit-draft', 'authority', ['law-editor'], 'within-part'),
  ...rows('read-drafts', 'authority', ['law-editor', 'law-approver'], 'within-part'),
  ...rows('read-drafts', 'platform', ['auditor']),
  ...rows('propose-law', 'authority', ['law-editor'], 'within-part'),
  ...rows('approve-law', 'authority', ['law-approver'], 'within-part', 'not-own-work'),
  ...rows('nominate-item', 'own', ['holder', 'employer', 'school']),
  ...rows('comment-nomination', 'own', everyone),
  ...rows('read-nominations', 'authority', ['law-editor', 'law-approver', 'expert'], 'within-part'),
  ...rows('read-nominations', 'platform', ['auditor']),
  ...rows('handle-nomination', 'authority', ['law-editor'], 'within-part'),
  ...rows('compare-nomination', 'authority', ['expert'], 'within-part'),
  ...rows('keep-workforce', 'authority', ['register-keeper'], 'whole-reach'),
  ...rows('read-workforce', 'authority', ['register-keeper', 'policy-analyst'], 'whole-reach'),
  ...rows('measure-impact', 'authority', ['law-editor', 'law-approver'], 'within-part'),
  ...rows('identify-holders', 'authority', ['register-keeper'], 'whole-reach'),
  ...rows('answer-objection', 'authority', ['register-keeper'], 'whole-reach'),
  ...rows('object-to-evaluation', 'own', everyone),
  ...rows('withdraw-own-purpose', 'own', everyone),
  ...rows('decide-match', 'authority', ['register-keeper'], 'whole-reach'),
  ...rows('erase-holder', 'authority', ['register-keeper'], 'whole-reach'),
  ...rows('export-audit', 'authority', ['authority-administrator'], 'whole-reach'),
  ...rows('export-audit', 'platform', ['auditor']),
  ...['read-outbox', 'retry-message', 'withdraw-message'].flatMap((act) =>
    rows(act, 'platform', ['platform-administrator']),
  ),
  ...grantedByAuthority.flatMap((role) =>
    rows(`grant:${role}`, 'authority', ['authority-administrator'], 'within-part'),
  ),
  ...(['authority-administrator', 'platform-administrator', 'auditor', 'employer', 'school'] as const).flatMap((role) =>
    rows(`grant:${role}`, 'platform', ['platform-administrator']),
  ),
  ...rows('change-settings', 'authority', ['authority-administrator'], 'whole-reach'),
  ...rows('change-settings', 'platform', ['platform-administrator']),
  ...rows('keep-providers', 'authority', ['authority-administrator'], 'whole-reach'),
  ...rows('keep-providers', 'platform', ['platform-administrator']),
]

/** What anybody may do who has not signed in: it is recorded like every act, and decided by what they prove. */
export const doorActs: readonly string[] = [
  'sign-in',
  'refuse-passkey',
  'sign-up',
  'reset-password',
  'begin-wait',
  'use-recovery-code',
  'answer-contact',
]

/** What the server does by itself when its time has come, and the operator by a command: recorded, and nobody's to permit. */
export const serverActs: readonly string[] = [
  'erase-person',
  'sweep-retention',
  'export-person',
  'forget-secrets',
  'end-demonstration',
  'publish-law',
  'hold-law',
  'evaluate-holders',
]

export const acts: readonly string[] = [...new Set(matrix.map(({ act }) => act))].sort()
