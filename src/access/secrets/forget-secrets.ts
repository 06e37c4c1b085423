// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { recordAct } from '../audit/record-act.ts'
import { type Forgotten, forgetKey } from './secret-keys.store.ts'

/** Removes everything that the key of the database had locked, and the key's mark; recorded. As the owner. */
export function forgetLocked(owner: Db): Promise<Forgotten> {
  return owner.transaction().execute(async (transaction) => {
    const forgotten = await forgetKey(transaction)
    await recordAct(transaction, { act: 'forget-secrets', actor: null, changed: { ...forgotten } })
    return forgotten
  })
}
