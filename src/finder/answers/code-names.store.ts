// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Localized } from '../../kernel/index.ts'
import { type Known, known } from '../../organisations/index.ts'

/** The names of codes as rules write them, `family/code`; of several versions of a classification the latest that has the code. */
export async function namesOfCodes(db: Db, refs: readonly string[], when: Known): Promise<Map<string, Localized>> {
  if (refs.length === 0) return new Map()
  const { rows } = await sql<{ ref: string; lang: string; name: string }>`
    select c.family || '/' || n.code as ref, n.lang, n.name
    from classification_names n join classifications c on c.id = n.classification and ${known('c', when)}
    where c.family || '/' || n.code = any(${[...refs]}) and n.lang in ('en', 'zh-CN', 'zh') and ${known('n', when)}
    order by c.version, n.lang
  `.execute(db)
  const names = new Map<string, { en?: string; zh?: string }>()
  for (const { ref, lang, name } of rows) {
    const known = names.get(ref) ?? {}
    if (lang === 'en') known.en = name
    else known.zh = name
    names.set(ref, known)
  }
  return new Map(
    [...names].map(([ref, { en, zh }]) => [ref, { en: en ?? zh ?? ref, 'zh-CN': zh ?? en ?? ref }] as const),
  )
}
