// SPDX-License-Identifier: Apache-2.0
import { atTheDoor } from '../../db/at-the-door.ts'
import { Problem } from '../../kernel/index.ts'
import { type Entering, type Entrance, enter } from '../sessions/enter.ts'
import { isOpen } from './demonstration.store.ts'
import { demonstrationAccounts } from './list-accounts.ts'

/** Lets somebody in as one of the accounts, as if they had shown two factors; the log says that it was the demonstration. */
export async function enterDemonstration(
  entrance: Entrance,
  person: string,
  connection: Pick<Entering, 'from' | 'before'>,
): Promise<string> {
  const known = demonstrationAccounts.some((account) => account.person === person)
  if (!known || !(await atTheDoor(entrance.db, (door) => isOpen(door, person))))
    throw new Problem('not-found', 'there is no such account of the demonstration', {
      told: { key: 'demo.gone', args: {} },
    })
  return enter(entrance, { person, proof: 'second-factor', how: 'demonstration', ...connection })
}
