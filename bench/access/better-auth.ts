// SPDX-License-Identifier: Apache-2.0
// The peer: better-auth over the same PostgreSQL, as its documentation says to set it up for speed.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { loadPeer } from '../peers.ts'

/** Where a session is looked for first: nowhere else than in the tables, in a signed cookie, or in this process. */
export type Caching = 'tables' | 'cookie' | 'memory'

interface Answer {
  user: { id: string; name: string }
  session: { expiresAt: Date }
}

/** What the bench uses of it. */
export interface BetterAuth {
  api: {
    getSession(call: { headers: Headers }): Promise<Answer | null>
    signUpEmail(call: { body: Record<string, string>; asResponse: true }): Promise<Response>
    revokeSessions(call: { headers: Headers }): Promise<unknown>
  }
  options: object
}

type Make = (options: object) => BetterAuth

/** Two weeks, as ours. */
const expiresIn = 14 * 24 * 60 * 60

export async function betterAuthOver(url: string, caching: Caching) {
  const { betterAuth } = await loadPeer('better-auth')
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  const auth = (betterAuth as Make)({
    baseURL: 'http://127.0.0.1:3000',
    secret: 'a secret of the bench that opens nothing at all',
    database: pool,
    emailAndPassword: { enabled: true },
    session: {
      expiresIn,
      // Warm means: as long as the run lasts. The default is five minutes.
      cookieCache: { enabled: caching === 'cookie', maxAge: 60 * 60 },
      storeSessionInDatabase: true,
    },
    // One query instead of two for session and user.
    experimental: { joins: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { level: 'error' },
    ...(caching === 'memory' ? { secondaryStorage: keptInMemory() } : {}),
  })
  return { auth, pool }
}

function keptInMemory() {
  const kept = new Map<string, string>()
  return {
    get: (key: string) => kept.get(key) ?? null,
    set: (key: string, value: string) => void kept.set(key, value),
    delete: (key: string) => void kept.delete(key),
  }
}

/** Its tables, as it makes them itself. */
export async function migrateBetterAuth(auth: BetterAuth): Promise<void> {
  const { getMigrations } = await loadPeer('better-auth/db/migration')
  const migrations = await (getMigrations as (options: object) => Promise<{ runMigrations(): Promise<void> }>)(
    auth.options,
  )
  await migrations.runMigrations()
}

/** Somebody signs up; answers the cookies that a browser would send from then on. */
export async function signUp(auth: BetterAuth, number: number): Promise<string> {
  const body = {
    name: `XA person ${number}`,
    email: `${randomUUID()}@xa.example`,
    password: 'a password of the bench',
  }
  const response = await auth.api.signUpEmail({ body, asResponse: true })
  if (!response.ok) throw new Error(`better-auth refuses the sign-up: ${response.status} ${await response.text()}`)
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
