// SPDX-License-Identifier: Apache-2.0
// One side in a process of its own: takes in the names, answers the queries, and writes what it measured as one line of JSON.
import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import { buildNameIndex, searchNames } from '../../src/finder/search/name-index.model.ts'
import { foldText } from '../../src/finder/search/name-text.model.ts'
import type { Query } from './queries.ts'

export interface Task {
  side: 'ours' | 'fts5'
  names: string[]
  queries: Query[]
}

export interface Measured {
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

/** Buffers are given back a turn after the collection that found them unused. */
async function megabytesNow(): Promise<number> {
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc?.()
    await setTimeout(20)
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}

/** The index, and the names themselves, which the list at hand holds. */
function ours(names: readonly string[]): Search {
  const index = buildNameIndex(names)
  return (query) => searchNames(index, query).map(({ name }) => name)
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

async function measure({ side, names, queries }: Task): Promise<Measured> {
  const before = await megabytesNow()
  const start = performance.now()
  const search = side === 'ours' ? ours(names) : fts5(names)
  const buildMs = performance.now() - start
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
