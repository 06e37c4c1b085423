// SPDX-License-Identifier: Apache-2.0
import type { FactDeclaration } from '@passerelle/recognition'
import { explainIssues, problemAt } from '../source/explain-issues.ts'
import type { SourceProblem } from '../source/source-problem.ts'
import { parseYamlSource } from '../source/yaml-source.ts'
import { factsFileSchema, type LawFact } from './facts-schema.ts'

/** Reads `reference/facts.yaml`. */
export function readFacts(text: string, file: string): { facts: LawFact[]; problems: SourceProblem[] } {
  const source = parseYamlSource(text, file)
  if (source.problems.length > 0) return { facts: [], problems: source.problems }
  const parsed = factsFileSchema.safeParse(source.data)
  if (!parsed.success) return { facts: [], problems: explainIssues(parsed.error.issues, source) }
  const problems: SourceProblem[] = []
  const seen = new Set<string>()
  parsed.data.facts.forEach((fact, index) => {
    const repeated = (path: (string | number)[], id: string): void => {
      const message = `found '${id}' a second time, expected each id once`
      problems.push(problemAt(source, path, { code: 'duplicate-id', message, found: id }))
    }
    if (seen.has(fact.id)) repeated(['facts', index, 'id'], fact.id)
    seen.add(fact.id)
    const options = fact.options?.map((option) => option.id) ?? []
    options.forEach((id, place) => {
      if (options.indexOf(id) < place) repeated(['facts', index, 'options', place, 'id'], id)
    })
  })
  return { facts: parsed.data.facts, problems }
}

/** What the engine needs to know of a fact. */
export function factDeclaration(fact: LawFact): FactDeclaration {
  const options = fact.options?.map((option) => option.id)
  return options === undefined ? { id: fact.id, type: fact.type } : { id: fact.id, type: fact.type, options }
}
