// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import type { OpenDatabase } from '../../db/index.ts'
import { type Clock, Problem } from '../../kernel/index.ts'
import { listAuthorities } from '../../organisations/index.ts'
import { inventedPlace } from '../../publishing/index.ts'
import { ImportProgress, type Pace } from '../register/import-progress.ts'
import {
  addImport,
  endImport,
  startReading,
  unfinishedImport,
  type WorkforceImport,
} from '../register/imports.store.ts'
import type { KeptWorkforce } from '../snapshot/kept-workforce.ts'
import type { AskedWorkforce } from './asked-workforce.model.ts'
import { copiedLines } from './copied-lines.ts'
import { hasHolders, RegisterFiller } from './copy-holders.store.ts'
import { Invention } from './invent-workforce.ts'
import { parts, sum, type Written, written } from './write-workforce.ts'

export interface FillGround extends Pick<OpenDatabase, 'db' | 'pool'> {
  clock: Clock
  tell: (pace: Pace) => void
  /** Where the columns of the authority are kept. */
  kept: KeptWorkforce
}

/** What was written now; `from`: how many holders were there before. */
export interface Filled extends Written {
  from: number
}

/**
 * Into the tables of an authority of an invented place that has no holders yet, some ten thousand at a time; `/workforce` shows it among the
 * imports. What was stopped is gone on with where the same is asked again. Columns are kept beside, so that nobody has to read them first.
 * @throws {Problem} `invalid-input` for another authority
 */
export async function fillRegister(ground: FillGround, asked: AskedWorkforce, authority: string): Promise<Filled> {
  const { db, pool, clock, tell, kept } = ground
  const [found] = await listAuthorities(db, { id: authority }, { limit: 1, after: null })
  if (found === undefined || !inventedPlace.test(found.jurisdiction ?? ''))
    throw new Problem('invalid-input', `--authority: found '${authority}', expected an authority of an invented place`)
  const filler = await RegisterFiller.open(pool, authority)
  try {
    const row = await begin(ground, asked, authority)
    const progress = new ImportProgress(clock, tell)
    const ids = new Float64Array(asked.holders)
    let done: Filled = { from: row.position, holders: 0, credentials: 0, jobs: 0 }
    for (const { first, part } of parts(asked, row.position)) {
      const [upTo, count] = [first + part.persons, part.persons]
      const number = await filler.add({
        ...{ row: row.id, lines: copiedLines(part, first), count, consented: asked.asOf, upTo },
        tell: () => progress.add(count, upTo / asked.holders),
      })
      for (let at = 0; at < count; at++) ids[first + at] = number + at
      done = { ...done, ...sum(done, written(part)) }
    }
    await filler.settle()
    // The same persons again: sooner made than read from the tables. Where it was gone on with, the numbers of the others are not known here.
    if (done.from === 0) await kept.begin(db, new Invention(asked).part(0, asked.holders), ids)
    await endImport(db, row.id, 'done')
    return done
  } finally {
    await filler.close()
  }
}

async function begin({ db, pool }: FillGround, asked: AskedWorkforce, authority: string): Promise<WorkforceImport> {
  const fingerprint = createHash('sha256').update(JSON.stringify(asked)).digest()
  const before = await unfinishedImport(db, authority, fingerprint)
  if (before === null && (await hasHolders(pool, authority)))
    throw new Problem('invalid-input', `--authority: '${authority}' has holders already; nothing was added to them`)
  const { place, seed, holders } = asked
  const fileName = `demo workforce --place ${place} --seed ${seed}`
  const added = { authority, fileName, size: holders, fingerprint, purposes: [], kept: false, by: null }
  const row = before ?? (await addImport(db, added))
  await startReading(db, row.id, null, null)
  return row
}
