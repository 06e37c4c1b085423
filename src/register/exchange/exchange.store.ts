// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { type Known, known } from '../../organisations/index.ts'
import type { LevelToWrite } from './write-elm.ts'
import type { EntryToWrite } from './write-skos.ts'

/** Every level with its framework and the European level that a source states of it, by `framework/level`. */
export async function levelsToWrite(db: Db, when: Known): Promise<Map<string, LevelToWrite>> {
  const { rows } = await sql<LevelToWrite>`
    select l.framework || '/' || l.level as ref, l.framework, l.names, l.uri, f.names as "frameworkNames", f.uri as "frameworkUri",
      case when l.framework = 'eqf' then l.level else (
        select min(r.to_level) from level_references r
        where r.framework = l.framework and r.level = l.level and r.to_framework = 'eqf' and r.status = 'sourced' and not r.historical
          and r.to_level <> '' and ${known('r', when)}
        having count(distinct r.to_level) = 1
      ) end as european
    from framework_levels l join frameworks f on f.id = l.framework and ${known('f', when)}
    where ${known('l', when)}`.execute(db)
  return new Map(rows.map((row) => [row.ref, row]))
}

/** The names of codes by `family/code`, of the newest version of the family. */
export async function namesOfCodes(
  db: Db,
  refs: readonly string[],
  when: Known,
): Promise<Map<string, { scheme: string; names: Record<string, string> }>> {
  const { rows } = await sql<{ ref: string; scheme: string; names: Record<string, string> }>`
    select c.family || '/' || n.code as ref, c.id as scheme, jsonb_object_agg(n.lang, n.name) as names
    from (select distinct on (family) id, family from classifications c where ${known('c', when)} order by family, version desc) c
      join classification_names n on n.classification = c.id and ${known('n', when)}
    where c.family || '/' || n.code = any(${refs}::text[]) group by 1, 2`.execute(db)
  return new Map(rows.map(({ ref, ...rest }) => [ref, rest]))
}

/** Every code of a classification with its names and its relations, by code. */
export async function entriesToWrite(db: Db, scheme: string, when: Known): Promise<EntryToWrite[]> {
  const { rows } = await sql<EntryToWrite>`
    with relations as (
      select r.from_code as code, r.to_classification as scheme, r.to_code as other, r.kind, r.source, r.quality
      from classification_relations r where r.from_classification = ${scheme} and ${known('r', when)}
      union
      select r.to_code, r.from_classification, r.from_code,
        case r.kind when 'narrower' then 'broader' when 'broader' then 'narrower' else r.kind end, r.source, r.quality
      from classification_relations r where r.to_classification = ${scheme} and ${known('r', when)}
    )
    select e.code, e.parent, e.uri,
      coalesce((
        select jsonb_agg(jsonb_build_object('lang', n.lang, 'name', n.name, 'alternatives', n.alternatives) order by n.lang)
        from classification_names n where n.classification = e.classification and n.code = e.code and ${known('n', when)}), '[]') as names,
      coalesce((
        select jsonb_agg(jsonb_build_object('scheme', r.scheme, 'code', r.other, 'kind', r.kind, 'source', r.source,
          'quality', r.quality, 'subject', c.subject) order by r.scheme, r.other, r.kind)
        from relations r join classifications c on c.id = r.scheme and ${known('c', when)} where r.code = e.code), '[]') as relations
    from classification_entries e
    where e.classification = ${scheme} and ${known('e', when)}
    order by e.code collate "C"`.execute(db)
  return rows
}
