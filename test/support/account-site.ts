// SPDX-License-Identifier: Apache-2.0
// The door and what is behind it, as src/server.ts puts it together, without the law: for tests that send forms.

import type { OutgoingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { sql } from 'kysely'
import { type Channels, type Door, openDoor, Secrets, SessionDesk, writeMatrix } from '../../src/access/index.ts'
import { hashPassword } from '../../src/access/passwords/hash-password.ts'
import { putPassword } from '../../src/access/passwords/passwords.store.ts'
import { recogniseVisitors } from '../../src/access/sessions/recognise-visitors.route.ts'
import { parseIdentifier } from '../../src/access/sign-in/identifier.model.ts'
import { addIdentifier, addPerson } from '../../src/access/sign-in/identifiers.store.ts'
import { accountCorner } from '../../src/access/visits/account-corner.page.tsx'
import { keepDoors } from '../../src/access/visits/keep-doors.route.ts'
import { atTheDoor } from '../../src/db/at-the-door.ts'
import { buildApp, problemPage } from '../../src/http/index.ts'
import { systemClock } from '../../src/kernel/index.ts'
import { accountPages } from '../../src/server.ts'
import { recordingLogger } from '../http/shell.ts'
import { type TestDatabase, testDatabase } from './database.ts'

const baseUrl = 'http://127.0.0.1'

/** What a page answered, as a browser takes it. */
export interface Answer {
  status: number
  /** Where a redirect leads. */
  to: string | null
  html: string
  headers: OutgoingHttpHeaders
}

/** Somebody's browser: it keeps the cookies that it is given. */
export interface Browser {
  cookies: Map<string, string>
  get(path: string): Promise<Answer>
  /** Sends a form from a page of the site. */
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Answer>
}

export interface AccountSite extends TestDatabase {
  desk: SessionDesk
  door: Door
  /** The clock of codes goes ahead. */
  wait(milliseconds: number): void
  /** Everything that the server logged. */
  log: string[]
  browser(from?: { address?: string }): Browser
  /** The number of rows that a query answers as `n`. */
  count(query: ReturnType<typeof sql<{ n: number }>>): Promise<number>
}

/** `channels`: where messages leave. Where nothing is said, short messages do and mail waits in the outbox. */
export async function withAccountSite(
  fn: (site: AccountSite) => Promise<void>,
  channels: Channels = { email: null, phone: { server: 'sms.example.org' } },
): Promise<void> {
  let ahead = 0
  const database = await testDatabase()
  const { lines, logger } = recordingLogger()
  await writeMatrix(database.db)
  const settings = { host: '127.0.0.1', baseUrl }
  const http = { trustProxy: ['loopback'], requestsPerMinute: 0, baseUrlGiven: false }
  const { app } = await buildApp({ settings, http, logger, checks: [], problemPage, corner: accountCorner })
  const desk = new SessionDesk(database.app, systemClock)
  recogniseVisitors(app, { desk, baseUrl })
  keepDoors(app)
  const secrets = new Secrets('the key of the tests, which is no secret')
  const clock = { now: () => new Date(systemClock.now().getTime() + ahead) }
  const phones = channels.phone !== null
  const door = openDoor({ db: database.app, desk, clock, baseUrl, phones, secrets })
  accountPages(app, { ...door, channels, dataDirectory: tmpdir() })
  const browser = ({ address = '203.0.113.7' } = {}): Browser => {
    const cookies = new Map<string, string>()
    const ask = async (method: 'GET' | 'POST', url: string, more: Record<string, string>, payload?: string) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const accept = 'text/html,application/xhtml+xml,*/*;q=0.8'
      const headers = {
        accept,
        'x-forwarded-for': address,
        'accept-language': 'en',
        ...(cookie !== '' && { cookie }),
        ...more,
      }
      const response = await app.inject({ method, url, headers, ...(payload !== undefined && { payload }) })
      for (const { name, value, maxAge } of response.cookies) {
        if (maxAge === 0) cookies.delete(name)
        else cookies.set(name, value)
      }
      const to = response.headers.location
      const { statusCode: status, body: html, headers: answered } = response
      return { status, to: typeof to === 'string' ? to : null, html, headers: answered }
    }
    return {
      cookies,
      get: (path) => ask('GET', path, {}),
      post: (path, fields, headers = { 'sec-fetch-site': 'same-origin' }) =>
        ask(
          'POST',
          path,
          { 'content-type': 'application/x-www-form-urlencoded', ...headers },
          new URLSearchParams(fields).toString(),
        ),
    }
  }
  const count: AccountSite['count'] = async (query) => (await query.execute(database.db)).rows[0]?.n ?? Number.NaN
  try {
    await fn({
      ...database,
      desk,
      door,
      wait: (by) => {
        ahead += by
      },
      log: lines,
      browser,
      count,
    })
  } finally {
    await app.close()
    await database.close()
  }
}

/** A person with an address and, where one is given, a password. */
export async function addAccount(
  site: AccountSite,
  { address, password, name = 'Zhang Wei', roles = [] }: NewAccount,
): Promise<{ person: string }> {
  const identifier = parseIdentifier(address)
  if (identifier === null) throw new TypeError(`${address} is no address`)
  const hash = password === null ? null : await hashPassword(password)
  const person = await atTheDoor(site.app, async (door) => {
    const id = await addPerson(door, { name, language: 'en' })
    await addIdentifier(door, id, identifier)
    if (hash !== null) await putPassword(door, id, hash)
    return id
  })
  for (const { role, authority } of roles)
    await sql`insert into memberships (person, role, authority) values (${person}, ${role}, ${authority})`.execute(
      site.db,
    )
  return { person }
}

export interface NewAccount {
  address: string
  password: string | null
  name?: string
  roles?: readonly { role: string; authority: string | null }[]
}

/** What was written to an address, the oldest first. */
export async function messagesTo(site: AccountSite, address: string): Promise<{ about: string; text: string }[]> {
  const { rows } = await sql<{ about: string; text: string }>`
    select about, text from outgoing_messages where recipient = ${address} order by created_at`.execute(site.db)
  return rows
}

/** The cookie that a session is kept in. */
export const sessionCookieName = 'passerelle-session'
