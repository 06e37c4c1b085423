// SPDX-License-Identifier: Apache-2.0
import type { BenchGroup } from '../result.ts'
import { joseResults } from './jose.ts'

export const group: BenchGroup = {
  name: 'attestation',
  summary: 'certificates issued and verified, against node:crypto alone',
  async run(report, options) {
    await joseResults(report, options)
  },
}
