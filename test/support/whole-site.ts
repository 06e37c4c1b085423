// SPDX-License-Identifier: Apache-2.0
// Everything that the server serves, as src/server.ts puts it together, on the shipped law and register.
import { join } from 'node:path'
import type { Db } from '../../src/db/index.ts'
import { buildApp, problemPage, type Shell } from '../../src/http/index.ts'
import { loadShippedLaw } from '../../src/instruments/index.ts'
import { fixedClock, silentLogger } from '../../src/kernel/index.ts'
import { loadReference } from '../../src/register/index.ts'
import { addRoutes } from '../../src/server.ts'
import { testDatabase } from './test-databases.ts'

const root = join(import.meta.dirname, '..', '..')

export interface WholeSite extends Shell {
  db: Db
  /** Listens on loopback and tells where. */
  listen(): Promise<string>
  close(): Promise<void>
}

/** It is 11 o'clock on 22 November 2026 in China. */
export async function wholeSite(): Promise<WholeSite> {
  const database = await testDatabase()
  const { db } = database
  await loadReference(db, join(root, 'reference'))
  await loadShippedLaw(db, join(root, 'law'))
  const settings = { host: '127.0.0.1', baseUrl: 'http://127.0.0.1' }
  const http = { trustProxy: false as const, requestsPerMinute: 0, baseUrlGiven: false }
  const shell = await buildApp({ settings, http, logger: silentLogger(), checks: [], problemPage, checkAnswers: true })
  addRoutes(shell, db, settings, fixedClock('2026-11-22T03:00:00Z'))
  return {
    ...shell,
    db,
    listen: () => shell.app.listen({ host: '127.0.0.1', port: 0 }),
    close: async () => {
      await shell.app.close()
      await database.close()
    },
  }
}
