// SPDX-License-Identifier: Apache-2.0
// Run with open-gates.mjs: prints what the walk found, as JSON. Arguments are the roles that try; with `--hole` row-level security has one.
import { sql } from 'kysely'
import { isRole } from '../../src/access/index.ts'
import { closeTestServer } from '../support/test-databases.ts'
import { wholeSite } from '../support/whole-site.ts'
import { walkAsForeigners } from './foreign-walk.ts'

const site = await wholeSite()
const hole = process.argv.includes('--hole')
const as = process.argv.filter((word) => isRole(word) || word === 'nobody') as ('nobody' | 'holder')[]
try {
  for (const table of hole ? ['invitations', 'authority_settings'] : []) {
    await sql`create policy hole on ${sql.table(table)} to passerelle_app using (true) with check (true)`.execute(
      site.db,
    )
  }
  process.stdout.write(JSON.stringify(await walkAsForeigners(site, { failures: false, as })))
} finally {
  await site.close()
  await closeTestServer()
}
