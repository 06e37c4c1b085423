// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import type { Localized } from '../../kernel/index.ts'
import { listAuthorities } from '../../organisations/index.ts'
import type { Words } from '../../ui/index.ts'
import { listAuthoritySettings } from './authority-settings.store.ts'
import { knowAuthorities } from './know-authorities.ts'

/** What an authority is called by itself, else by the register, in the reader's language; its id where nobody knows it. */
export type Naming = (words: Words, id: string) => string

/** So many are asked for one by one; more are found faster among all. */
const few = 5

/** The names of these authorities, for a page that has their ids. */
export async function nameAuthorities(db: Db, ids: readonly (string | null)[]): Promise<Naming> {
  const wanted = [...new Set(ids)].flatMap((id) => (id === null || id === '' ? [] : [id]))
  const names = wanted.length > few ? await allNames(db) : await namesOf(db, wanted)
  return (words, id) => {
    const known = names.get(id)
    return known === undefined ? id : words.pick(known)
  }
}

const allNames = async (db: Db): Promise<Map<string, Localized>> =>
  new Map([...(await knowAuthorities(db)).values()].map(({ id, names }) => [id, names]))

async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, Localized>> {
  const found = new Map<string, Localized>()
  const said = ids.length === 0 ? null : await listAuthoritySettings(db)
  for (const id of ids) {
    const [registered] = await listAuthorities(db, { id }, { after: null, limit: 1 })
    const names = said?.get(id)?.names ?? registered?.names
    if (names !== undefined) found.set(id, names)
  }
  return found
}
