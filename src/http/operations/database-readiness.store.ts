// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import { type Db, pendingMigrations } from '../../db/index.ts'
import type { ReadinessCheck } from './health.route.ts'

/** The database answers, and has every migration of this version. */
export function databaseChecks(db: Db): ReadinessCheck[] {
  let migrated = false
  return [
    async () => ((await isReachable(db)) ? null : unreachable),
    async () => {
      // What is applied stays applied, so this is looked at only until it is.
      migrated ||= await isMigrated(db)
      return migrated ? null : pending
    },
  ]
}

const unreachable = {
  code: 'database-unreachable',
  detail: { en: 'The database does not answer.', 'zh-CN': '数据库没有响应。' },
}

const pending = {
  code: 'migrations-pending',
  detail: { en: 'The database lacks migrations of this version.', 'zh-CN': '数据库尚缺本版本的迁移。' },
}

async function isReachable(db: Db): Promise<boolean> {
  return sql`select 1`.execute(db).then(
    () => true,
    () => false,
  )
}

/** A database that cannot be asked is the other check's finding. */
async function isMigrated(db: Db): Promise<boolean> {
  return pendingMigrations(db).then(
    (files) => files.length === 0,
    () => true,
  )
}
