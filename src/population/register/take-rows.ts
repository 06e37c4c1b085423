// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { type Document, documentKinds, isLasting } from '../holders/documents/document.model.ts'
import { type Holder, newHolder } from '../holders/holder.model.ts'
import type { HolderKeys } from '../holders/holder-keys.ts'
import {
  addHolders,
  type ChangedHolder,
  changeHolders,
  holdWorkforce,
  loadHolders,
  newHolderIds,
} from '../holders/holders.store.ts'
import { addKeys, type HolderKey, holdersByDocument, noteMatches, noteStatedMatches } from '../holders/keys.store.ts'
import { noParts, takeNews } from '../holders/merge-holder.model.ts'
import type { RegisterRow } from './read-row.ts'
import type { LineFault } from './row-fault.model.ts'

export interface TakenRows {
  good: number
  faults: LineFault[]
  personsNew: number
  personsChanged: number
  personsUnchanged: number
  matches: number
}

/** A row with the keys of its documents. */
export interface KeyedRow {
  row: RegisterRow
  keys: string[]
}

/** Made before the transaction, while another one is at work. */
export const keyed = (keys: HolderKeys, rows: readonly RegisterRow[]): KeyedRow[] =>
  rows.map((row) => ({ row, keys: row.documents.map((document) => keys.ofDocument(document)) }))

/** One person, with all that these rows say of them. */
interface Group {
  /** Null: nobody who is known. */
  holder: string | null
  rows: RegisterRow[]
  /** Documents under which they were not known. */
  documents: Map<string, Document>
}

interface Ground {
  authority: string
  keys: HolderKeys
  today: PlainDate
}

/** Takes rows into the workforce of an authority, in the transaction that notes how far its register is read. */
export async function takeRows(transaction: Db, ground: Ground, rows: readonly KeyedRow[]): Promise<TakenRows> {
  const { authority } = ground
  await holdWorkforce(transaction, authority)
  const known = await holdersByDocument(transaction, authority, [...new Set(rows.flatMap(({ keys }) => keys))])
  const { groups, faults, pairs } = groupRows(rows, known)
  const before = groups.flatMap(({ holder }) => (holder === null ? [] : [holder]))
  const holders = await loadHolders(transaction, authority, before)
  const ids = await newHolderIds(transaction, groups.length - before.length)
  const work = new Work(ground, holders, ids)
  for (const group of groups) work.take(group)
  await addHolders(transaction, authority, work.added)
  await changeHolders(transaction, authority, work.changed)
  await addKeys(transaction, authority, work.keys)
  const renamed = [...new Set(work.keys.flatMap(({ kind, holder }) => (kind === 'name' ? [holder] : [])))]
  const matches =
    (await noteMatches(transaction, authority, renamed, lastingKinds)) +
    (await noteStatedMatches(transaction, authority, pairs))
  return {
    good: rows.length - faults.length,
    faults,
    personsNew: work.added.length,
    personsChanged: work.changed.length,
    personsUnchanged: groups.length - work.added.length - work.changed.length,
    matches,
  }
}

const lastingKinds = documentKinds.filter(isLasting)

/** Rows of one person together, wherever they stand; whoever was erased is not taken in again. */
function groupRows(rows: readonly KeyedRow[], known: Awaited<ReturnType<typeof holdersByDocument>>) {
  const groups = new Map<string, Group>()
  const byKey = new Map<string, Group>()
  const faults: LineFault[] = []
  const pairs: (readonly [string, string])[] = []
  const groupOf = (key: string): Group | undefined => {
    const found = known.get(key)
    if (found === undefined) return byKey.get(key)
    const group: Group = groups.get(found.holder) ?? { holder: found.holder, rows: [], documents: new Map() }
    groups.set(found.holder, group)
    return group
  }
  for (const { row, keys } of rows) {
    if (keys.some((key) => known.get(key)?.erased)) {
      faults.push({ line: row.line, code: 'erased', field: null, found: null })
      continue
    }
    const found = keys.map(groupOf)
    const group: Group = found.find((one) => one !== undefined) ?? { holder: null, rows: [], documents: new Map() }
    group.rows.push(row)
    for (const [at, key] of keys.entries()) {
      const other = found[at]
      if (other === undefined) {
        byKey.set(key, group)
        group.documents.set(key, row.documents[at] as Document)
      } else if (other !== group && other.holder !== null && group.holder !== null) {
        pairs.push([group.holder, other.holder])
      }
    }
  }
  const all = new Set([...groups.values(), ...byKey.values()].filter((group) => group.rows.length > 0))
  return { groups: [...all], faults, pairs }
}

/** What is to be written of some groups. */
class Work {
  readonly added: Holder[] = []
  readonly changed: ChangedHolder[] = []
  readonly keys: HolderKey[] = []
  private readonly ground: Ground
  private readonly holders: ReadonlyMap<string, Holder>
  private readonly ids: string[]

  constructor(ground: Ground, holders: ReadonlyMap<string, Holder>, ids: string[]) {
    this.ground = ground
    this.holders = holders
    this.ids = ids
  }

  take({ holder: id, rows, documents }: Group): void {
    const { keys, today } = this.ground
    const known = id === null ? undefined : this.holders.get(id)
    const holder = known ?? newHolder(this.ids[this.added.length] as string)
    const named = JSON.stringify([holder.names, holder.data.birthDate])
    const parts = noParts()
    for (const { news } of rows) {
      const now = takeNews(holder, news, today)
      for (const part of Object.keys(parts) as (keyof typeof parts)[]) parts[part] ||= now[part]
    }
    for (const [key, document] of documents) {
      holder.documents.push(keys.lock(document))
      parts.identity = true
      this.keys.push({ key, kind: 'document', holder: holder.id })
    }
    if (named !== JSON.stringify([holder.names, holder.data.birthDate])) this.addNames(holder)
    if (known === undefined) this.added.push(holder)
    else if (Object.values(parts).includes(true)) this.changed.push({ holder, parts })
  }

  private addNames({ id, names, data: { birthDate } }: Holder): void {
    if (birthDate === null) return
    for (const name of names)
      this.keys.push({ key: this.ground.keys.ofName(name, birthDate), kind: 'name', holder: id })
  }
}
