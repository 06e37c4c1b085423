// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { known } from '../../organisations/index.ts'
import type { SearchableName } from './search-set.model.ts'

/** Every name of everything that can be found, as known now, things together. */
export async function readSearchableNames(db: Db): Promise<SearchableName[]> {
  const [named, occupations] = await Promise.all([readNamed(db), readOccupations(db)])
  return [...named, ...occupations]
}

async function readNamed(db: Db): Promise<SearchableName[]> {
  const now = (alias: string) => known(alias, {})
  const { rows } = await sql<SearchableName>`
    with found as (
      select 1 as place, 'qualification' as kind, q.id, q.names, null as number from qualifications q where ${now('q')}
      union all
      select 2, 'level', l.framework || '/' || l.level, l.names, null from framework_levels l where ${now('l')}
      union all
      select 3, 'framework', f.id, f.names, f.short from frameworks f where ${now('f')}
      union all
      select 4, 'title', t.edition || '/' || t.series, t.names, null from title_series t where ${now('t')}
      union all
      select 5, 'instrument', i.id, i.title, i.number from instruments i where ${now('i')}
      union all
      select 6, 'catalogue', c.id, c.title, null
      from catalogues c join instruments i on i.record = c.instrument and ${now('i')}
      union all
      select 7, 'place', j.code, j.names, j.code from jurisdictions j where ${now('j')}
    )
    select kind, id, lang, name, further from (
      select place, kind, id, each.key as lang, each.value as name, false as further
      from found cross join lateral jsonb_each_text(names) as each
      union all
      select place, kind, id, null, number, true from found where number is not null
      union all
      select 4, 'title', t.edition || '/' || t.series, 'zh-CN', t.name, true from titles t where ${now('t')}
    ) names
    order by place, id, further, lang nulls last, name
  `.execute(db)
  return rows
}

/** Of several versions of a classification the newest. */
async function readOccupations(db: Db): Promise<SearchableName[]> {
  const { rows } = await sql<SearchableName>`
    with newest as (
      select distinct on (family) id, family from classifications c
      where c.subject = 'occupation' and ${known('c', {})} order by family, version desc
    )
    select 'occupation' as kind, n.classification || '/' || n.code as id,
      case when n.lang = 'zh' then 'zh-CN' else n.lang end as lang, each.name, each.further
    from classification_names n join newest on newest.id = n.classification
    cross join lateral (
      select n.name, false as further
      union all select alternative, true from unnest(n.alternatives) as alternative
    ) each
    where ${known('n', {})}
    order by n.classification, n.code, each.further, n.lang, each.name
  `.execute(db)
  return rows
}
