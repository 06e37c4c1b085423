// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BenchGroup, type BenchOptions, type BenchResult, median, resultOf, round } from '../result.ts'
import { type Measured, measure, type Request } from './load.ts'
import { serveOurs } from './our-server.ts'
import { canPaint, measurePaints, noPaints, paintResults, sizeResults } from './page-load.ts'
import { type Served, serve } from './served.ts'

/** A technician who asks what the certificate counts as in Shanxi: the same question on the page and over the API. */
const person = { credentials: [{ id: 'c1', level: 'cn-skill/2', issued: '2020-05-01' }] }

const questionPage: Request = { path: '/?lang=en' }
const answerPage: Request = {
  path: '/?lang=en&hold=cn-skill%2F2&issued=2020-05-01&in=CN-SX&purpose=title&asOf=2026-11-22',
}
const assessment: Request = {
  path: '/api/v1/assessments',
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ person, in: 'CN-SX', purpose: 'title', asOf: '2026-11-22' }),
}

const works = [
  {
    key: 'question',
    name: 'web finder page, question',
    unit: 'pages/s per core',
    request: questionPage,
    bare: { path: '/' },
    goal: 1200,
  },
  {
    key: 'answer',
    name: 'web finder page, answer',
    unit: 'pages/s per core',
    request: answerPage,
    bare: { path: '/' },
    goal: 1200,
  },
  {
    key: 'assessment',
    name: 'web assessment over the API',
    unit: 'assessments/s per core',
    request: assessment,
    bare: { ...assessment, path: '/' },
    goal: 2500,
  },
] as const

type Key = (typeof works)[number]['key']

interface Round {
  ours: Record<Key, Measured>
  bare: Record<Key, Measured>
  warmStart: number
  bareStart: number
}

const time = { warm: 2, measured: 3 }

export const group: BenchGroup = {
  name: 'web',
  summary: 'pages and assessments a second, start-up times, bytes and paint of a page',
  async run(report, options) {
    const data = mkdtempSync(join(tmpdir(), 'passerelle-bench-'))
    try {
      const first = await firstStarts(options)
      // The first start on this directory makes the cluster; those that are measured find it.
      await (await serveOurs(data)).stop()
      const rounds: Round[] = []
      for (let number = 1; number <= options.rounds; number++) {
        options.progress(`web: round ${number} of ${options.rounds}`)
        rounds.push(await playRound(data))
      }
      for (const result of resultsOf(rounds, first)) report(result)
      for (const result of await pageResults(data, options)) report(result)
    } finally {
      rmSync(data, { recursive: true, force: true })
    }
  },
}

/** Ours and bare fastify in turns, each in a fresh process. */
async function playRound(data: string): Promise<Round> {
  const ours = await measured(() => serveOurs(data), 'request')
  const bare = await measured(serveBare, 'bare')
  return { ours: ours.figures, bare: bare.figures, warmStart: ours.readyAfter, bareStart: bare.readyAfter }
}

async function measured(start: () => Promise<Served>, side: 'request' | 'bare') {
  const served = await start()
  try {
    if (side === 'request') await checkAnswers(served)
    const figures = {} as Record<Key, Measured>
    for (const work of works) figures[work.key] = await measure(served, work[side], time)
    return { figures, readyAfter: served.readyAfter }
  } finally {
    await served.stop()
  }
}

/** The page, the API and the log of one question agree before anything is timed. */
async function checkAnswers(served: Served): Promise<void> {
  const page = await fetch(`${served.address}${answerPage.path}`)
  const { path, ...init } = assessment
  const answer = await fetch(`${served.address}${path}`, init)
  const text = await answer.text()
  if (page.status !== 200 || answer.status !== 200) {
    throw new Error(`The question is not answered: page ${page.status}, API ${answer.status} ${text.slice(0, 300)}`)
  }
  if (!text.includes('"findings":[{')) throw new Error(`The assessment has no finding: ${text.slice(0, 300)}`)
}

/** What a reader's device gets, and when it shows. */
async function pageResults(data: string, options: BenchOptions): Promise<BenchResult[]> {
  const ours = await serveOurs(data)
  const bare = await serveBare()
  try {
    const sizes = await sizeResults(ours)
    const paints = noPaints()
    for (let number = 1; canPaint && number <= options.rounds; number++) {
      options.progress(`web: paint ${number} of ${options.rounds}`)
      await measurePaints(ours, bare, paints)
    }
    return canPaint ? [...sizes, ...paintResults(paints)] : sizes
  } finally {
    await Promise.all([ours.stop(), bare.stop()])
  }
}

async function firstStarts(options: BenchOptions): Promise<number[]> {
  const times: number[] = []
  for (let number = 1; number <= Math.min(3, options.rounds); number++) {
    options.progress(`web: first start ${number}`)
    const data = mkdtempSync(join(tmpdir(), 'passerelle-bench-'))
    const served = await serveOurs(data)
    times.push(served.readyAfter)
    await served.stop()
    rmSync(data, { recursive: true, force: true })
  }
  return times
}

function serveBare(): Promise<Served> {
  const meter = async (address: string) => {
    const usage: { seconds: number } = await (await fetch(`${address}/cpu`)).json()
    return usage.seconds
  }
  return serve({ args: [join(import.meta.dirname, 'bare-fastify.ts')], env: {}, meter })
}

function resultsOf(rounds: readonly Round[], first: readonly number[]): BenchResult[] {
  const served = works.map(({ key, name, unit, goal }) => {
    const ours = median(rounds.map((round) => round.ours[key].perCpuSecond))
    const bare = median(rounds.map((round) => round.bare[key].perCpuSecond))
    const [p50, p95] = [median(rounds.map((one) => one.ours[key].p50)), median(rounds.map((one) => one.ours[key].p95))]
    const runs = rounds.map((one) => round(one.ours[key].perCpuSecond))
    const detail = { goal, reached: ours >= goal, latencyMs: { p50, 'p97.5': p95 }, processes: rounds.length, runs }
    return resultOf({
      name,
      unit,
      better: 'higher',
      ours,
      peer: { name: 'bare fastify 5', value: bare },
      limit: bare,
      detail,
    })
  })
  const bareStart = median(rounds.map((one) => one.bareStart))
  const starts = [
    { name: 'web warm start to ready', times: rounds.map((one) => one.warmStart), goal: 2000 },
    { name: 'web first start to ready', times: first, goal: 15_000 },
  ].map(({ name, times, goal }) => {
    const ours = median(times)
    const detail = { goal, reached: ours <= goal, processes: times.length, runs: times.map(round) }
    const peer = { name: 'bare fastify 5, no database', value: bareStart }
    return resultOf({ name, unit: 'ms', better: 'lower', ours, peer, limit: bareStart, detail })
  })
  return [...served, ...starts]
}
