// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Localized } from '../../kernel/index.ts'
import type { LawExample } from '../examples/example-schema.ts'
import type { BroughtBody, BroughtQualification } from '../folders/folder-lists.ts'
import type { LawInstrument } from '../law/instrument-schema.ts'
import type { LawRule } from '../rules/rule-schema.ts'
import { broughtBy } from './write-brought.ts'

/** The record of an instrument that stands now, with all that belongs to it. */
export interface RecordedLaw {
  record: string
  origin: string
  path: string
  jurisdiction: string
  title: Localized
  sha256: string
  /** How it came about, where an authority has published it. */
  publication: Readonly<Record<string, unknown>> | null
  instrument: LawInstrument
  rules: readonly LawRule[]
  examples: ReadonlyMap<string, LawExample>
  qualifications: readonly BroughtQualification[]
  bodies: readonly BroughtBody[]
}

type Row = Omit<RecordedLaw, 'instrument' | 'rules' | 'examples' | 'qualifications' | 'bodies'> & {
  content: { instrument: LawInstrument; rules: LawRule[] }
}

export async function recordedLaw(db: Db, id: string): Promise<RecordedLaw | null> {
  const found = await sql<Row>`
    select record::text as record, origin, path, jurisdiction, title, sha256, publication, content
    from instruments where id = ${id} and superseded_at is null`.execute(db)
  const [row] = found.rows
  if (row === undefined) return null
  const { content, ...rest } = row
  const examples = await sql<{ id: string; content: LawExample }>`
    select id, content from instrument_examples where instrument = ${id} and superseded_at is null order by id collate "C"`.execute(
    db,
  )
  const origin = broughtBy(id)
  const qualifications = await sql<BroughtQualification>`
    select id, names->>'en' as "name.en", names->>'zh-CN' as "name.zh-CN", family, country, awarding_body as "awardingBody", fields, levels, source
    from qualifications where origin = ${origin} and superseded_at is null order by id collate "C"`.execute(db)
  const bodies = await sql<BroughtBody>`
    select id, names->>'en' as "name.en", names->>'zh-CN' as "name.zh-CN", country, source
    from awarding_bodies where origin = ${origin} and superseded_at is null order by id collate "C"`.execute(db)
  return {
    ...rest,
    ...content,
    examples: new Map(examples.rows.map((one) => [one.id.slice(id.length + 1), one.content])),
    qualifications: qualifications.rows,
    bodies: bodies.rows,
  }
}
