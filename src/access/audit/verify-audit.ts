// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { type AuditRow, readEntries } from './audit.store.ts'
import { type AuditFault, ChainCheck } from './audit-chain.ts'

/** The last entry of a log: its number and hash. */
export interface AuditHead {
  seq: number
  /** SHA-256, hex. */
  hash: string
}

export interface AuditReport {
  entries: number
  /** Payloads that were erased: their entries stand. */
  erased: number
  head: AuditHead
  faults: (AuditFault | { seq: number; fault: 'cut-off' } | { seq: number; fault: 'another-log' })[]
}

const atOnce = 2000

/** Goes through the whole log. `kept`: the head as it was noted earlier, elsewhere; it shows whether the end was cut off or written anew. */
export function verifyAudit(owner: Db, kept?: AuditHead): Promise<AuditReport> {
  return verifyLog((after, limit) => readEntries(owner, { after, limit }), { kept })
}

export interface Verification {
  kept?: AuditHead | undefined
  /** Told after each part how many entries have been looked at. */
  progress?: (entries: number) => Promise<void>
}

/** The same for entries that somebody hands over in order. */
export async function verifyLog(
  read: (after: number, limit: number) => Promise<AuditRow[]>,
  { kept, progress }: Verification = {},
): Promise<AuditReport> {
  const check = new ChainCheck()
  let [entries, erased, after] = [0, 0, 0]
  let found: string | null = null
  for (;;) {
    const rows = await read(after, atOnce)
    for (const { payload, ...entry } of rows) {
      check.add(entry, payload)
      if (payload === null) erased++
      if (entry.seq === kept?.seq) found = entry.hash.toString('hex')
    }
    entries += rows.length
    after = rows.at(-1)?.seq ?? after
    await progress?.(entries)
    if (rows.length < atOnce) break
  }
  const { seq, hash } = check.head
  const faults: AuditReport['faults'] = [...check.faults]
  if (kept !== undefined && kept.seq > seq) faults.push({ seq: seq + 1, fault: 'cut-off' })
  else if (kept !== undefined && found !== kept.hash) faults.push({ seq: kept.seq, fault: 'another-log' })
  return { entries, erased, head: { seq, hash: hash.toString('hex') }, faults }
}
