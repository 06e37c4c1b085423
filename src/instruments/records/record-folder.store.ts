// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Localized } from '../../kernel/index.ts'
import { type Known, known } from '../../organisations/index.ts'
import type { LawExample } from '../examples/example-schema.ts'
import type { BroughtBody, BroughtQualification } from '../folders/folder-lists.ts'
import type { RecordedFolder } from '../folders/folder-texts.ts'
import type { LawInstrument } from '../law/instrument-schema.ts'
import type { LawRule } from '../rules/rule-schema.ts'

/** The record of an instrument that stands, or stood on an instant, with all that belongs to it. */
export interface RecordedLaw extends RecordedFolder {
  record: string
  /** `shipped`, `authority:…`. */
  origin: string
  path: string
  jurisdiction: string
  title: Localized
  sha256: string
  /** How it came about, where an authority has published it. */
  publication: Readonly<Record<string, unknown>> | null
}

export interface RecordFilter extends Known {
  instrument?: string | undefined
  origin?: string | undefined
}

type Row = Omit<RecordedLaw, 'instrument' | 'rules' | 'examples'> & {
  content: { instrument: LawInstrument; rules: LawRule[] }
  examples: [string, LawExample][]
}

/** Every such record, by path. */
export async function recordedLaw(db: Db, filter: RecordFilter): Promise<RecordedLaw[]> {
  const { instrument, origin } = filter
  const { rows } = await sql<Row>`
    select i.record::text as record, i.origin, i.path, i.jurisdiction, i.title, i.sha256, i.publication, i.content,
      coalesce((
        select jsonb_agg(jsonb_build_array(${exampleName}, e.content) order by e.id collate "C")
        from instrument_examples e where e.instrument = i.id and ${known('e', filter)}), '[]') as examples,
      coalesce((
        select jsonb_agg(${qualification} order by q.id collate "C")
        from qualifications q where q.origin = 'brought/' || i.id and ${known('q', filter)}), '[]') as qualifications,
      coalesce((
        select jsonb_agg(${body} order by b.id collate "C")
        from awarding_bodies b where b.origin = 'brought/' || i.id and ${known('b', filter)}), '[]') as bodies
    from instruments i
    where ${known('i', filter)}
      and ${instrument === undefined ? sql`true` : sql`i.id = ${instrument}`}
      and ${origin === undefined ? sql`true` : sql`i.origin = ${origin}`}
    order by i.path collate "C", i.id collate "C"`.execute(db)
  return rows.map(({ content, examples, ...row }) => ({ ...row, ...content, examples: new Map(examples) }))
}

/** What follows the instrument in the id of an example. */
const exampleName = sql<string>`substr(e.id, length(i.id) + 2)`

const qualification = sql<BroughtQualification>`jsonb_build_object('id', q.id, 'name.en', q.names->>'en', 'name.zh-CN', q.names->>'zh-CN',
  'family', q.family, 'country', q.country, 'awardingBody', q.awarding_body, 'fields', q.fields, 'levels', q.levels, 'source', q.source)`

const body = sql<BroughtBody>`jsonb_build_object('id', b.id, 'name.en', b.names->>'en', 'name.zh-CN', b.names->>'zh-CN',
  'country', b.country, 'source', b.source)`

/** Ids of what an instrument brings into the register now. */
export async function broughtIds(db: Db, instrument: string): Promise<{ qualifications: string[]; bodies: string[] }> {
  const { rows } = await sql<{ qualifications: string[]; bodies: string[] }>`
    select array(select id from qualifications where origin = 'brought/' || ${instrument} and superseded_at is null) as qualifications,
      array(select id from awarding_bodies where origin = 'brought/' || ${instrument} and superseded_at is null) as bodies`.execute(
    db,
  )
  return rows[0] ?? { qualifications: [], bodies: [] }
}
