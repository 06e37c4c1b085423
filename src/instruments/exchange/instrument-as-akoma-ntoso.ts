// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { foundOr404, type Known } from '../../organisations/index.ts'
import { findInstrument } from '../law/instruments.store.ts'
import { toAkomaNtoso } from './write-akoma-ntoso.ts'

/** An instrument as it is known now, or was on an instant; `not-found` where there is none. */
export async function instrumentAsAkomaNtoso(db: Db, id: string, when: Known, baseUrl: string): Promise<string> {
  const { content, recordedAt } = foundOr404(await findInstrument(db, id, when), 'instrument', id)
  return toAkomaNtoso({ instrument: content.instrument, recordedAt, address: `${baseUrl}/law/${id}`, baseUrl })
}
