// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod'
import { describeValue, formatPath, type Path, type SourceProblem } from './source-problem.ts'
import { closest } from './suggest.ts'
import type { YamlSource } from './yaml-source.ts'

type Issue = z.core.$ZodIssue

/** What a schema found wrong, said with the place, what was found and what was expected. */
export function explainIssues(issues: readonly Issue[], source: YamlSource): SourceProblem[] {
  return withoutEchoes(issues).flatMap((issue) => explain(issue, [], source))
}

/** Where keys of a mapping are unknown, what its own checks then miss is the same slip told twice. */
function withoutEchoes(issues: readonly Issue[]): Issue[] {
  const slipped = new Set(
    issues.filter((issue) => issue.code === 'unrecognized_keys').map(({ path }) => formatPath(path)),
  )
  return issues.filter((issue) => issue.code !== 'custom' || !slipped.has(formatPath(issue.path)))
}

/** A problem at a value of the file. */
export function problemAt(
  source: YamlSource,
  path: Path,
  rest: Pick<SourceProblem, 'code' | 'message'> & Partial<SourceProblem>,
): SourceProblem {
  return { severity: 'error', file: source.file, ...source.at(path), path: formatPath(path), ...rest }
}

function explain(issue: Issue, base: Path, source: YamlSource): SourceProblem[] {
  const path = [...base, ...issue.path]
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(issue, key, path, source))
  if (issue.code === 'invalid_union') return explainUnion(issue.errors, path, source)
  const value = valueAt(source.data, path)
  const expected = languageAt(path) ?? expectation(issue)
  if (value === undefined) {
    const message = `is missing, expected ${expected}`
    return [problemAt(source, path, { code: 'shape', message, found: 'nothing', expected })]
  }
  const found = describeValue(value)
  const near =
    issue.code === 'invalid_value' && typeof value === 'string' ? closest(value, issue.values.map(String)) : null
  const hint = near === null ? '' : `; did you mean '${near}'?`
  const quote = expected.startsWith('text') && typeof value === 'number' ? ' (write it in quotes)' : ''
  return [
    problemAt(source, path, {
      code: 'shape',
      message: `found ${found}, expected ${expected}${hint}${quote}`,
      found,
      expected,
    }),
  ]
}

/** A text that lacks a language. */
function languageAt(path: Path): string | null {
  const last = path.at(-1)
  return last === 'en' || last === 'zh-CN' ? `the text in ${last === 'en' ? 'English' : 'Chinese'}` : null
}

/** `strict` (fields.ts) leaves the known keys in the message of the issue. */
function unknownKey(issue: Issue, key: string, path: Path, source: YamlSource): SourceProblem {
  const known = issue.message.split(' ')
  const near = closest(key, known)
  const expected = `one of ${known.join(', ')}`
  const message = `unknown key '${key}', expected ${expected}${near === null ? '' : `; did you mean '${near}'?`}`
  const at = source.atKey(path, key)
  return {
    code: 'shape',
    severity: 'error',
    file: source.file,
    ...at,
    path: formatPath([...path, key]),
    message,
    found: key,
    expected,
  }
}

function explainUnion(options: readonly (readonly Issue[])[], path: Path, source: YamlSource): SourceProblem[] {
  const value = valueAt(source.data, path)
  const scored = options.map((issues) => ({ issues, score: distance(issues, value) }))
  const best = Math.min(...scored.map((option) => option.score))
  const nearest = scored.filter((option) => option.score === best)
  const only = nearest[0]
  if (only !== undefined && (nearest.length === 1 || best < 10))
    return withoutEchoes(only.issues).flatMap((issue) => explain(issue, path, source))
  if (best >= 1000) return [unionOfTypes(options, value, path, source)]
  return [unionOfKeys(options, value, path, source)]
}

/** How far a value is from one member of a union: another type, missing keys, unknown keys. */
function distance(issues: readonly Issue[], value: unknown): number {
  let score = 0
  for (const issue of issues) {
    if (issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value')) score += 1000
    else if (issue.code === 'unrecognized_keys' && issue.path.length === 0) score += issue.keys.length
    else if (issue.path.length === 1 && valueAt(value, issue.path) === undefined) score += 10
  }
  return score
}

function unionOfTypes(
  options: readonly (readonly Issue[])[],
  value: unknown,
  path: Path,
  source: YamlSource,
): SourceProblem {
  const expected = [...new Set(options.map((issues) => (issues[0] === undefined ? '' : expectation(issues[0]))))].join(
    ' or ',
  )
  const found = describeValue(value)
  const message = value === undefined ? `is missing, expected ${expected}` : `found ${found}, expected ${expected}`
  return problemAt(source, path, { code: 'shape', message, found, expected })
}

function unionOfKeys(
  options: readonly (readonly Issue[])[],
  value: unknown,
  path: Path,
  source: YamlSource,
): SourceProblem {
  const wanted = options.map((issues) =>
    issues
      .filter((issue) => issue.path.length === 1 && valueAt(value, issue.path) === undefined)
      .map((issue) => String(issue.path[0])),
  )
  const expected = `one of ${[...new Set(wanted.map((keys) => keys.join(' with ')).filter((keys) => keys !== ''))].join(', ')}`
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : []
  const near = keys.map((key) => closest(key, wanted.flat())).find((key) => key !== null)
  const found = keys.length === 0 ? describeValue(value) : keys.map((key) => `'${key}'`).join(', ')
  const message = `found ${found}, expected ${expected}${near === undefined ? '' : `; did you mean '${near}'?`}`
  return problemAt(source, path, { code: 'shape', message, found, expected })
}

const typeNames: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
}

/** The schemas give what is expected as the message of their own checks; the rest is put into words here. */
function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      // A schema that has words of its own says more than the type.
      return issue.message.startsWith('Invalid input') ? (typeNames[issue.expected] ?? issue.expected) : issue.message
    case 'invalid_value':
      return issue.values.length === 1 ? `${String(issue.values[0])}` : `one of ${issue.values.join(', ')}`
    case 'too_small':
      return issue.origin === 'array'
        ? `at least ${issue.minimum} in the list`
        : issue.origin === 'string'
          ? 'some text'
          : `${issue.minimum} or more`
    case 'too_big':
      return issue.origin === 'array'
        ? `at most ${issue.maximum} in the list`
        : issue.origin === 'string'
          ? `at most ${issue.maximum} characters`
          : `${issue.maximum} or less`
    default:
      return issue.message
  }
}

function valueAt(data: unknown, path: Path): unknown {
  let value: unknown = data
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = Reflect.get(value, step)
  }
  return value
}
