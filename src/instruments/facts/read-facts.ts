// SPDX-License-Identifier: Apache-2.0
import type { FactDeclaration } from '@passerelle/recognition'
import { z } from 'zod'
import { explainIssues, problemAt } from '../source/explain-issues.ts'
import type { SourceProblem } from '../source/source-problem.ts'
import { parseYamlSource, type YamlSource } from '../source/yaml-source.ts'
import { factSchema, factsFileSchema, type LawFact } from './facts-schema.ts'

export interface FactsReading {
  /** The facts that are right although others in the file are not, so that one slip does not bring down the rest. */
  facts: LawFact[]
  /** Ids of those that are not. */
  refused: string[]
  problems: SourceProblem[]
}

/** Reads `reference/facts.yaml`. */
export function readFacts(text: string, file: string): FactsReading {
  const source = parseYamlSource(text, file)
  if (source.problems.length > 0) return { facts: [], refused: [], problems: source.problems }
  const parsed = factsFileSchema.safeParse(source.data)
  if (!parsed.success) return { ...sift(source.data), problems: explainIssues(parsed.error.issues, source) }
  return { facts: parsed.data.facts, refused: [], problems: repeated(parsed.data.facts, source) }
}

function sift(data: unknown): Pick<FactsReading, 'facts' | 'refused'> {
  const file = z.looseObject({ facts: z.array(z.unknown()) }).safeParse(data)
  const facts: LawFact[] = []
  const refused: string[] = []
  for (const fact of file.success ? file.data.facts : []) {
    const parsed = factSchema.safeParse(fact)
    const named = z.looseObject({ id: z.string() }).safeParse(fact)
    if (parsed.success) facts.push(parsed.data)
    else if (named.success) refused.push(named.data.id)
  }
  return { facts, refused }
}

function repeated(facts: readonly LawFact[], source: YamlSource): SourceProblem[] {
  const problems: SourceProblem[] = []
  const note = (path: (string | number)[], id: string): void => {
    const message = `found '${id}' a second time, expected each id once`
    problems.push(problemAt(source, path, { code: 'duplicate-id', message, found: id }))
  }
  const seen = new Set<string>()
  facts.forEach((fact, index) => {
    if (seen.has(fact.id)) note(['facts', index, 'id'], fact.id)
    seen.add(fact.id)
    const options = fact.options?.map((option) => option.id) ?? []
    options.forEach((id, place) => {
      if (options.indexOf(id) < place) note(['facts', index, 'options', place, 'id'], id)
    })
  })
  return problems
}

/** What the engine needs to know of a fact. */
export function factDeclaration(fact: LawFact): FactDeclaration {
  const options = fact.options?.map((option) => option.id)
  return options === undefined ? { id: fact.id, type: fact.type } : { id: fact.id, type: fact.type, options }
}
