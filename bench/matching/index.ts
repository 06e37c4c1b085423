// SPDX-License-Identifier: Apache-2.0
import { OccupationMatcher } from '../../src/finder/occupation-matching/occupation-matcher.model.ts'
import { type BenchGroup, type BenchOptions, type BenchResult, quantile, resultOf, round } from '../result.ts'
import { type Melo, missingFiles, type Query, readMelo } from './melo.ts'
import { bm25, characterTfIdf, type Peer } from './peers.ts'

const depth = 1000
const sides = ['ours', 'own BM25', 'own TF-IDF', 'English BM25', 'English TF-IDF'] as const
type Side = (typeof sides)[number]

interface Asked {
  query: Query
  isGroup: boolean
  /** One over the rank of the first right answer. */
  gained: Record<Side, number>
}

/** Everything of one language: its indexes go when the next one comes. */
function askLanguage(melo: Melo, matcher: OccupationMatcher, lang: string, times: number[]): Asked[] {
  const queries = melo.queries.filter((query) => query.lang === lang && query.half === 'test')
  const peers = {
    'own BM25': bm25(melo.concepts, lang),
    'own TF-IDF': characterTfIdf(melo.concepts, lang),
    'English BM25': bm25(melo.concepts, 'en'),
    'English TF-IDF': characterTfIdf(melo.concepts, 'en'),
  }
  matcher.match('warm', lang, 1)
  return queries.map((query) => {
    const started = performance.now()
    const { matches } = matcher.match(query.title, lang, depth)
    times.push(performance.now() - started)
    const meant = melo.concepts[query.answer]
    const rank = matches.findIndex(({ concept }) => concept === meant) + 1
    const theirs = (peer: Peer) => reciprocal(peer(query.title), query.answer)
    return {
      query,
      isGroup: meant?.code === meant?.group,
      gained: {
        ours: rank === 0 ? 0 : 1 / rank,
        'own BM25': theirs(peers['own BM25']),
        'own TF-IDF': theirs(peers['own TF-IDF']),
        'English BM25': theirs(peers['English BM25']),
        'English TF-IDF': theirs(peers['English TF-IDF']),
      },
    }
  })
}

/** Of equal scores the middle rank; what has no score is not found. */
function reciprocal(scores: Float32Array, answer: number): number {
  const mine = scores[answer] ?? 0
  if (mine === 0) return 0
  let rank = 0.5
  for (const score of scores) rank += score > mine ? 1 : score === mine ? 0.5 : 0
  return 1 / rank
}

const mean = (asked: readonly Asked[], side: Side): number =>
  asked.reduce((sum, { gained }) => sum + gained[side], 0) / asked.length

function reportOn(report: (result: BenchResult) => void, name: string, asked: readonly Asked[], goal?: number): void {
  const [occupations, groups] = [asked.filter((one) => !one.isGroup), asked.filter((one) => one.isGroup)]
  const detail = {
    ...(goal === undefined ? {} : { goal, reached: mean(asked, 'ours') >= goal }),
    queries: asked.length,
    occupations: { queries: occupations.length, ours: round(mean(occupations, 'ours')) },
    groups: { queries: groups.length, ours: groups.length === 0 ? null : round(mean(groups, 'ours')) },
  }
  for (const peer of sides.slice(1)) {
    const figures = { ours: mean(asked, 'ours'), peer: { name: peer, value: mean(asked, peer) }, detail }
    report(resultOf({ name: `matching MRR, ${name}`, unit: 'MRR', better: 'higher', ...figures }))
  }
}

async function run(report: (result: BenchResult) => void, { progress }: BenchOptions): Promise<void> {
  const missing = missingFiles()
  if (missing.length > 0) {
    progress(`matching: passed over, ../shared/data lacks ${missing.join(', ')}`)
    return
  }
  const melo = readMelo()
  const before = process.memoryUsage().arrayBuffers
  const matcher = new OccupationMatcher(melo.concepts)
  const times: number[] = []
  const asked: Asked[] = []
  for (const lang of [...new Set(melo.queries.map((query) => query.lang))].sort()) {
    progress(`matching: ${lang}`)
    asked.push(...askLanguage(melo, matcher, lang, times))
  }
  const same = asked.filter(({ query }) => query.lang === 'en')
  const across = asked.filter(({ query }) => query.lang !== 'en')
  reportOn(report, 'same language (English titles, English names)', same, 0.5)
  reportOn(report, 'across languages (titles of 20 languages)', across, 0.3)
  for (const dataset of [...new Set(asked.map(({ query }) => query.dataset))]) {
    reportOn(
      report,
      dataset,
      asked.filter(({ query }) => query.dataset === dataset),
    )
  }
  const megabytes = round((process.memoryUsage().arrayBuffers - before) / 1e6)
  const detail = {
    concepts: melo.concepts.length,
    left: melo.left,
    megabytes,
    goal: 50,
    p50: round(quantile(times, 0.5)),
  }
  report(
    resultOf({ name: 'matching one title, p95', unit: 'ms', better: 'lower', ours: quantile(times, 0.95), detail }),
  )
}

export const group: BenchGroup = {
  name: 'matching',
  summary: 'from a title in 21 languages to the occupation that is meant (MELO, the half that nothing was tuned on)',
  run,
}
