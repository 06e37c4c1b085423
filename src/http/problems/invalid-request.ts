// SPDX-License-Identifier: Apache-2.0
import type { FastifySchemaCompiler } from 'fastify'
import { type core, z } from 'zod'
import { type FieldError, pick } from '../../kernel/index.ts'
import type { Language } from '../preferences.ts'
import { expectedValue, oneOf } from './expected-value.ts'

type Issue = core.$ZodIssue

/** A request that its route's schema refuses. The issues hold what was sent, so they are shown to the sender and never logged. */
export class InvalidRequest extends Error {
  readonly issues: readonly Issue[]
  readonly statusCode = 400
  /** Set by the framework: which part of the request the schema was for. */
  validationContext?: string
  /** The names that the schema takes, where it takes some and no others. */
  readonly names: readonly string[]

  constructor(issues: readonly Issue[], names: readonly string[] = []) {
    super('The request does not fit the schema of its route')
    this.name = 'InvalidRequest'
    this.issues = issues
    this.names = names
  }
}

/** Checks a part of a request by its zod schema. */
export const checkBySchema: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (data: unknown) => {
    const result = schema.safeParse(data, { reportInput: true })
    if (result.success) return { value: result.data }
    const names = schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
    return { error: new InvalidRequest(result.error.issues, names) }
  }

/** Every fault with the path to it, in the reader's language. */
export function fieldErrors({ issues, names }: InvalidRequest, language: Language): FieldError[] {
  return issues.flatMap(closestBranch).flatMap((issue) => fieldError(issue, names, language))
}

function fieldError(issue: Issue, names: readonly string[], language: Language): FieldError[] {
  const path = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    const known = path === '' && names.length > 0 ? oneOf([...names]) : expectedValue(issue)
    return issue.keys.map((key) => {
      const where = path === '' ? key : `${path}.${key}`
      return {
        path: where,
        message: said(language, 'is not known here', '是未知的字段'),
        expected: pick(known, language),
      }
    })
  }
  const expected = pick(expectedValue(issue), language)
  if (issue.code === 'custom') return [{ path, message: issue.message }]
  if (issue.input === undefined && issue.code !== 'invalid_key') {
    return [{ path, message: said(language, `is missing; expected ${expected}`, `缺失；应为${expected}`), expected }]
  }
  return [{ path, message: said(language, `expected ${expected}`, `应为${expected}`), expected }]
}

function said(language: Language, en: string, zh: string): string {
  return pick({ en, 'zh-CN': zh }, language)
}

/** Of a union, the issues of the branch that was most probably meant: the one that fails deepest, then with the fewest issues. */
function closestBranch(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const deep = issue.errors.filter((branch) => branch.length > 0 && branch.every((inner) => inner.path.length > 0))
  const [first, ...others] = deep
  if (first === undefined) return [issue]
  const best = others.reduce((chosen, branch) => (branch.length < chosen.length ? branch : chosen), first)
  return best.flatMap((inner) => closestBranch({ ...inner, path: [...issue.path, ...inner.path] }))
}
