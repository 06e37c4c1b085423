// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from '../../kernel/logger.ts'
import { Problem } from '../../kernel/problem.ts'
import { chooseIdentity, letThrough } from './choose-identity.ts'
import { type Attachment, enterDataDirectory, holderOf, type Ownership, type Role } from './data-directory.ts'
import { findBinaries } from './find-binaries.ts'
import { type Postmaster, type PostmasterOptions, startPostmaster } from './postmaster.ts'
import { clusterUser, prepareCluster } from './prepare-cluster.ts'
import { runningPostmaster } from './running-postmaster.ts'
import { socketDirectory } from './socket-directory.ts'

export interface EmbeddedOptions {
  role: Role
  address: string
  durable: boolean
}

/** A PostgreSQL that takes connections, by our hand or by that of the process that holds the directory. */
export interface Embedded {
  connection: { host: string; port: number; user: string; database: string }
  /** Lets go of it; the owner stops it. Connections must be closed before. */
  close(): Promise<void>
}

const databaseName = 'passerelle'

export function clusterOf(dataDirectory: string): string {
  return join(dataDirectory, 'postgres')
}

export async function openEmbedded(dataDirectory: string, options: EmbeddedOptions, logger: Logger): Promise<Embedded> {
  const place = await enterDataDirectory(dataDirectory, options.role, options.address, logger)
  try {
    return place.kind === 'owner'
      ? await own(dataDirectory, place, options, logger)
      : await visit(dataDirectory, place, options, logger)
  } catch (error) {
    place.release()
    throw error
  }
}

async function own(
  dataDirectory: string,
  place: Ownership,
  options: EmbeddedOptions,
  logger: Logger,
): Promise<Embedded> {
  const cluster = clusterOf(dataDirectory)
  const binaries = findBinaries()
  const identity = chooseIdentity(binaries)
  letThrough(identity, dataDirectory)
  await prepareCluster(cluster, binaries, identity)
  const sockets = socketDirectory(cluster, identity)
  const logFile = join(dataDirectory, 'postgres.log')
  const keeper = keepAlive({ cluster, sockets, logFile, binaries, identity, durable: options.durable }, logger)
  await keeper.start()
  const connection = connectionTo(sockets)
  await ensureDatabase(connection)
  const close = async () => {
    await place.closing(logger)
    await keeper.stop()
    place.release()
  }
  return { connection, close }
}

function connectionTo(sockets: string): Embedded['connection'] {
  return { host: sockets, port: 5432, user: clusterUser, database: databaseName }
}

/** Starts it again when it ends unasked (out of memory, killed), three times in a minute at most. */
function keepAlive(options: PostmasterOptions, logger: Logger): { start(): Promise<void>; stop(): Promise<void> } {
  let current: Postmaster | null = null
  let stopping = false
  const recent: number[] = []
  const start = async (): Promise<void> => {
    const postmaster = await startPostmaster(options)
    current = postmaster
    postmaster.exited.then(() => (stopping ? undefined : revive()))
  }
  const revive = async (): Promise<void> => {
    recent.push(Date.now())
    if (recent.filter((time) => time > Date.now() - 60_000).length > 3) {
      logger.fatal({ log: options.logFile }, 'the embedded PostgreSQL keeps ending and is not started again')
      return
    }
    logger.error({ log: options.logFile }, 'the embedded PostgreSQL has ended unasked and is started again')
    await start().catch((error: unknown) =>
      logger.fatal({ err: error }, 'the embedded PostgreSQL does not start again'),
    )
  }
  const stop = async (): Promise<void> => {
    stopping = true
    await current?.stop()
  }
  return { start, stop }
}

/** A kill between initdb and here leaves a cluster without our database, so this is asked at every start. */
async function ensureDatabase(connection: Embedded['connection']): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    const found = await client.query('select from pg_database where datname = $1', [databaseName])
    if (found.rowCount === 0) await client.query(`create database ${databaseName}`)
  } finally {
    await client.end()
  }
}

async function visit(
  dataDirectory: string,
  place: Attachment,
  options: EmbeddedOptions,
  logger: Logger,
): Promise<Embedded> {
  // The holder may still be setting up: its PostgreSQL counts once our database is in it.
  for (;;) {
    const running = runningPostmaster(clusterOf(dataDirectory))
    if (running?.ready === true && (await answers(connectionTo(running.sockets)))) {
      const close = async () => place.release()
      return { connection: connectionTo(running.sockets), close }
    }
    const holder = holderOf(dataDirectory)
    if (holder === null || holder.pid !== place.holder.pid) {
      place.release()
      return openEmbedded(dataDirectory, options, logger)
    }
    await delay(50)
  }
}

/** Not yet: 3D000, the holder has not made the database; 57P03, it is starting; no socket. Anything else is told. */
async function answers(connection: Embedded['connection']): Promise<boolean> {
  const client = new pg.Client(connection)
  try {
    await client.connect()
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (['3D000', '57P03', 'ECONNREFUSED', 'ENOENT'].some((expected) => expected === code)) return false
    const reason = error instanceof Error ? error.message : String(error)
    throw new Problem('unavailable', `The embedded PostgreSQL runs but does not answer: ${reason}`, { cause: error })
  } finally {
    await client.end().catch(() => undefined)
  }
}
