// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SessionDesk } from '../../src/access/index.ts'
import { sessionCookie } from '../../src/access/sessions/recognise-visitors.route.ts'
import { openDatabase } from '../../src/db/index.ts'
import { readSettings, systemClock } from '../../src/kernel/index.ts'
import { silentLogger } from '../../src/kernel/logger.ts'
import { type BenchOptions, type BenchResult, median, resultOf, round } from '../result.ts'
import { measure } from '../web/load.ts'
import { serveOurs } from '../web/our-server.ts'
import type { Served } from '../web/served.ts'
import { sql } from './kysely.ts'

const pages = {
  'finder page, answer': '/?lang=en&hold=cn-skill%2F2&issued=2020-05-01&in=CN-SX&purpose=title&asOf=2026-11-22',
  'page of a law': '/law/cn-sx-2024-5?lang=en',
} as const

type Page = keyof typeof pages
type Visitor = 'in' | 'out'

const time = { warm: 2, measured: 3 }
const goal = 1.3

type Found = Record<Visitor, Record<Page, number>>

/** What it costs that a page knows its reader: pages for each second of the server's processor time. */
export async function signedInPages(report: (result: BenchResult) => void, options: BenchOptions): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'passerelle-bench-'))
  try {
    const rounds: Found[] = []
    for (let turn = 1; turn <= options.rounds; turn++) {
      options.progress(`access: signed-in pages, round ${turn} of ${options.rounds}`)
      rounds.push(await playRound(data, turn % 2 === 0 ? ['in', 'out'] : ['out', 'in']))
    }
    for (const page of Object.keys(pages) as Page[]) {
      const of = (visitor: Visitor) => rounds.map((round) => round[visitor][page])
      report(resultFor(page, of('in'), of('out')))
    }
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

/** A fresh server, asked for every page by both, one after the other. */
async function playRound(data: string, order: readonly Visitor[]): Promise<Found> {
  const served = await serveOurs(data)
  try {
    const cookie = await signIn(data)
    await requireRecognised(served, cookie)
    const found = { in: {}, out: {} } as Found
    for (const page of Object.keys(pages) as Page[]) {
      for (const visitor of order) {
        const headers = visitor === 'in' ? { headers: { cookie } } : {}
        found[visitor][page] = (await measure(served, { path: pages[page], ...headers }, time)).perCpuSecond
      }
    }
    return found
  } finally {
    await served.stop()
  }
}

/** A caseworker of an authority that does not exist; the session is made as sign-in makes it. Answers the cookie. */
async function signIn(data: string): Promise<string> {
  const settings = readSettings({ PASSERELLE_DATA: data })
  const database = await openDatabase(settings, silentLogger())
  try {
    const { rows } = await sql<{ id: string }>`
      with person as (insert into people (name) values ('XA person') returning id)
      insert into memberships (person, role, authority)
      select id, role, authority from person, (values ('holder', null), ('caseworker', 'xa-authority-001')) as held (role, authority)
      returning person as id`.execute(database.db)
    const desk = new SessionDesk(await database.app(), systemClock)
    const token = await desk.start(rows[0]?.id ?? '', 'passkey', { network: '192.0.2.0/24', program: 'the bench' })
    return `${sessionCookie(settings.baseUrl).name}=${token}`
  } finally {
    await database.close()
  }
}

/** The pages answer both; and the server knows who sends the cookie: then, and only then, it refuses what another site's page sends. */
async function requireRecognised(served: Served, cookie: string): Promise<void> {
  for (const path of Object.values(pages)) {
    for (const headers of [{}, { cookie }]) {
      const { status } = await fetch(served.address + path, { headers })
      if (status !== 200) throw new Error(`${path} answers ${status}, expected 200`)
    }
  }
  const person = { credentials: [{ id: 'c1', level: 'cn-skill/2', issued: '2020-05-01' }] }
  const body = JSON.stringify({ person, in: 'CN-SX', purpose: 'title', asOf: '2026-11-22' })
  const sent = async (also: Record<string, string>) => {
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site', ...also }
    return (await fetch(`${served.address}/api/v1/assessments`, { method: 'POST', headers, body })).status
  }
  const [nobody, somebody] = [await sent({}), await sent({ cookie })]
  if (nobody !== 200 || somebody !== 403) {
    throw new Error(
      `The server does not know who is signed in: it answers ${nobody} and ${somebody}, expected 200 and 403`,
    )
  }
}

function resultFor(page: Page, signedIn: readonly number[], signedOut: readonly number[]): BenchResult {
  const [ours, out] = [median(signedIn), median(signedOut)]
  const detail = {
    goal,
    cost: round(out / ours),
    reached: out / ours <= goal,
    processes: signedIn.length,
    runs: [signedIn.map(round), signedOut.map(round)],
  }
  const peer = { name: 'the same page signed out', value: out }
  return resultOf({ name: `access signed in: ${page}`, unit: 'pages/s per core', better: 'higher', ours, peer, detail })
}
