// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { takeRecordTime } from '../../organisations/index.ts'
import { holdRecordStamp } from '../bundle/law-content.store.ts'
import { expectChange } from '../bundle/load-bundle.ts'
import { insertExamples } from '../examples/examples.store.ts'
import type { LawFolder } from '../law/read-law.ts'
import {
  closeRecord,
  insertInstruments,
  notePublication,
  noteWithdrawal,
  standingRecord,
} from '../law/write-law.store.ts'
import { incomingExamples, incomingFolder } from './incoming-folder.ts'
import { bringingBy, writeBrought } from './write-brought.ts'

/** How a record came about, as everybody reads it. */
export type Notice = Readonly<Record<string, unknown>>

/** Where law comes from that an authority publishes here. */
export const publishedBy = (authority: string): string => `authority:${authority}`

export interface StandingRecord {
  record: string
  origin: string
}

/** Takes the one writer's place; until the transaction ends nobody else changes law or register. `stamp`: of the law as it stands until then. */
export async function takeLaw(
  transaction: Db,
): Promise<{ at: string; stamp: string; standing: (id: string) => Promise<StandingRecord | null> }> {
  const stamp = await holdRecordStamp(transaction)
  const at = await takeRecordTime(transaction)
  return { at, stamp, standing: (id) => standingRecord(transaction, id) }
}

/** Opens the record of a folder in the place of what stands; answers its number. Readers see it when the transaction ends. */
export async function publishFolder(
  transaction: Db,
  folder: LawFolder,
  { authority, at, notice }: { authority: string; at: string; notice: Notice },
): Promise<string> {
  const incoming = incomingFolder(folder)
  const { id } = folder.instrument
  await closeRecord(transaction, id, at)
  await writeBrought(transaction, [bringingBy(incoming)], at)
  await insertInstruments(transaction, [incoming], publishedBy(authority), at)
  await insertExamples(transaction, incomingExamples(folder), publishedBy(authority), at)
  return notePublication(transaction, id, notice)
}

/** Closes the record of an instrument, with why. */
export async function withdrawInstrument(
  transaction: Db,
  id: string,
  { at, notice }: { at: string; notice: Notice },
): Promise<void> {
  await noteWithdrawal(transaction, id, notice)
  await closeRecord(transaction, id, at)
  await writeBrought(transaction, [{ instrument: id, quality: '', brings: { qualifications: [], bodies: [] } }], at)
}

export { expectChange as expectNewLaw }
