// SPDX-License-Identifier: Apache-2.0

import { IdChecker } from '../law/known-ids.ts'
import type { Vocabulary } from '../law/vocabulary.ts'
import { checkPerson } from '../people/check-person.ts'
import { explainIssues } from '../source/explain-issues.ts'
import type { SourceProblem } from '../source/source-problem.ts'
import { Hints } from '../source/suggest.ts'
import { parseYamlSource, type YamlSource } from '../source/yaml-source.ts'
import { exampleSchema, type InvalidExample, invalidExampleSchema, type LawExample } from './example-schema.ts'

export const exampleFolders = ['met', 'unmet', 'undecided', 'invalid'] as const
export type ExampleFolder = (typeof exampleFolders)[number]

/** Which verdicts stand in which folder (docs/law-format.md, examples). */
const verdictsIn: Record<Exclude<ExampleFolder, 'invalid'>, readonly LawExample['expect']['verdict'][]> = {
  met: ['met'],
  unmet: ['unmet', 'absent'],
  undecided: ['unknown', 'discretion'],
}

export type ExampleFile =
  | { file: string; folder: Exclude<ExampleFolder, 'invalid'>; example: LawExample; source: YamlSource }
  | { file: string; folder: 'invalid'; example: InvalidExample; source: YamlSource }

export interface ExampleReading {
  example: ExampleFile | null
  problems: SourceProblem[]
}

/** Reads one example; its person is checked like any other, but for the examples of refused persons. */
export function readExample(
  text: string,
  file: string,
  folder: ExampleFolder,
  rules: readonly string[],
  vocabulary: Vocabulary,
  hints = new Hints(),
): ExampleReading {
  const source = parseYamlSource(text, file)
  if (source.problems.length > 0) return { example: null, problems: source.problems }
  if (folder === 'invalid') {
    const parsed = invalidExampleSchema.safeParse(source.data)
    if (!parsed.success) return { example: null, problems: explainIssues(parsed.error.issues, source) }
    return { example: { file, folder, example: parsed.data, source }, problems: [] }
  }
  const parsed = exampleSchema.safeParse(source.data)
  if (!parsed.success) return { example: null, problems: explainIssues(parsed.error.issues, source) }
  const check = new IdChecker(source, vocabulary, hints)
  check.id(['rule'], 'rule', parsed.data.rule, rules, 'the rules of this instrument')
  check.jurisdiction(['in'], parsed.data.in)
  const verdicts = verdictsIn[folder]
  if (!verdicts.includes(parsed.data.expect.verdict)) {
    const expected = `${verdicts.join(' or ')}, as the example stands in ${folder}/`
    const message = `found '${parsed.data.expect.verdict}', expected ${expected}`
    check.add(['expect', 'verdict'], { code: 'folder', message, found: parsed.data.expect.verdict, expected })
  }
  const problems = [...check.problems, ...checkPerson(parsed.data.person, ['person'], source, vocabulary, hints)]
  return { example: { file, folder, example: parsed.data, source }, problems }
}
