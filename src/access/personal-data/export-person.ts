// SPDX-License-Identifier: Apache-2.0
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import type { OpenEntry } from '../audit/audit-entry.model.ts'
import { searchEntries } from '../audit/audit-search.store.ts'
import { recordAct } from '../audit/record-act.ts'
import { openEntries } from '../audit/search-audit.ts'
import { notify } from '../notifications/notify.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import type { PersonalTable } from './fields/personal-table.model.ts'
import { personalTables } from './fields.model.ts'
import { listOwnRows, listRowsAbout } from './personal-data.store.ts'

/** One part of everything about a person: a table, or some entries of the log in clear. */
export type ExportPart = { table: PersonalTable; rows: Record<string, unknown>[] } | { log: OwnLogEntry[] }

/** What the log says to the person: what others said of others in it is left out. */
export type OwnLogEntry = Pick<OpenEntry, 'seq' | 'at' | 'act' | 'authority' | 'from' | 'changed' | 'hash'> & {
  /** Whether the person did it, had it done, or it is about them. */
  you: ('did it' | 'had it done' | 'are concerned')[]
}

const handedOut = personalTables.filter(({ subjects, columns }) => {
  const kinds = Object.values(columns)
  return subjects.length > 0 && kinds.includes('personal')
})

/** Everything about the visitor, part by part; that it was handed out is recorded and told. */
export async function* exportOwnData(db: Db, visitor: SignedIn, format: string): AsyncGenerator<ExportPart> {
  const { person } = visitor
  await actingAs(db, visitor, async (acting) => {
    await recordAct(acting, { act: 'export-own-data', actor: person, person, changed: { format } })
    await notify(acting, { person, kind: 'data-exported', link: '/account/activity' })
  })
  const inTurn = <Result>(read: (acting: Db) => Promise<Result>) => actingAs(db, visitor, read)
  yield* parts(inTurn, listOwnRows, person)
}

/** The same for the operator, who is asked in writing. As the owner. */
export async function* exportPerson(owner: Db, person: string): AsyncGenerator<ExportPart> {
  await owner
    .transaction()
    .execute((transaction) => recordAct(transaction, { act: 'export-person', actor: null, person }))
  const rowsOf = (db: Db, table: string) => listRowsAbout(db, table, person)
  yield* parts((read) => read(owner), rowsOf, person)
}

async function* parts(
  inTurn: <Result>(read: (db: Db) => Promise<Result>) => Promise<Result>,
  rowsOf: (db: Db, table: string) => Promise<Record<string, unknown>[]>,
  person: string,
): AsyncGenerator<ExportPart> {
  for (const table of handedOut) yield { table, rows: await inTurn((db) => rowsOf(db, table.name)) }
  let before: number | undefined
  for (;;) {
    const found = await inTurn(async (db) =>
      openEntries(db, await searchEntries(db, { people: [person], before }, 500)),
    )
    yield { log: found.map((entry) => ownEntry(entry, person)) }
    if (found.length < 500) return
    before = found.at(-1)?.seq
  }
}

function ownEntry(entry: OpenEntry, person: string): OwnLogEntry {
  const { seq, at, act, authority, hash, actor, onBehalf } = entry
  const mine = actor === person
  const about = entry.person === null || entry.person === person
  const you: OwnLogEntry['you'] = [
    ...(mine ? (['did it'] as const) : []),
    ...(onBehalf === person ? (['had it done'] as const) : []),
    ...(entry.person === person ? (['are concerned'] as const) : []),
  ]
  return { seq, at, act, authority, from: mine ? entry.from : null, changed: about ? entry.changed : {}, hash, you }
}
