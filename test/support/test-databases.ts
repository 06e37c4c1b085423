// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { processStart } from '../../scripts/launcher/pid-lock.mjs'
import { type Embedded, openEmbedded } from '../../src/db/embedded/open-embedded.ts'
import { type Db, migrate } from '../../src/db/index.ts'
import { databaseOver } from '../../src/db/open-database.ts'
import { createAppPool, createPool } from '../../src/db/pool.ts'
import { silentLogger } from '../../src/kernel/logger.ts'

/**
 * A fresh migrated database for a test, copied from a template: some 70 ms. One embedded PostgreSQL serves the whole
 * test process; PASSERELLE_TEST_DATABASE_URL (a superuser's URL) runs the same tests on another server.
 */
export interface TestDatabase {
  /** As the owner of the tables. */
  db: Db
  /** As the server works: row-level security holds. */
  app: Db
  pool: pg.Pool
  /** For `settings.databaseUrl`: another connection to the same database. */
  url: string
  close(): Promise<void>
}

interface TestServer {
  config: pg.PoolConfig
  /** The URL of a database on it. */
  urlOf(name: string): string
  close(): Promise<void>
}

/** Runs `fn` on a database of its own and removes it afterwards. */
export async function withTestDatabase(fn: (db: Db) => Promise<void>): Promise<void> {
  const database = await testDatabase()
  try {
    await fn(database.db)
  } finally {
    await database.close()
  }
}

/** A migrated database of its own; who asks for it closes it. */
export async function testDatabase(): Promise<TestDatabase> {
  return createDatabase(await template())
}

/** A database without any table. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return createDatabase('template0')
}

const serverUrl = process.env.PASSERELLE_TEST_DATABASE_URL

let server: Promise<TestServer> | null = null
let migrated: Promise<string> | null = null
let count = 0

/** Every file of the run has its database open at once: each holds few connections, and none that it does not use. */
const modest = { max: 5, idleTimeoutMillis: 500, allowExitOnIdle: true }

async function createDatabase(from: string): Promise<TestDatabase> {
  const { config, urlOf } = await testServer()
  const name = `passerelle_test_${process.pid}_${++count}`
  await administer(`create database ${name} template ${from}`)
  const url = urlOf(name)
  const pool = createPool(
    { ...config, ...modest, database: name, application_name: 'passerelle test' },
    () => undefined,
  )
  const db = databaseOver(pool)
  const app = databaseOver(createAppPool({ ...config, ...modest, database: name }, () => undefined))
  const close = async () => {
    await Promise.all([db.destroy(), app.destroy()])
    await administer(`drop database if exists ${name} with (force)`)
  }
  return { db, app, pool, url, close }
}

function template(): Promise<string> {
  migrated ??= makeTemplate()
  return migrated
}

async function makeTemplate(): Promise<string> {
  const { config } = await testServer()
  const name = `passerelle_test_${process.pid}_0`
  await administer(`drop database if exists ${name} with (force)`)
  await administer(`create database ${name} template template0`)
  const pool = createPool({ ...config, database: name }, () => undefined)
  const db = databaseOver(pool)
  await migrate(db)
  await db.destroy()
  return name
}

async function administer(statement: string): Promise<void> {
  const { config } = await testServer()
  const client = new pg.Client({ ...config, database: 'postgres' })
  await client.connect()
  await client.query(statement)
  await client.end()
}

function testServer(): Promise<TestServer> {
  server ??= serverUrl === undefined || serverUrl === '' ? startEmbedded() : useServer(serverUrl)
  return server
}

/** Ends the server of this process. */
export async function closeTestServer(): Promise<void> {
  if (server === null) return
  const name = await migrated?.catch(() => null)
  if (typeof name === 'string') await administer(`drop database if exists ${name} with (force)`)
  const { close } = await server
  server = null
  migrated = null
  await close()
}

async function useServer(url: string): Promise<TestServer> {
  const config = { connectionString: url }
  const urlOf = (name: string) => {
    const other = new URL(url)
    other.pathname = `/${name}`
    return other.href
  }
  const { host, port, user, password } = new pg.Client(config)
  return { config: { host, port, user, password: password ?? undefined }, urlOf, close: async () => undefined }
}

const prefix = 'passerelle-test-'

async function startEmbedded(): Promise<TestServer> {
  removeLeftovers()
  const directory = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
  mkdirSync(directory, { recursive: true })
  const options = { role: 'command', address: 'npm test', durable: false } as const
  const embedded: Embedded = await openEmbedded(directory, options, silentLogger())
  const { host, port, user } = embedded.connection
  const urlOf = (name: string) => `postgresql://${user}@${encodeURIComponent(host)}:${port}/${name}`
  const close = async () => {
    await embedded.close()
    rmSync(directory, { recursive: true, force: true })
  }
  return { config: { host, port, user }, urlOf, close }
}

/** What test processes left behind that were killed. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const pid = Number(name.slice(prefix.length).split('-')[0])
    if (processStart(pid) === null) rmSync(join(tmpdir(), name), { recursive: true, force: true })
  }
}
