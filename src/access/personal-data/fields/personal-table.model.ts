// SPDX-License-Identifier: Apache-2.0

/**
 * personal: about the person, who gets it. plain: says nothing about anybody by itself, and goes along. secret: of the person, and
 * never handed out, because it opens something. other: points to somebody else.
 */
export type ColumnKind = 'personal' | 'plain' | 'secret' | 'other'

/** Messages `data.purpose.…`, `data.ground.…` and `data.seen.…`. */
export type Purpose =
  | 'account'
  | 'roles'
  | 'sign-in'
  | 'safety'
  | 'accountability'
  | 'telling'
  | 'rights'
  | 'reports'
  | 'nominations'
  | 'workforce'
export type Ground = 'asked-for' | 'handed-in' | 'office' | 'safety' | 'duty' | 'consent'
export type SeenBy = 'you' | 'administrators' | 'auditor' | 'colleagues' | 'operator' | 'everybody' | 'nobody'

export interface PersonalTable {
  name: string
  purpose: Purpose
  ground: Ground
  seenBy: readonly SeenBy[]
  /** Columns that say whose a row is; none: nobody can be told from it by the program. */
  subjects: readonly string[]
  columns: Readonly<Record<string, ColumnKind>>
  /** A column that, where it is true, keeps a row from being handed out. */
  withheldBy?: string
  /** delete: the rows go. clear: these columns are emptied. keep: what stays names nobody once the account is erased. */
  erasure: 'delete' | 'keep' | { clear: readonly string[] }
  /** Rows go by themselves so long (ISO 8601) after this column. Without: they stay as long as the account. */
  retained?: { from: string; lasting: string }
}

/** What a person gets of a table. */
export const exportedColumns = ({ columns }: PersonalTable): string[] =>
  Object.entries(columns).flatMap(([name, kind]) => (kind === 'personal' || kind === 'plain' ? [name] : []))

/** What of a table is told as kept: what is of the person. */
export const personalColumns = ({ columns }: PersonalTable): string[] =>
  Object.entries(columns).flatMap(([name, kind]) => (kind === 'personal' || kind === 'secret' ? [name] : []))
