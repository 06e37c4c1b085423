// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { type PlainDate, Problem } from '../../kernel/index.ts'
import { checkReference } from '../../register/index.ts'
import { analyseBeyondFiles } from '../analysis/analyse-law.ts'
import { type LawFinding, toProblem } from '../analysis/law-finding.ts'
import { type Law, type LawFolder, readLaw } from '../law/read-law.ts'
import { readReferenceVocabulary } from '../law/reference-vocabulary.ts'
import type { Vocabulary } from '../law/vocabulary.ts'
import { type SourceProblem, sortProblems } from '../source/source-problem.ts'
import { checkCarried } from './check-carried.ts'
import { checkRules, checkStatus } from './check-rules.ts'
import { projectRoot } from './project-root.ts'

export { projectRoot }

/**
 * Law that ships with this program has an example of every kind for each rule. Elsewhere, in a draft or in a folder that an authority keeps
 * or has exported, that is advice: it may publish without.
 */
export const adviceBeyondShipped = (problem: SourceProblem): SourceProblem =>
  problem.code === 'missing-example' ? { ...problem, severity: 'warning' } : problem

export interface LawReport {
  folders: LawFolder[]
  problems: SourceProblem[]
  /** What reasoning over all rules found, in both languages; among the problems too. */
  findings: LawFinding[]
  vocabulary: Vocabulary
}

/** Where the law stands, and which part of it is looked at. */
export interface LawScope {
  root: string
  /** `CN-SX/2024-5` or `CN-SX`; empty: all. */
  within: string
}

/** Takes `law`, `law/CN-SX` or `law/CN-SX/2024-5`, and files in them. */
export function lawScope(path: string): LawScope {
  const target = resolve(path)
  if (!existsSync(target)) throw new Problem('not-found', `there is no folder '${path}'`)
  const root = existsSync(join(target, 'instrument.yaml'))
    ? dirname(dirname(target))
    : looksLikeJurisdiction(target)
      ? dirname(target)
      : target
  return { root, within: relative(root, target).replaceAll('\\', '/') }
}

function looksLikeJurisdiction(target: string): boolean {
  return /^[A-Z]{2,10}(-[A-Z0-9]{1,10})*$/.test(relative(dirname(target), target))
}

/** Whether a folder `CN-SX/2024-5` lies in the scope. */
export function inScope(path: string, { within }: LawScope): boolean {
  return within === '' || path === within || path.startsWith(`${within}/`)
}

/** The folders of a scope, with what is wrong with the form of their files. */
export function lawWithin(path: string, vocabulary: Vocabulary): { folders: LawFolder[]; problems: SourceProblem[] } {
  const scope = lawScope(path)
  const law = readLaw(scope.root, vocabulary)
  return { folders: law.folders.filter((folder) => inScope(folder.path, scope)), problems: ownProblems(law, scope) }
}

/**
 * Everything that is wrong with the law, as far as files can show: shape, ids, rules that never fire, examples, records not carried.
 * `day`: the one on which a status has to be true; null: not looked at.
 * What is wrong with the reference comes first: the law may be wrong for that alone.
 */
export function checkLaw(path: string, project: string = projectRoot, day: PlainDate | null = null): LawReport {
  const scope = lawScope(path)
  const { vocabulary, problems: factProblems } = readReferenceVocabulary(join(project, 'reference'))
  const law = readLaw(scope.root, vocabulary)
  const folders = law.folders.filter((folder) => inScope(folder.path, scope))
  const causes = sortProblems([...factProblems, ...referenceProblems(join(project, 'reference'))])
  const problems = ownProblems(law, scope)
  const shipped = resolve(scope.root) === resolve(project, 'law')
  const whole = shipped && scope.within === ''
  const weighed = (problem: SourceProblem) => (shipped ? problem : adviceBeyondShipped(problem))
  problems.push(...folders.flatMap((folder) => reasonAbout(folder, { ...law, vocabulary }, day)).map(weighed))
  const findings = analysed(law, folders, day)
  problems.push(...findings.map(toProblem).map(weighed))
  if (whole) {
    const records = join(project, '..', 'shared', 'data', 'policy', 'policy_rules.json')
    problems.push(...checkCarried(law.folders, records, join(project, 'docs', 'law-not-carried.md')))
  }
  return { folders, problems: [...causes, ...sortProblems(problems)], findings, vocabulary }
}

/** What the whole law says of the folders that are looked at. */
function analysed(law: Law, folders: readonly LawFolder[], day: PlainDate | null): LawFinding[] {
  const own = new Set(folders.map(({ instrument }) => instrument.id))
  const { vocabulary } = law
  const findings = analyseBeyondFiles({ folders: law.folders, vocabulary, day })
  return findings.filter(({ instrument, other }) => own.has(instrument) || own.has(other?.instrument ?? ''))
}

/** What is wrong with a folder whose files could be read; `day`: the one on which a status has to be true; null: not looked at. */
export function reasonAbout(folder: LawFolder, { problems, vocabulary }: Law, day: PlainDate | null): SourceProblem[] {
  return [...checkStatus(folder, day), ...checkRules(folder, vocabulary, (rule) => isSound(folder, rule, problems))]
}

/** What is wrong with the files of the places, authorities and qualifications that the law names. */
function referenceProblems(directory: string): SourceProblem[] {
  return checkReference(directory).map(({ file, line, message, expected }) => ({
    code: 'shape',
    severity: 'error',
    path: '',
    file: `reference/${file}`,
    ...(line !== undefined && { line }),
    message: `${message}, expected ${expected}`,
    ...(expected !== undefined && { expected }),
  }))
}

/** Whether a rule names nothing unknown, so that it can be reasoned about. */
function isSound({ rulesSource }: LawFolder, rule: number, problems: readonly SourceProblem[]): boolean {
  return !problems.some(({ file, path }) => file === rulesSource?.file && path.startsWith(`rules[${rule}]`))
}

function ownProblems(law: Law, scope: LawScope): SourceProblem[] {
  const prefix = relative(process.cwd(), scope.root).replaceAll('\\', '/')
  return law.problems.filter((problem) =>
    inScope((problem.file ?? '').slice(prefix === '' ? 0 : prefix.length + 1), scope),
  )
}
