// SPDX-License-Identifier: Apache-2.0
import { Kysely, PostgresDialect, sql } from 'kysely'
import type pg from 'pg'
import type { Logger } from '../kernel/logger.ts'
import { Problem } from '../kernel/problem.ts'
import type { Settings } from '../kernel/settings.ts'
import { appRole } from './acting.ts'
import { Attendance } from './attendance.ts'
import { CopyCursor } from './copy-out.ts'
import type { Role } from './embedded/data-directory.ts'
import { openEmbedded } from './embedded/open-embedded.ts'
import type { Database, Db } from './handle.ts'
import { type Hearer, type Listening, listenTo } from './listen.ts'
import { createAppPool, createPool } from './pool.ts'

export interface OpenDatabase {
  /** As the owner of the tables: migrates, loads, backs up, and does what an operator asks for on the command line. */
  db: Db
  /** As a role that owns nothing and for which row-level security holds: everything that is asked for over the network. */
  app(): Promise<Db>
  kind: 'embedded' | 'server'
  /** For COPY, which kysely does not speak. Only src/db and stores that stream may use it. */
  pool: pg.Pool
  /** Hears what the database tells on a channel, until it is closed. */
  listen(channel: string, hearer: Hearer): Promise<void>
  close(): Promise<void>
}

export interface OpenOptions {
  /** Two servers on one embedded directory are refused; commands share it with whoever holds it. */
  role?: Role
  /** What others are told about us: where a server answers, the words of a command. */
  address?: string
  /** False only for tests: the embedded PostgreSQL does not wait for the disk. */
  durable?: boolean
}

/** Opens the database of `DATABASE_URL`, else the embedded one, which it starts if nobody has. Does not migrate. */
export async function openDatabase(
  settings: Settings,
  logger: Logger,
  options: OpenOptions = {},
): Promise<OpenDatabase> {
  return settings.databaseUrl === null
    ? openLocal(settings, logger, options)
    : openServer(settings.databaseUrl, logger, options)
}

async function openLocal(settings: Settings, logger: Logger, options: OpenOptions): Promise<OpenDatabase> {
  const { role = 'command', durable = true } = options
  const address = options.address ?? (role === 'server' ? settings.baseUrl : 'passerelle')
  const embedded = await openEmbedded(settings.dataDirectory, { role, address, durable }, logger)
  const pool = createPool(embedded.connection, (error) =>
    logger.warn({ err: error }, 'an idle database connection broke'),
  )
  const db = databaseOver(pool)
  const leave = await attend(embedded.connection, logger, role).catch(async (error: unknown) => {
    await db.destroy()
    await embedded.close()
    throw error
  })
  const app = appDatabase(embedded.connection, logger)
  const ears = hearing(embedded.connection, logger)
  const close = async () => {
    await leave()
    await ears.close()
    await app.close()
    await db.destroy()
    await embedded.close()
  }
  return { db, app: app.open, kind: 'embedded', pool, listen: ears.listen, close }
}

/** The handle of the server, opened when it is first asked for: before the first migration its role does not exist. */
function appDatabase(config: pg.PoolConfig, logger: Logger): { open(): Promise<Db>; close(): Promise<void> } {
  let opened: Db | undefined
  const open = async () => {
    opened ??= databaseOver(
      createAppPool(config, (error) => logger.warn({ err: error }, 'an idle database connection broke')),
    )
    await requireAppRole(opened)
    return opened
  }
  return { open, close: async () => opened?.destroy() }
}

/** Everything that is listened to, until the database is closed. */
function hearing(config: pg.ClientConfig, logger: Logger) {
  const open: Listening[] = []
  return {
    listen: async (channel: string, hearer: Hearer) => {
      open.push(await listenTo(config, logger, channel, hearer))
    },
    close: async () => {
      await Promise.all(open.map((listening) => listening.stop()))
    },
  }
}

/** A pooler between us and the server may drop what a connection asks for; then row-level security would not hold. */
async function requireAppRole(db: Db): Promise<void> {
  const { rows } = await sql<{ role: string }>`select current_user::text as role`.execute(db)
  if (rows[0]?.role === appRole) return
  const found = rows[0]?.role ?? 'nobody'
  throw new Problem(
    'settings',
    `DATABASE_URL: connections work as '${found}', expected '${appRole}': a pooler has to pass on the startup parameter 'options' (pgbouncer: track_extra_parameters, or connect without it)`,
  )
}

/** A server says that it is there; commands come and go. Answers how to leave. */
async function attend(config: pg.ClientConfig, logger: Logger, role: Role = 'command'): Promise<() => Promise<void>> {
  if (role === 'command') return async () => undefined
  const attendance = new Attendance(config, logger)
  await attendance.enter()
  return () => attendance.leave()
}

export function databaseOver(pool: pg.Pool): Db {
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool, cursor: CopyCursor }) })
}

async function openServer(url: string, logger: Logger, { role }: OpenOptions): Promise<OpenDatabase> {
  const config = { connectionString: url, connectionTimeoutMillis: 10_000 }
  const pool = createPool(config, (error) => logger.warn({ err: error }, 'an idle database connection broke'))
  let leave: () => Promise<void>
  try {
    await requireVersion15(pool)
    leave = await attend(config, logger, role)
  } catch (error) {
    await pool.end()
    throw error
  }
  const db = databaseOver(pool)
  const app = appDatabase(config, logger)
  const ears = hearing(config, logger)
  const close = async () => {
    await leave()
    await ears.close()
    await app.close()
    await db.destroy()
  }
  return { db, app: app.open, kind: 'server', pool, listen: ears.listen, close }
}

async function requireVersion15(pool: pg.Pool): Promise<void> {
  const version = await pool
    .query<{ number: string; text: string; encoding: string }>(
      `select current_setting('server_version_num') as number, current_setting('server_version') as text,
              current_setting('server_encoding') as encoding`,
    )
    .catch((error: unknown) => {
      const reason = error instanceof AggregateError ? error.errors.map(String).join('; ') : String(error)
      throw new Problem('unavailable', `DATABASE_URL: the PostgreSQL server does not let us in: ${reason}`, {
        cause: error,
      })
    })
  const [row] = version.rows
  if (row === undefined || Number(row.number) < 150_000) {
    throw new Problem('settings', `DATABASE_URL: PostgreSQL ${row?.text} is too old, 15 is the least`)
  }
  if (row.encoding !== 'UTF8') {
    throw new Problem('settings', `DATABASE_URL: the database is encoded in ${row.encoding}, it has to be UTF8`)
  }
}
