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
import { anyWaits, type KeptInstrument, keptElsewhere, standingTexts, writeOffers } from '../records/offers.store.ts'
import { bringingBy, writeBrought } from '../records/write-brought.ts'
import { formatProblem, type SourceProblem } from '../source/source-problem.ts'
import { contentHash } from './law-hash.ts'
import type { GivingText } from './left-naming.ts'
import { readLaw } from './read-law.ts'
import { readReferenceVocabulary } from './reference-vocabulary.ts'
import { type Waits, waitingTexts } from './waiting-texts.ts'
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
  /** Shipped texts that law of authorities keeps from coming in. */
  waiting: WaitingText[]
}

export type WaitingText = Waits & { instrument: string }

const origin = 'shipped'

/**
 * Makes the database say what `law/` and `reference/facts.yaml` say. Where no file changed nothing is read; where some did, only
 * what they change is written, in one transaction: the old record is closed, the new one opened, what is gone is closed.
 * Law with errors is refused as a whole (Problem `law`), and what was loaded before stays. What an authority keeps itself is left as it is: a
 * shipped text of it that is new is offered. What would take away what published law of
 * an authority names waits, and the text before it stays in force; that is looked at again each time until it can come in.
 */
export async function loadShippedLaw(
  db: Db,
  directory: string,
  reference: string = join(directory, '..', 'reference'),
): Promise<LoadedLaw> {
  const sha256 = filesHash(directory, reference)
  const same = (await loadedHash(db, origin)) === sha256
  if (same && !(await anyWaits(db))) return { opened: [], closed: [], facts: [], examples: [], waiting: [] }
  const incoming = readIncoming(directory, reference)
  const report = await db.transaction().execute(async (transaction) => {
    const at = await takeRecordTime(transaction)
    const kept = await keptElsewhere(transaction, origin)
    const { free, waiting, offers } = await upgradeOf(transaction, incoming, kept, directory)
    const written = await write(transaction, free, new Set(waiting.map(({ instrument }) => instrument)), at)
    await writeOffers(transaction, offers, at)
    await noteLoaded(transaction, origin, sha256, at)
    return { ...written, waiting }
  })
  expectChange(db)
  return report
}

/** What may come in, what waits for law of authorities, and what these may take up or leave as they keep the text themselves. */
async function upgradeOf(
  transaction: Db,
  incoming: IncomingLaw,
  kept: ReadonlyMap<string, KeptInstrument>,
  directory: string,
) {
  // An authority that keeps a text of another place under this id does not keep this one.
  const keeps = (id: string) => {
    const jurisdiction = incoming.instruments.find(({ instrument }) => instrument.id === id)?.instrument.jurisdiction
    const own = kept.get(id)
    return own !== undefined && (jurisdiction === undefined || own.jurisdiction === jurisdiction) ? own : undefined
  }
  const ours = incoming.instruments.filter(({ instrument }) => keeps(instrument.id) === undefined)
  const waits = await waitsOf(transaction, incoming.instruments, ours)
  const waiting = [...waits].map(([instrument, one]) => ({ instrument, ...one }))
  const offered = incoming.instruments.flatMap((one) => {
    const { id } = one.instrument
    if (!waits.has(id) && keeps(id)?.known.has(one.sha256) !== false) return []
    const waitsFor = waits.get(id) ?? null
    return [
      { ...filesOf(join(directory, one.path), one.path, []), instrument: id, sha256: one.sha256, waits: waitsFor },
    ]
  })
  const going = [...waits].flatMap(([instrument, { path, ...one }]) =>
    offered.some((offer) => offer.instrument === instrument)
      ? []
      : [{ instrument, path, shownAs: '', sha256: '', files: new Map<string, string>(), waits: one }],
  )
  const free = {
    ...incoming,
    instruments: ours.filter(({ instrument }) => !waits.has(instrument.id)),
    examples: incoming.examples.filter(({ instrument }) => keeps(instrument) === undefined && !waits.has(instrument)),
  }
  return { free, waiting, offers: [...offered, ...going] }
}

/** Which texts that would change, come or go cannot as yet; each with the folder of the text that stays or would come. */
async function waitsOf(
  transaction: Db,
  all: readonly IncomingInstrument[],
  ours: readonly IncomingInstrument[],
): Promise<Map<string, Waits & { path: string }>> {
  const standing = await standingTexts(transaction)
  const others = standing.filter(({ authority }) => authority !== origin)
  if (others.length === 0) return new Map()
  const current = await currentHashes(transaction, 'instruments', origin)
  const before = byId(
    standing.filter(({ authority }) => authority === origin),
    ({ instrument }) => instrument.id,
  )
  const after = byId(ours.map(givingText), ({ instrument }) => instrument.id)
  const gone = [...before.keys()].filter((id) => !after.has(id))
  const fresh = ours.filter(({ instrument, sha256 }) => current.get(instrument.id) !== sha256)
  const changed = new Set([...fresh.map(({ instrument }) => instrument.id), ...gone])
  const waits = waitingTexts({ before, after, changed, others, shipped: all.map(givingText) })
  const paths = new Map(ours.map(({ instrument, path }) => [instrument.id, path]))
  return new Map([...waits].map(([id, one]) => [id, { ...one, path: paths.get(id) ?? before.get(id)?.path ?? '' }]))
}

const givingText = ({ instrument, rules, brings }: IncomingInstrument): GivingText => ({
  instrument,
  rules,
  brings: {
    qualifications: brings.qualifications.map(({ entry }) => entry.id),
    bodies: brings.bodies.map(({ entry }) => entry.id),
  },
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

/** `waiting`: instruments that stay as they are. */
async function write(
  transaction: Db,
  incoming: IncomingLaw,
  waiting: ReadonlySet<string>,
  at: string,
): Promise<Omit<LoadedLaw, 'waiting'>> {
  const instruments = await renew(
    transaction,
    'instruments',
    byId(incoming.instruments, (one) => one.instrument.id),
    at,
    (id) => waiting.has(id),
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
    (id) => waiting.has(id.split('/')[0] ?? ''),
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
  stays: (id: string) => boolean = () => false,
): Promise<{ changed: Item[]; closed: string[]; ids: string[] }> {
  const current = await currentHashes(transaction, table, origin)
  const changed = [...incoming].filter(([id, { sha256 }]) => current.get(id) !== sha256)
  const closed = [...current]
    .filter(([id, sha256]) => incoming.get(id)?.sha256 !== sha256 && !stays(id))
    .map(([id]) => id)
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
