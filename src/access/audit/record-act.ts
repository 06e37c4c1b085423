// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto'
import type { Db } from '../../db/index.ts'
import { addEntry, addPayload, platformKey, takeKey } from './audit.store.ts'
import { type AuditContent, commitmentOf, lock } from './audit-chain.ts'

/** Something that was done and has consequences. */
export interface RecordedAct {
  /** As in the matrix: `grant:caseworker`. */
  act: string
  /** For which authority; it sees the entry. */
  authority?: string
  /** What it was done to, by an id that names nobody. */
  object?: { kind: string; id: string }
  actor: string | null
  onBehalf?: string
  /** Whose data it is about: their key locks it, and their erasure takes it away. */
  person?: string
  from?: string
  changed?: Record<string, unknown>
}

/** Adds an act to the log, in the transaction in which it is done: both happen or neither. Answers the number of the entry. */
export async function recordAct(transaction: Db, recorded: RecordedAct): Promise<number> {
  const { act, authority = null, object, actor, onBehalf = null, person = null, from = null, changed = {} } = recorded
  const content: AuditContent = { actor, onBehalf, person, from, changed }
  const salt = randomBytes(32)
  const key = await takeKey(transaction, person ?? platformKey, salt)
  const entry = await addEntry(transaction, {
    act,
    authority,
    objectKind: object?.kind ?? null,
    objectId: object?.id ?? null,
    commitment: commitmentOf(salt, content),
  })
  await addPayload(transaction, { entry, authority, actor, onBehalf, person, salt, locked: lock(key, content) })
  return entry
}
