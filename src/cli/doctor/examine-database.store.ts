// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { chooseIdentity } from '../../db/embedded/choose-identity.ts'
import { describeHolder, holderOf } from '../../db/embedded/data-directory.ts'
import { findBinaries } from '../../db/embedded/find-binaries.ts'
import { clusterOf } from '../../db/embedded/open-embedded.ts'
import { type Db, type OpenDatabase, openDatabase, pendingMigrations } from '../../db/index.ts'
import type { Logger } from '../../kernel/logger.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Settings } from '../../kernel/settings.ts'
import { examineContent } from './examine-content.store.ts'
import { type Finding, missing, ok, problem } from './finding.ts'

/** Looks without changing: a cluster that was never made is not made, a database is not migrated. */
export async function examineDatabase(settings: Settings, logger: Logger): Promise<Finding[]> {
  const embedded = settings.databaseUrl === null ? examineEmbedded(settings) : []
  const broken = embedded.some((finding) => finding.status === 'problem')
  const unmade = settings.databaseUrl === null && !existsSync(join(clusterOf(settings.dataDirectory), 'PG_VERSION'))
  if (broken) return embedded
  if (unmade) return [...embedded, missing('database', 'not made yet', 'npm start makes it.')]
  return [...embedded, ...(await examineOpened(settings, logger))]
}

function examineEmbedded(settings: Settings): Finding[] {
  const holder = holderOf(settings.dataDirectory)
  const held = ok('holder', holder === null ? 'nobody holds the data directory' : `held by ${describeHolder(holder)}`)
  return [examineBinaries(), held]
}

function examineBinaries(): Finding {
  try {
    const binaries = findBinaries()
    const { kind } = chooseIdentity(binaries)
    const how = {
      'same-user': 'run by this user',
      'user-namespace': 'run in a user namespace',
      'other-user': 'run by another user',
    }
    return ok('postgresql', `${binaries.version} (${binaries.source}, ${how[kind]}) in ${binaries.directory}`)
  } catch (error) {
    return refused('postgresql', error)
  }
}

async function examineOpened(settings: Settings, logger: Logger): Promise<Finding[]> {
  let database: OpenDatabase
  try {
    database = await openDatabase(settings, logger, { address: 'passerelle doctor' })
  } catch (error) {
    return [refused('database', error)]
  }
  try {
    const schema = await examineSchema(database.db)
    const content = schema.status === 'ok' ? await examineContent(database.db) : []
    return [await examineServer(database.db), schema, ...content]
  } finally {
    await database.close()
  }
}

async function examineServer(db: Db): Promise<Finding> {
  const { rows } = await sql<{ version: string; name: string; size: string }>`
    select current_setting('server_version') as version, current_database() as name,
           pg_size_pretty(pg_database_size(current_database())) as size`.execute(db)
  const [row] = rows
  return ok('database', `PostgreSQL ${row?.version}, database ${row?.name}, ${row?.size}`)
}

async function examineSchema(db: Db): Promise<Finding> {
  try {
    const pending = await pendingMigrations(db)
    if (pending.length === 0) return ok('migrations', 'up to date')
    return missing('migrations', `${pending.length} to apply: ${pending.join(', ')}`, 'npm start applies them.')
  } catch (error) {
    return refused('migrations', error)
  }
}

function refused(about: string, error: unknown): Finding {
  const message = error instanceof Error ? error.message : String(error)
  return problem(about, message, error instanceof Problem ? '' : 'See docs/operations.md.')
}
