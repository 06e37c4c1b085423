// SPDX-License-Identifier: Apache-2.0
import type { core } from 'zod'
import type { Localized } from '../../kernel/index.ts'

type Issue = core.$ZodIssue

const typeNames: Record<string, Localized> = {
  string: { en: 'a text', 'zh-CN': '文本' },
  number: { en: 'a number', 'zh-CN': '数字' },
  int: { en: 'a whole number', 'zh-CN': '整数' },
  boolean: { en: 'true or false', 'zh-CN': 'true 或 false' },
  object: { en: 'an object', 'zh-CN': '对象' },
  record: { en: 'an object', 'zh-CN': '对象' },
  array: { en: 'a list', 'zh-CN': '列表' },
  date: { en: 'a date', 'zh-CN': '日期' },
  null: { en: 'null', 'zh-CN': 'null' },
  undefined: { en: 'nothing', 'zh-CN': '不填' },
}

const formatNames: Record<string, Localized> = {
  date: { en: 'a date such as 2026-11-22', 'zh-CN': '日期，例如 2026-11-22' },
  datetime: { en: 'a time such as 2026-11-22T08:00:00Z', 'zh-CN': '时间，例如 2026-11-22T08:00:00Z' },
  email: { en: 'an e-mail address', 'zh-CN': '电子邮箱地址' },
  url: { en: 'a web address', 'zh-CN': '网址' },
  uuid: { en: 'a UUID', 'zh-CN': 'UUID' },
}

const units: Record<string, Localized> = {
  string: { en: ' characters', 'zh-CN': ' 个字符' },
  array: { en: ' entries', 'zh-CN': ' 项' },
  set: { en: ' entries', 'zh-CN': ' 项' },
  record: { en: ' members', 'zh-CN': ' 个成员' },
}

/** What a schema would have taken where an issue was found. */
export function expectedValue(issue: Issue): Localized {
  switch (issue.code) {
    case 'invalid_type':
      return typeNames[issue.expected] ?? same(issue.expected)
    case 'invalid_value':
      return oneOf(issue.values.map(String))
    case 'invalid_format':
      return formatNames[issue.format] ?? pattern(issue.pattern ?? issue.format)
    case 'too_small':
      return bound(issue.origin, Number(issue.minimum), issue.inclusive === false ? 'above' : 'least')
    case 'too_big':
      return bound(issue.origin, Number(issue.maximum), issue.inclusive === false ? 'below' : 'most')
    case 'not_multiple_of':
      return { en: `a multiple of ${issue.divisor}`, 'zh-CN': `${issue.divisor} 的倍数` }
    case 'unrecognized_keys':
      return { en: 'no member of this name', 'zh-CN': '没有此名称的字段' }
    case 'invalid_union':
      return alternatives(issue)
    default:
      return same(issue.message)
  }
}

function same(text: string): Localized {
  return { en: text, 'zh-CN': text }
}

export function oneOf(values: string[]): Localized {
  if (values.length === 1) return same(values[0] ?? '')
  const shown = values.length > 20 ? [...values.slice(0, 20), '…'] : values
  return { en: `one of ${shown.join(', ')}`, 'zh-CN': `以下之一：${shown.join('、')}` }
}

function pattern(source: string): Localized {
  return { en: `a text of the form ${source}`, 'zh-CN': `符合 ${source} 的文本` }
}

const relations = {
  least: { en: 'at least', 'zh-CN': '至少' },
  above: { en: 'more than', 'zh-CN': '大于' },
  most: { en: 'at most', 'zh-CN': '至多' },
  below: { en: 'less than', 'zh-CN': '小于' },
}

function bound(origin: string, value: number, relation: keyof typeof relations): Localized {
  const unit = units[origin] ?? same('')
  return {
    en: `${relations[relation].en} ${value}${value === 1 ? unit.en.replace(/ies$/, 'y').replace(/s$/, '') : unit.en}`,
    'zh-CN': `${relations[relation]['zh-CN']} ${value}${unit['zh-CN']}`,
  }
}

/** What the branches of a union would have taken, where each fails at its root. */
function alternatives(issue: core.$ZodIssueInvalidUnion): Localized {
  const roots = issue.errors.flatMap((branch) => branch.filter((inner) => inner.path.length === 0))
  const parts = roots.map((inner) => expectedValue(inner))
  if (parts.length === 0) return { en: 'one of the forms in the schema', 'zh-CN': 'schema 中的一种形式' }
  const join = (texts: string[], word: string) => [...new Set(texts)].join(word)
  return {
    en: join(
      parts.map((part) => part.en),
      ' or ',
    ),
    'zh-CN': join(
      parts.map((part) => part['zh-CN']),
      '或',
    ),
  }
}
