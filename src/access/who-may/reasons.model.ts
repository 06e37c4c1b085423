// SPDX-License-Identifier: Apache-2.0
import { counts } from '../permissions/decide-permission.model.ts'
import { acts, type Condition, matrix } from '../permissions/matrix.model.ts'
import { type Role, roleNames, type Scope } from '../permissions/roles.model.ts'

/** Why somebody may do an act: the message `permissions.why.REASON`. */
export type Reason =
  | 'own'
  | 'data'
  | 'answer'
  | 'colleagues'
  | 'grant'
  | 'log'
  | 'hold'
  | 'draft'
  | 'law'
  | 'nomination'
  | 'workforce'
  | 'objection'
  | 'letters'
  | 'settings'
  | 'provider'
  | 'mandate'

const reasons: readonly (readonly [pattern: RegExp, reason: Reason])[] = [
  [/^grant:/, 'grant'],
  [/^(export-own-data|ask-erasure|take-back-erasure|give-consent|withdraw-consent)$/, 'data'],
  [/^(answer-invitation|leave-role)$/, 'answer'],
  [/(^|-)own(-|$)/, 'own'],
  [/^(read-members|report-absence)$/, 'colleagues'],
  [/^(keep-workforce|read-workforce|identify-holders|decide-match|erase-holder|measure-impact)$/, 'workforce'],
  [/^(object-to-evaluation|answer-objection)$/, 'objection'],
  [/-audit$/, 'log'],
  [/-holds?$/, 'hold'],
  [/-drafts?$/, 'draft'],
  [/-law$/, 'law'],
  [/(^nominate-item|-nominations?)$/, 'nomination'],
  [/-(outbox|message)$/, 'letters'],
  [/^change-settings$/, 'settings'],
  [/-mandate$/, 'mandate'],
  [/-providers$/, 'provider'],
]

/** Undefined: nobody has said why, which a test refuses. */
export const reasonFor = (act: string): Reason | undefined => reasons.find(([pattern]) => pattern.test(act))?.[1]

/** Who may do an act within one scope and under the same conditions. */
export interface Grant {
  scope: Scope
  roles: Role[]
  conditions: Condition[]
}

export interface ExplainedAct {
  act: string
  reason: Reason
  grants: Grant[]
}

/** The whole matrix, act by act; of one role, where one is asked for. */
export function explainMatrix(role: Role | null): ExplainedAct[] {
  return acts.flatMap((act) => {
    const grants = grantsOf(act).filter(({ roles }) => role === null || roles.includes(role))
    const reason = reasonFor(act)
    return grants.length === 0 || reason === undefined ? [] : [{ act, reason, grants }]
  })
}

function grantsOf(act: string): Grant[] {
  const grants = new Map<string, Grant>()
  for (const { act: of, role, scope, conditions } of matrix) {
    if (of !== act) continue
    // Everyone may do what is their own: that staff do it with a second factor is no other rule.
    const kept = scope === 'own' ? conditions.filter((condition) => condition !== 'second-factor') : conditions
    const key = [scope, ...kept].join(' ')
    const known = grants.get(key) ?? { scope, roles: [], conditions: [...kept] }
    grants.set(key, { ...known, roles: [...known.roles, role] })
  }
  return [...grants.values()]
}

/** Acts that a role permits, held for the whole reach or for a part of it, in the order of the matrix. */
export const actsOf = (role: Role, jurisdiction: string | null = null): string[] => [
  ...new Set(matrix.filter((row) => counts(row, { role, authority: null, jurisdiction })).map(({ act }) => act)),
]

/** Acts that a role permits beyond those of another one. */
export function actsBeyond(other: Role, role: Role, jurisdiction: string | null = null): string[] {
  const known = new Set(actsOf(other))
  return actsOf(role, jurisdiction).filter((act) => !known.has(act))
}

/** Everybody who has an account. */
export const everyoneMay = (roles: readonly Role[]): boolean => roles.length >= roleNames.length - 1
