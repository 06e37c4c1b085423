// SPDX-License-Identifier: Apache-2.0
import type { Person } from '@passerelle/recognition'
import type { Db } from '../../db/index.ts'
import { CopiedRows, linesOf } from './copied-rows.ts'
import type { HeldWorkforce } from './held-workforce.ts'
import { floats } from './merge-runs.ts'
import { personOf, RowTaker, type WholeHolder } from './take-rows.ts'
import {
  type Chunk,
  type CredentialRow,
  credentialLines,
  holderLines,
  holdersChanged,
  holdersOf,
  type JobRow,
  jobLines,
  nextHolder,
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
  const rows = new CopiedRows()
  let from = await nextHolder(transaction, authority, 0)
  while (from !== null) {
    const to = from + AT_ONCE - 1
    const range = [transaction, authority, from, to] as const
    const holders = await taken(holderLines(...range), (line) => rows.holder(line))
    const credentials = await taken(credentialLines(...range), (line) => rows.credential(line))
    const jobs = await taken(jobLines(...range), (line) => rows.job(line))
    for (const whole of wholes({ holders, credentials, jobs })) taker.take(whole)
    for (const { id } of holders) ids.push(id)
    tell(ids.length)
    from = await nextHolder(transaction, authority, to)
  }
  return { workforce: taker.builder.finish(), ids: floatsOf(ids) }
}

async function taken<Row>(pieces: AsyncIterable<Buffer>, rowOf: (line: string) => Row): Promise<Row[]> {
  const rows: Row[] = []
  for await (const lines of linesOf(pieces)) for (const line of lines) rows.push(rowOf(line))
  return rows
}

/** Who has changed after a change: as they are now, and the numbers of those who are no more. */
export async function readChanged(
  transaction: Db,
  authority: string,
  since: number,
): Promise<{ news: HeldWorkforce; gone: Float64Array }> {
  // One who changes while this is read comes twice: as they were last counts.
  const latest = new Map<number, WholeHolder>()
  let upTo = since
  for (;;) {
    const chunk = await holdersChanged(transaction, authority, upTo, AT_ONCE)
    const last = chunk.holders.at(-1)
    if (last === undefined) break
    upTo = last.changed
    chunk.holders.sort((one, other) => one.id - other.id)
    for (const whole of wholes(chunk)) latest.set(whole.holder.id, whole)
  }
  const all = [...latest.values()].sort((one, other) => one.holder.id - other.holder.id)
  const now = all.filter(({ holder }) => !holder.removed)
  const taker = new RowTaker()
  for (const whole of now) taker.take(whole)
  const numbers = (of: readonly WholeHolder[]) => floatsOf(of.map(({ holder }) => holder.id))
  return {
    news: { workforce: taker.builder.finish(), ids: numbers(now), upTo },
    gone: numbers(all.filter(({ holder }) => holder.removed)),
  }
}

/** Persons as the engine reads them, by number; those who no longer count are left out. */
export async function readPersons(
  transaction: Db,
  authority: string,
  ids: readonly number[],
): Promise<Map<number, Person>> {
  const persons = new Map<number, Person>()
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const chunk = await holdersOf(transaction, authority, ids.slice(from, from + AT_ONCE))
    for (const whole of wholes(chunk)) persons.set(whole.holder.id, personOf(whole))
  }
  return persons
}

export function floatsOf(numbers: readonly number[]): Float64Array {
  const result = floats(numbers.length)
  result.set(numbers)
  return result
}

/** Each holder with what is theirs; holders stand by number. */
export function* wholes({ holders, ...of }: Chunk): Generator<WholeHolder> {
  const credentials = new Following(of.credentials)
  const jobs = new Following(of.jobs)
  for (const holder of holders) yield { holder, credentials: credentials.of(holder.id), jobs: jobs.of(holder.id) }
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
