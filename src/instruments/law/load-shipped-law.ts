// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import { takeRecordTime } from '../../organisations/index.ts'
import { expectChange } from '../bundle/load-bundle.ts'
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
  /** Ids of facts, likewise. */
  facts: string[]
}

const origin = 'shipped'

/** Raise it when the same files give other records. */
const loaderVersion = 1

/**
 * Makes the database say what `law/` and `reference/facts.yaml` say. Where no file changed nothing is read; where some did, only
 * what they change is written, in one transaction: the old record is closed, the new one opened, what is gone is closed.
 * Law with errors is refused as a whole (Problem `law`), and what was loaded before stays.
 */
export async function loadShippedLaw(
  db: Db,
  directory: string,
  reference: string = join(directory, '..', 'reference'),
): Promise<LoadedLaw> {
  const sha256 = filesHash(directory, reference)
  if ((await loadedHash(db, origin)) === sha256) return { opened: [], closed: [], facts: [] }
  const incoming = readIncoming(directory, reference)
  const report = await db.transaction().execute(async (transaction) => {
    const at = await takeRecordTime(transaction)
    const written = await write(transaction, incoming, at)
    await noteLoaded(transaction, origin, sha256, at)
    return written
  })
  expectChange(db)
  return report
}

interface IncomingLaw {
  instruments: IncomingInstrument[]
  facts: IncomingFact[]
}

function readIncoming(directory: string, reference: string): IncomingLaw {
  const { vocabulary, facts, problems } = readReferenceVocabulary(reference)
  const law = readLaw(directory, vocabulary, { examples: false })
  refuseErrors([...problems, ...law.problems])
  return {
    instruments: law.folders.map(({ path, instrument, rules }) => {
      return { path, instrument, rules, sha256: contentHash({ path, instrument, rules, loaderVersion }) }
    }),
    facts: facts.map((fact, position) => ({ fact, position, sha256: contentHash({ fact, position, loaderVersion }) })),
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
  const instruments = await currentHashes(transaction, 'instruments', origin)
  const changed = incoming.instruments.filter(({ instrument, sha256 }) => instruments.get(instrument.id) !== sha256)
  const closed = stale(instruments, new Map(incoming.instruments.map((item) => [item.instrument.id, item.sha256])))
  await closeRecords(transaction, 'instruments', closed, origin, at)
  await insertInstruments(transaction, changed, origin, at)

  const facts = await currentHashes(transaction, 'fact_declarations', origin)
  const changedFacts = incoming.facts.filter(({ fact, sha256 }) => facts.get(fact.id) !== sha256)
  const closedFacts = stale(facts, new Map(incoming.facts.map((item) => [item.fact.id, item.sha256])))
  await closeRecords(transaction, 'fact_declarations', closedFacts, origin, at)
  await insertFacts(transaction, changedFacts, origin, at)
  return {
    opened: changed.map(({ instrument }) => instrument.id),
    closed,
    facts: [...new Set([...closedFacts, ...changedFacts.map(({ fact }) => fact.id)])],
  }
}

/** Ids whose current record is no longer what the files say. */
function stale(current: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string>): string[] {
  return [...current].filter(([id, sha256]) => wanted.get(id) !== sha256).map(([id]) => id)
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
    .filter((name) => /^[^/]+\/[^/]+\/(instrument|rules)\.yaml$/.test(name))
    .sort()
    .map((name) => join(directory, name))
}
