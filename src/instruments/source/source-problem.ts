// SPDX-License-Identifier: Apache-2.0
import type { FieldError } from '../../kernel/index.ts'
import type { Told } from './both-languages.ts'
import { inChinese } from './in-chinese.model.ts'

/** What can be wrong with a file that a person wrote; `/help/findings` tells what each means. */
export const sourceProblemCodes = [
  'unreadable',
  'yaml',
  'shape',
  'unknown-id',
  'duplicate-id',
  'id-place',
  'others-law',
  'wrong-type',
  'no-scope',
  'outside',
  'dates',
  'batch',
  'agreement',
  'credits',
  'folder',
  'missing-example',
  'never-fires',
  'dead-branch',
  'unverified-grant',
  'contradicts-register',
  'not-carried',
  'contradiction',
  'contradiction-possible',
  'overrides-each-other',
  'shadowed',
  'derived-cycle',
  'date-gap',
  'date-overlap',
  'item-twice',
  'empty-list',
  'weak-source',
  'agreement-one-sided',
  'example-fails',
] as const
export type SourceProblemCode = (typeof sourceProblemCodes)[number]

/** One problem of a file, with everything needed to put it right: place, what was found, what was expected. */
export interface SourceProblem extends FieldError {
  code: SourceProblemCode
  /** A warning does not make the file wrong. */
  severity: 'error' | 'warning'
  column?: number
  found?: string
  /** The message in both languages, where it is made so; `tellProblem` answers for all. */
  words?: Told
}

export type Path = readonly PropertyKey[]

/** `credentials[0].level`, as in the messages. */
export function formatPath(path: Path): string {
  let text = ''
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`
    else text += text === '' ? String(step) : `.${String(step)}`
  }
  return text
}

/** `law/CN-SX/2024-5/rules.yaml:12:9 rules[0].subject.levels[0]: found …` */
export function formatProblem(problem: SourceProblem): string {
  const place = [problem.file ?? '', problem.line, problem.column].filter((part) => part !== undefined && part !== '')
  const path = problem.path === '' ? '' : `${problem.path}: `
  const prefix = problem.severity === 'warning' ? 'warning: ' : ''
  return `${place.join(':')} ${prefix}${path}${problem.message}`.trimStart()
}

/** What is said of a problem, in both languages. */
export const tellProblem = ({ message, words }: Pick<SourceProblem, 'message' | 'words'>): Told =>
  words ?? { en: message, 'zh-CN': inChinese(message) ?? message }

/** What stands in the file, in a few words. */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value === 'object') return 'a mapping'
  if (typeof value === 'string') return `'${value.length > 80 ? `${value.slice(0, 80)}…` : value}'`
  return `${typeof value === 'number' ? 'the number ' : ''}${String(value)}`
}

/** By file, then place in the file; the order in which a reader mends them. */
export function sortProblems<P extends SourceProblem>(problems: P[]): P[] {
  return problems.sort(
    (a, b) =>
      compare(a.file ?? '', b.file ?? '') ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0) ||
      compare(a.path, b.path) ||
      compare(a.message, b.message),
  )
}

/** How many problems of a file are told; who has mended them is told the next. */
const mostOfAFile = 200

/**
 * Of a file with very many problems the first, and how many there are beside. All of rules.yaml: a rule of which nothing is told is
 * taken for sound. What is given is sorted.
 */
export function firstOfEachFile(problems: readonly SourceProblem[]): SourceProblem[] {
  return [...Map.groupBy(problems, ({ file }) => file ?? '').values()].flatMap((own) => {
    const last = own[mostOfAFile - 1]
    const over = own.length - mostOfAFile
    if (last === undefined || over < 1 || last.file?.endsWith('rules.yaml')) return own
    const { code, file, line } = last
    const severity = own.slice(mostOfAFile).some((one) => one.severity === 'error') ? 'error' : 'warning'
    const message = `${over} further problems in this file`
    const more: SourceProblem = {
      code,
      severity,
      path: '',
      message,
      ...(file !== undefined && { file }),
      ...(line !== undefined && { line }),
    }
    return [...own.slice(0, mostOfAFile), more]
  })
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
