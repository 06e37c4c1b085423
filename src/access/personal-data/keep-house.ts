// SPDX-License-Identifier: Apache-2.0
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import { keepRounds, type Logger, type Rounds } from '../../kernel/index.ts'
import { recordAct } from '../audit/record-act.ts'
import { notify } from '../notifications/notify.ts'
import { eraseDue, sweepRetained, takeTurn } from './erasures.store.ts'

const nobody = { person: null }

/** What was done in one round. */
export interface HouseReport {
  erased: number
  held: number
  /** Rows that were past their retention, by table. */
  swept: Record<string, number>
}

/** One round: erases who has waited for it, and once a day takes away what is past its retention. Recorded; nobody acts. */
export async function keepHouse(db: Db): Promise<HouseReport> {
  const { erased, held } = await eraseWhoIsDue(db)
  const swept = await actingAs(db, nobody, async (transaction) => {
    if (!(await takeTurn(transaction, 'sweep-retention', 'PT20H'))) return {}
    const gone = Object.fromEntries((await sweepRetained(transaction)).map(({ name, gone: rows }) => [name, rows]))
    await recordAct(transaction, { act: 'sweep-retention', actor: null, changed: gone })
    return gone
  })
  return { erased, held, swept }
}

function eraseWhoIsDue(db: Db): Promise<Pick<HouseReport, 'erased' | 'held'>> {
  return actingAs(db, nobody, async (transaction) => {
    const outcomes = await eraseDue(transaction)
    for (const { person, outcome } of outcomes) {
      if (outcome === 'held') await notify(transaction, { person, kind: 'erasure-held', link: '/account/data' })
      else await recordAct(transaction, { act: 'erase-person', actor: null, object: { kind: 'person', id: person } })
    }
    const erased = outcomes.filter(({ outcome }) => outcome === 'erased').length
    return { erased, held: outcomes.length - erased }
  })
}

const everyHour = 60 * 60_000

/** Keeps the house while the server runs. Several servers take turns. */
export const keepHousekeeping = (db: Db, logger: Logger): Rounds =>
  keepRounds(logger, everyHour, [
    {
      work: async () => ({ house: await keepHouse(db) }),
      done: 'the house was kept',
      failed: 'the house could not be kept',
    },
  ])
