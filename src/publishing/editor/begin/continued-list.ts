// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../../db/index.ts'
import { loadLaw } from '../../../instruments/index.ts'
import type { Localized } from '../../../kernel/index.ts'
import { coversPlace } from '../../drafts/begin-from-law.store.ts'

/** A list in force with which a new batch may go on: what its classes count as is ruled already. */
export interface ContinuedList {
  id: string
  title: Localized
  place: string
  classes: readonly { id: string; label: Localized }[]
}

/** The lists of the places that these authorities reach, each by its first batch: all later ones continue that. */
export async function listsToGoOn(db: Db, authorities: readonly string[]): Promise<ContinuedList[]> {
  const { texts } = await loadLaw(db)
  const lists = texts.instruments.flatMap(({ instrument: { jurisdiction, catalogues = [] } }) =>
    catalogues
      .filter(({ continues }) => continues === undefined)
      .map(({ id, title, classes }) => ({ id, title, place: jurisdiction, classes })),
  )
  const places = [...new Set(lists.map(({ place }) => place))]
  const asked = places.flatMap((place) =>
    authorities.map(async (authority) => ((await coversPlace(db, authority, place)) ? [place] : [])),
  )
  const reached = new Set((await Promise.all(asked)).flat())
  return lists.filter(({ place }) => reached.has(place))
}
