// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Localized } from '../../kernel/index.ts'

/** What an authority says of itself here; null: as in the register, or nothing. */
export interface AuthoritySettings {
  names: Localized | null
  /** Where holders and those who are invited may ask. */
  contact: string | null
  /** Of letters to those whom it invites. */
  lang: string | null
}

/** Of all that have said something, by id. Everyone may read them. */
export async function listAuthoritySettings(db: Db): Promise<Map<string, AuthoritySettings>> {
  const { rows } = await sql<AuthoritySettings & { authority: string }>`
    select authority, names, contact, lang from authority_settings`.execute(db)
  return new Map(rows.map(({ authority, ...settings }) => [authority, settings]))
}

/** As the acting person, who has to be allowed to. */
export async function saveAuthoritySettings(
  acting: Db,
  authority: string,
  { names, contact, lang }: AuthoritySettings,
  by: string,
): Promise<void> {
  const said = names === null ? null : JSON.stringify(names)
  await sql`
    insert into authority_settings (authority, names, contact, lang, changed_by)
    values (${authority}, ${said}::jsonb, ${contact}, ${lang}, ${by})
    on conflict (authority) do update set names = excluded.names, contact = excluded.contact, lang = excluded.lang,
      changed_by = excluded.changed_by, changed_at = now()`.execute(acting)
}
