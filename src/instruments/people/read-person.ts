// SPDX-License-Identifier: Apache-2.0
import type { Person } from '@passerelle/recognition'
import { emptyVocabulary, type Vocabulary } from '../law/vocabulary.ts'
import { explainIssues } from '../source/explain-issues.ts'
import { type SourceProblem, sortProblems } from '../source/source-problem.ts'
import { parseYamlSource, type YamlSource } from '../source/yaml-source.ts'
import { checkPerson } from './check-person.ts'
import { personSchema } from './person-schema.ts'

export type PersonReading = { person: Person; problems?: undefined } | { person?: undefined; problems: SourceProblem[] }

/** Reads a person's file, YAML or JSON. Everything that is wrong is said at once, with line and column. */
export function readPersonText(
  text: string,
  options: { fileName?: string; vocabulary?: Vocabulary } = {},
): PersonReading {
  const source = parseYamlSource(text, options.fileName ?? '')
  if (source.problems.length > 0) return { problems: source.problems }
  return read(source, options.vocabulary ?? emptyVocabulary)
}

/** Reads a person that is already parsed, from the API for example. Problems carry paths, but no lines. */
export function parsePerson(value: unknown, options: { vocabulary?: Vocabulary } = {}): PersonReading {
  const nowhere = { line: 0, column: 0 }
  const source: YamlSource = { file: '', data: value, problems: [], at: () => nowhere, atKey: () => nowhere }
  const reading = read(source, options.vocabulary ?? emptyVocabulary)
  if (reading.problems === undefined) return reading
  return { problems: reading.problems.map(({ file: _file, line: _line, column: _column, ...rest }) => rest) }
}

function read(source: YamlSource, vocabulary: Vocabulary): PersonReading {
  const parsed = personSchema.safeParse(source.data)
  if (!parsed.success) return { problems: sortProblems(explainIssues(parsed.error.issues, source)) }
  const problems = checkPerson(parsed.data, [], source, vocabulary)
  return problems.length > 0 ? { problems: sortProblems(problems) } : { person: parsed.data }
}
