// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Localized } from '../../kernel/index.ts'
import { type Known, known, type PageRequest } from '../../organisations/index.ts'
import { afterId, instant } from '../law/instruments.store.ts'
import type { LawExample } from './example-schema.ts'
import type { ExampleFolder } from './read-example.ts'

/** What an example shows: that its rule is met, unmet, or cannot be decided yet. */
export type ExampleKind = Exclude<ExampleFolder, 'invalid'>

/** One example as it shall stand. */
export interface IncomingExample {
  id: string
  instrument: string
  folder: ExampleKind
  example: LawExample
  sha256: string
}

export interface ExampleRow {
  /** `instrument/folder/file`. */
  id: string
  rule: string
  folder: ExampleKind
  title: Localized
  content: LawExample
  recordedAt: string
}

export interface ExampleFilter extends Known {
  instrument: string
  rule?: string | undefined
  folder?: ExampleKind | undefined
}

export async function insertExamples(
  db: Db,
  incoming: readonly IncomingExample[],
  origin: string,
  at: string,
): Promise<void> {
  if (incoming.length === 0) return
  const rows = incoming.map(({ example, ...rest }) => {
    return { ...rest, rule: example.rule, title: example.title, content: example }
  })
  await sql`
    insert into instrument_examples (id, instrument, rule, folder, title, content, sha256, recorded_at, origin)
    select id, instrument, rule, folder, title, content, sha256, ${at}::timestamptz, ${origin}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(id text, instrument text, rule text, folder text, title jsonb,
      content jsonb, sha256 text)
  `.execute(db)
}

/** Examples of one instrument by id, one more than the page holds. */
export async function listExamples(db: Db, filter: ExampleFilter, page: PageRequest): Promise<ExampleRow[]> {
  const { instrument, rule, folder } = filter
  const { rows } = await sql<ExampleRow>`
    select e.id, e.rule, e.folder, e.title, e.content, ${instant('e.recorded_at')} as "recordedAt"
    from instrument_examples e
    where e.instrument = ${instrument} and ${known('e', filter)} and ${afterId('e.id', page)}
      and ${rule === undefined ? sql`true` : sql`e.rule = ${rule}`}
      and ${folder === undefined ? sql`true` : sql`e.folder = ${folder}`}
    order by e.id collate "C" limit ${page.limit + 1}
  `.execute(db)
  return rows
}
