// SPDX-License-Identifier: Apache-2.0
// One side in a process of its own: takes in the names, answers the queries, and writes what it measured as one line of JSON.
import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import { rowsFor, tablesOf } from '../../src/finder/search/character-tables.model.ts'
import { findNames, nameSearchBuilder } from '../../src/finder/search/name-search.model.ts'
import { foldText } from '../../src/finder/search/name-text.model.ts'
import { readCharacterTables } from '../../src/finder/search/read-character-tables.ts'
import type { Query } from './queries.ts'

export interface Task {
  side: 'ours' | 'fts5'
  names: string[]
  /** The names from the one to before the other are Chinese. */
  chinese: [from: number, to: number]
  queries: Pick<Query, 'text' | 'target'>[]
}

export interface Measured {
  /** CPU time of the thread: too coarse for one query, good enough for this. */
  buildMs: number
  megabytes: number
  /** Milliseconds of each query, the least of three passes over all: what else the machine does falls out. */
  times: number[]
  /** The same of the first pass. */
  wallTimes: number[]
  /** For each query, whether the name was among the first ten. */
  found: boolean[]
}

type Search = (query: string) => number[]

function threadMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Buffers are given back a turn after the collection that found them unused. */
async function megabytesNow(): Promise<number> {
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc?.()
    await setTimeout(20)
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}

/** The search that the server and the device use; the names themselves are in the list at hand. */
function ours(names: readonly string[], [from, to]: Task['chinese']): Search {
  const builder = nameSearchBuilder(tablesOf(rowsFor(readCharacterTables(), names)))
  for (const [at, name] of names.entries()) builder.add(name, at >= from && at < to)
  const search = builder.finish()
  return (query) => findNames(search, query).map(({ name }) => name)
}

/** SQLite's full-text index with trigrams, on the same folded texts; any trigram of the query may match, the best by BM25. */
function fts5(names: readonly string[]): Search {
  const db = new DatabaseSync(':memory:')
  db.exec(`create virtual table names using fts5(name, tokenize = 'trigram', detail = 'full')`)
  const insert = db.prepare('insert into names (rowid, name) values (?, ?)')
  db.exec('begin')
  for (const [at, name] of names.entries()) insert.run(at + 1, foldText(name))
  db.exec('commit')
  const select = db.prepare('select rowid from names where names match ? order by rank limit 10')
  return (query) => {
    const folded = foldText(query)
    const grams = Array.from({ length: Math.max(0, folded.length - 2) }, (_, at) => `"${folded.slice(at, at + 3)}"`)
    if (grams.length === 0) return []
    return select.all([...new Set(grams)].join(' OR ')).map((row) => Number(row['rowid']) - 1)
  }
}

async function measure({ side, names, chinese, queries }: Task): Promise<Measured> {
  const before = await megabytesNow()
  const start = threadMs()
  const search = side === 'ours' ? ours(names, chinese) : fts5(names)
  const buildMs = threadMs() - start
  const megabytes = (await megabytesNow()) - before
  for (const { text } of queries.slice(0, 100)) search(text)
  const passes = Array.from({ length: 3 }, () =>
    queries.map(({ text, target }) => {
      const asked = performance.now()
      const hits = search(text)
      return { time: performance.now() - asked, found: hits.includes(target) }
    }),
  )
  const [first = []] = passes
  const times = first.map((_, at) => Math.min(...passes.map((pass) => pass[at]?.time ?? Number.POSITIVE_INFINITY)))
  const wallTimes = first.map(({ time }) => time)
  const found = first.map((answer) => answer.found)
  return { buildMs, megabytes, times, wallTimes, found }
}

const task: Task = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
process.stdout.write(`${JSON.stringify(await measure(task))}\n`)
