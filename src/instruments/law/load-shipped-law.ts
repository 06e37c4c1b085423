// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import { takeRecordTime } from '../../organisations/index.ts'
import { expectChange } from '../bundle/load-bundle.ts'
import { type IncomingExample, insertExamples } from '../examples/examples.store.ts'
import { filesOf } from '../folders/folder-files.ts'
import { incomingExamples, incomingFolder, loaderVersion } from '../records/incoming-folder.ts'
import { keptElsewhere, writeOffers } from '../records/offers.store.ts'
import { bringingBy, writeBrought } from '../records/write-brought.ts'
import { formatProblem, type SourceProblem } from '../source/source-problem.ts'
import { contentHash } from './law-hash.ts'
import { readLaw } from './read-law.ts'
import { readReferenceVocabulary } from './reference-vocabulary.ts'
import {
  closeRecords,
  currentHashes,
  type IncomingFact,
  type IncomingInstrument,
  insertFacts,
  insertInstruments,
  loadedHash,
  noteLoaded,
} from './write-law.store.ts'

export interface LoadedLaw {
  /** Ids of instruments whose content is new, changed or gone. */
  opened: string[]
  closed: string[]
  /** Ids of facts that are new, changed or gone. */
  facts: string[]
  /** Ids of examples, likewise. */
  examples: string[]
}

const origin = 'shipped'

/**
 * Makes the database say what `law/` and `reference/facts.yaml` say. Where no file changed nothing is read; where some did, only
 * what they change is written, in one transaction: the old record is closed, the new one opened, what is gone is closed.
 * Law with errors is refused as a whole (Problem `law`), and what was loaded before stays. What an authority keeps itself is left as it is: a
 * shipped text of it that is new is offered.
 */
export async function loadShippedLaw(
  db: Db,
  directory: string,
  reference: string = join(directory, '..', 'reference'),
): Promise<LoadedLaw> {
  const sha256 = filesHash(directory, reference)
  if ((await loadedHash(db, origin)) === sha256) return { opened: [], closed: [], facts: [], examples: [] }
  const incoming = readIncoming(directory, reference)
  const report = await db.transaction().execute(async (transaction) => {
    const at = await takeRecordTime(transaction)
    const kept = await keptElsewhere(transaction, origin)
    const written = await write(transaction, withoutKept(incoming, kept), at)
    await writeOffers(transaction, offersOf(incoming, kept, directory), at)
    await noteLoaded(transaction, origin, sha256, at)
    return written
  })
  expectChange(db)
  return report
}

/** What authorities keep themselves is not touched: an upgrade never writes over it. */
const withoutKept = (incoming: IncomingLaw, kept: ReadonlyMap<string, unknown>): IncomingLaw => ({
  ...incoming,
  instruments: incoming.instruments.filter(({ instrument }) => !kept.has(instrument.id)),
  examples: incoming.examples.filter(({ instrument }) => !kept.has(instrument)),
})

/** Texts of what is kept elsewhere that were never recorded here: offered, for its authority to take up or leave. */
const offersOf = ({ instruments }: IncomingLaw, kept: ReadonlyMap<string, ReadonlySet<string>>, directory: string) =>
  instruments.flatMap(({ instrument: { id }, path, sha256 }) => {
    if (kept.get(id)?.has(sha256) !== false) return []
    return [{ ...filesOf(join(directory, path), path, []), instrument: id, sha256 }]
  })

interface IncomingLaw {
  instruments: IncomingInstrument[]
  facts: IncomingFact[]
  examples: IncomingExample[]
}

function readIncoming(directory: string, reference: string): IncomingLaw {
  const { vocabulary, facts, problems } = readReferenceVocabulary(reference)
  const law = readLaw(directory, vocabulary)
  refuseErrors([...problems, ...law.problems])
  return {
    instruments: law.folders.map(incomingFolder),
    facts: facts.map((fact, position) => ({ fact, position, sha256: contentHash({ fact, position, loaderVersion }) })),
    examples: law.folders.flatMap(incomingExamples),
  }
}

function refuseErrors(problems: readonly SourceProblem[]): void {
  const errors = problems.filter((problem) => problem.severity === 'error')
  if (errors.length === 0) return
  const lines = errors.slice(0, 20).map(formatProblem)
  const more = errors.length > lines.length ? `\n… and ${errors.length - lines.length} more: passerelle law check` : ''
  throw new Problem('law', `the law files have errors:\n${lines.join('\n')}${more}`, { errors })
}

async function write(transaction: Db, incoming: IncomingLaw, at: string): Promise<LoadedLaw> {
  const instruments = await renew(
    transaction,
    'instruments',
    byId(incoming.instruments, (one) => one.instrument.id),
    at,
  )
  await writeBrought(transaction, bringingOf(instruments), at)
  await insertInstruments(transaction, instruments.changed, origin, at)
  const facts = await renew(
    transaction,
    'fact_declarations',
    byId(incoming.facts, ({ fact }) => fact.id),
    at,
  )
  await insertFacts(transaction, facts.changed, origin, at)
  const examples = await renew(
    transaction,
    'instrument_examples',
    byId(incoming.examples, ({ id }) => id),
    at,
  )
  await insertExamples(transaction, examples.changed, origin, at)
  return {
    opened: instruments.changed.map(({ instrument }) => instrument.id),
    closed: instruments.closed,
    facts: facts.ids,
    examples: examples.ids,
  }
}

/** What came and went: an instrument that is gone brings nothing any more. */
const bringingOf = ({ changed, closed }: { changed: readonly IncomingInstrument[]; closed: readonly string[] }) => [
  ...changed.map(bringingBy),
  ...closed
    .filter((id) => !changed.some(({ instrument }) => instrument.id === id))
    .map((instrument) => ({ instrument, quality: '', brings: { qualifications: [], bodies: [] } })),
]

const byId = <Item>(items: readonly Item[], idOf: (item: Item) => string): Map<string, Item> =>
  new Map(items.map((item) => [idOf(item), item]))

/** Closes what the files no longer say, and tells what is to be recorded in its place. */
async function renew<Item extends { sha256: string }>(
  transaction: Db,
  table: Parameters<typeof closeRecords>[1],
  incoming: ReadonlyMap<string, Item>,
  at: string,
): Promise<{ changed: Item[]; closed: string[]; ids: string[] }> {
  const current = await currentHashes(transaction, table, origin)
  const changed = [...incoming].filter(([id, { sha256 }]) => current.get(id) !== sha256)
  const closed = [...current].filter(([id, sha256]) => incoming.get(id)?.sha256 !== sha256).map(([id]) => id)
  await closeRecords(transaction, table, closed, origin, at)
  return {
    changed: changed.map(([, item]) => item),
    closed,
    ids: [...new Set([...closed, ...changed.map(([id]) => id)])],
  }
}

/** One hash over the files that count: names and bytes. */
function filesHash(directory: string, reference: string): string {
  const hash = createHash('sha256').update(`${loaderVersion}`)
  const files = [...lawFiles(directory), join(reference, 'facts.yaml')].filter((file) => existsSync(file))
  for (const file of files) hash.update(`\n${file.slice(directory.length)}\n`).update(readFileSync(file))
  return hash.digest('hex')
}

function lawFiles(directory: string): string[] {
  if (!existsSync(directory)) return []
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'))
  return names
    .filter((name) =>
      /^[^/]+\/[^/]+\/((instrument|rules|examples\/[^/]+\/[^/]+)\.yaml|(catalogues\/[^/]+|qualifications|awarding-bodies)\.csv)$/.test(
        name,
      ),
    )
    .sort()
    .map((name) => join(directory, name))
}
