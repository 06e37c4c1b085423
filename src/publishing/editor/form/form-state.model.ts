// SPDX-License-Identifier: Apache-2.0

import { sameValue } from '../yaml/same-value.model.ts'
import {
  alternativeOf,
  isScalarShape,
  type ListShape,
  type OneOfShape,
  type RecordShape,
  type Shape,
} from './shape.model.ts'

/** What a form of a value sends, by the names of its controls: `when.all.0.fact`. A name that ends in `:` says what stands there. */
export type Fields = Readonly<Record<string, string>>

export const at = (path: string, step: string | number): string => (path === '' ? String(step) : `${path}.${step}`)
/** The name of the hidden control that says that there is a list of so many, a record, or one of several kinds. */
export const markOf = (path: string): string => `${path}:`

/** The text in the control of a scalar. */
export function scalarText(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean') return value ? ':true' : ':false'
  return typeof value === 'string' && value.startsWith(':') ? `:${value}` : String(value)
}

/** Of a text that is what it is, without a sign before it. */
const plainText = (value: unknown): string => (typeof value === 'string' ? value : String(value ?? ''))

/** Everything that the form of a value sends. */
export function fieldsOfValue(shape: Shape, value: unknown, path = ''): Record<string, string> {
  const fields: Record<string, string> = {}
  const into = (more: Record<string, string>): unknown => Object.assign(fields, more)
  if (value === undefined) return fields
  if (shape.kind === 'localized') {
    fields[markOf(path)] = 'text'
    for (const lang of languagesOf(value)) fields[at(path, lang)] = plainText((value as Record<string, unknown>)[lang])
  } else if (shape.kind === 'record') {
    fields[markOf(path)] = 'record'
    for (const { name, shape: own } of shape.members)
      into(fieldsOfValue(own(), (value as Record<string, unknown>)[name], at(path, name)))
  } else if (shape.kind === 'list') {
    const list = Array.isArray(value) ? value : []
    fields[markOf(path)] = String(list.length)
    for (const [index, item] of list.entries()) into(fieldsOfValue(shape.item(), item, at(path, index)))
  } else if (shape.kind === 'one-of') {
    const one = alternativeOf(shape, value)
    if (one === undefined) return fields
    if (one.is === undefined) into(fieldsOfValue(one.shape(), value, path))
    fields[markOf(path)] = one.name
  } else
    fields[path] = shape.kind === 'yes-or-text' ? scalarText(value) : shape.kind === 'flag' ? 'yes' : plainText(value)
  return fields
}

/** The languages of a text: the two that every text has, then others. */
export function languagesOf(value: unknown): string[] {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : []
  return [...new Set(['zh-CN', 'en', ...keys])]
}

/** What the fields of a form say; undefined: nothing stands there. */
export function valueOfFields(shape: Shape, fields: Fields, path = ''): unknown {
  if (shape.kind === 'record') return recordOf(shape, fields, path)
  if (shape.kind === 'list') return listOf(shape, fields, path)
  if (shape.kind === 'one-of') return oneOf(shape, fields, path)
  if (shape.kind === 'localized') return localizedOf(fields, path)
  const text = fields[path]
  return text === undefined ? undefined : scalarOf(shape, text)
}

function scalarOf(shape: Shape, sent: string): unknown {
  const text = sent.replaceAll('\r\n', '\n')
  if (shape.kind === 'text') return text.trim() === '' ? undefined : text
  if (shape.kind === 'yes-or-text') {
    if (text === ':true' || text === ':false') return text === ':true'
    const said = text.startsWith(':') ? text.slice(1) : text
    return said.trim() === '' ? undefined : said
  }
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  if (shape.kind === 'flag') return true
  if (shape.kind === 'partial') return /^[1-9]\d{3}$/.test(trimmed) ? Number(trimmed) : trimmed
  if (shape.kind !== 'number') return trimmed
  const number = Number(trimmed.normalize('NFKC'))
  return Number.isFinite(number) ? number : trimmed
}

