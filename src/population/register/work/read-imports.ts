// SPDX-License-Identifier: Apache-2.0
import { authoritiesFor, type SignedIn } from '../../../access/index.ts'
import { actingAs } from '../../../db/acting.ts'
import type { Db } from '../../../db/index.ts'
import { Problem } from '../../../kernel/index.ts'
import type { Words } from '../../../ui/index.ts'
import { countMatches } from '../../holders/matches.store.ts'
import { countHolders, findImport, listFaults, listImports, type WorkforceImport } from '../imports.store.ts'
import { faultsAsText } from '../write-faults.ts'

/** The authorities whose workforce somebody keeps, and the one that is asked for, or the first. @throws {Problem} `forbidden` for none */
export function keptAuthority({ standings }: SignedIn, asked: string): { authority: string; all: string[] } {
  const all = authoritiesFor(standings, 'keep-workforce')
  const authority = all.includes(asked) ? asked : all[0]
  if (authority === undefined) throw new Problem('forbidden', 'no role of yours keeps a workforce')
  return { authority, all }
}

export interface WorkforceState {
  holders: number
  matches: number
  imports: WorkforceImport[]
}

export function readWorkforce(db: Db, visitor: SignedIn, authority: string): Promise<WorkforceState> {
  return actingAs(db, visitor, async (acting) => ({
    holders: await countHolders(acting, authority),
    matches: (await countMatches(acting, authority)).open,
    imports: await listImports(acting, authority),
  }))
}

const isId = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

/** @throws {Problem} `not-found` where there is none that one may see */
export async function readImport(db: Db, visitor: SignedIn, id: string): Promise<WorkforceImport> {
  const row = isId(id) ? await actingAs(db, visitor, (acting) => findImport(acting, id)) : null
  if (row !== null) return row
  const told = { key: 'workforce.import.not-there', args: {} }
  throw new Problem('not-found', 'there is no such import that you may read', { told })
}

/** The first faults of an import, for a page. */
export const firstFaults = (db: Db, visitor: SignedIn, id: string) =>
  actingAs(db, visitor, async (acting) => (await listFaults(acting, id, 0)).slice(0, 100))

/** All faults as a table of text, piece by piece: a register may have millions. */
export const faultsFile = (db: Db, visitor: SignedIn, id: string, words: Words): AsyncIterable<string> =>
  faultsAsText((from) => actingAs(db, visitor, (acting) => listFaults(acting, id, from)), words)
