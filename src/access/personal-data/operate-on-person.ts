// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import { recordAct } from '../audit/record-act.ts'
import { erasePersonNow, findPersonsNamed } from './erasures.store.ts'
import { writePersonalTables } from './personal-data.store.ts'

/** The list of what is kept, as this program has it: a command may run before any server has. */
export const openPersonalData = (owner: Db): Promise<void> => writePersonalTables(owner)

/** The one person whom an operator means by an id or a verified address. */
export async function onePersonNamed(owner: Db, named: string): Promise<string> {
  const people = await findPersonsNamed(owner, named)
  const [person] = people
  if (person === undefined || people.length > 1)
    throw new Problem('not-found', 'nobody has this id or verified address; names are not looked up')
  return person
}

/** Erases at once; null: done, else why not. */
export async function erasePersonByOperator(owner: Db, person: string): Promise<string | null> {
  try {
    await owner.transaction().execute(async (transaction) => {
      await erasePersonNow(transaction, person)
      await recordAct(transaction, { act: 'erase-person', actor: null, object: { kind: 'person', id: person } })
    })
    return null
  } catch (error) {
    const refused = error instanceof Error && 'code' in error && error.code === '23514'
    if (!refused) throw error
    return error.message
  }
}
