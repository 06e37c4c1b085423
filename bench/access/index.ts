// SPDX-License-Identifier: Apache-2.0
import { closeTestServer } from '../../test/support/test-databases.ts'
import type { BenchGroup } from '../result.ts'
import { sessionChecks } from './session-check.ts'
import { signedInPages } from './signed-in-page.ts'
import { walls } from './walls.ts'

export const group: BenchGroup = {
  name: 'access',
  summary:
    'knowing who asks, against better-auth; pages signed in and out; queries with row-level security and without',
  async run(report, options) {
    try {
      await sessionChecks(report, options)
      await signedInPages(report, options)
      await walls(report, options)
    } finally {
      await closeTestServer()
    }
  },
}
