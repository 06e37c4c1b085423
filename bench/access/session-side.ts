// SPDX-License-Identifier: Apache-2.0
// One fresh process of a side: `session-side.ts ours|cookie|memory|tables URL [FILE]`; FILE holds the cookies. Prints figures and answers.
import { readFileSync } from 'node:fs'
import { recogniseVisitors } from '../../src/access/sessions/recognise-visitors.route.ts'
import { SessionDesk, type SignedIn } from '../../src/access/sessions/session-desk.ts'
import type { Database, Db } from '../../src/db/index.ts'
import { databaseOver } from '../../src/db/open-database.ts'
import { createAppPool } from '../../src/db/pool.ts'
import { type App, systemClock } from '../../src/kernel/index.ts'
import { median } from '../result.ts'
import { betterAuthOver, type Caching, signUp } from './better-auth.ts'
import { cpuMeter, spent } from './cpu-time.ts'
import { Kysely, PostgresDialect } from './kysely.ts'

/** Of one check, in microseconds. */
export interface CheckFigures {
  /** Processor time of this process, with all its threads. */
  process: number
  /** Of the database; null where the system does not tell. */
  database: number | null
  clock: number
}

export interface SessionLine {
  /** Every session has been asked for before. */
  warm: CheckFigures
  /** None has. Null on sides that have no other way. */
  first: CheckFigures | null
  /** Names of who is signed in, in the order of the cookies; then of a cookie that nobody was given. */
  answers: (string | null)[]
}

/** Who sends this cookie. */
type Check = (cookie: string) => Promise<string | null>

interface Side {
  db: Db
  cookies: readonly string[]
  check: Check
  /** Makes the side as if it had never been asked; null: it keeps nothing. */
  afresh: (() => Check) | null
  close(): Promise<unknown>
}

const [name = 'ours', url = '', file] = process.argv.slice(2)

const readCookies = (): string[] => (file === undefined ? [] : JSON.parse(readFileSync(file, 'utf8')))

/** What stands beside it in the requests of a browser. */
const beside = 'lang=en; theme=auto'

function ours(): Side {
  const db = databaseOver(createAppPool({ connectionString: url, max: 1 }, () => undefined))
  const cookies = readCookies()
  return { db, cookies, check: hookOver(db), afresh: () => hookOver(db), close: () => db.destroy() }
}

/** The hook that the server asks for every request, with a desk that has nothing in hand. */
function hookOver(db: Db): Check {
  type Visit = { headers: Record<string, string>; method: string; signedIn: SignedIn | null }
  let hook: ((request: Visit) => Promise<void>) | undefined
  const app = {
    decorateRequest: () => undefined,
    addHook: (_: string, given: typeof hook) => {
      hook = given
    },
  }
  recogniseVisitors(app as unknown as App, {
    desk: new SessionDesk(db, systemClock),
    baseUrl: 'http://127.0.0.1:3000',
  })
  return async (cookie) => {
    const request: Visit = { headers: { cookie: `${beside}; ${cookie}` }, method: 'GET', signedIn: null }
    await hook?.(request)
    return request.signedIn?.name ?? null
  }
}

async function theirs(caching: Caching): Promise<Side> {
  const { auth, pool } = await betterAuthOver(url, caching)
  const own = Array.from({ length: caching === 'memory' ? 20 : 0 }, (_, index) => index + 1)
  const cookies = readCookies()
  // What is kept in memory is there only in the process in which it came to be.
  for (const number of own) cookies.push(await signUp(auth, number))
  const check: Check = async (cookie) => {
    const answer = await auth.api.getSession({ headers: new Headers({ cookie: `${beside}; ${cookie}` }) })
    return answer?.user.name ?? null
  }
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  return { db, cookies, check, afresh: null, close: () => db.destroy() }
}

/** The median over blocks; a block is one pass over the cookies or a few. */
async function measure(
  side: Side,
  work: { blocks: number; passes: number; check: () => Check },
): Promise<CheckFigures> {
  const meter = await cpuMeter(side.db)
  const found: CheckFigures[] = []
  const checks = side.cookies.length * work.passes
  for (let block = 0; block < work.blocks; block++) {
    const check = work.check()
    const [before, begun] = [meter(), performance.now()]
    for (let pass = 0; pass < work.passes; pass++) for (const cookie of side.cookies) await check(cookie)
    const clock = ((performance.now() - begun) * 1000) / checks
    const used = spent(before, meter())
    found.push({
      clock,
      process: used.process / checks,
      database: used.database === null ? null : used.database / checks,
    })
  }
  const known = found.flatMap(({ database }) => (database === null ? [] : [database]))
  return {
    process: median(found.map((one) => one.process)),
    clock: median(found.map((one) => one.clock)),
    database: known.length === found.length ? median(known) : null,
  }
}

async function main(): Promise<SessionLine> {
  const side = name === 'ours' ? ours() : await theirs(name as Caching)
  const { cookies, check, afresh } = side
  const answers: (string | null)[] = []
  for (const cookie of cookies) answers.push(await check(cookie))
  answers.push(await check(forged(cookies[0] ?? '')))
  const passes = name === 'tables' ? 1 : 20
  await measure(side, { blocks: 20, passes, check: () => check })
  const warm = await measure(side, { blocks: 60, passes, check: () => check })
  if (afresh !== null) await measure(side, { blocks: 20, passes: 1, check: afresh })
  const first = afresh === null ? null : await measure(side, { blocks: 60, passes: 1, check: afresh })
  await side.close()
  return { warm, first, answers }
}

/** The same cookie with another first letter of each value. */
const forged = (cookie: string): string => cookie.replaceAll(/=(.)/g, (_, letter) => `=${letter === 'A' ? 'B' : 'A'}`)

process.stdout.write(`${JSON.stringify(await main())}\n`)
