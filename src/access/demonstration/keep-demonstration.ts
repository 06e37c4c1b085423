// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import { wordsIn } from '../../ui/index.ts'
import { knowAuthorities } from '../authorities/know-authorities.ts'
import {
  countRealPeople,
  endDemonstrationPeople,
  noteDemonstration,
  putPerson,
  putRole,
} from './demonstration.store.ts'
import { demonstrationAccounts } from './list-accounts.ts'

/**
 * At each start, as the owner. In demonstration mode there is an account for every role, and whoever signs up is of the demonstration;
 * outside it none of them is left. Anybody may be anybody there, so it is refused where real people are.
 */
export async function keepDemonstration(owner: Db, on: boolean): Promise<void> {
  await owner.transaction().execute(async (transaction) => {
    await noteDemonstration(transaction, on)
    if (!on) {
      await endDemonstrationPeople(transaction)
      return
    }
    const real = await countRealPeople(transaction)
    if (real > 0) throw notAmongPeople(real)
    const authorities = await knowAuthorities(transaction)
    const [en, zh] = [wordsIn('en'), wordsIn('zh-CN')]
    for (const { person, role, authority } of demonstrationAccounts) {
      const names = authority === null ? null : (authorities.get(authority)?.registeredNames ?? null)
      const title = `${zh.t(`role.${role}`)} ${en.t(`role.${role}`)}`
      const name = names === null ? title : `${title} · ${zh.pick(names)} ${en.pick(names)}`
      await putPerson(transaction, { person, name, language: 'en' })
      await putRole(transaction, person, 'holder', null)
      await putRole(transaction, person, role, authority)
    }
  })
}

const notAmongPeople = (real: number): Problem =>
  new Problem(
    'settings',
    `demonstration mode lets anybody be anybody, and this database holds accounts of ${real} real people: start without --demo and PASSERELLE_DEMO, or with an empty database (PASSERELLE_DATA=DIRECTORY, or another DATABASE_URL)`,
  )
