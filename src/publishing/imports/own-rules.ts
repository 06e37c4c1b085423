// SPDX-License-Identifier: Apache-2.0
import type { SignedIn } from '../../access/index.ts'
import type { Db } from '../../db/index.ts'
import { changeDraft, readDraft } from '../drafts/edit-draft.ts'
import { rulesIn, withRules } from '../editor/rules/rules-file.ts'
import { examplesOf } from '../editor/rules/try-rule.ts'
import { isMapping, type WrittenMap } from '../editor/yaml/write-yaml.model.ts'
import type { FolderTexts } from './draft-folder.ts'

/** The rules of a draft about its own catalogue: where that goes on with a list, whose rules hold for it too, they answer a second time. */
export const ownRules = (files: FolderTexts, catalogue: string): WrittenMap[] =>
  (rulesIn(files) ?? []).filter(({ subject }) => {
    const listed = isMapping(subject) ? subject['listed'] : undefined
    return isMapping(listed) && listed['catalogue'] === catalogue
  })

/** Removes them with their examples; false: somebody else has changed the draft. */
export async function dropOwnRules(
  db: Db,
  visitor: SignedIn,
  { draft, catalogue }: { draft: string; catalogue: string },
): Promise<boolean> {
  const { draft: row, files } = await readDraft(db, visitor, draft)
  const own = ownRules(files, catalogue)
  if (own.length === 0) return true
  const rest = (rulesIn(files) ?? []).filter(({ id }) => !own.some((one) => one['id'] === id))
  const examples = own.flatMap(({ id }) => examplesOf(files, String(id)).map(({ path }) => path))
  const gone = examples.map((path): [string, null] => [path, null])
  const changed = new Map<string, string | null>([['rules.yaml', withRules(files, rest)], ...gone])
  return 'saved' in (await changeDraft(db, visitor, { id: row.id, version: row.version, files: changed }))
}
