// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import type { Known } from '../../organisations/index.ts'
import { allClassifications, type Classification, type Subject } from './occupations.store.ts'

/** The classification of an id (`esco-1.2.1`), or the newest version of a family (`esco`). */
export async function findClassification(
  db: Db,
  asked: string,
  subject: Subject,
  when: Known,
): Promise<Classification> {
  const all = await allClassifications(db, { ...when, subject })
  const exact = all.find((candidate) => candidate.id === asked)
  if (exact !== undefined) return exact
  const versions = all.filter((candidate) => candidate.family === asked).sort(newestFirst)
  if (versions[0] !== undefined) return versions[0]
  const expected = all.map((candidate) => candidate.id).join(', ') || 'an imported scheme: see passerelle import --help'
  throw new Problem('not-found', `there is no scheme '${asked}' of ${subject}s here; there are ${expected}`)
}

/** Id of the newest version of a family; null: there is none. */
export async function newestScheme(db: Db, family: string, subject: Subject): Promise<string | null> {
  const versions = (await allClassifications(db, { subject })).filter((candidate) => candidate.family === family)
  return versions.sort(newestFirst)[0]?.id ?? null
}

function newestFirst(a: Classification, b: Classification): number {
  return b.version.localeCompare(a.version, 'en', { numeric: true })
}
