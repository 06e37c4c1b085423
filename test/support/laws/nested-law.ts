// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path'
import { type LoadedLaw, lawShelf } from '../../../src/finder/index.ts'
import { loadShippedLaw } from '../../../src/instruments/index.ts'
import { loadReference } from '../../../src/register/index.ts'
import { testDatabase } from '../test-databases.ts'

const root = join(import.meta.dirname, '..', '..', '..')

/**
 * A nation, a province and a city of it (`XA`, `XA-N`, `XA-N1`), each with an instrument; all invented. The province gives a subsidy in place of that
 * of the nation, and the same title; the city adds a post, and rules the title out for people from companies: against the nation, whose text it
 * overrides, and against the province, whose text it does not.
 */
export async function withNestedLaw(check: (law: LoadedLaw) => void): Promise<void> {
  const database = await testDatabase()
  try {
    await loadReference(database.db, join(root, 'reference'))
    await loadShippedLaw(database.db, join(root, 'test', 'fixtures', 'law', 'nesting'), join(root, 'reference'))
    check(await lawShelf(database.db).take(null))
  } finally {
    await database.close()
  }
}
