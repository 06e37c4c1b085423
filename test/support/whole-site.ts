// SPDX-License-Identifier: Apache-2.0
// Everything that the server serves, as src/server.ts puts it together, on the shipped law and register.
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demonstrationCorner } from '../../src/access/demonstration/demonstration.page.tsx'
import { keepDemonstration, type Role, Secrets, writeMatrix, writePersonalTables } from '../../src/access/index.ts'
import { accountCorner } from '../../src/access/visits/account-corner.page.tsx'
import type { Db } from '../../src/db/index.ts'
import { buildApp, problemPage, type Shell } from '../../src/http/index.ts'
import { loadShippedLaw } from '../../src/instruments/index.ts'
import { type Clock, fixedClock, silentLogger } from '../../src/kernel/index.ts'
import { loadReference } from '../../src/register/index.ts'
import { addRoutes } from '../../src/server.ts'
import { writeInventedLaw } from './invented/invented-law.ts'
import { furnishEntitlements, writeKnownLetter } from './invented/known-entitlements.ts'
import { writeKnownImpacts } from './invented/known-impacts.ts'
import { writeKnownWorkforce } from './invented/known-workforce.ts'
import { furnishVisitor, writeKnownMessages, writeKnownTickets } from './known-account.ts'
import { writeKnownMembers } from './known-members.ts'
import { furnishNominations, writeKnownNominations } from './known-nominations.ts'
import { writeKnownLaw } from './law-desk/known-law.ts'
import { testDatabase } from './test-databases.ts'
import { newVisitor } from './visitors.ts'

export { knownMessages, knownTokens, visitorAddress } from './known-account.ts'

const root = join(import.meta.dirname, '..', '..')

export interface WholeSite extends Shell {
  /** As the owner of the tables. */
  db: Db
  /** As the server works: row-level security holds. */
  appDb: Db
  /** What the server locks with. */
  secrets: Secrets
  /** Its clock stands still. */
  clock: Clock
  /** The cookie of somebody who has signed in, with a second factor, and holds this role (for `xa-authority-north`, where it is one of an authority). `weak`: they have come with a password alone. */
  signIn(role: Role, weak?: boolean): Promise<string>
  /** Listens on loopback and tells where. */
  listen(): Promise<string>
  close(): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** It is 11 o'clock on 22 November 2026 in China. `invented`: with law of invented places beside what is shipped. */
export async function wholeSite({ demonstration = false, named = false, invented = false } = {}): Promise<WholeSite> {
  // Where it is reached by a name the port is part of it: passkeys and redirects are bound to both.
  const port = named ? await freePort() : 0
  const database = await testDatabase()
  const { db } = database
  await loadReference(db, join(root, 'reference'))
  await loadShippedLaw(db, join(root, 'law'))
  if (invented) await writeInventedLaw(db)
  await writeMatrix(db)
  await writePersonalTables(db)
  await keepDemonstration(db, demonstration)
  await writeKnownTickets(db, visitorName)
  await writeKnownMembers(db)
  await writeKnownMessages(db)
  await writeKnownNominations(db)
  await writeKnownWorkforce(db)
  await writeKnownLetter(db)
  // Mail waits in the outbox; short messages would leave, but nobody carries them.
  const channels = { email: null, phone: { server: '127.0.0.1' } }
  const baseUrl = named ? `http://localhost:${port}` : 'http://127.0.0.1'
  const dataDirectory = mkdtempSync(join(tmpdir(), 'passerelle-site-'))
  const settings = { host: '127.0.0.1', baseUrl, channels, dataDirectory }
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
  const clock = fixedClock('2026-11-22T03:00:00Z')
  addRoutes(shell, database.app, { ...settings, demonstration, secrets }, clock)
  const cookies = new Map<string, Promise<string>>()
  // Only where somebody comes to see it: it takes a while to write.
  let law: Promise<void> | undefined
  const makeVisitor = async (role: Role, weak: boolean): Promise<string> => {
    const visitor = await newVisitor({ db, appDb: database.app }, visitorName, role, { weak })
    await furnishVisitor(database, secrets, { role, person: visitor.person })
    await furnishNominations(db, { role, person: visitor.person })
    await furnishEntitlements(db, { role, person: visitor.person })
    if (role === 'law-editor' || role === 'law-approver') {
      law ??= writeKnownLaw(db, database.app).then(() => writeKnownImpacts(db))
      await law
    }
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
    secrets,
    clock,
    signIn,
    listen: async () => {
      const address = await shell.app.listen({ host: '127.0.0.1', port })
      return named ? baseUrl : address
    },
    close: async () => {
      await shell.app.close()
      await database.close()
      rmSync(dataDirectory, { recursive: true, force: true })
    },
  }
}

/** The name of everybody who visits the site in tests. */
export const visitorName = '王小明 Example'
