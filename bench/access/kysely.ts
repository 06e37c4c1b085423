// SPDX-License-Identifier: Apache-2.0
/** The project's own: beside the bench lies the one that a peer brings along. */
export { Kysely, PostgresDialect, sql } from '../../node_modules/kysely/dist/index.js'
