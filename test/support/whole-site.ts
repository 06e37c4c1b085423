// SPDX-License-Identifier: Apache-2.0
// Everything that the server serves, as src/server.ts puts it together, on the shipped law and register.
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { sql } from 'kysely'
import { demonstrationCorner } from '../../src/access/demonstration/demonstration.page.tsx'
import {
  keepDemonstration,
  type Role,
  roles,
  Secrets,
  SessionDesk,
  writeMatrix,
  writePersonalTables,
} from '../../src/access/index.ts'
import { accountCorner } from '../../src/access/visits/account-corner.page.tsx'
import type { Db } from '../../src/db/index.ts'
import { buildApp, problemPage, type Shell } from '../../src/http/index.ts'
import { loadShippedLaw } from '../../src/instruments/index.ts'
import { fixedClock, silentLogger, systemClock } from '../../src/kernel/index.ts'
import { loadReference } from '../../src/register/index.ts'
import { addRoutes } from '../../src/server.ts'
import { furnishVisitor, writeKnownMessages, writeKnownTickets } from './known-account.ts'
import { writeKnownMembers } from './known-members.ts'
import { testDatabase } from './test-databases.ts'

export { knownMessages, knownTokens, visitorAddress } from './known-account.ts'

const root = join(import.meta.dirname, '..', '..')

export interface WholeSite extends Shell {
  /** As the owner of the tables. */
  db: Db
  /** As the server works: row-level security holds. */
  appDb: Db
  /** The cookie of somebody who has signed in, with a second factor, and holds this role (for `xa-authority-north`, where it is one of an authority). `weak`: they have come with a password alone. */
  signIn(role: Role, weak?: boolean): Promise<string>
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

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** It is 11 o'clock on 22 November 2026 in China. */
export async function wholeSite({ demonstration = false, named = false } = {}): Promise<WholeSite> {
  // Where it is reached by a name the port is part of it: passkeys and redirects are bound to both.
  const port = named ? await freePort() : 0
  const database = await testDatabase()
  const { db } = database
  await loadReference(db, join(root, 'reference'))
  await loadShippedLaw(db, join(root, 'law'))
  await writeMatrix(db)
  await writePersonalTables(db)
  await keepDemonstration(db, demonstration)
  await writeKnownTickets(db, visitorName)
  await writeKnownMembers(db)
  await writeKnownMessages(db)
  // Mail waits in the outbox; short messages would leave, but nobody carries them.
  const channels = { email: null, phone: { server: '127.0.0.1' } }
  const baseUrl = named ? `http://localhost:${port}` : 'http://127.0.0.1'
  const settings = { host: '127.0.0.1', baseUrl, channels }
  const http = { trustProxy: false as const, requestsPerMinute: 0, baseUrlGiven: false }
  const shell = await buildApp({
    settings,
    http,
    logger: silentLogger(),
    checks: [],
    problemPage,
    corner: demonstration ? demonstrationCorner : accountCorner,
    checkAnswers: true,
  })
  const secrets = new Secrets('the key of the tests, which is no secret')
  addRoutes(shell, database.app, { ...settings, demonstration, secrets }, fixedClock('2026-11-22T03:00:00Z'))
  const desk = new SessionDesk(database.app, systemClock)
  const cookies = new Map<string, Promise<string>>()
  const signInAs = (as: NewVisitor) => enterAs(db, desk, as)
  const makeVisitor = async (role: Role, weak: boolean): Promise<string> => {
    const visitor = await enterAs(db, desk, { role, authority: 'xa-authority-north', name: visitorName }, weak)
    await furnishVisitor(database, secrets, { role, person: visitor.person })
    return visitor.cookie
  }
  const signIn = async (role: Role, weak = false): Promise<string> => {
    const cookie = cookies.get(`${role} ${weak}`) ?? makeVisitor(role, weak)
    cookies.set(`${role} ${weak}`, cookie)
    return cookie
  }
  return {
    ...shell,
    db,
    appDb: database.app,
    signIn,
    signInAs,
    listen: async () => {
      const address = await shell.app.listen({ host: '127.0.0.1', port })
      return named ? baseUrl : address
    },
    close: async () => {
      await shell.app.close()
      await database.close()
    },
  }
}

/** The name of everybody who visits the site in tests. */
export const visitorName = '王小明 Example'

async function enterAs(db: Db, desk: SessionDesk, { role, authority, name }: NewVisitor, weak = false) {
  const { rows } = await sql<{ id: string }>`insert into people (name) values (${name}) returning id`.execute(db)
  const person = rows[0]?.id ?? ''
  const at = roles[role] === 'authority' ? authority : null
  await sql`insert into memberships (person, role, authority) values (${person}, ${role}, ${at})`.execute(db)
  const token = await desk.start(person, weak ? 'password' : 'second-factor', {
    network: '203.0.113.0/24',
    program: 'Firefox · Linux',
  })
  return { person, cookie: `passerelle-session=${token}` }
}
