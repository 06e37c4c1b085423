// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path'
import { projectRoot } from '../checks/check-law.ts'
import { checkInstrumentIds, type LawIds } from '../law/check-ids.ts'
import { instrumentFileSchema } from '../law/instrument-schema.ts'
import { readLaw } from '../law/read-law.ts'
import { readReferenceVocabulary } from '../law/reference-vocabulary.ts'
import type { Vocabulary } from '../law/vocabulary.ts'
import { rulesFileSchema } from '../rules/rule-schema.ts'
import { explainIssues } from '../source/explain-issues.ts'
import { type SourceProblem, sortProblems } from '../source/source-problem.ts'
import { parseYamlSource } from '../source/yaml-source.ts'
import type { DraftKind } from './draft.model.ts'

interface Surroundings {
  vocabulary: Vocabulary
  ids: LawIds
}

let known: Surroundings | undefined

/** The ids that law may name: those of this installation's reference/ and law/, read once. */
function surroundings(): Surroundings {
  if (known === undefined) {
    const { vocabulary } = readReferenceVocabulary(join(projectRoot, 'reference'))
    const { folders } = readLaw(join(projectRoot, 'law'), vocabulary, { examples: false })
    const catalogues = folders.flatMap(({ instrument }) => instrument.catalogues ?? [])
    const ids = {
      instruments: new Set(folders.map(({ instrument }) => instrument.id)),
      catalogues: new Map(catalogues.map(({ id, classes }) => [id, new Set(classes.map((one) => one.id))] as const)),
    }
    known = { vocabulary, ids }
  }
  return known
}

/** What `law check` says of a text as far as it stands by itself. Notes are not looked at: null. */
export function checkDraft(kind: DraftKind, text: string): SourceProblem[] | null {
  if (kind === 'notes') return null
  const source = parseYamlSource(text, kind === 'instrument' ? 'instrument.yaml' : 'rules.yaml')
  if (source.data === undefined) return sortProblems(source.problems)
  if (kind === 'rules') {
    const rules = rulesFileSchema.safeParse(source.data)
    return rules.success ? [] : sortProblems(explainIssues(rules.error.issues, source))
  }
  const instrument = instrumentFileSchema.safeParse(source.data)
  if (!instrument.success) return sortProblems(explainIssues(instrument.error.issues, source))
  const { vocabulary, ids } = surroundings()
  const own = instrument.data.catalogues ?? []
  const catalogues = new Map([
    ...ids.catalogues,
    ...own.map(({ id, classes }) => [id, new Set(classes.map((one) => one.id))] as const),
  ])
  return sortProblems(checkInstrumentIds(instrument.data, source, vocabulary, { ...ids, catalogues }))
}
