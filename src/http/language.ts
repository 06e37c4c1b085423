// SPDX-License-Identifier: Apache-2.0
import type { FastifyRequest } from 'fastify'

/** The languages that every text of this program exists in. */
export const languages = ['en', 'zh-CN'] as const
export type Language = (typeof languages)[number]

/** The choice a person made on a page, kept without any other data. */
export const languageCookie = 'lang'

type Asked = Pick<FastifyRequest, 'headers'> & { query?: unknown }

/** The language to answer in: what the address says, else the person's choice, else what the browser prefers, else English. */
export function preferredLanguage(request: Asked): Language {
  return (
    known(queryValue(request.query, languageCookie)) ??
    known(cookieValue(request.headers.cookie, languageCookie)) ??
    negotiate(request.headers['accept-language']) ??
    'en'
  )
}

/** The value of one cookie, if it was sent. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined
  for (const pair of header.split(';')) {
    const [key, value] = pair.split('=', 2)
    if (key?.trim() === name) return value?.trim()
  }
  return undefined
}

function queryValue(query: unknown, name: string): string | undefined {
  if (typeof query !== 'object' || query === null) return undefined
  const value: unknown = Reflect.get(query, name)
  return typeof value === 'string' ? value : undefined
}

function known(tag: string | undefined): Language | undefined {
  if (tag === undefined) return undefined
  const base = tag.toLowerCase().split('-')[0]
  if (base === 'zh') return 'zh-CN'
  return base === 'en' ? 'en' : undefined
}

/** RFC 9110, section 12.5.4: the language with the highest weight; the first one where weights are equal. */
function negotiate(header: string | undefined): Language | undefined {
  if (header === undefined) return undefined
  let best: { language: Language; weight: number } | undefined
  for (const part of header.split(',', 32)) {
    const [tag = '', ...parameters] = part.trim().split(';')
    const language = known(tag.trim())
    const weight = weightOf(parameters)
    if (language !== undefined && weight > (best?.weight ?? 0)) best = { language, weight }
  }
  return best?.language
}

/** The `q` parameter (RFC 9110, section 12.4.2); what is not a weight counts as 1. */
export function weightOf(parameters: string[]): number {
  const text = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='))
  const weight = text === undefined ? 1 : Number(text.slice(2))
  return Number.isFinite(weight) ? Math.min(1, Math.max(0, weight)) : 1
}
