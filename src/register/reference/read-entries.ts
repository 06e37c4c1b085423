// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { isPlainDate } from '../../kernel/index.ts'
import { type ReferenceFile, readYaml, refused } from './reference-files.ts'

export const localized = z.object({ en: z.string(), 'zh-CN': z.string() }).catchall(z.string())

const plainDate = z.string().refine(isPlainDate, { message: 'expected a calendar date YYYY-MM-DD' })

/** When an entry holds; `until` is the first day on which it no longer does. */
export const times = { from: plainDate.optional(), until: plainDate.optional() }

export const provenance = {
  sources: z.array(z.object({ url: z.string(), quality: z.string() })).default([]),
  note: localized.optional(),
}

/** Addresses and quality as a record keeps them: the quality is that of the first, the best. */
export function provenanceOf({ sources, note }: { sources: { url: string; quality: string }[]; note?: unknown }) {
  const source = sources.map(({ url }) => url).join(' ; ') || null
  return { source, quality: sources[0]?.quality ?? null, note: (note ?? null) as Record<string, string> | null }
}

export function validity(entry: { from?: string | undefined; until?: string | undefined }) {
  return { valid_from: entry.from ?? null, valid_until: entry.until ?? null }
}

/** The list under one key of a YAML file, each entry by its schema; what is wrong is said with its path. */
export function readEntries<T>(file: ReferenceFile, key: string, schema: z.ZodType<T>): T[] {
  const content = readYaml(file)
  const parsed = z.record(z.string(), z.unknown()).safeParse(content)
  const list = parsed.success ? (parsed.data[key] ?? parsed.data[camel(key)]) : content
  const result = z.array(schema).safeParse(list)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const [first, ...rest] = issue?.path ?? []
  const path = first === undefined ? key : `${key}[${String(first)}]${rest.map((part) => `.${String(part)}`).join('')}`
  const { found, expected } = explain(issue, `a list '${key}'`)
  throw refused(file.path, undefined, path, `${path}: ${found}`, expected)
}

function explain(issue: z.core.$ZodIssue | undefined, list: string): { found: string; expected: string } {
  if (issue === undefined || issue.path.length === 0)
    return { found: issue?.message ?? 'not as expected', expected: list }
  const entry = 'an entry as docs/law-format.md and docs/reference-data.md show'
  if (issue.code === 'unrecognized_keys')
    return { found: `unknown ${issue.keys.map((name) => `'${name}'`).join(', ')}`, expected: entry }
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
  return { found: missing ? 'is missing' : issue.message, expected: entry }
}

function camel(key: string): string {
  return key.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}
