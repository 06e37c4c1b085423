// SPDX-License-Identifier: Apache-2.0
import type { Kysely } from 'kysely'
import type { DB } from './schema.ts'

export type Database = DB

/** The database, as acts and stores get it handed. A transaction is one too. */
export type Db = Kysely<Database>
