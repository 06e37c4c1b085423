// SPDX-License-Identifier: Apache-2.0
// Run with open-gates.mjs: prints what the walk found, as JSON.
import { closeTestServer } from '../support/test-databases.ts'
import { wholeSite } from '../support/whole-site.ts'
import { walkAsForeigners } from './foreign-walk.ts'

const site = await wholeSite()
try {
  process.stdout.write(JSON.stringify(await walkAsForeigners(site)))
} finally {
  await site.close()
  await closeTestServer()
}
