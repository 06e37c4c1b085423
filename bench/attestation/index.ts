// SPDX-License-Identifier: Apache-2.0
import type { BenchGroup } from '../result.ts'
import { measureIntegrity } from './integrity.ts'
import { joseResults } from './jose.ts'
import { appendToFiles } from './log-append.ts'
import { growLog } from './log-growth.ts'
import { statusResults } from './status.ts'

export const group: BenchGroup = {
  name: 'attestation',
  summary:
    'certificates issued and verified, against node:crypto alone and the usual library; a log on disk, and as it grows',
  async run(report, options) {
    await joseResults(report, options)
    await measureIntegrity(report, options)
    await statusResults(report, options)
    await appendToFiles(report, options)
    await growLog(report, options)
  },
}
