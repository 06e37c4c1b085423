// SPDX-License-Identifier: Apache-2.0
// Everything that the server serves, as src/server.ts puts it together, on the shipped law and register.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Role, roles, Secrets, SessionDesk, writeMatrix, writePersonalTables } from '../../src/access/index.ts'
import { accountCorner } from '../../src/access/visits/account-corner.page.tsx'
import type { Db } from '../../src/db/index.ts'
import { buildApp, problemPage, type Shell } from '../../src/http/index.ts'
import { loadShippedLaw } from '../../src/instruments/index.ts'
import { fixedClock, silentLogger, systemClock } from '../../src/kernel/index.ts'
import { loadReference } from '../../src/register/index.ts'
import { addRoutes } from '../../src/server.ts'
import { writeKnownMembers } from './known-members.ts'
import { testDatabase } from './test-databases.ts'

const root = join(import.meta.dirname, '..', '..')

export interface WholeSite extends Shell {
  /** As the owner of the tables. */
  db: Db
  /** As the server works: row-level security holds. */
  appDb: Db
  /** The cookie of somebody who has signed in, with a second factor, and holds this role (for `xa-authority-north`, where it is one of an authority). */
  signIn(role: Role): Promise<string>
  /** Somebody new of this role, authority and name, who has signed in. */
  signInAs(as: NewVisitor): Promise<{ cookie: string; person: string }>
  /** Listens on loopback and tells where. */
  listen(): Promise<string>
  close(): Promise<void>
}

export interface NewVisitor {
  role: Role
  /** Where the role is one of an authority. */
  authority: string
  name: string
}

/** It is 11 o'clock on 22 November 2026 in China. */
export async function wholeSite(): Promise<WholeSite> {
  const database = await testDatabase()
  const { db } = database
  await loadReference(db, join(root, 'reference'))
  await loadShippedLaw(db, join(root, 'law'))
  await writeMatrix(db)
  await writePersonalTables(db)
  await writeKnownTickets(db)
  await writeKnownMembers(db)
  await writeKnownMessages(db)
  // Mail waits in the outbox; short messages would leave, but nobody carries them.
  const channels = { email: null, phone: { server: '127.0.0.1' } }
  const settings = { host: '127.0.0.1', baseUrl: 'http://127.0.0.1', channels }
  const http = { trustProxy: false as const, requestsPerMinute: 0, baseUrlGiven: false }
  const shell = await buildApp({
    settings,
    http,
    logger: silentLogger(),
    checks: [],
    problemPage,
    corner: accountCorner,
    checkAnswers: true,
  })
  const secrets = new Secrets('the key of the tests, which is no secret')
  addRoutes(shell, database.app, { ...settings, secrets }, fixedClock('2026-11-22T03:00:00Z'))
  const desk = new SessionDesk(database.app, systemClock)
  const cookies = new Map<Role, Promise<string>>()
  const signInAs = (as: NewVisitor) => enterAs(db, desk, as)
  const signIn = async (role: Role): Promise<string> => {
    const cookie =
      cookies.get(role) ??
      signInAs({ role, authority: 'xa-authority-north', name: visitorName }).then((visitor) => visitor.cookie)
    cookies.set(role, cookie)
    return cookie
  }
  return {
    ...shell,
    db,
    appDb: database.app,
    signIn,
    signInAs,
    listen: () => shell.app.listen({ host: '127.0.0.1', port: 0 }),
    close: async () => {
      await shell.app.close()
      await database.close()
    },
  }
}

/** The name of everybody who visits the site in tests. */
export const visitorName = '王小明 Example'

/** An address of somebody who visits the site in tests. */
export const visitorAddress = 'li.wei@example.org'

/** Tokens of links that are good on every site of a test: pages that are reached by a link only. */
export const knownTokens = { setUp: 'S'.repeat(43), reset: 'R'.repeat(43), second: 'H'.repeat(43) } as const

/** Good for as many tries as there are visits. */
async function writeKnownTickets(db: Db): Promise<void> {
  const { rows } = await sql<{ id: string }>`insert into people (name) values (${visitorName}) returning id`.execute(db)
  const person = rows[0]?.id ?? ''
  await sql`
    insert into identifiers (person, kind, value, folded, verified_at)
    values (${person}, 'email', ${visitorAddress}, ${visitorAddress}, now())`.execute(db)
  const identifier = { kind: 'email', value: 'wang.fang@example.org' }
  const tickets = [
    {
      token: knownTokens.setUp,
      purpose: 'set-up',
      person: null,
      content: { identifier, name: visitorName, lang: 'en' },
    },
    { token: knownTokens.second, purpose: 'second-step', person, content: {} },
    { token: knownTokens.reset, purpose: 'reset', person, content: {} },
  ]
  for (const { token, purpose, person: whose, content } of tickets) {
    const id = createHash('sha256').update(Buffer.from(token, 'base64url')).digest()
    await sql`
      insert into tickets (id, purpose, person, content, tries, expires_at)
      values (${id}, ${purpose}, ${whose}, ${JSON.stringify(content)}::jsonb, -1000000, now() + interval '1 day')`.execute(
      db,
    )
  }
}

/** A mail that waits for a mail server, and a short message that failed. */
export const knownMessages = {
  mail: '0b9d1f5c-7a4e-4a53-9c11-2f5f3f5a7e10',
  sms: '0b9d1f5c-7a4e-4a53-9c11-2f5f3f5a7e11',
} as const

async function writeKnownMessages(db: Db): Promise<void> {
  const { mail, sms } = knownMessages
  await sql`
    insert into outgoing_messages (id, kind, recipient, lang, about, subject, text, state, tries, fault, reply, good_until)
    values (${mail}, 'email', ${visitorAddress}, 'zh-CN', 'trial', '王小明', '王小明', 'waiting', 0, null, null, now() + interval '1 day'),
      (${sms}, 'phone', '+8613800138000', 'en', 'trial', '', '1', 'failed', 6, 'later', 'HTTP 503', now() + interval '1 day')`.execute(
    db,
  )
}

async function enterAs(db: Db, desk: SessionDesk, { role, authority, name }: NewVisitor) {
  const { rows } = await sql<{ id: string }>`insert into people (name) values (${name}) returning id`.execute(db)
  const person = rows[0]?.id ?? ''
  const at = roles[role] === 'authority' ? authority : null
  await sql`insert into memberships (person, role, authority) values (${person}, ${role}, ${at})`.execute(db)
  const token = await desk.start(person, 'second-factor', { network: '203.0.113.0/24', program: 'Firefox · Linux' })
  return { person, cookie: `passerelle-session=${token}` }
}
