// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { SessionDesk, writeMatrix } from '../../src/access/index.ts'
import { sessionCookie } from '../../src/access/sessions/recognise-visitors.route.ts'
import { systemClock } from '../../src/kernel/index.ts'
import { emptyDatabase, type TestDatabase, testDatabase } from '../../test/support/test-databases.ts'
import { type BenchOptions, type BenchResult, median, resultOf, round } from '../result.ts'
import { type BetterAuth, betterAuthOver, migrateBetterAuth, signUp } from './better-auth.ts'
import { sql } from './kysely.ts'
import { runSide } from './run-side.ts'
import type { CheckFigures, SessionLine } from './session-side.ts'

const sides = ['ours', 'cookie', 'memory', 'tables'] as const
type SideName = (typeof sides)[number]

/** Sessions that are asked for, and those among which they are found. */
const asked = 20
const among = 10_000

const goal = 300

const peers: Record<Exclude<SideName, 'ours'>, string> = {
  cookie: 'better-auth 1.7.25, session in a signed cookie',
  memory: 'better-auth 1.7.25, sessions kept in memory',
  tables: 'better-auth 1.7.25, session and user from the tables',
}

/** What it takes to know who asks. */
export async function sessionChecks(report: (result: BenchResult) => void, options: BenchOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-bench-'))
  const [mine, other] = [await testDatabase(), await emptyDatabase()]
  try {
    const file = (name: string) => join(folder, `${name}.json`)
    writeFileSync(file('ours'), JSON.stringify(await ourCookies(mine)))
    const { cookies, lasting } = await theirCookies(other)
    writeFileSync(file('cookie'), JSON.stringify(cookies))
    writeFileSync(file('tables'), JSON.stringify(cookies.map(withoutCache)))
    const lines: Record<SideName, SessionLine[]> = { ours: [], cookie: [], memory: [], tables: [] }
    for (let turn = 1; turn <= options.rounds; turn++) {
      options.progress(`access: session check, round ${turn} of ${options.rounds}`)
      for (const side of sides) {
        const args = [side, side === 'ours' ? mine.url : other.url, ...(side === 'memory' ? [] : [file(side)])]
        const line = await runSide<SessionLine>('session-side.ts', args)
        requireAnswers(side, line)
        lines[side].push(line)
      }
    }
    for (const result of resultsOf(lines, lasting)) report(result)
  } finally {
    await Promise.all([mine.close(), other.close()])
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Without the cookie in which the session is kept, which a server that does not use it would have to clear away. */
const withoutCache = (cookies: string): string =>
  cookies
    .split('; ')
    .filter((cookie) => !cookie.includes('session_data'))
    .join('; ')

const personName = (number: number): string => `XA person ${number}`

function requireAnswers(side: SideName, { answers }: SessionLine): void {
  const expected = [...Array.from({ length: asked }, (_, index) => personName(index + 1)), null]
  if (!isDeepStrictEqual(answers, expected)) {
    throw new Error(`The answers of ${side} are not who is signed in: ${JSON.stringify(answers)}`)
  }
}

/** People, what they are, and their sessions; the first of them sign in as the server lets them in. */
async function ourCookies({ db, app }: TestDatabase): Promise<string[]> {
  await writeMatrix(db)
  const people = sql`(select id, row_number() over (order by name) as n from people)`
  await sql`
    insert into people (name) select 'XA person ' || n from generate_series(1, ${among}::integer) n`.execute(db)
  await sql`
    insert into memberships (person, role, authority)
    select id, 'caseworker', 'xa-authority-' || n % 200 from ${people} p
    union all select id, 'holder', null from ${people} p`.execute(db)
  await sql`
    insert into sessions (id, person, proof, idle_until, expires_at)
    select sha256(id::text::bytea), id, 'passkey', now() + interval '12 hours', now() + interval '14 days' from people
  `.execute(db)
  const desk = new SessionDesk(app, systemClock)
  const { name } = sessionCookie('http://127.0.0.1:3000')
  const cookies: string[] = []
  for (let number = 1; number <= asked; number++) {
    const { rows } = await sql<{ id: string }>`select id from people where name = ${personName(number)}`.execute(db)
    const token = await desk.start(rows[0]?.id ?? '', 'passkey', {
      network: '192.0.2.0/24',
      program: 'Firefox on Linux',
    })
    cookies.push(`${name}=${token}`)
  }
  await sql`vacuum (analyze) people, memberships, sessions, permissions`.execute(db)
  return cookies
}

/** The same for the peer. `lasting`: whether a session that was ended is still let in by its cookie. */
async function theirCookies({ db, url }: TestDatabase): Promise<{ cookies: string[]; lasting: boolean }> {
  const { auth, pool } = await betterAuthOver(url, 'cookie')
  try {
    await migrateBetterAuth(auth)
    await sql`
      insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
      select 'u' || n, 'XA person ' || n, 'among-' || n || '@xa.example', true, now(), now()
      from generate_series(1, ${among}::integer) n`.execute(db)
    await sql`
      insert into session (id, token, "userId", "expiresAt", "createdAt", "updatedAt")
      select 's' || n, md5(n::text), 'u' || n, now() + interval '14 days', now(), now()
      from generate_series(1, ${among}::integer) n`.execute(db)
    const cookies: string[] = []
    for (let number = 1; number <= asked; number++) cookies.push(await signUp(auth, number))
    const lasting = await outlivesItsEnd(auth)
    await sql`vacuum (analyze) "user", session`.execute(db)
    return { cookies, lasting }
  } finally {
    await pool.end()
  }
}

async function outlivesItsEnd(auth: BetterAuth): Promise<boolean> {
  const headers = new Headers({ cookie: await signUp(auth, 0) })
  if ((await auth.api.getSession({ headers })) === null) throw new Error('better-auth does not know whom it let in')
  await auth.api.revokeSessions({ headers })
  return (await auth.api.getSession({ headers })) !== null
}

const total = ({ process, database }: CheckFigures): number => process + (database ?? 0)

function resultsOf(lines: Record<SideName, SessionLine[]>, lasting: boolean): BenchResult[] {
  const warm = (side: SideName) => lines[side].map((line) => line.warm)
  const first = lines.ours.flatMap((line) => (line.first === null ? [] : [line.first]))
  const row = (name: string, ours: readonly CheckFigures[], peer: Exclude<SideName, 'ours'>) => {
    const value = median(ours.map(total))
    const detail = {
      goal,
      reached: value <= goal,
      sessions: among,
      ours: describe(ours),
      peer: describe(warm(peer)),
      ...(peer === 'cookie' ? { peerLetsInWhatWasEnded: lasting } : {}),
    }
    const theirs = { name: peers[peer], value: median(warm(peer).map(total)) }
    return resultOf({ name, unit: 'µs of CPU', better: 'lower', ours: value, peer: theirs, detail })
  }
  return [
    row('access session check, warm', warm('ours'), 'cookie'),
    row('access session check, warm', warm('ours'), 'memory'),
    row('access session check, warm', warm('ours'), 'tables'),
    row('access session check, first look', first, 'tables'),
  ]
}

function describe(figures: readonly CheckFigures[]) {
  const databases = figures.flatMap(({ database }) => (database === null ? [] : [database]))
  return {
    processCpu: round(median(figures.map((one) => one.process))),
    databaseCpu: databases.length === 0 ? null : round(median(databases)),
    clock: round(median(figures.map((one) => one.clock))),
    runs: figures.map((one) => round(total(one))),
  }
}
