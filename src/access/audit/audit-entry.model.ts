// SPDX-License-Identifier: Apache-2.0

/** What is asked of the log. */
export interface AuditAsked {
  act?: string | undefined
  /** A name, an address or an id. */
  who?: string | undefined
  authority?: string | undefined
  /** `membership` or `membership 7f3a…`. */
  object?: string | undefined
  /** Days. */
  from?: string | undefined
  until?: string | undefined
  /** Entries before this one. */
  before?: number | undefined
}

/** An entry in clear, as far as its payload has not been erased. */
export interface OpenEntry {
  seq: number
  at: string
  act: string
  authority: string | null
  objectKind: string | null
  objectId: string | null
  commitment: string
  previous: string
  hash: string
  erased: boolean
  actor: string | null
  actorName: string | null
  onBehalf: string | null
  onBehalfName: string | null
  person: string | null
  personName: string | null
  from: string | null
  changed: Record<string, unknown>
}

/** An entry in the words of its reader. */
export interface ShownEntry {
  seq: number
  hash: string
  shortHash: string
  /** ISO 8601, and in words. */
  at: string
  atText: string
  /** What was done: `Made somebody a caseworker`. */
  act: string
  /** Who did it, on whose behalf, about whom, for whom, to what, from where: what is not known is left out. */
  facts: { name: string; label: string; text: string }[]
  /** What changed. */
  changed: { field: string; value: string }[]
  erased: boolean
}

/** The entry with how it hangs in the chain. */
export interface ShownLink extends ShownEntry {
  commitment: string
  previous: string
}

/** That somebody has read data of the reader. */
export interface ShownRead {
  at: string
  atText: string
  reader: string
  authority: string | null
  what: string
  /** In exercise of which act. */
  why: string
}

/** Whether the chain holds, as its reader is told it. */
export interface ShownChain {
  /** Nobody has gone through it yet: null. */
  last: { at: string; text: string; holds: boolean; head: string; faults: string[] } | null
  running: { checked: number; total: number } | null
  /** The reader may go through it. */
  mayCheck: boolean
}

/** The lines of a CSV file (RFC 4180). A cell that a table program would take for a formula is kept from being one. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: string | number | null): string {
  const text = cell === null ? '' : String(cell)
  const safe = typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const csvHead: readonly string[] = [
  'number',
  'at',
  'act',
  'authority',
  'object_kind',
  'object_id',
  'actor',
  'actor_name',
  'on_behalf',
  'on_behalf_name',
  'person',
  'person_name',
  'from',
  'changed',
  'erased',
  'hash',
]

export const csvOf = (entry: OpenEntry): string =>
  csvLine([
    entry.seq,
    entry.at,
    entry.act,
    entry.authority,
    entry.objectKind,
    entry.objectId,
    entry.actor,
    entry.actorName,
    entry.onBehalf,
    entry.onBehalfName,
    entry.person,
    entry.personName,
    entry.from,
    JSON.stringify(entry.changed),
    entry.erased ? 'yes' : 'no',
    entry.hash,
  ])
