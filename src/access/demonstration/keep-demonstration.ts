// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import { wordsIn } from '../../ui/index.ts'
import { recordAct } from '../audit/record-act.ts'
import { knowAuthorities } from '../authorities/know-authorities.ts'
import {
  countRealPeople,
  endDemonstrationPeople,
  endDemonstrationWork,
  noteDemonstration,
  putPerson,
  putRole,
  shutDemonstration,
} from './demonstration.store.ts'
import { demonstrationAccounts } from './list-accounts.ts'

/**
 * At each start, as the owner. In demonstration mode there is an account for every role, and whoever signs up is of the demonstration;
 * outside it none of them is left, nor anything in force that they have set up. Anybody may be anybody there, so it is refused where real
 * people are. Answers what has ended; null: nothing.
 */
export function keepDemonstration(owner: Db, on: boolean): Promise<Ended | null> {
  return owner.transaction().execute(async (transaction) => {
    const isNew = await noteDemonstration(transaction, on)
    if (!on) return end(transaction, isNew)
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
    return null
  })
}

/** How many accounts, settings, invitations … have ended with the demonstration. */
export type Ended = Record<string, number>

async function end(transaction: Db, justNow: boolean): Promise<Ended | null> {
  const ended: Ended = {
    ...(await endDemonstrationWork(transaction)),
    ...(justNow && (await shutDemonstration(transaction))),
    accounts: await endDemonstrationPeople(transaction),
  }
  if (Object.values(ended).every((number) => number === 0)) return null
  await recordAct(transaction, { act: 'end-demonstration', actor: null, changed: ended })
  return ended
}

const notAmongPeople = (real: number): Problem =>
  new Problem(
    'settings',
    `demonstration mode lets anybody be anybody, and this database holds accounts of ${real} real people: start without --demo and PASSERELLE_DEMO, or with an empty database (PASSERELLE_DATA=DIRECTORY, or another DATABASE_URL)`,
  )
