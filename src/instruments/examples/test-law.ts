// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path'
import { type Bundle, type Compiled, compile, RecognitionError } from '@passerelle/recognition'
import { assembleBundle } from '../bundle/assemble-bundle.ts'
import { inScope, lawScope, projectRoot } from '../checks/check-law.ts'
import { type LawFolder, readLaw } from '../law/read-law.ts'
import { readReferenceVocabulary } from '../law/reference-vocabulary.ts'
import { engineCondition } from '../rules/engine-condition.ts'
import { walkCondition } from '../rules/walk-condition.ts'
import { formatProblem, type SourceProblem } from '../source/source-problem.ts'
import { type Difference, runExample, runInvalidExample } from './run-example.ts'

export interface ExampleResult {
  file: string
  rule: string | null
  title: string
  differences: Difference[]
}

export interface LawTestReport {
  /** Files that cannot be read or hold unknown ids; their examples are not run. */
  problems: SourceProblem[]
  results: ExampleResult[]
}

/** Runs the examples beside the law through the engine, each with the whole law, as of its own day. */
export function testLaw(path: string, project: string = projectRoot): LawTestReport {
  const scope = lawScope(path)
  const { vocabulary, facts, problems: factProblems } = readReferenceVocabulary(join(project, 'reference'))
  const law = readLaw(scope.root, vocabulary)
  const broken = new Set(law.problems.filter((problem) => problem.severity === 'error').map((problem) => problem.file))
  const problems = [...factProblems, ...law.problems]
  const sound = law.folders.filter(
    (folder) =>
      !broken.has(folder.instrumentSource.file) &&
      !broken.has(folder.rulesSource?.file ?? '') &&
      !asksOneOf(folder, vocabulary.refusedFacts),
  )
  const register = {
    jurisdictions: [...(vocabulary.jurisdictions?.values() ?? [])],
    frameworks: [...(vocabulary.frameworks?.values() ?? [])],
    qualifications: [...(vocabulary.qualifications?.values() ?? [])],
  }
  const compiledFor = compiler(assembleBundle(register, sound, facts))
  const results: ExampleResult[] = []
  for (const folder of sound.filter((candidate) => inScope(candidate.path, scope))) {
    for (const { file, folder: kind, example } of folder.examples) {
      if (broken.has(file)) continue
      const differences =
        kind === 'invalid'
          ? runInvalidExample(example, vocabulary)
          : attempt(() => runExample(example, folder.instrument.id, compiledFor))
      results.push({ file, rule: example.rule ?? null, title: example.title.en, differences })
    }
  }
  return { problems, results }
}

/** Whether a rule tests one of these facts, in its conditions or by what its credential is stated to be. */
function asksOneOf({ rules }: LawFolder, facts: ReadonlySet<string>): boolean {
  return rules.some(({ subject, when }) => {
    if (when === undefined) return false
    const start = { node: engineCondition(when), path: [], scoped: subject !== 'none' }
    return [...walkCondition(start)].some(
      ({ node }) => ('fact' in node && facts.has(node.fact)) || ('stated' in node && facts.has(node.stated)),
    )
  })
}

/** What the engine refuses is a result too; a bug is not. */
function attempt(run: () => Difference[]): Difference[] {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof RecognitionError)) throw error
    return [{ what: 'error', expected: 'an answer', found: `${error.code}: ${error.message}` }]
  }
}

/** Each as-of date is compiled once. */
function compiler(bundle: Bundle): (asOf: string) => Compiled {
  const compiled = new Map<string, Compiled>()
  return (asOf) => {
    const known = compiled.get(asOf)
    if (known !== undefined) return known
    const fresh = compile(bundle, asOf)
    compiled.set(asOf, fresh)
    return fresh
  }
}

/** What a person reads: every file that failed, with what was expected and what came out. */
export function formatLawTest({ problems, results }: LawTestReport): string {
  const lines = problems.map(formatProblem)
  const failed = results.filter((result) => result.differences.length > 0)
  for (const { file, title, differences } of failed) {
    lines.push(`${file}: ${title}`)
    for (const { what, expected, found } of differences) {
      lines.push(`  - ${what}: expected ${JSON.stringify(expected)}`, `  + ${what}: found    ${JSON.stringify(found)}`)
    }
  }
  const outcome = failed.length === 0 ? 'all as expected' : `${failed.length} otherwise than expected`
  const wrong = problems.filter((problem) => problem.severity === 'error').length
  const left = wrong === 0 ? '' : `; ${wrong} ${wrong === 1 ? 'error' : 'errors'} in the files, see law check`
  lines.push(results.length === 0 ? `no example was run${left}` : `${results.length} examples: ${outcome}${left}`)
  return `${lines.join('\n')}\n`
}
