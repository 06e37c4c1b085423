// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import {
  findingsOf,
  type LawFolder,
  lawSurroundings,
  readLawFolders,
  type SourceProblem,
  sortProblems,
  toProblem,
  type Vocabulary,
} from '../../instruments/index.ts'
import type { PlainDate } from '../../kernel/index.ts'

/** The files of a draft, and what it would replace. */
export interface DraftFolder {
  jurisdiction: string
  /** The instrument that it was begun from; null: it is new. */
  instrument: string | null
  files: ReadonlyMap<string, string>
}

export interface CheckedDraft {
  /** Null: there is no instrument.yaml yet, or it does not have the right shape. */
  folder: LawFolder | null
  problems: SourceProblem[]
  /** The register, with what the draft brings. */
  vocabulary: Vocabulary
}

/** Law that ships here has an example of every kind; an authority is advised to give one, and may publish without. */
const asAdvice = (problem: SourceProblem): SourceProblem =>
  problem.code === 'missing-example' ? { ...problem, severity: 'warning' } : problem

/** What `law check` says of a draft, beside the law in force. Files are named as in the draft. */
export async function checkDraft(db: Db, draft: DraftFolder, day: PlainDate | null): Promise<CheckedDraft> {
  const { law: inForce, vocabulary: register, idsBeside } = await lawSurroundings(db)
  if (!draft.files.has('instrument.yaml')) return { folder: null, problems: [], vocabulary: register }
  const written = { path: `${draft.jurisdiction}/draft`, shownAs: '', files: draft.files }
  const law = readLawFolders([written], register, { beside: idsBeside(draft.instrument) })
  const folder = law.folders[0] ?? null
  const found =
    folder === null ? [] : findingsOf(folder, inForce.texts.instruments, { vocabulary: law.vocabulary, day })
  const more = found.map(toProblem).map(asAdvice)
  return { folder, problems: sortProblems([...law.problems, ...more]), vocabulary: law.vocabulary }
}

/** What a draft would be the folder of. */
export const folderOf = (
  { jurisdiction, basis }: { jurisdiction: string; basis: { instrument: string } | null },
  files: ReadonlyMap<string, string>,
): DraftFolder => ({ jurisdiction, instrument: basis?.instrument ?? null, files })
