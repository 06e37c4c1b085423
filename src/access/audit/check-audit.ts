// SPDX-License-Identifier: Apache-2.0
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import { readEntries } from './audit.store.ts'
import { type AuditCheckRow, addCheck, finishCheck, listChecks, noteCheck } from './audit-checks.store.ts'
import { verifyLog } from './verify-audit.ts'

export interface ChainState {
  last: AuditCheckRow | null
  running: AuditCheckRow | null
}

export function readChainState(db: Db, visitor: SignedIn): Promise<ChainState> {
  return actingAs(db, visitor, listChecks)
}

/** Goes through the whole chain in the name of the visitor, who may read all of it. Answers at once; `done` tells when it has ended. */
export async function startCheck(db: Db, visitor: SignedIn): Promise<{ done: Promise<void> }> {
  const id = await actingAs(db, visitor, addCheck)
  return { done: id === null ? Promise.resolve() : runCheck(db, visitor, id) }
}

async function runCheck(db: Db, visitor: SignedIn, id: string): Promise<void> {
  const read = (after: number, limit: number) =>
    actingAs(db, visitor, (acting) => readEntries(acting, { after, limit }))
  const progress = (checked: number) => actingAs(db, visitor, (acting) => noteCheck(acting, id, checked))
  const { entries, erased, head, faults } = await verifyLog(read, { progress })
  const result = { checked: entries, erased, headSeq: head.seq, headHash: head.hash, faults: faults.slice(0, 100) }
  await actingAs(db, visitor, (acting) => finishCheck(acting, id, result))
}
