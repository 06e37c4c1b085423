// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import type { Localized } from '../../kernel/index.ts'
import { listAuthorities, placesAround, placesWithin } from '../../organisations/index.ts'
import type { Part } from '../members/shown-member.model.ts'
import { listAuthoritySettings } from './authority-settings.store.ts'

export type { Part }

/** An authority as people here know it. */
export interface KnownAuthority {
  id: string
  /** As it calls itself here, else as in the register. */
  names: Localized
  registeredNames: Localized
  /** Where it decides. */
  jurisdiction: string | null
  contact: string | null
  lang: string | null
}

/** More authorities than this nobody chooses from a list. */
const most = 5000

/** All of the register, by id. */
export async function knowAuthorities(db: Db): Promise<Map<string, KnownAuthority>> {
  const said = await listAuthoritySettings(db)
  const found = await listAuthorities(db, {}, { after: null, limit: most })
  return new Map(
    found.map(({ id, names, jurisdiction }) => {
      const settings = said.get(id)
      const { contact = null, lang = null } = settings ?? {}
      return [id, { id, names: settings?.names ?? names, registeredNames: names, jurisdiction, contact, lang }]
    }),
  )
}

/** One of them; null: the register has no such authority. */
export async function knowAuthority(db: Db, id: string): Promise<KnownAuthority | null> {
  return (await knowAuthorities(db)).get(id) ?? null
}

/** The places for which alone somebody may hold a role: those within the reach, without the whole of it. */
export async function partsOf(db: Db, authority: KnownAuthority | null): Promise<Part[]> {
  const whole = authority?.jurisdiction ?? null
  return whole === null ? [] : (await placesWithin(db, whole)).filter(({ code }) => code !== whole)
}

/** What `may` is asked about something of an authority that lies in a place; null: in no place in particular. */
export async function concerning(
  db: Db,
  authority: string | null,
  jurisdiction: string | null,
): Promise<{ authority: string; places: string[] } | { platform: true }> {
  if (authority === null) return { platform: true }
  return { authority, places: jurisdiction === null ? [] : await placesAround(db, jurisdiction) }
}
