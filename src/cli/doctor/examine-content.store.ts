// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { type Finding, missing, ok } from './finding.ts'

interface Loaded {
  count: number
  loaded_at: Date | null
}

/** What is loaded in a migrated database, and since when; only counts and dates are read of the rooms' tables. */
export async function examineContent(db: Db): Promise<Finding[]> {
  return [await examineReference(db), await examineLaw(db), ...(await examineImports(db))]
}

async function examineReference(db: Db): Promise<Finding> {
  const { rows } = await sql<Loaded>`
    select count(*)::int as count, max(loaded_at) as loaded_at from reference_files`.execute(db)
  return describe('reference', rows[0], 'files')
}

async function examineLaw(db: Db): Promise<Finding> {
  const { rows } = await sql<Loaded>`
    select (select count(*)::int from instruments where superseded_at is null) as count, max(loaded_at) as loaded_at
      from law_loads`.execute(db)
  return describe('law', rows[0], 'instruments')
}

function describe(about: string, loaded: Loaded | undefined, unit: string): Finding {
  if (loaded === undefined || loaded.loaded_at === null) return missing(about, 'not loaded', 'npm start loads it.')
  return ok(
    about,
    `${loaded.count} ${unit}, last changed ${loaded.loaded_at.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  )
}

const sources = [
  { family: 'esco', name: 'ESCO', where: 'https://esco.ec.europa.eu/en/use-esco/download', command: 'import esco' },
  { family: 'onet', name: 'O*NET', where: 'https://www.onetcenter.org/database.html', command: 'import onet' },
]

async function examineImports(db: Db): Promise<Finding[]> {
  const { rows } = await sql<{ family: string; version: string; entries: number }>`
    select c.family, c.version, count(e.record)::int as entries
      from classifications c
      left join classification_entries e on e.classification = c.id and e.superseded_at is null
     where c.superseded_at is null and c.family in ('esco', 'onet')
     group by c.family, c.version order by c.family, c.version`.execute(db)
  return sources.map(({ family, name, where, command }) => {
    const versions = rows.filter((row) => row.family === family && row.entries > 0)
    const advice = `Download it from ${where}, unpack it, then \`passerelle ${command} DIRECTORY\`.`
    if (versions.length === 0) return missing(name, 'not imported', advice)
    return ok(name, versions.map(({ version, entries }) => `${version} (${entries} occupations)`).join(', '))
  })
}