function localizedOf(fields: Fields, path: string): unknown {
  if (fields[markOf(path)] === undefined) return undefined
  const prefix = `${path}.`
  const said = Object.keys(fields)
    .filter((name) => name.startsWith(prefix) && !name.slice(prefix.length).includes('.') && !name.endsWith(':'))
    .map((name) => [name.slice(prefix.length), (fields[name] ?? '').replaceAll('\r\n', '\n')] as const)
    .filter(([, text]) => text.trim() !== '')
  return said.length === 0 ? {} : Object.fromEntries(said)
}

function recordOf(shape: RecordShape, fields: Fields, path: string): unknown {
  if (path !== '' && fields[markOf(path)] === undefined) return undefined
  const pairs = shape.members.flatMap(({ name, shape: own }) => {
    const value = valueOfFields(own(), fields, at(path, name))
    return value === undefined ? [] : [[name, value]]
  })
  return Object.fromEntries(pairs)
}

function listOf(shape: ListShape, fields: Fields, path: string): unknown {
  const count = Number(fields[markOf(path)])
  if (fields[markOf(path)] === undefined || !Number.isInteger(count)) return undefined
  const item = shape.item()
  const items = Array.from({ length: Math.min(count, 20_000) }, (_, index) =>
    valueOfFields(item, fields, at(path, index)),
  )
  const said = isScalarShape(item) ? items.filter((one) => one !== undefined) : items.map((one) => one ?? {})
  return said.length === 0 && count > 0 ? undefined : said
}

function oneOf(shape: OneOfShape, fields: Fields, path: string): unknown {
  const mark = fields[markOf(path)]
  const one = shape.alternatives.find(({ name }) => name === mark)
  if (one === undefined) return undefined
  if (one.is !== undefined) return one.is
  const value = valueOfFields(one.shape(), fields, path)
  if (one.shape().kind !== 'record') return value ?? ''
  // What it is stays known where a member that tells it is not filled in yet.
  const missing = one.keys.filter((key) => !(key in (value as object)))
  return { ...Object.fromEntries(missing.map((key) => [key, ''])), ...(value as object) }
}

/** Whether the form of a value says all of it, so that nothing is lost by saving the form. */
export const saysAll = (shape: Shape, value: unknown): boolean =>
  sameValue(asForms(valueOfFields(shape, fieldsOfValue(shape, value))), asForms(value))

/** A year is the same year whether it stands in quotes or not. */
export const asForms = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asForms)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asForms(item)]))
  return typeof value === 'number' && Number.isInteger(value) && value >= 1000 && value <= 9999 ? String(value) : value
}

/** A value as it was written where it says the same: a year with or without quotes. */
export function asWritten(before: unknown, now: unknown): unknown {
  if (sameValue(asForms(before), asForms(now)) && (typeof now !== 'object' || now === null)) return before
  if (Array.isArray(now))
    return now.map((item, index) => asWritten(Array.isArray(before) ? before[index] : undefined, item))
  if (typeof now !== 'object' || now === null) return now
  const old = typeof before === 'object' && before !== null ? (before as Record<string, unknown>) : {}
  return Object.fromEntries(Object.entries(now).map(([key, item]) => [key, asWritten(old[key], item)]))
}

/** Where only one of the two languages is filled in, it stands for both. */
export function withBothLanguages(shape: Shape, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (shape.kind === 'localized') {
    const { en, 'zh-CN': zh } = value as { en?: string; 'zh-CN'?: string }
    const both = { en: en ?? zh, 'zh-CN': zh ?? en }
    return both.en === undefined ? value : { ...both, ...value }
  }
  if (shape.kind === 'list' && Array.isArray(value)) return value.map((item) => withBothLanguages(shape.item(), item))
  if (shape.kind === 'one-of') {
    const one = alternativeOf(shape, value)
    return one === undefined ? value : withBothLanguages(one.shape(), value)
  }
  if (shape.kind !== 'record') return value
  const members = new Map(shape.members.map(({ name, shape: own }) => [name, own]))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      const own = members.get(name)
      return [name, own === undefined ? item : withBothLanguages(own(), item)]
    }),
  )
}
