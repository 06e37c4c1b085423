// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { LawFolder } from '../law/read-law.ts'
import type { SourceProblem } from '../source/source-problem.ts'

const recordsSchema = z.array(z.looseObject({ rule_id: z.string() }))

/** Records of the shared policy data that no instrument carries and the list of reasons does not name. */
export function checkCarried(
  folders: readonly LawFolder[],
  recordsFile: string,
  notCarriedFile: string,
): SourceProblem[] {
  if (!existsSync(recordsFile)) return []
  const records = recordsSchema.parse(JSON.parse(readFileSync(recordsFile, 'utf8')))
  const carried = new Set(folders.flatMap((folder) => folder.instrument.carries ?? []))
  const listed = existsSync(notCarriedFile) ? readFileSync(notCarriedFile, 'utf8') : ''
  const known = new Set(records.map((record) => record.rule_id))
  const words = new Set(listed.split(/[^A-Za-z0-9-]+/))
  return [...known]
    .filter((id) => !carried.has(id) && !words.has(id))
    .map((id) => ({
      code: 'not-carried' as const,
      severity: 'error' as const,
      file: 'docs/law-not-carried.md',
      path: '',
      message: `the record '${id}' of policy_rules.json is carried by no instrument (\`carries\`) and not listed here with the reason`,
    }))
}
