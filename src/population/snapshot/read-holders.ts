// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import type { HeldWorkforce } from './held-workforce.ts'
import { floats } from './merge-runs.ts'
import { RowTaker } from './take-rows.ts'
import {
  type CredentialRow,
  credentialsOf,
  type HolderRow,
  holdersAfter,
  holdersChanged,
  type JobRow,
  jobsOf,
  type Whose,
} from './workforce.store.ts'

/** Holders that are asked for at once. */
const AT_ONCE = 10_000

/** Everybody of an authority, by number. `tell`: how many have been read. */
export async function readEverybody(
  transaction: Db,
  authority: string,
  tell: (holders: number) => void,
): Promise<Omit<HeldWorkforce, 'upTo'>> {
  const taker = new RowTaker()
  const ids: number[] = []
  let after = 0
  for (;;) {
    const holders = await holdersAfter(transaction, authority, after, AT_ONCE)
    const [first, last] = [holders[0], holders.at(-1)]
    if (first === undefined || last === undefined) break
    await takeAll(transaction, authority, { holders, taker, whose: { from: first.id, to: last.id } })
    for (const { id } of holders) ids.push(id)
    after = last.id
    tell(ids.length)
  }
  return { workforce: taker.builder.finish(), ids: floatsOf(ids) }
}

/** Who has changed after a change: as they are now, and the numbers of those who are no more. */
export async function readChanged(
  transaction: Db,
  authority: string,
  since: number,
): Promise<{ news: HeldWorkforce; gone: Float64Array }> {
  const changed: HolderRow[] = []
  let upTo = since
  for (;;) {
    const rows = await holdersChanged(transaction, authority, upTo, AT_ONCE)
    if (rows.length === 0) break
    changed.push(...rows)
    upTo = rows.at(-1)?.changed ?? upTo
  }
  // One who changes while this is read comes twice: as they were last counts.
  const latest = new Map(changed.map((row): [number, HolderRow] => [row.id, row]))
  const now = [...latest.values()].filter(({ removed }) => !removed).sort((one, other) => one.id - other.id)
  const taker = new RowTaker()
  for (let from = 0; from < now.length; from += AT_ONCE) {
    const holders = now.slice(from, from + AT_ONCE)
    await takeAll(transaction, authority, { holders, taker, whose: { ids: holders.map(({ id }) => id) } })
  }
  const gone = [...latest.values()].filter(({ removed }) => removed).map(({ id }) => id)
  return {
    news: { workforce: taker.builder.finish(), ids: floatsOf(now.map(({ id }) => id)), upTo },
    gone: floatsOf(gone).sort(),
  }
}

export function floatsOf(numbers: readonly number[]): Float64Array {
  const result = floats(numbers.length)
  result.set(numbers)
  return result
}

interface Stretch {
  holders: readonly HolderRow[]
  taker: RowTaker
  whose: Whose
}

async function takeAll(transaction: Db, authority: string, { holders, taker, whose }: Stretch): Promise<void> {
  const credentials = new Following(await credentialsOf(transaction, authority, whose))
  const jobs = new Following(await jobsOf(transaction, authority, whose))
  for (const holder of holders) taker.take({ holder, credentials: credentials.of(holder.id), jobs: jobs.of(holder.id) })
}

/** Rows in the order of holders, those of one at a time. */
class Following<Row extends CredentialRow | JobRow> {
  private readonly rows: readonly Row[]
  private next = 0

  constructor(rows: readonly Row[]) {
    this.rows = rows
  }

  of(holder: number): Row[] {
    while ((this.rows[this.next]?.holder ?? Number.POSITIVE_INFINITY) < holder) this.next++
    const first = this.next
    while (this.rows[this.next]?.holder === holder) this.next++
    return this.rows.slice(first, this.next)
  }
}
