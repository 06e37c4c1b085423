// SPDX-License-Identifier: Apache-2.0
import { after } from 'node:test'
import { closeTestServer } from './test-databases.ts'

export { emptyDatabase, type TestDatabase, testDatabase, withTestDatabase } from './test-databases.ts'

after(closeTestServer)
