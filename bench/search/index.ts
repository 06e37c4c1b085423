// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BenchGroup, type BenchOptions, type BenchResult, median, quantile, resultOf, round } from '../result.ts'
import { type ChineseKind, chineseKinds, makeChineseQueries } from './chinese-queries.ts'
import { type CorpusName, hasCorpus, type Language, readCorpus } from './corpus.ts'
import { makeQueries, type Query } from './queries.ts'
import type { Measured, Task } from './side.ts'

const peerName = 'SQLite FTS5 trigram'
const languages: Language[] = ['en', 'de', 'ru', 'zh', 'ja']
const kinds = ['typo', 'partial', 'prefix'] as const

export const group: BenchGroup = {
  name: 'search',
  summary: 'names found by slips, parts and beginnings: how surely, how fast, in how much memory',
  async run(report, options) {
    if (!hasCorpus()) {
      options.progress('search: the names stand in ../shared/data/taxonomy, which is not here; nothing is measured')
      return
    }
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-search-'))
    try {
      for (const result of compare(folder, options)) report(result)
      report(large(folder, options))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

function play(folder: string, task: Task): Measured {
  const path = join(folder, 'task.json')
  writeFileSync(path, JSON.stringify(task))
  const args = ['--expose-gc', '--no-warnings', join(import.meta.dirname, 'side.ts'), path]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 }))
}

/** 100,000 names, ours and the peer in turns. The settings were found on the other part of the names. */
function compare(folder: string, options: BenchOptions): BenchResult[] {
  options.progress('search: names and queries')
  const corpus = readCorpus(100_000)
  const queries = makeQueries(corpus, 'test', 100)
  // The peer takes a tenth of a second for each: it is asked every fifth in the first round, every fifteenth in the others.
  const [few, fewer] = [5, 15].map((nth) => queries.filter((_, at) => at % nth === 0)) as [Query[], Query[]]
  const typed = makeChineseQueries(corpus, 'test', 200)
  const [names, chinese] = [corpus.map(({ name }) => name), chineseIn(corpus)]
  const ours: Measured[] = []
  const theirs: Measured[] = []
  for (let number = 1; number <= options.rounds; number++) {
    options.progress(`search: round ${number} of ${options.rounds}`)
    ours.push(play(folder, { side: 'ours', names, chinese, queries: [...queries, ...typed] }))
    theirs.push(play(folder, { side: 'fts5', names, chinese, queries: number === 1 ? few : fewer }))
  }
  const heard = ours[0]?.found.slice(queries.length) ?? []
  return [
    speed(ours, theirs),
    ...chineseRecalls(typed, heard),
    ...recalls(corpus, { queries, ours }, { queries: few, theirs }),
    ...costs(ours, theirs),
  ]
}

/** They stand together. */
function chineseIn(corpus: readonly CorpusName[]): Task['chinese'] {
  const chinese = corpus.flatMap(({ lang }, at) => (lang === 'zh' ? [at] : []))
  return [chinese[0] ?? 0, (chinese.at(-1) ?? -1) + 1]
}

/** No peer knows how Chinese sounds. */
function chineseRecalls(typed: readonly { kind: ChineseKind }[], found: readonly boolean[]): BenchResult[] {
  return chineseKinds.map((kind) => {
    const asked = typed.flatMap((query, at) => (query.kind === kind ? [found[at] === true] : []))
    const value = (100 * asked.filter(Boolean).length) / asked.length
    return resultOf({
      name: `search recall@10, zh typed as ${kind}`,
      unit: '%',
      better: 'higher',
      ours: value,
      limit: 100,
      detail: {
        goal: 97,
        reached: value >= 97,
        queries: asked.length,
        note: 'queries made from the table of readings',
      },
    })
  })
}

const firstPassP95 = (rounds: readonly Measured[]): number =>
  round(median(rounds.map(({ wallTimes }) => quantile(wallTimes, 0.95))))

const p95 = (rounds: readonly Measured[]): number => median(rounds.map(({ times }) => quantile(times, 0.95)))

