// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '../../db/index.ts'
import { readSnapshot, type Snapshot } from '../columns/read-snapshot.ts'
import type { Workforce } from '../columns/workforce.ts'
import { WorkforceBuilder } from '../columns/workforce-builder.ts'
import { writeSnapshot } from '../columns/write-snapshot.ts'
import { PopulationError } from '../population-error.ts'
import type { HeldWorkforce } from './held-workforce.ts'
import { mergeWorkforce } from './merge-workforce.ts'
import { floatsOf, readChanged, readEverybody } from './read-holders.ts'
import { lastChange } from './workforce.store.ts'

/** Changes since a base: who is new or otherwise, and the numbers of those who are no more. */
interface Changes {
  news: HeldWorkforce
  gone: Float64Array
}

interface Base {
  held: HeldWorkforce
  /** What changes beside it name it by. */
  stamp: string
}

/** How current a workforce is, and what it took. */
export interface Refreshed {
  held: HeldWorkforce
  /** Read from the tables: everybody, or who had changed. */
  read: 'everybody' | 'changes'
  changed: number
}

/** Changes beside the base that are not worth a new base, by count and as a share of it. */
const FEW = 20_000
const SHARE = 0.05

/**
 * The workforce of an authority as columns, kept in files of a directory: a base, and beside it what has changed since, so that only who has
 * changed is asked for. What is broken, or of other tables, is read anew. One process at a time may write; others' files are whole at any time.
 */
export class KeptWorkforce {
  private readonly authority: string
  private readonly directory: string
  private base: Base | null = null
  private changes: Changes = nothing()
  private current: HeldWorkforce | null = null
  private tables = ''

  constructor(directory: string, authority: string) {
    this.authority = authority
    this.directory = directory
  }

  /**
   * As the tables are now. `transaction`: reads the holders of the authority; of isolation `repeatable read` where the result has to be of one
   * moment, else what changes meanwhile is in the next. `tell`: how many have been read, where everybody has to be.
   */
  async refresh(transaction: Db, tell: (holders: number) => void = () => undefined): Promise<Refreshed> {
    const { upTo, tables } = await lastChange(transaction, this.authority)
    if (this.base === null || this.tables !== tables) await this.open(tables)
    const known = Math.max(this.base?.held.upTo ?? -1, this.changes.news.upTo)
    const nobody = this.base?.held.ids.length === 0 && upTo > known
    if (this.base === null || nobody || known > upTo) return this.readAnew(transaction, { upTo, tables }, tell)
    const { news, gone } = await readChanged(transaction, this.authority, known)
    const changed = news.ids.length + gone.length
    if (changed > 0 || this.current === null) await this.take({ news, gone })
    return { held: this.current as HeldWorkforce, read: 'changes', changed }
  }

  /** Takes what was made beside the tables and equals them, as they are in the transaction; by number. */
  async begin(transaction: Db, workforce: Workforce, ids: Float64Array): Promise<void> {
    const { upTo, tables } = await lastChange(transaction, this.authority)
    await this.keep({ workforce, ids, upTo }, tables)
  }

  private path(name: string): string {
    return join(this.directory, `${encodeURIComponent(this.authority)}.${name}`)
  }

  private async open(tables: string): Promise<void> {
    this.tables = tables
    this.current = null
    this.changes = nothing()
    const base = await readable(this.path('columns'))
    const stamp = base?.about['stamp']
    this.base = base === null || base.about['tables'] !== tables ? null : { held: heldOf(base), stamp: String(stamp) }
    if (this.base === null) return
    const beside = await readable(this.path('changes'))
    if (beside?.about['stamp'] !== stamp || beside === null) return
    this.changes = { news: heldOf(beside), gone: beside.lists['gone'] ?? new Float64Array() }
  }

  private async readAnew(
    transaction: Db,
    { upTo, tables }: { upTo: number; tables: string },
    tell: (holders: number) => void,
  ): Promise<Refreshed> {
    const held = { ...(await readEverybody(transaction, this.authority, tell)), upTo }
    await this.keep(held, tables)
    return { held, read: 'everybody', changed: held.ids.length }
  }

  /** A new base. Changes beside an older one name another stamp, so that they no longer count from the moment on that it stands there. */
  private async keep(held: HeldWorkforce, tables: string): Promise<void> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 })
    const stamp = randomUUID()
    const about = { authority: this.authority, tables, stamp, upTo: held.upTo }
    await writeSnapshot(this.path('columns'), held.workforce, { about, lists: { ids: held.ids } })
    await rm(this.path('changes'), { force: true })
    this.base = { held, stamp }
    this.changes = nothing()
    this.current = held
    this.tables = tables
  }

  private async take({ news, gone }: Changes): Promise<void> {
    const { held, stamp } = this.base as Base
    const all = merged(this.changes, { news, gone })
    const current = mergeWorkforce(held, all.news, all.gone)
    const size = all.news.ids.length + all.gone.length
    if (size > Math.max(FEW, held.ids.length * SHARE)) return this.keep(current, this.tables)
    if (news.ids.length + gone.length > 0) {
      const about = { authority: this.authority, stamp, upTo: all.news.upTo }
      const lists = { ids: all.news.ids, gone: all.gone }
      await writeSnapshot(this.path('changes'), all.news.workforce, { about, lists })
    }
    this.changes = all
    this.current = current
  }
}

const nothing = (): Changes => ({
  news: { workforce: new WorkforceBuilder().finish(), ids: new Float64Array(), upTo: 0 },
  gone: new Float64Array(),
})

/** Later changes on earlier ones. Nobody who is gone comes back: numbers are given once. */
function merged(earlier: Changes, later: Changes): Changes {
  const gone = new Set([...earlier.gone, ...later.gone])
  return { news: mergeWorkforce(earlier.news, later.news, later.gone), gone: floatsOf([...gone]).sort() }
}

const heldOf = ({ workforce, about, lists }: Snapshot): HeldWorkforce => ({
  workforce,
  ids: lists['ids'] ?? new Float64Array(),
  upTo: Number(about['upTo']),
})

/** A file that is not there, or not whole, is read from the tables again. */
async function readable(path: string): Promise<Snapshot | null> {
  try {
    return await readSnapshot(path)
  } catch (error) {
    if (error instanceof PopulationError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
