// SPDX-License-Identifier: Apache-2.0
export { type Actor, actingAs, appRole } from './acting.ts'
export { copyOut } from './copy-out.ts'
export type { Database, Db } from './handle.ts'
export { migrate, migrationsDirectory, pendingMigrations } from './migrate.ts'
export { type OpenDatabase, type OpenOptions, openDatabase } from './open-database.ts'