function speed(ours: readonly Measured[], theirs: readonly Measured[]): BenchResult {
  const p50 = (rounds: readonly Measured[]) => round(median(rounds.map(({ times }) => median(times))))
  const runs = ours.map(({ times }) => round(quantile(times, 0.95)))
  return resultOf({
    name: 'search p95, 100,000 names',
    unit: 'ms',
    better: 'lower',
    ours: p95(ours),
    peer: { name: peerName, value: p95(theirs) },
    detail: {
      goal: 5,
      reached: p95(ours) <= 5,
      p50: p50(ours),
      peerP50: p50(theirs),
      processes: ours.length,
      runs,
      firstPassP95: firstPassP95(ours),
    },
  })
}

const share = (queries: readonly Query[], found: readonly boolean[], of: (query: Query) => boolean): number => {
  const asked = queries.flatMap((query, at) => (of(query) ? [found[at] === true] : []))
  return (100 * asked.filter(Boolean).length) / asked.length
}

function recalls(
  corpus: readonly CorpusName[],
  { queries, ours }: { queries: readonly Query[]; ours: readonly Measured[] },
  { queries: few, theirs }: { queries: readonly Query[]; theirs: readonly Measured[] },
): BenchResult[] {
  // Every process finds the same.
  const [found = [], peerFound = []] = [ours[0]?.found, theirs[0]?.found]
  return languages.map((lang) => {
    const sourced = corpus.some((one) => one.lang === lang && one.sourced)
    const value = share(queries, found, (query) => query.lang === lang)
    const byKind = kinds.map((kind) => [
      kind,
      round(share(queries, found, (query) => query.lang === lang && query.kind === kind)),
    ])
    return resultOf({
      name: `search recall@10, ${lang}${sourced ? '' : ' (generated names)'}`,
      unit: '%',
      better: 'higher',
      ours: value,
      peer: { name: peerName, value: share(few, peerFound, (query) => query.lang === lang) },
      limit: 100,
      detail: {
        goal: 97,
        reached: value >= 97,
        names: corpus.filter((one) => one.lang === lang).length,
        sourced,
        queries: queries.filter((query) => query.lang === lang).length,
        ...Object.fromEntries(byKind),
      },
    })
  })
}

function costs(ours: readonly Measured[], theirs: readonly Measured[]): BenchResult[] {
  const [built, taken] = [median(ours.map((one) => one.buildMs)), median(ours.map((one) => one.megabytes))]
  const peerBuilt = median(theirs.map((one) => one.buildMs))
  return [
    resultOf({
      name: 'search build, 100,000 names',
      unit: 'ms',
      better: 'lower',
      ours: built,
      peer: { name: peerName, value: peerBuilt },
      detail: { goal: 2000, reached: built <= 2000, runs: ours.map((one) => round(one.buildMs)) },
    }),
    resultOf({
      name: 'search memory, 100,000 names',
      unit: 'MB',
      better: 'lower',
      ours: taken,
      detail: { goal: 20, reached: taken <= 20, note: 'the index without the list of names itself' },
    }),
  ]
}

/** A million names: the sourced ones, and names widened from them (generated). For speed; recall is told in the detail. */
function large(folder: string, options: BenchOptions): BenchResult {
  const corpus = readCorpus(1_000_000)
  const queries = makeQueries(corpus.slice(0, 100_000), 'test', 40)
  const [names, chinese] = [corpus.map(({ name }) => name), chineseIn(corpus)]
  const rounds: Measured[] = []
  for (let number = 1; number <= options.rounds; number++) {
    options.progress(`search: a million names, round ${number}`)
    rounds.push(play(folder, { side: 'ours', names, chinese, queries }))
  }
  const [first] = rounds
  const ours = p95(rounds)
  return resultOf({
    name: 'search p95, 1,000,000 names',
    unit: 'ms',
    better: 'lower',
    ours,
    detail: {
      goal: 20,
      reached: ours <= 20,
      p50: round(median(rounds.map(({ times }) => median(times)))),
      firstPassP95: firstPassP95(rounds),
      recall: round(share(queries, first?.found ?? [], () => true)),
      buildMs: round(median(rounds.map((one) => one.buildMs))),
      megabytes: round(first?.megabytes ?? 0),
      generated: corpus.filter((one) => !one.sourced).length,
      runs: rounds.map(({ times }) => round(quantile(times, 0.95))),
    },
  })
}
