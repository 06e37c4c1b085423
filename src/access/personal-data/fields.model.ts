// SPDX-License-Identifier: Apache-2.0
// What is kept of people, column by column. A test holds it to the schema: a new column that is not declared here fails it. Export,
// erasure and retention are made of this list (the database holds a copy), so that a new table cannot be forgotten by them.

/**
 * personal: about the person, who gets it. plain: says nothing about anybody by itself, and goes along. secret: of the person, and
 * never handed out, because it opens something. other: points to somebody else.
 */
export type ColumnKind = 'personal' | 'plain' | 'secret' | 'other'

/** Messages `data.purpose.…`, `data.ground.…` and `data.seen.…`. */
export type Purpose = 'account' | 'roles' | 'sign-in' | 'safety' | 'accountability' | 'telling' | 'rights' | 'reports'
export type Ground = 'asked-for' | 'office' | 'safety' | 'duty' | 'consent'
export type SeenBy = 'you' | 'administrators' | 'auditor' | 'colleagues' | 'operator' | 'nobody'

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

/** In the order in which erasure goes through them. */
export const personalTables: readonly PersonalTable[] = [
  {
    name: 'people',
    purpose: 'account',
    ground: 'asked-for',
    seenBy: ['you', 'administrators', 'auditor'],
    subjects: ['id'],
    columns: {
      id: 'plain',
      name: 'personal',
      status: 'plain',
      language: 'personal',
      created_at: 'plain',
      demonstration: 'plain',
    },
    erasure: 'keep',
  },
  {
    name: 'identifiers',
    purpose: 'sign-in',
    ground: 'asked-for',
    seenBy: ['you'],
    subjects: ['person'],
    columns: {
      id: 'plain',
      person: 'plain',
      kind: 'plain',
      value: 'personal',
      folded: 'secret',
      verified_at: 'plain',
      created_at: 'plain',
    },
    erasure: 'delete',
  },
  {
    name: 'memberships',
    purpose: 'roles',
    ground: 'office',
    seenBy: ['you', 'colleagues', 'administrators', 'auditor'],
    subjects: ['person'],
    columns: {
      id: 'plain',
      person: 'plain',
      role: 'personal',
      authority: 'personal',
      jurisdiction: 'personal',
      valid_from: 'plain',
      valid_until: 'plain',
      granted_by: 'other',
      ended_by: 'other',
    },
    erasure: 'keep',
  },
  {
    name: 'absences',
    purpose: 'roles',
    ground: 'office',
    seenBy: ['you', 'colleagues', 'administrators', 'auditor'],
    subjects: ['person'],
    columns: {
      id: 'plain',
      membership: 'plain',
      person: 'plain',
      role: 'plain',
      authority: 'plain',
      jurisdiction: 'plain',
      first_day: 'personal',
      last_day: 'personal',
      deputy: 'other',
      recorded_by: 'other',
      recorded_at: 'plain',
      ended_at: 'plain',
    },
    erasure: 'delete',
    retained: { from: 'last_day', lasting: 'P1Y' },
  },
  {
    name: 'invitations',
    purpose: 'roles',
    ground: 'office',
    seenBy: ['administrators'],
    subjects: ['accepted_by'],
    columns: {
      id: 'plain',
      token: 'secret',
      role: 'personal',
      authority: 'personal',
      jurisdiction: 'personal',
      name: 'personal',
      address: 'personal',
      lang: 'personal',
      note: 'personal',
      role_until: 'plain',
      invited_by: 'other',
      invited_at: 'plain',
      expires_at: 'plain',
      answered_at: 'plain',
      accepted: 'plain',
      accepted_by: 'plain',
      withdrawn_at: 'plain',
      withdrawn_by: 'other',
    },
    erasure: { clear: ['name', 'address', 'note'] },
    retained: { from: 'expires_at', lasting: 'P1Y' },
  },
  {
    name: 'authority_settings',
    purpose: 'accountability',
    ground: 'office',
    seenBy: ['administrators'],
    subjects: ['changed_by'],
    columns: {
      authority: 'plain',
      names: 'plain',
      contact: 'plain',
      lang: 'plain',
      changed_by: 'plain',
      changed_at: 'plain',
    },
    erasure: 'keep',
  },
  {
    name: 'passwords',
    purpose: 'sign-in',
    ground: 'asked-for',
    seenBy: ['nobody'],
    subjects: ['person'],
    columns: { person: 'plain', hash: 'secret', changed_at: 'personal' },
    erasure: 'delete',
  },
  {
    name: 'second_factors',
    purpose: 'sign-in',
    ground: 'safety',
    seenBy: ['nobody'],
    subjects: ['person'],
    columns: { person: 'plain', locked: 'secret', last_step: 'secret', created_at: 'personal' },
    erasure: 'delete',
  },
  {
    name: 'recovery_codes',
    purpose: 'sign-in',
    ground: 'safety',
    seenBy: ['nobody'],
    subjects: ['person'],
    columns: { person: 'plain', hash: 'secret', used_at: 'personal', created_at: 'personal' },
    erasure: 'delete',
  },
  {
    name: 'tickets',
    purpose: 'sign-in',
    ground: 'asked-for',
    seenBy: ['nobody'],
    subjects: ['person'],
    columns: {
      id: 'secret',
      purpose: 'personal',
      person: 'plain',
      content: 'secret',
      tries: 'plain',
      created_at: 'plain',
      expires_at: 'plain',
      used_at: 'plain',
    },
    erasure: 'delete',
    retained: { from: 'expires_at', lasting: 'P7D' },
  },
  {
    name: 'sessions',
    purpose: 'safety',
    ground: 'safety',
    seenBy: ['you'],
    subjects: ['person'],
    columns: {
      id: 'secret',
      person: 'plain',
      proof: 'personal',
      network: 'personal',
      program: 'personal',
      created_at: 'plain',
      seen_at: 'personal',
      idle_until: 'plain',
      expires_at: 'plain',
    },
    erasure: 'delete',
    retained: { from: 'idle_until', lasting: 'P1D' },
  },
  {
    name: 'notifications',
    purpose: 'telling',
    ground: 'asked-for',
    seenBy: ['you'],
    subjects: ['person'],
    columns: {
      id: 'plain',
      person: 'plain',
      kind: 'plain',
      args: 'personal',
      link: 'plain',
      at: 'plain',
      read_at: 'personal',
    },
    erasure: 'delete',
    retained: { from: 'at', lasting: 'P1Y' },
  },
  {
    name: 'notification_choices',
    purpose: 'telling',
    ground: 'asked-for',
    seenBy: ['you'],
    subjects: ['person'],
    columns: { person: 'plain', kind: 'plain', here: 'personal', mail: 'personal' },
    erasure: 'delete',
  },
  {
    name: 'outgoing_messages',
    purpose: 'telling',
    ground: 'asked-for',
    seenBy: ['administrators'],
    subjects: ['person'],
    columns: {
      id: 'plain',
      kind: 'plain',
      recipient: 'personal',
      lang: 'plain',
      about: 'plain',
      subject: 'personal',
      text: 'secret',
      person: 'plain',
      authority: 'plain',
      state: 'plain',
      tries: 'plain',
      next_try_at: 'plain',
      fault: 'plain',
      // A mail server may name the recipient.
      reply: 'personal',
      created_at: 'plain',
      good_until: 'plain',
      closed_at: 'plain',
    },
    erasure: 'delete',
    retained: { from: 'closed_at', lasting: 'P30D' },
  },
  {
    name: 'consents',
    purpose: 'rights',
    ground: 'consent',
    seenBy: ['you'],
    subjects: ['person'],
    columns: {
      id: 'plain',
      person: 'plain',
      purpose: 'personal',
      version: 'plain',
      given_at: 'personal',
      withdrawn_at: 'personal',
    },
    erasure: 'delete',
    retained: { from: 'withdrawn_at', lasting: 'P3Y' },
  },
  {
    name: 'legal_holds',
    purpose: 'rights',
    ground: 'duty',
    seenBy: ['you', 'administrators', 'auditor'],
    subjects: ['person'],
    columns: {
      id: 'plain',
      person: 'plain',
      authority: 'plain',
      reason: 'personal',
      confidential: 'plain',
      placed_by: 'other',
      placed_at: 'plain',
      until: 'plain',
      lifted_by: 'other',
      lifted_at: 'plain',
    },
    withheldBy: 'confidential',
    erasure: 'delete',
    retained: { from: 'until', lasting: 'P3Y' },
  },
  {
    name: 'erasure_requests',
    purpose: 'rights',
    ground: 'duty',
    seenBy: ['you'],
    subjects: ['person'],
    columns: {
      id: 'plain',
      person: 'plain',
      asked_at: 'personal',
      due_at: 'plain',
      taken_back_at: 'personal',
      held_at: 'plain',
      done_at: 'plain',
    },
    erasure: 'keep',
    retained: { from: 'due_at', lasting: 'P3Y' },
  },
  {
    name: 'personal_reads',
    purpose: 'accountability',
    ground: 'duty',
    seenBy: ['you', 'auditor'],
    subjects: ['person'],
    columns: {
      id: 'plain',
      at: 'plain',
      reader: 'other',
      person: 'plain',
      authority: 'plain',
      act: 'personal',
      what: 'personal',
    },
    erasure: 'delete',
    retained: { from: 'at', lasting: 'P2Y' },
  },
  {
    // What it says in clear is exported with the log.
    name: 'audit_payloads',
    purpose: 'accountability',
    ground: 'duty',
    seenBy: ['you', 'administrators', 'auditor'],
    subjects: ['person'],
    columns: {
      entry: 'secret',
      authority: 'secret',
      actor: 'secret',
      on_behalf: 'secret',
      person: 'secret',
      salt: 'secret',
      locked: 'secret',
    },
    erasure: 'delete',
  },
  {
    name: 'audit_keys',
    purpose: 'accountability',
    ground: 'duty',
    seenBy: ['nobody'],
    subjects: ['person'],
    columns: { person: 'secret', key: 'secret' },
    erasure: 'delete',
  },
  {
    // Who reports an answer need not be anybody here: the program cannot tell whose a row is.
    name: 'finder_report_contacts',
    purpose: 'reports',
    ground: 'consent',
    seenBy: ['operator'],
    subjects: [],
    columns: { report: 'plain', contact: 'personal', attached: 'personal', erase_after: 'plain' },
    erasure: 'keep',
    retained: { from: 'erase_after', lasting: 'P0D' },
  },
]

/** What a person gets of a table. */
export const exportedColumns = ({ columns }: PersonalTable): string[] =>
  Object.entries(columns).flatMap(([name, kind]) => (kind === 'personal' || kind === 'plain' ? [name] : []))

/** What of a table is told as kept: what is of the person. */
export const personalColumns = ({ columns }: PersonalTable): string[] =>
  Object.entries(columns).flatMap(([name, kind]) => (kind === 'personal' || kind === 'secret' ? [name] : []))
